//! A real browser without a person: WebKitGTK's own small one, which comes with the library that draws the window.

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::ports::free_ports;
use crate::wait::until;

/// The running browser with its driver. Both end when this is dropped.
pub struct Browser {
    client: Client,
    driver: Child,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Browser {
    /// Opens a page.
    pub async fn open(url: &str) -> Self {
        let [port] = free_ports();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            // As for the window: the driver's way in, and the pages it opens, are on this computer.
            .env("GIO_USE_PROXY_RESOLVER", "dummy")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let options = json!({ "binary": program(), "args": ["--automation"] });
        let capabilities = json!({ "webkitgtk:browserOptions": options }).as_object().unwrap().clone();
        let address = format!("http://127.0.0.1:{port}");
        let client = until("the browser", async || {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone()).connect(&address).await.ok()
        })
        .await;
        client.goto(url).await.unwrap();
        Self { client, driver }
    }

    /// Waits for something on the page and clicks it.
    pub async fn click(&self, css: &str) {
        until(css, async || self.client.find(Locator::Css(css)).await.ok()?.click().await.ok()).await;
    }

    /// What a field of the page holds.
    pub async fn value(&self, css: &str) -> String {
        until(css, async || self.client.find(Locator::Css(css)).await.ok()?.prop("value").await.ok()?).await
    }

    /// Waits until the page says this.
    pub async fn wait_for(&self, text: &str) {
        until(&format!("{text:?} in the browser"), async || {
            let body = self.client.find(Locator::Css("body")).await.ok()?;
            body.prop("innerText").await.ok()??.contains(text).then_some(())
        })
        .await;
    }
}

/// Where Debian's library keeps it; other systems have it below `libexec`.
fn program() -> PathBuf {
    let machine = std::env::consts::ARCH;
    let places = [
        format!("/usr/lib/{machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
        "/usr/libexec/webkit2gtk-4.1/MiniBrowser".to_owned(),
        "/usr/lib/webkit2gtk-4.1/MiniBrowser".to_owned(),
    ];
    places.iter().map(PathBuf::from).find(|place| place.exists()).unwrap_or_else(|| panic!("none of {places:?}"))
}
