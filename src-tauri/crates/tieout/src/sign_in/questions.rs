//! What connecting has to ask the person while it is under way, and their answer.

use crate::news::desk::NewsDesk;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::view::sign_in::SignInQuestion;
use secrecy::SecretString;
use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;

/// Puts questions to whoever shows the application. At most one waits at a time, for one sign-in runs at a time.
pub(crate) struct QuestionDesk {
    news: NewsDesk,
    waiting: Mutex<Option<oneshot::Sender<SecretString>>>,
}

impl QuestionDesk {
    pub(crate) fn new(news: NewsDesk) -> Self {
        Self { news, waiting: Mutex::default() }
    }

    /// Asks and waits. Whoever no longer wants the answer stops polling.
    pub(crate) async fn ask(&self, question: SignInQuestion) -> Result<SecretString, ApplicationError> {
        let (answered, answer) = oneshot::channel();
        *self.waiting() = Some(answered);
        self.news.tell(Event::Asked(question));
        answer.await.map_err(|_| cancelled())
    }

    /// Answers the question that waits; where none does, nothing happens.
    pub(crate) fn answer(&self, answer: SecretString) {
        if let Some(waiting) = self.waiting().take() {
            let _ = waiting.send(answer);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Option<oneshot::Sender<SecretString>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The person no longer wants it.
pub(crate) fn cancelled() -> ApplicationError {
    ApplicationError::new(
        ApplicationErrorKind::NotReady,
        "The sign-in was given up; nothing was stored.",
        "Connect again when you are ready.",
    )
}
