//! The user's yes.

use async_trait::async_trait;

/// The user's yes, asked by a native dialog.
#[async_trait]
pub trait Confirmation: Send + Sync {
    /// True only when OK was pressed. Cancel, Escape and a closed dialog are a no.
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool;
    /// Asked before, and apart, of a plan that would take most of a job's money to zero (rule 16). A yes that was given beforehand, to
    /// re-imports as such, is none to this.
    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool;
}

/// What the dialog asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfirmationQuestion {
    /// `Please Confirm`.
    pub title: String,
    /// The first line: what will be done to which job.
    pub heading: String,
    /// The figures, line by line.
    pub body: String,
    /// What the button says that does it, e.g. `OK, re-import 14 lines`.
    pub affirmative: String,
}
