//! What a mapping makes of the lines a company has: the examples beside the settings, and what a change of it would change.

use crate::budget::{Budget, BudgetCodes, BudgetLineItem};
use crate::estimate::{Estimate, EstimateLine};
use crate::mapping::{CodeMapping, FoundBy, ProjectMapping, Unmapped};
use crate::money::{Currency, Money, MoneyError};
use std::collections::{BTreeMap, BTreeSet};

/// One job's estimate and what its lines may map to.
#[derive(Clone, Copy, Debug)]
pub struct MappableJob<'a> {
    /// Its estimate.
    pub estimate: &'a Estimate,
    /// What the project offers.
    pub codes: &'a BudgetCodes,
    /// Its budget, where it was read: lines on codes that are not offered any more are found too.
    pub budget: Option<&'a Budget>,
}

impl<'a> MappableJob<'a> {
    fn line_items(&self) -> &'a [BudgetLineItem] {
        self.budget.map(|budget| budget.line_items.as_slice()).unwrap_or_default()
    }
}

/// What becomes of one account group, cost code or task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MappingExample {
    /// As Acumatica has it.
    pub from: String,
    /// As Procore has it; `None` where it has it in no project, and for a task without a sub job.
    pub becomes: Option<String>,
    /// How many estimate lines name it.
    pub lines: usize,
    /// How many of them Procore's project has it for.
    pub lines_known: usize,
    /// The least sure way by which it was found in any project; `None` where it was not, and for tasks of which nothing is said.
    pub found_by: Option<FoundBy>,
    /// The first reason by which Procore's project does not have it, where that is so for any line.
    pub why_not: Option<Unmapped>,
    /// The original estimates of all its lines, a sum per currency.
    pub totals: Vec<Money>,
    /// Everything of its kind that becomes the same, itself included, when that is more than one: their lines are summed.
    pub summed: Vec<String>,
}

/// What a mapping makes of the lines: everything that is named in them once, in the order of Acumatica's codes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MappingExamples {
    /// Account groups, which become cost types.
    pub cost_types: Vec<MappingExample>,
    /// What is the cost code of the lines, which is their task where the mapping says so.
    pub cost_codes: Vec<MappingExample>,
    /// Tasks, which become sub jobs.
    pub sub_jobs: Vec<MappingExample>,
}

/// What another mapping would change, in estimate lines and their original estimates, a sum per currency.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MappingChange {
    /// Lines that have a budget code now.
    pub mapped_now: usize,
    /// Lines that have none now.
    pub unmapped_now: usize,
    /// Lines that would get one.
    pub gained: usize,
    /// Lines that would lose theirs.
    pub lost: usize,
    /// Lines that would move to another one.
    pub moved: usize,
    /// The money of the lines that have none now.
    pub unmapped_amounts: Vec<Money>,
    /// The money of those that would get one.
    pub gained_amounts: Vec<Money>,
    /// The money of those that would lose theirs.
    pub lost_amounts: Vec<Money>,
    /// The money of those that would move.
    pub moved_amounts: Vec<Money>,
}

impl MappingChange {
    /// Lines that would have a budget code.
    pub const fn mapped_then(&self) -> usize {
        self.mapped_now + self.gained - self.lost
    }

    /// Lines that would have none.
    pub const fn unmapped_then(&self) -> usize {
        self.unmapped_now + self.lost - self.gained
    }
}

/// The examples of a mapping, from these jobs' expense lines. Fails when a sum does not fit.
pub fn mapping_examples<'a>(
    jobs: impl IntoIterator<Item = MappableJob<'a>>,
    mapping: &CodeMapping,
) -> Result<MappingExamples, MoneyError> {
    let (mut cost_types, mut cost_codes, mut sub_jobs) = <(Kind<_>, Kind<_>, Kind<_>)>::default();
    for job in jobs {
        let mut project = ProjectMapping::new(mapping, job.estimate, job.codes, job.line_items());
        for line in job.estimate.expenses() {
            let text = |(code, by): (_, FoundBy)| (Some(ToString::to_string(&code)), Some(by));
            gather(&mut cost_types, &line.account_group, project.cost_type(&line.account_group).map(text), line)?;
            let text = |(code, by): (_, FoundBy)| (Some(ToString::to_string(&code)), Some(by));
            gather(&mut cost_codes, &project.own_cost_code(line), project.cost_code(line).map(text), line)?;
            let sub_job = match project.budget_code(line) {
                Err(why @ Unmapped::TaskNotMapped(_)) => Err(why),
                _ => project.sub_job(&line.task),
            };
            let sub_job = sub_job.map(|(sub_job, by)| (sub_job.map(|code| code.to_string()), by));
            gather(&mut sub_jobs, &line.task, sub_job, line)?;
        }
    }
    Ok(MappingExamples { cost_types: shown(cost_types), cost_codes: shown(cost_codes), sub_jobs: shown(sub_jobs) })
}

/// What would change for these jobs' expense lines with another mapping. Fails when a sum does not fit.
pub fn mapping_change<'a>(
    jobs: impl IntoIterator<Item = MappableJob<'a>>,
    now: &CodeMapping,
    then: &CodeMapping,
) -> Result<MappingChange, MoneyError> {
    let mut change = MappingChange::default();
    let (mut unmapped, mut gained, mut lost, mut moved) = <(Totals, Totals, Totals, Totals)>::default();
    for job in jobs {
        let project = |mapping| ProjectMapping::new(mapping, job.estimate, job.codes, job.line_items());
        let (mut now, mut then) = (project(now), project(then));
        for line in job.estimate.expenses() {
            match (now.budget_code(line), then.budget_code(line)) {
                (Ok(now), Ok(then)) => {
                    change.mapped_now += 1;
                    if now.wbs_code != then.wbs_code {
                        change.moved += 1;
                        add(&mut moved, line.original_estimate)?;
                    }
                }
                (Ok(_), Err(_)) => {
                    change.mapped_now += 1;
                    change.lost += 1;
                    add(&mut lost, line.original_estimate)?;
                }
                (Err(_), Ok(_)) => {
                    change.unmapped_now += 1;
                    change.gained += 1;
                    add(&mut unmapped, line.original_estimate)?;
                    add(&mut gained, line.original_estimate)?;
                }
                (Err(_), Err(_)) => {
                    change.unmapped_now += 1;
                    add(&mut unmapped, line.original_estimate)?;
                }
            }
        }
    }
    let sums = |totals: Totals| totals.into_values().collect();
    (change.unmapped_amounts, change.gained_amounts) = (sums(unmapped), sums(gained));
    (change.lost_amounts, change.moved_amounts) = (sums(lost), sums(moved));
    Ok(change)
}

type Kind<T> = BTreeMap<T, Gathered>;

#[derive(Default)]
struct Gathered {
    /// Where no line is known, and for a task without a sub job, there is nothing.
    becomes: Option<String>,
    found_by: Option<FoundBy>,
    why_not: Option<Unmapped>,
    lines: usize,
    lines_known: usize,
    totals: Totals,
}

/// A sum per currency.
type Totals = BTreeMap<Currency, Money>;

fn add(totals: &mut Totals, amount: Money) -> Result<(), MoneyError> {
    let total = totals.entry(amount.currency()).or_insert(Money::zero(amount.currency()));
    *total = total.plus(amount)?;
    Ok(())
}

fn gather<T: Ord + Clone>(
    kind: &mut Kind<T>,
    from: &T,
    becomes: Result<(Option<String>, Option<FoundBy>), Unmapped>,
    line: &EstimateLine,
) -> Result<(), MoneyError> {
    let gathered = kind.entry(from.clone()).or_default();
    gathered.lines += 1;
    match becomes {
        Ok((code, by)) => {
            gathered.lines_known += 1;
            gathered.becomes = gathered.becomes.take().or(code);
            gathered.found_by = gathered.found_by.max(by);
        }
        Err(why) => {
            gathered.why_not.get_or_insert(why);
        }
    }
    add(&mut gathered.totals, line.original_estimate)
}

fn shown<T: Ord + ToString>(kind: Kind<T>) -> Vec<MappingExample> {
    let mut meeting: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for (from, gathered) in &kind {
        if gathered.lines_known > 0 {
            meeting.entry(gathered.becomes.clone()).or_default().insert(from.to_string());
        }
    }
    let example = |(from, gathered): (T, Gathered)| MappingExample {
        from: from.to_string(),
        summed: meeting
            .get(&gathered.becomes)
            .filter(|meeting| gathered.lines_known > 0 && meeting.len() > 1)
            .map(|meeting| meeting.iter().cloned().collect())
            .unwrap_or_default(),
        becomes: gathered.becomes,
        found_by: gathered.found_by,
        lines: gathered.lines,
        lines_known: gathered.lines_known,
        why_not: gathered.why_not,
        totals: gathered.totals.into_values().collect(),
    };
    kind.into_iter().map(example).collect()
}
