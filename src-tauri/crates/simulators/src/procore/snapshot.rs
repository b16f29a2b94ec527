//! What was written to the simulated Procore, in a form that can be kept: its codes and its projects. Tokens, limits and switches are not
//! part of it: those are the running server's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::books::Books;
use super::codes::Codes;
use super::project::Project;

/// All codes and projects of a company, as they were at one moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProcoreSnapshot {
    codes: Codes,
    projects: BTreeMap<u64, Project>,
}

impl ProcoreSnapshot {
    pub(super) fn of(books: &Books) -> Self {
        Self { codes: books.codes.clone(), projects: books.projects.clone() }
    }

    /// Rows that lagged when it was taken have caught up.
    pub(super) fn put_on(&self, books: &mut Books) {
        books.codes = self.codes.clone().found_again();
        books.projects = self.projects.clone();
    }
}
