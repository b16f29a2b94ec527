//! The Budget page that a project link leads to, drawn from the same state as the API.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use rust_decimal::Decimal;

use crate::oauth::escaped;
use crate::procore::books::Books;
use crate::procore::codes::Codes;
use crate::procore::history::{Change, ORIGINAL_AMOUNT};
use crate::procore::line::Line;
use crate::procore::office::Office;
use crate::procore::project::Project;
use crate::procore::rows::two_decimals;
use crate::procore::wbs::WbsCode;

const STYLE: &str = include_str!("budget_page.css");
const CHANGES_SHOWN: usize = 25;

/// `GET /{project}/project/budgeting`. In the demo nobody has to sign in to look.
pub(in crate::procore) async fn show(State(office): State<Office>, Path(project): Path<u64>) -> Response {
    match office.with(|books| of(books, project)) {
        Some(page) => Html(page).into_response(),
        None => (StatusCode::NOT_FOUND, Html("<h1>There is no such project</h1>".to_owned())).into_response(),
    }
}

/// The address of the newer shell, which companies in all zones use (seen with a signed-in person).
pub(in crate::procore) async fn show_in_new_shell(
    office: State<Office>,
    Path((_company, project)): Path<(u64, u64)>,
) -> Response {
    show(office, Path(project)).await
}

/// The page's HTML; `None` when there is no such project.
pub(in crate::procore) fn of(books: &Books, project: u64) -> Option<String> {
    books.projects.get(&project).map(|project| page(project, &books.codes, &books.company_name))
}

fn page(project: &Project, codes: &Codes, company: &str) -> String {
    let name = escaped(&project.name);
    let number = escaped(project.number.as_deref().unwrap_or_default());
    let (state, word) = if project.locked { ("shut", "Budget locked") } else { ("open", "Budget unlocked") };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Budget: {name}</title><style>{STYLE}</style></head><body>\
         <header>{company} <span>Simulated Procore: nothing here is a real system</span></header>\
         <main><h1>{name}</h1><div class=\"about\"><span>{number}</span>\
         <span class=\"state {state}\">{word}</span><span>{lines} lines</span>\
         <span class=\"sum\">Original budget <b>{total} {currency}</b></span></div>\
         {table}{changes}</main></body></html>",
        company = escaped(company),
        currency = escaped(&project.currency),
        lines = project.lines.len(),
        total = grouped(project.total()),
        table = table(project, codes),
        changes = changes(&project.history),
    )
}

fn table(project: &Project, codes: &Codes) -> String {
    if project.lines.is_empty() {
        return "<div class=\"sheet empty\">This budget has no line items yet.</div>".into();
    }
    let mut rows = String::new();
    let changed = last_changes(&project.history);
    for (division, lines) in by_division(project) {
        let name = codes.cost_code(division).map_or("", |item| item.name.as_str());
        push(
            &mut rows,
            format_args!("<tr class=\"division\"><td colspan=\"6\">{} {}</td></tr>", escaped(division), escaped(name)),
        );
        for (code, line) in lines {
            push(&mut rows, format_args!("{}", row(project, code, line, &changed)));
        }
    }
    let modified: Decimal = project.lines.keys().map(|id| project.modified_by(*id)).sum();
    format!(
        "<div class=\"sheet\"><table><thead><tr><th>Budget code</th><th>Description</th><th>Cost type</th>\
         <th class=\"money\">Original budget amount</th><th class=\"money\">Budget modifications</th>\
         <th class=\"money\">Revised budget</th></tr></thead><tbody>{rows}</tbody>\
         <tfoot><tr><td colspan=\"3\">Grand total</td><td class=\"money\" id=\"total\">{}</td>\
         <td class=\"money\">{}</td><td class=\"money\">{}</td></tr></tfoot></table></div>",
        grouped(project.total()),
        grouped(modified),
        grouped(project.total() + modified),
    )
}

/// Lines under their divisions, each in the order of its code.
fn by_division(project: &Project) -> BTreeMap<&str, Vec<(&WbsCode, &Line)>> {
    let mut lines: Vec<(&WbsCode, &Line)> =
        project.lines.values().filter_map(|line| Some((project.codes.get(line.wbs_code_id)?, line))).collect();
    lines.sort_by_key(|(code, _)| code.flat_code());
    let mut divisions: BTreeMap<&str, Vec<(&WbsCode, &Line)>> = BTreeMap::new();
    for (code, line) in lines {
        let full = code.cost_code.full_code.as_str();
        let division = full.split_once('-').map_or(full, |(division, _)| division);
        divisions.entry(division).or_default().push((code, line));
    }
    divisions
}

/// The last change of each budget code's original amount, so that what a re-import did is seen at once.
fn last_changes(history: &[Change]) -> BTreeMap<&str, &Change> {
    let changes = history.iter().filter(|change| change.column == ORIGINAL_AMOUNT);
    changes.map(|change| (change.budget_code.as_str(), change)).collect()
}

fn row(project: &Project, code: &WbsCode, line: &Line, changed: &BTreeMap<&str, &Change>) -> String {
    let modified = project.modified_by(line.id);
    let change = changed.get(code.flat_code().as_str());
    let before = change.map(|change| match change.old.as_deref().map(str::parse) {
        Some(Ok(old)) => format!("<span class=\"was\">was {}</span>", grouped(old)),
        _ => "<span class=\"was\">new</span>".to_owned(),
    });
    let class = if before.is_some() { " class=\"changed\"" } else { "" };
    let flat_code = escaped(&code.flat_code());
    format!(
        "<tr{class} data-code=\"{flat_code}\"><td class=\"code\">{flat_code}</td><td>{}</td><td>{}</td>\
         <td class=\"money original\">{before}{}</td><td class=\"money\">{}</td><td class=\"money\">{}</td></tr>",
        escaped(&code.cost_code.name),
        escaped(&code.cost_type.name),
        grouped(line.original_budget_amount),
        grouped(modified),
        grouped(line.original_budget_amount + modified),
        before = before.unwrap_or_default(),
    )
}

fn changes(history: &[Change]) -> String {
    if history.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for change in history.iter().rev().take(CHANGES_SHOWN) {
        let cell = |value: &Option<String>| escaped(value.as_deref().unwrap_or("\u{2013}"));
        push(
            &mut rows,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td class=\"code\">{}</td><td>{}</td><td class=\"money\">{}</td>\
                 <td class=\"money\">{}</td></tr>",
                change.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
                escaped(&change.by),
                escaped(&change.budget_code),
                escaped(&change.column),
                cell(&change.old),
                cell(&change.new),
            ),
        );
    }
    format!(
        "<h2>Change history</h2><div class=\"sheet\"><table><thead><tr><th>When</th><th>Who</th><th>Budget code</th>\
         <th>Column</th><th class=\"money\">From</th><th class=\"money\">To</th></tr></thead><tbody>{rows}</tbody>\
         </table></div>"
    )
}

fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("a string takes all that is written to it");
}

/// `-1234567.8` as `−1,234,567.80`.
fn grouped(amount: Decimal) -> String {
    let text = two_decimals(amount.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let digits: Vec<char> = whole.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "\u{2212}" } else { "" };
    format!("{sign}{}.{cents}", groups.join(","))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn amounts_are_grouped_with_a_real_minus_sign() {
        for (digits, shown) in
            [("0", "0.00"), ("999.9", "999.90"), ("1234567.8", "1,234,567.80"), ("-1000", "\u{2212}1,000.00")]
        {
            assert_eq!(grouped(digits.parse().unwrap()), shown);
        }
    }
}
