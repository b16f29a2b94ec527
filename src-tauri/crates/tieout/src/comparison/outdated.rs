//! What moved since a plan was shown, line by line, with what the plan said of it beside what a new one says. Pure.

use crate::view::amount::Amount;
use crate::view::comparison::OutdatedLine;
use crate::view::side::SideName;
use jobcost::{Money, PlannedLine, ReimportPlan};
use std::collections::BTreeMap;

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
        (SideName::Acumatica, was.and_then(|line| line.compared.estimate), is.and_then(|line| line.compared.estimate)),
        (SideName::Procore, was.and_then(|line| line.compared.budget), is.and_then(|line| line.compared.budget)),
    ];
    let line = |(side, before, after): (SideName, Option<Money>, Option<Money>)| OutdatedLine {
        code: code.to_owned(),
        description: is.or(was).map(|line| line.compared.description.clone()).unwrap_or_default(),
        side,
        before: before.map(Amount),
        after: after.map(Amount),
        planned: was.and_then(PlannedLine::after).map(Amount),
        planned_now: is.and_then(PlannedLine::after).map(Amount),
    };
    sides.into_iter().filter(|(_, before, after)| before != after).map(line).collect()
}

fn code_text(line: &PlannedLine) -> String {
    match &line.compared.code {
        jobcost::LineCode::Mapped(code) => code.to_string(),
        jobcost::LineCode::Unmapped { estimate_code, .. } => estimate_code.clone(),
    }
}
