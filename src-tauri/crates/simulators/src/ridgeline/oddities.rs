//! What single jobs of the demo company show beside their situation: the small things that every real Procore company has.

use rust_decimal::Decimal;

use super::company::{DemoJob, DemoProject};

/// Several lines drifted here, and one of them is on a code that somebody set inactive.
const CODE_SET_INACTIVE: &str = "24-178";
/// Closed out in Procore: the project is inactive, and the ERP connection's link stays.
const CLOSED_OUT: &str = "24-182";
/// The people of this project made views of their own.
const OWN_VIEWS: &str = "24-148";
/// Procore's cost codes read otherwise here: only their `origin_id` says which they are.
const OTHER_TEXTS: &str = "24-163";
/// Not imported yet, and both sides count in Canadian dollars.
const IN_CANADIAN_DOLLARS: &str = "25-072";

/// Adds to a job what it shows beside its situation; most show nothing.
pub(super) fn apply(job: &mut DemoJob) {
    let id = job.project_id.clone();
    let inactive = if id == CODE_SET_INACTIVE { drifted_code(job) } else { None };
    let codes: Vec<String> = job.estimate_lines.iter().map(|line| line.cost_code.clone()).collect();
    if id == IN_CANADIAN_DOLLARS {
        job.currency = "CAD".into();
    }
    let Some(project) = &mut job.procore else { return };
    project.inactive_codes.extend(inactive);
    match id.as_str() {
        CLOSED_OUT => project.active = false,
        OWN_VIEWS => project.own_views = true,
        OTHER_TEXTS => reword(project, codes),
        IN_CANADIAN_DOLLARS => project.currency = "CAD".into(),
        _ => {}
    }
}

/// The code of the first budget line whose amount is not the estimate's.
fn drifted_code(job: &DemoJob) -> Option<(String, String)> {
    let project = job.procore.as_ref()?;
    let estimated = |code: &str, letter: &str| -> Decimal {
        let is_it = |group: &str| super::cost_types::cost_type(group).is_some_and(|known| letter == known.to_string());
        let lines = job.expenses().filter(|line| line.cost_code == code && is_it(&line.account_group));
        lines.map(|line| line.original_amount).sum()
    };
    let drifted = project.lines.iter().find(|row| estimated(&row.cost_code, &row.cost_type) != row.original_amount)?;
    Some((drifted.cost_code.clone(), drifted.cost_type.clone()))
}

/// `03-30-00` is `03-3000.0` in Procore.
fn reword(project: &mut DemoProject, mut codes: Vec<String>) {
    codes.sort();
    codes.dedup();
    project.texts = codes
        .into_iter()
        .filter_map(|code| {
            let (division, rest) = code.split_once('-')?;
            let text = format!("{division}-{}.0", rest.replace('-', ""));
            Some((code, text))
        })
        .collect();
}
