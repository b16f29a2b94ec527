//! A shown plan made with other choices, as it is told: what comes out otherwise, and the figures.

use crate::comparison::plans::ShownPlan;
use crate::comparison::refused::refused;
use crate::comparison::summary::plan_summary;
use crate::news::error::ApplicationError;
use crate::view::comparison::{PlanOptions, Replanned, ReplannedLine};
use crate::view::count::count;

/// A plan made with these choices: what comes out otherwise than by the rules, and the figures.
pub(crate) fn replanned(shown: &ShownPlan, options: &PlanOptions) -> Result<Replanned, ApplicationError> {
    let by_the_rules = shown.by_the_rules();
    let planned = shown.with(options)?;
    let summary = plan_summary(&planned.prepared, planned.allowed).ok_or_else(|| refused(&planned.prepared))?;
    let pairs = planned.lines.iter().zip(&by_the_rules.lines).enumerate();
    let otherwise = pairs.filter(|(_, (line, ruled))| line != ruled);
    let lines = otherwise.map(|(index, (line, _))| ReplannedLine { index: count(index), line: line.clone() });
    Ok(Replanned { lines: lines.collect(), summary })
}
