//! A job's comparison on the wire.

use super::AppError;
use super::lines::{LineChoice, LineRow};
use serde::{Deserialize, Serialize};
use specta::Type;
use tieout::view::{Amount as Money, JobRow, Refusal, SideName, count};

/// What the user decided of a plan, as the window hands it back with the plan's id: never an amount.
#[derive(Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanOptions {
    choices: Vec<LineChoice>,
    /// A locked budget is unlocked for the lines and locked again.
    unlock: bool,
    /// Budget codes that lines lack are made first.
    create_codes: bool,
}

impl From<PlanOptions> for tieout::PlanOptions {
    fn from(options: PlanOptions) -> Self {
        Self {
            choices: options.choices.into_iter().map(Into::into).collect(),
            unlock: options.unlock,
            create_codes: options.create_codes,
        }
    }
}

/// The totals of Procore's page.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanTotals {
    acumatica: Money,
    procore: Money,
    new_procore: Money,
    difference: Money,
}

/// A plan's figures, and what stands in its way.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanSummary {
    totals: PlanTotals,
    /// Lines that would change.
    lines: u32,
    /// What OK will do, in order; one step where only lines change.
    steps: Vec<String>,
    offers: Vec<Offer>,
    refusals: Vec<Refusal>,
    /// The lock stands in the way, and one can wait for somebody to open it.
    locked: bool,
}

/// What may be added to a plan.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum OfferKind {
    CreateCodes,
    Unlock,
}

impl From<tieout::OfferKind> for OfferKind {
    fn from(kind: tieout::OfferKind) -> Self {
        match kind {
            tieout::OfferKind::CreateCodes => Self::CreateCodes,
            tieout::OfferKind::Unlock => Self::Unlock,
        }
    }
}

/// Something the user may add to a plan.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offer {
    kind: OfferKind,
    sentence: String,
    taken: bool,
}

impl From<tieout::Offer> for Offer {
    fn from(offer: tieout::Offer) -> Self {
        Self { kind: offer.kind.into(), sentence: offer.sentence, taken: offer.taken }
    }
}

impl From<tieout::PlanSummary> for PlanSummary {
    fn from(summary: tieout::PlanSummary) -> Self {
        let totals = PlanTotals {
            acumatica: summary.totals.acumatica.into(),
            procore: summary.totals.procore.into(),
            new_procore: summary.totals.new_procore.into(),
            difference: summary.totals.difference.into(),
        };
        Self {
            totals,
            lines: count(summary.lines),
            steps: summary.steps,
            offers: summary.offers.into_iter().map(Into::into).collect(),
            refusals: summary.refusals.into_iter().map(Into::into).collect(),
            locked: summary.locked,
        }
    }
}

/// One job, line by line, as the rules would re-import it.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    /// The same readings have the same id.
    plan_id: String,
    row: JobRow,
    last_reimport: Option<String>,
    first_import: bool,
    /// The budget can be taken over as it is.
    adoptable: bool,
    existing_lines: u32,
    summary: PlanSummary,
    lines: Vec<LineRow>,
}

impl TryFrom<tieout::Comparison> for Comparison {
    type Error = AppError;

    fn try_from(comparison: tieout::Comparison) -> Result<Self, AppError> {
        Ok(Self {
            plan_id: comparison.plan.0,
            row: comparison.row,
            last_reimport: comparison.last_reimport,
            first_import: comparison.first_import,
            adoptable: comparison.adoptable,
            existing_lines: count(comparison.existing_lines),
            summary: comparison.summary.into(),
            lines: comparison.lines.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?,
        })
    }
}

/// A line and its position in the comparison.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReplannedLine {
    index: u32,
    line: LineRow,
}

/// A plan made again with other choices.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Replanned {
    /// The lines that come out otherwise than by the rules.
    lines: Vec<ReplannedLine>,
    summary: PlanSummary,
}

impl TryFrom<tieout::Replanned> for Replanned {
    type Error = AppError;

    fn try_from(replanned: tieout::Replanned) -> Result<Self, AppError> {
        let line = |(index, line): (usize, tieout::LineRow)| {
            Ok::<_, AppError>(ReplannedLine { index: count(index), line: line.try_into()? })
        };
        Ok(Self {
            lines: replanned.lines.into_iter().map(line).collect::<Result<_, _>>()?,
            summary: replanned.summary.into(),
        })
    }
}

/// What the lines are grouped by.
#[derive(Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Grouping {
    None,
    Division,
    CostCode,
    CostType,
    SubJob,
}

/// Which lines are shown.
#[derive(Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum LinesShown {
    Changes,
    Problems,
    All,
}

/// How the window wants to see the lines.
#[derive(Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArrangementQuery {
    grouping: Grouping,
    shown: LinesShown,
    search: String,
}

impl From<ArrangementQuery> for tieout::ArrangementQuery {
    fn from(query: ArrangementQuery) -> Self {
        let grouping = match query.grouping {
            Grouping::None => tieout::Grouping::None,
            Grouping::Division => tieout::Grouping::Division,
            Grouping::CostCode => tieout::Grouping::CostCode,
            Grouping::CostType => tieout::Grouping::CostType,
            Grouping::SubJob => tieout::Grouping::SubJob,
        };
        let shown = match query.shown {
            LinesShown::Changes => tieout::LinesShown::Changes,
            LinesShown::Problems => tieout::LinesShown::Problems,
            LinesShown::All => tieout::LinesShown::All,
        };
        Self { grouping, shown, search: query.search }
    }
}

/// What some lines come to.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sums {
    lines: u32,
    changes: u32,
    estimate: Money,
    budget: Money,
    after: Money,
    change: Money,
}

impl From<tieout::Sums> for Sums {
    fn from(sums: tieout::Sums) -> Self {
        Self {
            lines: count(sums.lines),
            changes: count(sums.changes),
            estimate: sums.estimate.into(),
            budget: sums.budget.into(),
            after: sums.after.into(),
            change: sums.change.into(),
        }
    }
}

/// Some lines that belong together.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineGroup {
    key: String,
    name: String,
    /// Positions in the comparison's lines.
    lines: Vec<u32>,
    sums: Sums,
}

impl From<tieout::LineGroup> for LineGroup {
    fn from(group: tieout::LineGroup) -> Self {
        Self {
            key: group.key,
            name: group.name,
            lines: group.lines.into_iter().map(count).collect(),
            sums: group.sums.into(),
        }
    }
}

/// How many lines each filter holds, before the search.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineCounts {
    changes: u32,
    problems: u32,
    all: u32,
}

/// The lines as they are shown.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Arrangement {
    groups: Vec<LineGroup>,
    counts: LineCounts,
    /// Of what is shown.
    sums: Sums,
}

impl From<tieout::Arrangement> for Arrangement {
    fn from(arrangement: tieout::Arrangement) -> Self {
        let tieout::LineCounts { changes, problems, all } = arrangement.counts;
        Self {
            groups: arrangement.groups.into_iter().map(Into::into).collect(),
            counts: LineCounts { changes: count(changes), problems: count(problems), all: count(all) },
            sums: arrangement.sums.into(),
        }
    }
}

/// The same table twice: what it is pasted into decides which it takes.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LinesTable {
    text: String,
    html: String,
    lines: u32,
}

impl From<tieout::LinesTable> for LinesTable {
    fn from(table: tieout::LinesTable) -> Self {
        Self { text: table.text, html: table.html, lines: count(table.lines) }
    }
}

/// A line that somebody moved in Procore after it was last written.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MovedLine {
    code: String,
    /// What Tieout had written.
    written: Money,
    who: String,
    /// As Procore prints it.
    at: String,
}

impl From<tieout::MovedBy> for MovedLine {
    fn from(moved: tieout::MovedBy) -> Self {
        Self { code: moved.wbs_code.to_string(), written: moved.written.into(), who: moved.who, at: moved.at }
    }
}

/// The formats of a plan.
#[derive(Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ExportFormat {
    Xlsx,
    Csv,
}

impl From<ExportFormat> for tieout::ExportFormat {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Xlsx => Self::Workbook,
            ExportFormat::Csv => Self::Csv,
        }
    }
}

/// An amount that is not what the shown plan was made from.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutdatedLine {
    code: String,
    description: String,
    side: SideName,
    before: Option<Money>,
    after: Option<Money>,
    /// What Procore would have had after the shown plan.
    planned: Option<Money>,
    /// What it will have after the new one.
    planned_now: Option<Money>,
}

impl From<tieout::OutdatedLine> for OutdatedLine {
    fn from(line: tieout::OutdatedLine) -> Self {
        Self {
            code: line.code,
            description: line.description,
            side: line.side.into(),
            before: line.before.map(Into::into),
            after: line.after.map(Into::into),
            planned: line.planned.map(Into::into),
            planned_now: line.planned_now.map(Into::into),
        }
    }
}

/// A plan that was prepared. The window can only ever hand its id back.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreparedReimport {
    plan_id: String,
    job_id: String,
    lines: u32,
}

impl From<tieout::PreparedReimport> for PreparedReimport {
    fn from(prepared: tieout::PreparedReimport) -> Self {
        Self { plan_id: prepared.plan.0, job_id: prepared.job.to_string(), lines: count(prepared.lines) }
    }
}
