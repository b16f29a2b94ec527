//! One job, as a row of the Budgets page; and what rows may be sorted by and come to. Beside each other, so that a column is told of once.

use crate::view::amount::Amount;
use crate::view::ownership::Ownership;
use crate::view::tie_out_sum::TiePart;
use crate::view::twin::twin;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of thing a status says; the window chooses its look by it, never by its words.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum StatusKind {
    /// A re-import is running.
    Working,
    /// The last reading failed.
    Trouble,
    /// Something forbids a re-import that is wanted.
    Blocked,
    /// Out of balance, and a re-import mends all of it.
    Drifted,
    /// Linked, and nothing was ever imported.
    ReadyToImport,
    /// Out of balance, and some of it stays whatever a re-import does.
    OutOfBalance,
    /// The user said that it has no project.
    SetAside,
    /// The sides differ, and every difference was accepted at its amount.
    TiesOutWithItems,
    /// Every line and both totals are equal to the cent: the only green one.
    TiesOut,
    /// Not read yet.
    Unread,
}

twin! {
    /// How the two books stand to each other.
    Tie of jobcost::Tie {
        /// Every line and both totals are equal to the cent.
        TiesOut,
        /// They are not, and every difference was accepted at its amount.
        TiesOutWithItems,
        /// They are not.
        OutOfBalance,
    }
}

/// Where a trouble is mended: the window leads there.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum RemedyPlace {
    /// The mapping.
    Mapping,
    /// Link jobs.
    Links,
    /// The job's comparison.
    Comparison,
    /// The job's budget in Procore.
    Procore,
    /// The connections.
    Connections,
    /// Reading both sides again.
    CheckNow,
}

/// A status in words.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Status {
    /// Its kind.
    pub kind: StatusKind,
    /// Two or three words.
    pub label: String,
    /// Why, in a sentence.
    pub reason: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Where that is done, where Tieout leads there.
    pub place: Option<RemedyPlace>,
}

/// Whether a job can be re-imported, and if not, why and what to do.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReimportState {
    /// It can.
    pub available: bool,
    /// Why not.
    pub reason: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Where that is done, where Tieout leads there.
    pub place: Option<RemedyPlace>,
}

/// What the user may say of the currency of a budget that Procore leaves unstated, as ISO 4217 codes.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct StatedCurrency {
    /// What was stated; nothing where it is still to be asked.
    pub stated: Option<String>,
    /// The estimate's, to be proposed; nothing where Acumatica does not say it either.
    pub proposed: Option<String>,
}

/// One job. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// The job's id in Acumatica.
    pub job_id: String,
    /// The project's name.
    pub project_name: String,
    /// Its Budget tab can be opened.
    pub linked: bool,
    /// Current Acumatica Total.
    pub acumatica: Option<Amount>,
    /// Current Procore Total.
    pub procore: Option<Amount>,
    /// New Procore Total on Re-import.
    pub new_procore: Option<Amount>,
    /// Change on re-import: what it adds to Procore's total.
    pub change: Option<Amount>,
    /// Lines that would change.
    pub lines: Option<u32>,
    /// How many choices were made of it that make a difference; the figures are those of the plan with them.
    pub chosen: u32,
    /// Current Procore Total minus Current Acumatica Total: what the two books say today, also of lines that no re-import touches.
    pub out_of_balance: Option<Amount>,
    /// Lines in which the two books differ.
    pub lines_out_of_balance: Option<u32>,
    /// New Procore Total minus Current Acumatica Total: what the two books will say after the re-import.
    pub out_of_balance_after: Option<Amount>,
    /// The largest of what nobody accepted of that, in a few words: `2 codes: −24,000.00`.
    pub stays: Option<String>,
    /// In which part of the page's sum it is.
    pub part: TiePart,
    /// How the two books stand; nothing where they were not compared.
    pub tie: Option<Tie>,
    /// How many differences were accepted at the amount that they have.
    pub items: u32,
    /// The sum of those: Procore minus Acumatica.
    pub items_amount: Option<Amount>,
    /// Its status.
    pub status: Status,
    /// Whether it can be re-imported.
    pub reimport: ReimportState,
    /// The user wants to be told when its budget is unlocked.
    pub awaits_unlock: bool,
    /// Who owns its original budget.
    pub ownership: Ownership,
    /// What to know before anything is done to the job: Procore's own ERP connector may write its budget too.
    pub warning: Option<&'static str>,
    /// Its project is inactive in Procore.
    pub inactive: bool,
    /// What may be stated of its budget's currency, or taken back; nothing where Procore says it.
    pub currency: Option<StatedCurrency>,
    /// When Acumatica's side was read.
    pub acumatica_read_at: Option<Timestamp>,
    /// When Procore's side was read.
    pub procore_read_at: Option<Timestamp>,
}

/// The columns that rows may be sorted by.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the columns' own names")]
pub enum SortColumn {
    JobId,
    ProjectName,
    Acumatica,
    Procore,
    NewProcore,
    OutOfBalance,
    Change,
    Lines,
    Status,
    Read,
}

/// The sums of the filtered rows in one currency.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the same columns as a row's")]
pub struct CurrencyTotals {
    /// As ISO 4217 code.
    pub currency: String,
    pub jobs: u32,
    pub acumatica: Amount,
    pub procore: Amount,
    pub new_procore: Amount,
    pub out_of_balance: Amount,
    pub change: Amount,
    pub out_of_balance_after: Amount,
    pub lines: u32,
}
