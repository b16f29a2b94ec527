//! One job's comparison: its plan by the rules, and what becomes of it by the user's choices.

use crate::view::amount::Amount;
use crate::view::job_row::{JobRow, Tie};
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

impl PlanOptions {
    /// These, and others on top of them: where both are about a line, the others hold.
    #[must_use]
    pub fn with(self, others: &Self) -> Self {
        let about = |one: &LineChoice| others.choices.iter().any(|other| other.code == one.code);
        let these = self.choices.into_iter().filter(|one| !about(one));
        Self {
            choices: these.chain(others.choices.iter().cloned()).collect(),
            unlock: self.unlock || others.unlock,
            create_codes: self.create_codes || others.create_codes,
        }
    }
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
#[serde(rename_all = "camelCase")]
pub struct PlanSummary {
    /// The totals of Procore's page.
    pub totals: PlanTotals,
    /// Current Procore Total minus Current Acumatica Total.
    pub out_of_balance: Amount,
    /// New Procore Total minus Current Acumatica Total: the same once the plan is carried out.
    pub out_of_balance_after: Amount,
    /// How the two books stand then.
    pub tie_after: Tie,
    /// What would lie between the books then and is not accepted.
    pub unaccepted_after: Amount,
    /// How many differences that is.
    pub unaccepted_after_parts: u32,
    /// How many differences were accepted at the amount that they have.
    pub items: u32,
    /// The sum of those: Procore minus Acumatica.
    pub items_amount: Amount,
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

/// A choice of which the user has to know something before it is carried out.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ChoiceConflict {
    /// The line's code.
    pub code: String,
    /// What moved since the choice was made, or why it makes no difference any more.
    pub sentence: String,
}

/// One job, line by line: as the rules would re-import it, and what comes out otherwise by the choices that are kept of it.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Names the plan that is shown. The same readings have the same name.
    #[serde(rename = "planId")]
    pub plan: PlanId,
    /// The job's row of the Budgets page.
    pub row: JobRow,
    /// When it was last re-imported and by whom, in words; or that somebody else imported it.
    pub last_reimport: Option<String>,
    /// Nobody is known to have imported anything yet, and the budget has lines already.
    pub first_import: bool,
    /// The budget has lines that nobody is known to have imported: it can be adopted as it is.
    pub adoptable: bool,
    /// How many lines the budget has.
    pub existing_lines: u32,
    /// The job's choices that make a difference: what is shown is the plan with them.
    pub options: PlanOptions,
    /// Choices whose line moved since they were made, and those that make no difference any more.
    pub conflicts: Vec<ChoiceConflict>,
    /// The figures, with the choices.
    pub summary: PlanSummary,
    /// Every line, by the rules; none where whoever asks named this very plan.
    pub lines: Vec<LineRow>,
    /// The lines that come out otherwise by the choices.
    pub otherwise: Vec<ReplannedLine>,
}

impl Comparison {
    /// Without the lines where they are of the plan that somebody knows already: there may be 20,000 of them.
    #[must_use]
    pub fn without_lines_of(self, known: Option<&PlanId>) -> Self {
        if known == Some(&self.plan) { Self { lines: Vec::new(), ..self } } else { self }
    }
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

/// A plan that is ready to be asked about: what was read for it just now, with the choices that hold.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReadyPlan {
    /// Names the plan.
    pub plan_id: PlanId,
    /// What it is to be carried out with.
    pub options: PlanOptions,
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
