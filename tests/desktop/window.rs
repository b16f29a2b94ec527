//! The window, driven through `WebKitWebDriver`.

use crate::wait::until;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The running application with its driver. Both end when this is dropped.
pub(crate) struct Window {
    pub(crate) client: Client,
    driver: Child,
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The application as it was built.
pub(crate) fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_BIN_EXE_journey-child"));
    built.with_file_name("tieout-desktop")
}

impl Window {
    /// Starts the application with arguments and takes hold of its window.
    pub(crate) async fn open(arguments: &[String], appearance: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let theme = if appearance == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GTK_THEME", theme)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let options = json!({ "binary": binary(), "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options }).as_object().unwrap().clone();
        let address = format!("http://127.0.0.1:{port}");
        let client = until("the driver", async || {
            let mut builder = ClientBuilder::rustls().unwrap();
            builder.capabilities(capabilities.clone()).connect(&address).await.ok()
        })
        .await;
        Self { client, driver }
    }

    /// Whether something with this selector is there and shown.
    pub(crate) async fn shows(&self, css: &str) -> bool {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Waits for an element and clicks it.
    pub(crate) async fn click(&self, css: &str) {
        until(css, async || {
            let element = self.client.find(Locator::Css(css)).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Types into an input.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let input = until(css, async || self.client.find(Locator::Css(css)).await.ok()).await;
        input.clear().await.unwrap();
        input.send_keys(text).await.unwrap();
    }

    /// The text of an element, once it is there.
    pub(crate) async fn text(&self, css: &str) -> String {
        until(css, async || self.client.find(Locator::Css(css)).await.ok()?.text().await.ok()).await
    }

    /// Waits until an element's text holds this.
    pub(crate) async fn wait_for_text(&self, css: &str, text: &str) -> String {
        until(&format!("{text:?} in {css}"), async || {
            let found = self.client.find(Locator::Css(css)).await.ok()?.text().await.ok()?;
            found.contains(text).then_some(found)
        })
        .await
    }

    /// How many elements match.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.map_or(0, |found| found.len())
    }

    /// The whole page as the web view holds it.
    pub(crate) async fn source(&self) -> String {
        self.client.source().await.unwrap()
    }

    /// Sends keys to whatever has the focus in the page.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }
}
