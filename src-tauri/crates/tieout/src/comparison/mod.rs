//! One job's comparison: every line of its plan, and what becomes of it by the user's choices. The window hands back a plan's id and
//! the choices, never an amount; everything it shows is made here.

mod arrangement;
mod outdated;
mod shown;
mod sums;
mod table;

pub use arrangement::{Arrangement, ArrangementQuery, Grouping, LineCounts, LineGroup, LinesShown};
pub use outdated::OutdatedLine;
pub use sums::Sums;
pub use table::LinesTable;

pub(crate) use arrangement::arrange;
pub(crate) use outdated::outdated_lines;
pub(crate) use shown::{Planned, ShownPlan, ShownPlans};
pub(crate) use sums::sum;
pub(crate) use table::lines_table;

use crate::choosing::LineChoice;
use crate::plans::PlanId;
use crate::{JobRow, LineRow};
use jobcost::PlanTotals;
use reimport::{Prepared, refusal};

/// What the user decided of a plan. Nothing: the rules hold.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct PlanOptions {
    /// His choices about lines.
    pub choices: Vec<LineChoice>,
}

/// One job, line by line, as the rules would re-import it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// Names the plan that is shown. The same readings have the same name.
    pub plan: PlanId,
    /// The job's row of the Budgets page.
    pub row: JobRow,
    /// When it was last re-imported and by whom, in words.
    pub last_reimport: Option<String>,
    /// Nothing was imported yet, and the budget has lines already.
    pub first_import: bool,
    /// How many lines the budget has.
    pub existing_lines: usize,
    /// The figures.
    pub summary: PlanSummary,
    /// Every line.
    pub lines: Vec<LineRow>,
}

/// A plan's figures, and what stands in its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanSummary {
    /// The totals of Procore's page.
    pub totals: PlanTotals,
    /// Lines that would change.
    pub lines: usize,
    /// What forbids the re-import, each with its way out.
    pub refusals: Vec<(String, String)>,
}

/// A plan made again with other choices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replanned {
    /// The lines that come out otherwise than by the rules, by their position in the comparison.
    pub lines: Vec<(usize, LineRow)>,
    /// The figures.
    pub summary: PlanSummary,
}

impl PlanSummary {
    /// The figures of what was prepared; `None` where the two sides cannot be compared.
    pub(crate) fn of(prepared: &Prepared) -> Option<Self> {
        let plan = prepared.plan.as_ref()?;
        let refusals = prepared.refusals.iter().map(refusal).collect();
        Some(Self { totals: plan.totals, lines: plan.changes().count(), refusals })
    }
}
