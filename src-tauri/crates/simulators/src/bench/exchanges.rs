use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::record::RequestRecord;

/// A request and the simulator's own answer to it, as it was before any fault touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The request, as the log keeps it. What the log learns of it later (status, faults) is not repeated here.
    pub request: RequestRecord,
    /// What the simulator answered; None when a fault answered in its place or closed the connection before.
    pub answer: Option<ExchangeAnswer>,
}

/// An answer with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeAnswer {
    /// The status.
    pub status: u16,
    /// Headers by lower-case name; of cookies the names only.
    pub headers: BTreeMap<String, String>,
    /// The body's text. On sign-in routes every secret in it is replaced by a word.
    pub body: String,
}

/// Whole exchanges, kept only after somebody asked for it: bodies of answers are large. Not cleared with the log.
#[derive(Clone, Debug, Default)]
pub struct Exchanges(Arc<Mutex<ExchangeStore>>);

#[derive(Debug, Default)]
struct ExchangeStore {
    wanted: bool,
    exchanges: Vec<Exchange>,
}

impl Exchanges {
    /// Keeps every exchange from now on.
    pub fn keep(&self) {
        self.kept().wanted = true;
    }

    /// What was kept, in the order of arrival.
    pub fn all(&self) -> Vec<Exchange> {
        self.kept().exchanges.clone()
    }

    pub(super) fn are_kept(&self) -> bool {
        self.kept().wanted
    }

    pub(super) fn arrived(&self, number: u64, request: RequestRecord) {
        let mut kept = self.kept();
        if kept.wanted {
            kept.exchanges.push(Exchange { request: RequestRecord { number, ..request }, answer: None });
        }
    }

    pub(super) fn answered(&self, number: u64, answer: ExchangeAnswer) {
        let mut kept = self.kept();
        if let Some(exchange) = kept.exchanges.iter_mut().rev().find(|exchange| exchange.request.number == number) {
            exchange.answer = Some(answer);
        }
    }

    fn kept(&self) -> MutexGuard<'_, ExchangeStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
