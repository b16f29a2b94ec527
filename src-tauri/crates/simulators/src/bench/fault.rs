use serde::{Deserialize, Serialize};

/// What is to go wrong, and with which requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Only requests of this method; any method when absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests whose path and query contain this, as sent or percent-decoded, without regard to case.
    pub path_contains: String,
    /// Which of the matching requests, counted from the injection.
    #[serde(default)]
    pub nth: Nth,
    /// What happens to them.
    pub effect: Effect,
}

/// A fault that was injected, for releasing or removing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FaultId(pub u64);

/// Which of the matching requests, counted from 1 at the injection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// All of them.
    #[default]
    Every,
    /// This one alone.
    Only(u32),
    /// From the first number to the last, both included.
    Range(u32, u32),
    /// Every n-th one: with 3 the third, the sixth and so on.
    Each(u32),
}

impl Nth {
    pub(crate) fn includes(self, count: u32) -> bool {
        match self {
            Self::Every => true,
            Self::Only(number) => count == number,
            Self::Range(first, last) => (first..=last).contains(&count),
            Self::Each(many) => count.checked_rem(many) == Some(0),
        }
    }
}

/// What happens to a request that a fault meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Answered with this, without being handled.
    Status {
        /// The HTTP status.
        code: u16,
        /// The body.
        #[serde(default)]
        body: String,
        /// Headers, on top of `content-length`.
        #[serde(default)]
        headers: Vec<(String, String)>,
    },
    /// Handled after this time. A client that gives up before has changed nothing.
    Delay {
        /// Milliseconds of real time.
        ms: u64,
    },
    /// Handled at once and answered after this time. A client that gives up before has changed something.
    DelayAnswer {
        /// Milliseconds of real time.
        ms: u64,
    },
    /// The connection is closed before the request is handled.
    CloseBefore,
    /// The request is handled, and the connection is closed without an answer.
    LoseAnswer,
    /// The answer declares its whole length, and the connection is closed after some of it.
    TruncateBody {
        /// Bytes that are sent.
        bytes: usize,
    },
    /// Handled, and answered 200 with an HTML page, as a proxy or a maintenance page does.
    HtmlInsteadOfJson,
    /// Handled, and answered with another body.
    ReplaceBody {
        /// The body.
        body: String,
    },
    /// Handled, and every occurrence of a text in the answer is another one: a wrong amount, a wrong total.
    ReplaceText {
        /// The text to look for.
        find: String,
        /// What stands there instead.
        with: String,
    },
    /// Handled, and a header of the answer is another one, or missing.
    ReplaceHeader {
        /// The header's name.
        name: String,
        /// Its value; removed when absent.
        #[serde(default)]
        value: Option<String>,
    },
    /// Not handled until released.
    Hold,
    /// Handled at once, and not answered until released.
    HoldAnswer,
    /// Answered with this status at once, or not at all, and handled later all the same: what a gateway's 504 leaves open.
    /// Token, limits and rules count when it is handled.
    HandleLater {
        /// When it is handled.
        later: Later,
        /// The status, e.g. 504; without one the connection is closed.
        #[serde(default)]
        code: Option<u16>,
    },
}

impl Effect {
    /// The word that the request log uses.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Status { .. } => "status",
            Self::Delay { .. } => "delay",
            Self::DelayAnswer { .. } => "delay_answer",
            Self::CloseBefore => "close_before",
            Self::LoseAnswer => "lose_answer",
            Self::TruncateBody { .. } => "truncate_body",
            Self::HtmlInsteadOfJson => "html_instead_of_json",
            Self::ReplaceBody { .. } => "replace_body",
            Self::ReplaceText { .. } => "replace_text",
            Self::ReplaceHeader { .. } => "replace_header",
            Self::Hold => "hold",
            Self::HoldAnswer => "hold_answer",
            Self::HandleLater { .. } => "handle_later",
        }
    }
}

impl Fault {
    /// An effect on every request whose path contains this.
    pub fn every(path_contains: impl Into<String>, effect: Effect) -> Self {
        Self { method: None, path_contains: path_contains.into(), nth: Nth::Every, effect }
    }

    /// An effect on one request alone: the `number`th whose path contains this, from the injection.
    pub fn only(number: u32, path_contains: impl Into<String>, effect: Effect) -> Self {
        Self { method: None, path_contains: path_contains.into(), nth: Nth::Only(number), effect }
    }

    /// The same, for one method.
    #[must_use]
    pub fn on(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    pub(super) fn concerns(&self, method: &str, path: &str) -> bool {
        is_meant(self.method.as_deref(), &self.path_contains, method, path)
    }
}

/// Whether a request of this method and path is one of those meant. A path is looked at as sent and percent-decoded.
pub(super) fn is_meant(wanted_method: Option<&str>, path_contains: &str, method: &str, path: &str) -> bool {
    let wanted = path_contains.to_lowercase();
    wanted_method.is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
        && (path.to_lowercase().contains(&wanted) || decoded(path).to_lowercase().contains(&wanted))
}

/// The path as a person would write it: `%20` and `+` are spaces.
fn decoded(path: &str) -> String {
    // The form parser splits at `&` and `=`; both are put back, so that the text keeps its shape.
    url::form_urlencoded::parse(path.as_bytes())
        .map(|(name, value)| if value.is_empty() { name.into_owned() } else { format!("{name}={value}") })
        .collect::<Vec<_>>()
        .join("&")
}

/// When a request is handled whose answer was given, or lost, before: a gateway gave up on it, the server behind did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Later {
    /// Just before the so-manyth request after it, whatever that asks for; 1 is the next one.
    Requests(u64),
    /// After so many milliseconds of real time.
    Ms(u64),
    /// When its fault is released. Removing the fault releases it, too.
    Released,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read_from_the_json_that_a_test_would_write() {
        let fault: Fault = serde_json::from_str(
            r#"{"method":"PUT","path_contains":"ProjectBudget","nth":{"range":[2,3]},"effect":{"kind":"delay","ms":5}}"#,
        )
        .expect("a fault");
        assert_eq!(fault.nth, Nth::Range(2, 3));
        assert_eq!(fault.effect, Effect::Delay { ms: 5 });
        let brief: Fault =
            serde_json::from_str(r#"{"path_contains":"/me","effect":{"kind":"close_before"}}"#).expect("a fault");
        assert_eq!(brief, Fault::every("/me", Effect::CloseBefore));
        let late = r#"{"path_contains":"/sync","effect":{"kind":"handle_later","later":{"requests":2},"code":504}}"#;
        let late: Fault = serde_json::from_str(late).expect("a fault");
        assert_eq!(late.effect, Effect::HandleLater { later: Later::Requests(2), code: Some(504) });
    }

    #[test]
    fn a_path_is_matched_as_sent_and_as_meant() {
        let fault = Fault::every("ProjectID eq '24-101'", Effect::CloseBefore).on("GET");
        assert!(fault.concerns("get", "/entity/ProjectBudget?$filter=ProjectID+eq+%2724-101%27&$top=5"));
        assert!(!fault.concerns("PUT", "/entity/ProjectBudget?$filter=ProjectID+eq+%2724-101%27"));
        assert!(!fault.concerns("GET", "/entity/ProjectBudget?$filter=ProjectID+eq+%2724-102%27"));
    }

    #[test]
    fn numbers_count_from_one() {
        let hits = |nth: Nth| (1..=5).filter(|count| nth.includes(*count)).collect::<Vec<_>>();
        assert_eq!(hits(Nth::Only(2)), [2]);
        assert_eq!(hits(Nth::Range(2, 4)), [2, 3, 4]);
        assert_eq!(hits(Nth::Each(2)), [2, 4]);
        assert!(hits(Nth::Each(0)).is_empty());
        assert_eq!(hits(Nth::Every), [1, 2, 3, 4, 5]);
    }
}
