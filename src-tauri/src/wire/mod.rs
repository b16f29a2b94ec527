//! What crosses between window and shell and is the shell's own: errors, events, the form with its secrets, and how large the window is drawn. What is shown is
//! [`tieout::view`]'s, and crosses as it is.

mod connection_form;
mod error;
mod events;
mod zoom;

pub(crate) use connection_form::{ConnectionForm, WrongField};
pub(crate) use error::{AppError, ErrorCode};
pub(crate) use events::{
    BudgetsChanged, ConnectionChanged, JobChosen, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked,
};
pub(crate) use zoom::ZoomStep;

#[cfg(test)]
mod tests;
