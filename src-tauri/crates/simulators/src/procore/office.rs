//! The door to the books: one lock, and the time of the bench's clock.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::books::Books;
use super::history::Hand;
use crate::bench::Bench;
use crate::oauth::Authority;

/// Shared by all routes and by the handle.
#[derive(Clone, Debug)]
pub(super) struct Office {
    books: Arc<Mutex<Books>>,
    pub(super) bench: Bench,
}

impl Office {
    pub(super) fn new(books: Books, bench: Bench) -> Self {
        Self { books: Arc::new(Mutex::new(books)), bench }
    }

    /// Works on the books while nobody else does.
    pub(super) fn with<R>(&self, work: impl FnOnce(&mut Books) -> R) -> R {
        work(&mut self.books.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn now(&self) -> Timestamp {
        self.bench.clock.now()
    }

    /// The sign-in server.
    pub(super) fn authority(&self) -> Authority {
        self.with(|books| books.oauth.clone())
    }

    /// Somebody in Procore's own window, writing now.
    pub(super) fn somebody(&self) -> Hand {
        Hand { by: "J. Alvarez".into(), now: self.now() }
    }
}
