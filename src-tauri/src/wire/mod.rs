//! What crosses between window and shell. Amounts cross as decimal strings with their currency; the window groups digits, it
//! never adds. The types are the window's own, so that a change inside cannot silently change what the window is told.

mod budgets;
mod checks;
mod comparison;
mod connections;
mod error;
mod lines;
mod links;
mod mapping;
mod money;
mod notices;
mod ownership;
mod reimport;
mod side;

pub(crate) use budgets::{BudgetsChanged, BudgetsPage, BudgetsQuery};
pub(crate) use checks::Check;
pub(crate) use comparison::{
    Arrangement, ArrangementQuery, Comparison, ExportFormat, LinesTable, MovedLine, OutdatedLine, PlanOptions,
    Replanned, Sums,
};
pub(crate) use connections::{Connection, ConnectionChanged, ConnectionForm, SignInAsked, StartState};
pub(crate) use error::{AppError, ErrorCode};
pub(crate) use links::LinkReview;
pub(crate) use mapping::{Mapping, MappingExamples, MappingVersion};
pub(crate) use money::Money;
pub(crate) use notices::{Notice, NoticePosted};
pub(crate) use ownership::Ownership;
pub(crate) use reimport::{ReimportEnded, ReimportEnding, ReimportProgress, ReimportProgressed};
use side::SideName;

/// A count for the window, whose numbers hold 53 bits. Nothing Tieout counts comes near 32.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
