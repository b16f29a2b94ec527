//! The user's choices about lines, as the window and the terminal name them: by their budget codes, as they are shown.

use crate::trouble::{AppTrouble, AppTroubleKind};
use jobcost::{Choice, Choices, CodeMapping, PlannedLine};
use reimport::{BothSides, Prepared, judge};
use std::collections::HashMap;

/// A choice about one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineChoice {
    /// The budget code, as the lines show it.
    pub code: String,
    /// What was chosen.
    pub choice: Choice,
}

/// What the user decided of a plan. Nothing: the rules hold.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct PlanOptions {
    /// His choices about lines.
    pub choices: Vec<LineChoice>,
    /// A locked budget is unlocked for the lines and locked again.
    pub unlock: bool,
    /// Budget codes that lines lack are made first, where they can be.
    pub create_codes: bool,
}

/// Plans again what was read, with these choices. A choice about a line that is not there, or to which it makes no difference, is an
/// error: it was made looking at other lines, and what it meant is not to be guessed.
pub(crate) fn choose(prepared: Prepared, options: &PlanOptions, mapping: &CodeMapping) -> Result<Prepared, AppTrouble> {
    if *options == PlanOptions::default() {
        return Ok(prepared);
    }
    let again = |sides: BothSides, choices: Choices| {
        let choices = choices.unlocking(options.unlock).creating_codes(options.create_codes);
        judge(sides, mapping, &choices)
            .map_err(|error| AppTrouble::new(AppTroubleKind::Internal, error.to_string(), "Send the log to support."))
    };
    // What concerns the whole plan first: whether a line can be left depends on whether its budget code is made.
    let prepared = again(prepared.sides, Choices::none())?;
    let lines = prepared.plan.as_ref().map(|plan| plan.lines.as_slice()).unwrap_or_default();
    let offered: HashMap<String, &PlannedLine> =
        lines.iter().filter_map(|line| line.wbs_code().map(|code| (code.to_string(), line))).collect();
    let find = |one: &LineChoice| {
        let line = offered.get(&one.code).filter(|line| line.choosable() == Some(one.choice));
        let code = line.and_then(|line| line.wbs_code()).cloned();
        code.map(|code| (code, one.choice)).ok_or_else(|| makes_no_difference(one))
    };
    let choices = options.choices.iter().map(find).collect::<Result<Choices, _>>()?;
    again(prepared.sides, choices)
}

/// The same without the choices that make no difference any more.
pub(crate) fn applicable(
    prepared: Prepared,
    options: &PlanOptions,
    mapping: &CodeMapping,
) -> Result<Prepared, AppTrouble> {
    let prepared = choose(prepared, &PlanOptions { choices: Vec::new(), ..options.clone() }, mapping)?;
    let offers = offers(&prepared);
    let still: Vec<LineChoice> =
        options.choices.iter().filter(|one| offers.get(&one.code) == Some(&one.choice)).cloned().collect();
    choose(prepared, &PlanOptions { choices: still, ..options.clone() }, mapping)
}

/// Which choice makes a difference to which line, by the code as it is shown.
fn offers(prepared: &Prepared) -> HashMap<String, Choice> {
    let lines = prepared.plan.iter().flat_map(|plan| &plan.lines);
    lines.filter_map(|line| Some((line.wbs_code()?.to_string(), line.choosable()?))).collect()
}

fn makes_no_difference(one: &LineChoice) -> AppTrouble {
    let sentence = match one.choice {
        Choice::Leave => format!("{} cannot be left: a re-import would not change it.", one.code),
        Choice::SetToZero => format!("{} cannot be set to zero: it is not a line that only Procore has.", one.code),
    };
    AppTrouble::new(AppTroubleKind::Refused, sentence, "Look at the lines again, then choose.")
}
