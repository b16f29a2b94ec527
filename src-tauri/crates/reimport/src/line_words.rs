//! The words for single lines, and how many of them a report names.

use crate::outcome::MissingLine;
use crate::text::one_line;
use jobcost::{DiscrepantLine, Money, counted, grouped};
use std::fmt::Display;

/// How many lines a report names before it counts the rest.
pub(crate) const LINES_NAMED: usize = 12;

pub(crate) fn named(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > LINES_NAMED {
        let rest = lines.len() - LINES_NAMED;
        lines.truncate(LINES_NAMED);
        lines.push(format!("and {} more", counted(rest, "line")));
    }
    lines
}

/// The first of these codes in a row, and how many more there are.
pub(crate) fn named_codes<C: Display>(codes: &[C]) -> String {
    let named: Vec<String> = codes.iter().take(LINES_NAMED).map(|code| one_line(&code.to_string())).collect();
    let more = codes.len().saturating_sub(LINES_NAMED);
    let more = if more > 0 { format!(" and {} more", grouped(&more.to_string())) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

pub(crate) fn discrepant_line(line: &DiscrepantLine) -> String {
    let who = if line.ours { "" } else { " (changed by somebody else meanwhile)" };
    let rows = if line.rows > 1 { format!(" in {}", counted(line.rows, "line")) } else { String::new() };
    let code = one_line(&line.wbs_code.to_string());
    format!("{code}: expected {}, found {}{rows}{who}", amount(line.promised), amount(line.found))
}

pub(crate) fn not_reached_line(line: &MissingLine) -> String {
    let why = line.refusal.as_ref().map(|words| format!(": {}", one_line(words))).unwrap_or_default();
    let code = one_line(&line.wbs_code.to_string());
    format!("{code}: planned {}, Procore has {}{why}", line.planned.sentence(), amount(line.found))
}

/// `+$1.00`, `−$1.00`, `total unchanged`.
pub(crate) fn signed(amount: Money) -> String {
    if amount.is_zero() {
        "total unchanged".to_owned()
    } else if amount.is_above_zero() {
        format!("+{}", amount.sentence())
    } else {
        amount.sentence()
    }
}

pub(crate) fn amount(amount: Option<Money>) -> String {
    amount.map_or_else(|| "no line".into(), |amount| amount.sentence())
}
