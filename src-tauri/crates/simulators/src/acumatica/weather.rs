use crate::bench::{Effect, Fault};

/// What stands between a client and an instance that has broken, as faults to inject. All of them meet every request below
/// `/entity`, the sign-in too: one endpoint that was customised wrongly breaks them all (practice).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// 302 to the error page.
    Redirected,
    /// The error page itself, with 200.
    Page,
    /// 500 with a page instead of JSON.
    Failing,
}

impl Weather {
    /// The fault. It lasts until it is removed.
    pub fn fault(self) -> Fault {
        let page = |code: u16| Effect::Status {
            code,
            body:
                "<!DOCTYPE html><html><head><title>Error</title></head><body>The site is being updated.</body></html>"
                    .into(),
            headers: vec![("content-type".into(), "text/html; charset=utf-8".into())],
        };
        let effect = match self {
            Self::Redirected => Effect::Status {
                code: 302,
                body: String::new(),
                headers: vec![("location".into(), "/ui/error?exceptionID=417".into())],
            },
            Self::Page => page(200),
            Self::Failing => page(500),
        };
        Fault::every("/entity", effect)
    }
}
