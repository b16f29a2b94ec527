//! What crosses between window and shell and is the shell's own: errors, events, and the form with its secrets. What is shown is
//! [`tieout::view`]'s, and crosses as it is.

mod connection_form;
mod error;
mod events;

pub(crate) use connection_form::ConnectionForm;
pub(crate) use error::{AppError, ErrorCode};
pub(crate) use events::{
    BudgetsChanged, ConnectionChanged, JobChosen, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked,
};

#[cfg(test)]
mod tests;
