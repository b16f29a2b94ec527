//! A browser without a person: it opens what it is told and follows wherever it is sent. Whether anybody consents is the simulator's to say.

use tieout::{Browser, Url};

/// Opens pages and follows redirections.
pub struct PlainBrowser;

impl Browser for PlainBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        tokio::spawn(client().get(url.clone()).send());
        Ok(())
    }
}

/// A plain client of servers on this computer, which no proxy in the environment gets to see.
#[expect(clippy::expect_used, reason = "without it there is nothing to test with")]
pub fn client() -> reqwest::Client {
    rest::provide_cryptography();
    reqwest::Client::builder().no_proxy().tls_certs_only([]).build().expect("a client without settings can be built")
}
