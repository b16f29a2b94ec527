//! The window, driven through `WebKitWebDriver`.

use crate::places::built;
use crate::ports::free_ports;
use crate::wait::until;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the application may take to show its window before it is started again.
const PROGRAM_PATIENCE: Duration = Duration::from_secs(25);
/// How long it may take to end after it was told to.
const ENDING_PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// The running application with its driver. Both end when this is dropped.
pub struct Window {
    /// The page, for what is asked of it once.
    pub client: Client,
    driver: Child,
}

impl Drop for Window {
    fn drop(&mut self) {
        // The driver leaves the application behind when it is killed, and the next test would only raise this one's window: so it is ended
        // here, and waited for while it signs out.
        let driver = self.driver.id().to_string();
        let of_driver = |program: &str, signal: &[&str]| {
            Command::new(program).args(signal).args(["--parent", &driver]).stdout(Stdio::null()).status()
        };
        let _ = of_driver("pkill", &["--signal", "TERM"]);
        let started = Instant::now();
        while of_driver("pgrep", &["--runstates", "D,R,S,T"]).is_ok_and(|found| found.success()) {
            if started.elapsed() > ENDING_PATIENCE {
                let _ = of_driver("pkill", &["--signal", "KILL"]);
                break;
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The application as it was built.
pub fn binary() -> PathBuf {
    built("tieout-desktop")
}

impl Window {
    /// Starts the application with arguments and takes hold of its window.
    pub async fn open(arguments: &[String], appearance: &str) -> Self {
        let [port] = free_ports();
        let theme = if appearance == "dark" { "Adwaita:dark" } else { "Adwaita" };
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GTK_THEME", theme)
            // The driver reaches the web view over loopback, and the web view asks the environment's proxy for that. It is the test's own
            // way in: what the application itself asks for goes by the environment as ever.
            .env("GIO_USE_PROXY_RESOLVER", "dummy")
            // The log talks as much as it can, and is searched for secrets afterwards.
            .env("TIEOUT_LOG", "trace")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let options = json!({ "binary": binary(), "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options }).as_object().unwrap().clone();
        let address = format!("http://127.0.0.1:{port}");
        let client = until("the driver", async || {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            // A program that ends before its window is there leaves the driver waiting for ever.
            let connecting = builder.capabilities(capabilities.clone()).connect(&address);
            tokio::time::timeout(PROGRAM_PATIENCE, connecting).await.ok()?.ok()
        })
        .await;
        Self { client, driver }
    }

    /// Waits for an element that can be used and clicks it: the driver calls the click on a button that is not available a success. It
    /// is scrolled to as a person would: the driver would leave it below a sticky header.
    pub async fn click(&self, css: &str) {
        until(css, async || {
            let element = self.client.find(Locator::Css(css)).await.ok()?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            let target = serde_json::to_value(&element).ok()?;
            self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![target]).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Types into an input.
    pub async fn fill(&self, css: &str, text: &str) {
        // A page that was just opened still lays itself out: what is there may not be typed into yet.
        let input = until(css, async || {
            let input = self.client.find(Locator::Css(css)).await.ok()?;
            let target = serde_json::to_value(&input).ok()?;
            self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![target]).await.ok()?;
            input.clear().await.ok()?;
            Some(input)
        })
        .await;
        input.send_keys(text).await.unwrap();
    }

    /// The text of an element, once it is there and has one.
    pub async fn text(&self, css: &str) -> String {
        until(css, async || self.inner_text(css).await.filter(|text| !text.is_empty())).await
    }

    /// Waits until an element's text holds this.
    pub async fn wait_for_text(&self, css: &str, text: &str) -> String {
        until(&format!("{text:?} in {css}"), async || self.inner_text(css).await.filter(|found| found.contains(text)))
            .await
    }

    /// What is rendered, as it looks: a space that does not break is a space. The driver's own idea of an element's text is empty for a cell
    /// below a sticky header.
    async fn inner_text(&self, css: &str) -> Option<String> {
        let element = self.client.find(Locator::Css(css)).await.ok()?;
        Some(element.prop("innerText").await.ok()??.replace('\u{a0}', " ").trim().to_owned())
    }

    /// An attribute of an element, where it is there.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.client.find(Locator::Css(css)).await.ok()?.attr(name).await.ok()?
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.map_or(0, |found| found.len())
    }

    /// Waits until so many elements match.
    pub async fn wait_for_count(&self, css: &str, count: usize) {
        until(&format!("{count} × {css}"), async || {
            let found = self.client.find_all(Locator::Css(css)).await.ok()?.len();
            (found == count).then_some(())
        })
        .await;
    }

    /// The whole page as the web view holds it.
    pub async fn source(&self) -> String {
        self.client.source().await.unwrap()
    }

    /// Sends keys to whatever has the focus in the page.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }
}
