//! A hand for the confirm dialog: what it answers, and what happens while the dialog is open.

use async_trait::async_trait;
use reimport::ports::{Confirmation, ConfirmationQuestion};
use std::sync::Mutex;

type Meanwhile = Box<dyn FnOnce() + Send>;

/// Answers the dialog and keeps what it asked.
pub struct Answer {
    yes: bool,
    yes_to_zeroing: bool,
    meanwhile: Mutex<Option<Meanwhile>>,
    asked: Mutex<Vec<ConfirmationQuestion>>,
    asked_zeroing: Mutex<Vec<ConfirmationQuestion>>,
}

impl Answer {
    /// Presses OK.
    #[must_use]
    pub fn ok() -> Self {
        Self {
            yes: true,
            yes_to_zeroing: true,
            meanwhile: Mutex::default(),
            asked: Mutex::default(),
            asked_zeroing: Mutex::default(),
        }
    }

    /// Presses Cancel, or closes the dialog: to the application both are the same no.
    #[must_use]
    pub fn no() -> Self {
        Self { yes: false, yes_to_zeroing: false, ..Self::ok() }
    }

    /// Presses OK, but Cancel where it is asked apart whether most of a job's money may go.
    #[must_use]
    pub fn no_to_zeroing() -> Self {
        Self { yes_to_zeroing: false, ..Self::ok() }
    }

    /// Does something while the dialog is open, then presses OK.
    #[must_use]
    pub fn ok_after(meanwhile: impl FnOnce() + Send + 'static) -> Self {
        Self { meanwhile: Mutex::new(Some(Box::new(meanwhile))), ..Self::ok() }
    }

    /// What was asked apart, of plans that take most of a job's money to zero.
    pub fn asked_zeroing(&self) -> Vec<ConfirmationQuestion> {
        self.asked_zeroing.lock().expect("no test panics while it holds this").clone()
    }

    /// What the dialog asked.
    pub fn asked(&self) -> Vec<ConfirmationQuestion> {
        self.asked.lock().expect("no test panics while it holds this").clone()
    }
}

#[async_trait]
impl Confirmation for Answer {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        self.asked.lock().expect("no test panics while it holds this").push(question.clone());
        if let Some(meanwhile) = self.meanwhile.lock().expect("no test panics while it holds this").take() {
            meanwhile();
        }
        self.yes
    }

    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        self.asked_zeroing.lock().expect("no test panics while it holds this").push(question.clone());
        self.yes_to_zeroing
    }
}
