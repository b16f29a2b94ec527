//! Whether a connection can do the work, question by question: reachable, encrypted, on time, signed in, and with each right that the
//! work needs. Asking is the effect, `acumatica` and `procore` hold the words, which are pure.

mod acumatica;
mod procore;

use crate::connections::connection::Connection;
use crate::sign_in::clients::Sides;
use crate::view::check::{Check, CheckResult};
use jiff::{SignedDuration, Timestamp};
use jobcost::Side;
use reimport::{SideError, SideErrorKind};
use url::Url;

/// Clocks that differ by less do no harm: tokens live for an hour, rate windows for ten seconds are measured by the server's clock.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(2);

const ENCRYPTION: &str = "Encryption";

/// Asks every question, both sides at once.
pub(crate) async fn preflight(connection: &Connection, sides: &Sides, now: Timestamp) -> Vec<Check> {
    let (acumatica, procore) = tokio::join!(acumatica::ask(connection, sides), procore::ask(sides, now));
    acumatica.into_iter().chain(procore).collect()
}

/// Collects one side's answers.
struct Sheet {
    side: Side,
    checks: Vec<Check>,
}

impl Sheet {
    fn of(side: Side) -> Self {
        Self { side, checks: Vec::new() }
    }

    fn add(&mut self, name: &'static str, result: CheckResult, sentence: impl Into<String>, remedy: impl Into<String>) {
        let (sentence, remedy) = (sentence.into(), remedy.into());
        self.checks.push(Check { side: self.side.into(), name, result, sentence, remedy });
    }

    fn passed(&mut self, name: &'static str, sentence: impl Into<String>) {
        self.add(name, CheckResult::Passed, sentence, "");
    }

    fn failed(&mut self, name: &'static str, error: &SideError) {
        self.add(name, CheckResult::Failed, &error.sentence, &error.remedy);
    }

    fn not_asked(&mut self, names: &[&'static str], because: &str) {
        for name in names {
            self.add(name, CheckResult::NotAsked, because, "");
        }
    }

    /// Nobody who can be trusted answered. Somebody did where only the connection was not safe.
    fn silence(&mut self, reachable: &'static str, url: &Url, error: &SideError) {
        if error.kind == SideErrorKind::NotSafe {
            self.passed(reachable, format!("{url} answers."));
            self.failed(ENCRYPTION, error);
        } else {
            self.failed(reachable, error);
            self.not_asked(&[ENCRYPTION], "Not asked: nobody answered.");
        }
    }

    /// Whether secrets travel encrypted, to a server that was reached.
    fn encryption(&mut self, url: &Url) {
        if url.scheme() == "https" {
            self.passed(ENCRYPTION, "TLS, with a certificate this computer trusts.");
        } else {
            self.passed(ENCRYPTION, "Not needed: the server runs on this very computer.");
        }
    }

    fn clock(&mut self, ahead: Option<SignedDuration>) {
        const NAME: &str = "Clock";
        match ahead {
            None => self.add(NAME, CheckResult::Warning, "The server does not tell the time.", ""),
            Some(ahead) if ahead.abs() < CLOCK_TOLERANCE => {
                self.passed(NAME, "This computer's clock and the server's agree.");
            }
            Some(ahead) => {
                let minutes = ahead.abs().as_mins();
                let direction = if ahead.is_negative() { "ahead" } else { "behind" };
                let sentence = format!("This computer's clock is {minutes} min {direction}.");
                self.add(NAME, CheckResult::Warning, sentence, "Let the system set its clock by itself.");
            }
        }
    }
}

/// Nobody answered: no other question makes sense.
fn is_silence(error: &SideError) -> bool {
    matches!(error.kind, SideErrorKind::Unreachable | SideErrorKind::NotSafe | SideErrorKind::TooSlow)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn a_connection_that_is_not_safe_is_told_under_encryption() {
        let url = Url::parse("https://erp.example/").unwrap();
        let told = |kind| {
            let (sentence, remedy) = ("It is not trusted.".to_owned(), "Ask who runs it.".to_owned());
            let mut sheet = Sheet::of(Side::Acumatica);
            sheet.silence("Reachable", &url, &SideError { side: sheet.side, kind, sentence, remedy, reference: None });
            sheet.checks.into_iter().map(|check| (check.name, check.result)).collect::<Vec<_>>()
        };
        let (passed, failed) = (CheckResult::Passed, CheckResult::Failed);
        assert_eq!(told(SideErrorKind::NotSafe), [("Reachable", passed), (ENCRYPTION, failed)]);
        assert_eq!(told(SideErrorKind::TooSlow), [("Reachable", failed), (ENCRYPTION, CheckResult::NotAsked)]);
    }
}
