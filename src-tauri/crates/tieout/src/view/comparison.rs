//! One job's comparison: its plan by the rules, and what becomes of it by the user's choices.

use crate::view::amount::Amount;
use crate::view::job_row::JobRow;
use crate::view::lines::{LineChoice, LineRow};
use crate::view::refusal::Refusal;
use crate::view::side::SideName;
use jobcost::MovedBy;
use serde::{Deserialize, Serialize};

/// The name of a plan that was shown. Nothing about the plan can be learned or changed through it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PlanId(pub String);

/// What the user decided of a plan, handed back with the plan's id: never an amount. Nothing: the rules hold.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanOptions {
    /// Their choices about lines.
    pub choices: Vec<LineChoice>,
    /// A locked budget is unlocked for the lines and locked again.
    pub unlock: bool,
    /// Budget codes that lines lack are made first, where they can be.
    pub create_codes: bool,
}

/// The totals of Procore's page.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanTotals {
    /// Current Acumatica Total.
    pub acumatica: Amount,
    /// Current Procore Total.
    pub procore: Amount,
    /// New Procore Total on Re-import.
    pub new_procore: Amount,
    /// Change on re-import: what it adds to Procore's total.
    pub change: Amount,
}

impl From<jobcost::PlanTotals> for PlanTotals {
    fn from(totals: jobcost::PlanTotals) -> Self {
        Self {
            acumatica: Amount(totals.acumatica),
            procore: Amount(totals.procore),
            new_procore: Amount(totals.new_procore),
            change: Amount(totals.change),
        }
    }
}

/// A plan's figures, and what stands in its way.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PlanSummary {
    /// The totals of Procore's page.
    pub totals: PlanTotals,
    /// Lines that would change.
    pub lines: u32,
    /// What OK will do, in order and in words; one step where only lines change.
    pub steps: Vec<String>,
    /// What the user may add to the plan.
    pub offers: Vec<Offer>,
    /// What forbids the re-import, each with its way out.
    pub refusals: Vec<Refusal>,
    /// The lock stands in the way: whoever may not open it, or does not want to, can be told when somebody has.
    pub locked: bool,
}

/// Something the user may add to a plan.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Offer {
    /// Which.
    pub kind: OfferKind,
    /// In words.
    pub sentence: String,
    /// They took it.
    pub taken: bool,
}

/// What may be added to a plan.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum OfferKind {
    /// Making the budget codes that lines lack.
    CreateCodes,
    /// Unlocking the budget for the lines, and locking it again.
    Unlock,
}

/// One job, line by line, as the rules would re-import it.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Names the plan that is shown. The same readings have the same name.
    #[serde(rename = "planId")]
    pub plan: PlanId,
    /// The job's row of the Budgets page.
    pub row: JobRow,
    /// When it was last re-imported and by whom, in words.
    pub last_reimport: Option<String>,
    /// Nothing was imported yet, and the budget has lines already.
    pub first_import: bool,
    /// The budget has lines that nobody is known to have imported: it can be adopted as it is.
    pub adoptable: bool,
    /// How many lines the budget has.
    pub existing_lines: u32,
    /// The figures.
    pub summary: PlanSummary,
    /// Every line.
    pub lines: Vec<LineRow>,
}

/// A line and its position in the comparison.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReplannedLine {
    /// Its position.
    pub index: u32,
    /// The line.
    pub line: LineRow,
}

/// A plan made again with other choices.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Replanned {
    /// The lines that come out otherwise than by the rules.
    pub lines: Vec<ReplannedLine>,
    /// The figures.
    pub summary: PlanSummary,
}

/// A line that somebody moved in Procore after it was last written.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct MovedLine {
    /// The line's code.
    pub code: String,
    /// What Tieout had written.
    pub written: Amount,
    /// Who, as Procore names them.
    pub who: String,
    /// When, as Procore prints it.
    pub at: String,
}

impl From<MovedBy> for MovedLine {
    fn from(moved: MovedBy) -> Self {
        Self { code: moved.wbs_code.to_string(), written: Amount(moved.written), who: moved.who, at: moved.at }
    }
}

/// An amount that is not what the shown plan was made from.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OutdatedLine {
    /// The line's code.
    pub code: String,
    /// What the line is.
    pub description: String,
    /// The side whose amount moved.
    pub side: SideName,
    /// What it was; nothing where the side had no such line.
    pub before: Option<Amount>,
    /// What it is; nothing where the side has no such line any more.
    pub after: Option<Amount>,
    /// What Procore would have had after the shown plan.
    pub planned: Option<Amount>,
    /// What it will have after the new one.
    pub planned_now: Option<Amount>,
}

/// The formats of a plan.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum ExportFormat {
    /// A workbook, for Excel and its kin.
    #[serde(rename = "xlsx")]
    Workbook,
    /// Comma-separated values.
    #[serde(rename = "csv")]
    Csv,
}
