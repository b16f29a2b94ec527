//! A browser without a person: it opens what it is told and follows wherever it is sent. Whether anybody consents is the simulator's to say.

use tieout::{Browser, Url};

/// Opens pages and follows redirections.
pub struct PlainBrowser;

impl Browser for PlainBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    }
}
