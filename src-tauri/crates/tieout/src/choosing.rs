//! The user's choices about lines, as the window and the terminal name them: by their budget codes, as they are shown.

use crate::trouble::{AppTrouble, AppTroubleKind};
use jobcost::{Choice, Choices, CodeMapping};
use reimport::{Prepared, judge};

/// A choice about one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineChoice {
    /// The budget code, as the lines show it.
    pub code: String,
    /// What was chosen.
    pub choice: Choice,
}

/// Plans again what was read, with these choices. A choice about a line that is not there, or to which it makes no difference, is an
/// error: it was made looking at other lines, and what it meant is not to be guessed.
pub(crate) fn choose(prepared: Prepared, chosen: &[LineChoice], mapping: &CodeMapping) -> Result<Prepared, AppTrouble> {
    if chosen.is_empty() {
        return Ok(prepared);
    }
    let lines = prepared.plan.as_ref().map(|plan| plan.lines.as_slice()).unwrap_or_default();
    let find = |one: &LineChoice| {
        let code = lines
            .iter()
            .filter(|line| line.choosable() == Some(one.choice))
            .filter_map(jobcost::PlannedLine::wbs_code)
            .find(|code| code.to_string() == one.code);
        code.map(|code| (code.clone(), one.choice)).ok_or_else(|| makes_no_difference(one))
    };
    let choices = chosen.iter().map(find).collect::<Result<Choices, _>>()?;
    judge(prepared.sides, mapping, &choices)
        .map_err(|error| AppTrouble::new(AppTroubleKind::Internal, error.to_string(), "Send the log to support."))
}

fn makes_no_difference(one: &LineChoice) -> AppTrouble {
    let sentence = match one.choice {
        Choice::Leave => format!("{} cannot be left: a re-import would not change it.", one.code),
        Choice::SetToZero => format!("{} cannot be set to zero: it is not a line that only Procore has.", one.code),
    };
    AppTrouble::new(AppTroubleKind::Refused, sentence, "Look at the lines again, then choose.")
}
