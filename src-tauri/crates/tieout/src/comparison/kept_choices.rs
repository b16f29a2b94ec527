//! What becomes of a job's choices, as the journal keeps them, by what its two sides say now: the plan with those that still make a
//! difference, and in words what moved since each was made. Pure.

use crate::comparison::choices::Names;
use crate::view::comparison::{ChoiceConflict, PlanOptions};
use crate::view::lines::LineChoice;
use jiff::Timestamp;
use jobcost::{Choice, Choices, CodeMapping, Money, PlannedLine, WbsCode};
use journal::{ChoiceSet, MadeChoice};
use reimport::{Prepared, ReimportError, judge};
use std::collections::HashMap;

/// A job's plan with its choices.
#[derive(Clone, Debug)]
pub(crate) struct ChosenOfJob {
    /// The plan.
    pub(crate) prepared: Prepared,
    /// The choices that still make a difference, as they are handed back.
    pub(crate) options: PlanOptions,
    /// Those whose line moved since they were made, and those that make no difference any more.
    pub(crate) conflicts: Vec<ChoiceConflict>,
}

impl ChosenOfJob {
    /// How many choices make a difference.
    pub(crate) fn count(&self) -> usize {
        self.options.choices.len() + usize::from(self.options.unlock) + usize::from(self.options.create_codes)
    }
}

/// Plans a job's re-import with its choices. `ruled` is its plan by the rules; where the two sides cannot be compared, nothing is decided.
pub(crate) fn with_kept_choices(
    ruled: &Prepared,
    set: &ChoiceSet,
    mapping: &CodeMapping,
) -> Result<ChosenOfJob, ReimportError> {
    let (unlock, create_codes) = of_the_whole(ruled, set);
    let again =
        |choices: Choices| judge(ruled.sides.clone(), mapping, &choices.unlocking(unlock).creating_codes(create_codes));
    // Whether a line can be left depends on whether its budget code is made.
    let before = if unlock || create_codes { again(Choices::none())? } else { ruled.clone() };
    let (lines, names) = (by_code(&before), Names::of(&before));
    let (mut choices, mut conflicts) = (Vec::new(), Vec::new());
    let mut made: Vec<(WbsCode, Choice)> = Vec::new();
    for one in &set.lines {
        let line = lines.get(&one.wbs_code).copied();
        let code = names.name(&one.wbs_code);
        if line.and_then(PlannedLine::choosable) == Some(one.choice) {
            choices.push(LineChoice { code: code.clone(), choice: one.choice.into() });
            made.push((one.wbs_code.clone(), one.choice));
            conflicts.extend(line.and_then(|line| moved(one, line)).map(|sentence| ChoiceConflict { code, sentence }));
        } else {
            let sentence = no_difference(&code, one, line);
            conflicts.push(ChoiceConflict { code, sentence });
        }
    }
    let prepared = if made.is_empty() { before } else { again(made.into_iter().collect())? };
    Ok(ChosenOfJob { prepared, options: PlanOptions { choices, unlock, create_codes }, conflicts })
}

/// What is chosen of the plan as a whole and still makes a difference.
fn of_the_whole(ruled: &Prepared, set: &ChoiceSet) -> (bool, bool) {
    let Some(plan) = &ruled.plan else { return (false, false) };
    (set.unlocks && plan.budget.locked, set.creates_codes && plan.makeable_codes().next().is_some())
}

/// The lines of a plan by their budget codes.
fn by_code(prepared: &Prepared) -> HashMap<&WbsCode, &PlannedLine> {
    let lines = prepared.plan.iter().flat_map(|plan| &plan.lines);
    lines.filter_map(|line| Some((line.wbs_code()?, line))).collect()
}

/// In words, where a side says something else than when the choice was made.
pub(crate) fn moved(made: &MadeChoice, line: &PlannedLine) -> Option<String> {
    let sides = [("Acumatica", made.estimate, line.compared.estimate), ("Procore", made.budget, line.compared.budget)];
    let moved: Vec<String> = sides.into_iter().filter_map(|(side, was, is)| side_moved(side, was, is)).collect();
    (!moved.is_empty()).then(|| format!("{} was {} when {}.", made.wbs_code, done(made.choice), moved.join(", and ")))
}

fn side_moved(side: &str, was: Option<Money>, is: Option<Money>) -> Option<String> {
    match (was, is) {
        (was, is) if was == is => None,
        (Some(was), Some(is)) => Some(format!("{side} said {}; it says {} now", was.sentence(), is.sentence())),
        (Some(was), None) => Some(format!("{side} said {}; it has no such line now", was.sentence())),
        (None, Some(is)) => Some(format!("{side} had no such line; it says {} now", is.sentence())),
        (None, None) => None,
    }
}

fn no_difference(code: &str, made: &MadeChoice, line: Option<&PlannedLine>) -> String {
    let why = match line {
        None => "there is no such line any more",
        Some(line) if line.compared.estimate == line.compared.budget => "both sides say the same now",
        Some(_) if made.choice == Choice::SetToZero => "it is not a line that only Procore has any more",
        Some(_) => "a re-import would not change it",
    };
    format!("{code} was {}, which makes no difference any more: {why}.", done(made.choice))
}

const fn done(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => "left",
        Choice::SetToZero => "set to zero",
    }
}

/// What was chosen of the lines of a plan, to be kept: a choice that was made before keeps what the sides said then.
pub(crate) fn made_choices(planned: &Prepared, before: Option<&ChoiceSet>, by: &str, at: Timestamp) -> Vec<MadeChoice> {
    let earlier = before.into_iter().flat_map(|set| &set.lines);
    let earlier: HashMap<&WbsCode, &MadeChoice> = earlier.map(|one| (&one.wbs_code, one)).collect();
    let made = |line: &PlannedLine| {
        let (wbs_code, choice) = (line.wbs_code()?, line.chosen()?);
        let same = earlier.get(wbs_code).filter(|one| one.choice == choice);
        Some(same.map_or_else(
            || MadeChoice {
                wbs_code: wbs_code.clone(),
                choice,
                currency: line.compared.currency,
                estimate: line.compared.estimate,
                budget: line.compared.budget,
                made_by: by.to_owned(),
                made_at: at,
            },
            |one| (*one).clone(),
        ))
    };
    planned.plan.iter().flat_map(|plan| &plan.lines).filter_map(made).collect()
}

/// The choices of a set that make no difference to these lines: they are not shown, and kept until somebody takes all back.
pub(crate) fn without_difference(set: &ChoiceSet, planned: &Prepared) -> Vec<MadeChoice> {
    let lines = by_code(planned);
    let differs = |one: &&MadeChoice| lines.get(&one.wbs_code).and_then(|line| line.choosable()) == Some(one.choice);
    set.lines.iter().filter(|one| !differs(one)).cloned().collect()
}
