//! What crosses between window and shell and is the shell's own: errors, events, and the form with its secrets. What is shown is
//! [`tieout::view`]'s, and crosses as it is.

mod comparison;
mod connection_form;
mod error;
mod events;
mod lines;

pub(crate) use comparison::{
    Arrangement, ArrangementQuery, Comparison, ExportFormat, LinesTable, MovedLine, OutdatedLine, PlanOptions,
    PreparedReimport, Replanned, Sums,
};
pub(crate) use connection_form::ConnectionForm;
pub(crate) use error::{AppError, ErrorCode};
pub(crate) use events::{
    BudgetsChanged, ConnectionChanged, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked,
};
pub(crate) use lines::{JobLines, LineChoice};

#[cfg(test)]
mod tests;
