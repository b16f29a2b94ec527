//! The Budgets page: what it is asked for, and what it shows.

use crate::view::freshness::Freshness;
use crate::view::job_row::{CurrencyTotals, JobRow, SortColumn};
use crate::view::tie_out_sum::{TieOutSum, TiePart};
use serde::{Deserialize, Serialize};

/// Procore's *Filter Estimates By*, with Tieout's own.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "FilterName", rename_all = "camelCase")]
pub enum Filter {
    /// Linked, never imported.
    ReadyToImport,
    /// Imported before.
    Synced,
    /// Synced, and out of balance by more than was accepted.
    Drifted,
    /// Something stands in the way.
    Blocked,
    /// Every job.
    All,
}

/// What is asked for.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BudgetsQuery {
    /// The filter.
    pub filter: Filter,
    /// Words to find in job id, project name or an amount; every word must be found.
    pub search: String,
    /// The column to sort by.
    pub sort: SortColumn,
    /// Largest first.
    pub descending: bool,
    /// Of what filter and search leave, only the jobs of one part of the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<TiePart>,
}

/// How many jobs each filter holds.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the filters' own names")]
pub struct Counts {
    pub ready_to_import: u32,
    pub synced: u32,
    pub drifted: u32,
    pub blocked: u32,
    pub all: u32,
}

/// The page.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BudgetsPage {
    /// The rows the filter, the search and the part leave, sorted.
    pub rows: Vec<JobRow>,
    /// How many of the rows that filter and search leave tie out, and by how much the others do not.
    pub sum: TieOutSum,
    /// The currency of most jobs of the company, which goes unnamed: as ISO 4217 code.
    pub currency: Option<String>,
    /// How many jobs each filter holds, before the search.
    pub counts: Counts,
    /// The sums of `rows`, a currency each, the commonest first.
    pub totals: Vec<CurrencyTotals>,
    /// Jobs whose budgets are there on both sides, agree in every line and were never imported: they can be adopted together.
    pub adoptable: u32,
    /// How old the figures are.
    pub freshness: Freshness,
}

/// The formats of the tie-out list.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum ListFormat {
    /// A workbook, for Excel and its kin.
    #[serde(rename = "xlsx")]
    Workbook,
    /// Comma-separated values.
    #[serde(rename = "csv")]
    Csv,
    /// To be printed and filed.
    #[serde(rename = "pdf")]
    Pdf,
}
