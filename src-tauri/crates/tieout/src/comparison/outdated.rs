//! What moved since a plan was shown, line by line, with what the plan said of it beside what a new one says. Pure.

use jobcost::{Money, PlannedLine, ReimportPlan, Side};
use std::collections::BTreeMap;

/// An amount that is not what the shown plan was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutdatedLine {
    /// The line's code.
    pub code: String,
    /// What the line is.
    pub description: String,
    /// The side whose amount moved.
    pub side: Side,
    /// What it was; `None` where the side had no such line.
    pub before: Option<Money>,
    /// What it is; `None` where the side has no such line any more.
    pub after: Option<Money>,
    /// What Procore would have had after the shown plan.
    pub planned: Option<Money>,
    /// What it will have after the new one.
    pub planned_now: Option<Money>,
}

/// The amounts that moved between two plans of one job, in the order of their codes, those without a budget code last, Acumatica's
/// before Procore's.
pub(crate) fn outdated_lines(shown: &ReimportPlan, now: &ReimportPlan) -> Vec<OutdatedLine> {
    // By the code itself, not by its print: two codes may be printed alike.
    let key = |line: &PlannedLine| (line.wbs_code().is_none(), line.wbs_code().cloned(), code_text(line));
    let mut codes: BTreeMap<_, (Option<&PlannedLine>, Option<&PlannedLine>)> = BTreeMap::new();
    for line in &shown.lines {
        codes.entry(key(line)).or_default().0 = Some(line);
    }
    for line in &now.lines {
        codes.entry(key(line)).or_default().1 = Some(line);
    }
    codes.into_iter().flat_map(|((.., code), (was, is))| moved(&code, was, is)).collect()
}

fn moved(code: &str, was: Option<&PlannedLine>, is: Option<&PlannedLine>) -> Vec<OutdatedLine> {
    let sides = [
        (Side::Acumatica, was.and_then(|line| line.compared.estimate), is.and_then(|line| line.compared.estimate)),
        (Side::Procore, was.and_then(|line| line.compared.budget), is.and_then(|line| line.compared.budget)),
    ];
    let line = |(side, before, after)| OutdatedLine {
        code: code.to_owned(),
        description: is.or(was).map(|line| line.compared.description.clone()).unwrap_or_default(),
        side,
        before,
        after,
        planned: was.and_then(PlannedLine::after),
        planned_now: is.and_then(PlannedLine::after),
    };
    sides.into_iter().filter(|(_, before, after)| before != after).map(line).collect()
}

fn code_text(line: &PlannedLine) -> String {
    match &line.compared.code {
        jobcost::LineCode::Mapped(code) => code.to_string(),
        jobcost::LineCode::Unmapped { estimate_code, .. } => estimate_code.clone(),
    }
}
