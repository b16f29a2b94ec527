//! How far a re-import is.

use std::time::Duration;

/// Tells how far a re-import is; called often, must return at once.
pub trait ProgressObserver: Send + Sync {
    /// A step was taken.
    fn progress(&self, progress: &Progress);
}

/// How far a re-import is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Lines acknowledged so far.
    pub lines_done: usize,
    /// Lines planned.
    pub lines_planned: usize,
    /// How long the rest will take at the pace so far; `None` while nobody can tell.
    pub time_left: Option<Duration>,
}

/// The stages of a re-import, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The dialog is open; nothing has happened.
    Asking,
    /// Reading both sides again after the yes.
    ReadingAgain,
    /// Making the budget codes that lines lack.
    CreatingCodes,
    /// Unlocking the budget.
    Unlocking,
    /// Sending lines.
    Writing,
    /// Locking the budget again.
    LockingAgain,
    /// Reading the budget back.
    Proving,
}
