//! What the tray tells at a glance. Pure.

use crate::books::books::Books;
use crate::budgets::status::job_status;
use crate::view::budgets::Filter;
use crate::view::job_row::StatusKind;

/// How many jobs want to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attention {
    /// Jobs that drifted.
    pub drifted: usize,
    /// Jobs that could not be read.
    pub needs_you: usize,
}

/// Counts them. A check that failed as a whole needs the user, although no job of its own says so.
pub(crate) fn attention(books: &Books) -> Attention {
    let statuses = books.jobs().map(job_status);
    let mut attention = statuses.fold(Attention::default(), |sum, status| Attention {
        drifted: sum.drifted + usize::from(status.belongs_to(Filter::Drifted)),
        needs_you: sum.needs_you + usize::from(status.status.kind == StatusKind::Trouble),
    });
    attention.needs_you = attention.needs_you.max(usize::from(books.check_error().is_some()));
    attention
}
