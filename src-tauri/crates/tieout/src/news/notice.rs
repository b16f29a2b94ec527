//! What the user is told without having asked, until he puts it away.

use reimport::Report;

/// How a notice sounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Good news.
    Success,
    /// Needs the user.
    Problem,
}

/// A notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Names it, so that it can be put away.
    pub id: String,
    /// How it sounds.
    pub tone: Tone,
    /// What it says.
    pub report: Report,
}

impl Notice {
    /// A notice with a name of its own.
    #[must_use]
    pub fn new(tone: Tone, report: Report) -> Self {
        Self { id: uuid::Uuid::new_v4().to_string(), tone, report }
    }
}
