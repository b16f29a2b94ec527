//! Phrases by which Procore's refusals are told apart, because neither their status nor their shape is documented.

use rest::RestError;

/// What a phrase means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phrase {
    /// The company never installed the app.
    NotConnected,
    /// The line that was to be created is there.
    LineExists,
    /// The budget is locked; or a record of an ERP integration is, which is called so too.
    BudgetLocked,
}

/// In whatever case, anywhere in the answer.
const PHRASES: [(&str, Phrase); 5] = [
    ("not connected to this company", Phrase::NotConnected),
    ("already exist", Phrase::LineExists),
    ("locked budget", Phrase::BudgetLocked),
    ("budget is locked", Phrase::BudgetLocked),
    ("budget has been locked", Phrase::BudgetLocked),
];

/// The first phrase that the server's words hold.
pub(crate) fn phrase_in(error: &RestError) -> Option<Phrase> {
    PHRASES.iter().find(|(text, _)| error.says(text)).map(|(_, phrase)| *phrase)
}
