//! The change history of a budget's original amounts (list budget change history).

use crate::error::side_error;
use crate::send::{Api, RequestError};
use jobcost::{BudgetChange, Currency, Money, ProjectId};
use reimport::{SideError, SideErrorKind};
use rest::Call;
use rust_decimal::Decimal;
use serde::Deserialize;

/// What the route gives where nothing is said (list budget change history); more is not documented.
const PER_PAGE: usize = 50;
/// The newest thousand changes: who moved a line after the last re-import is among them, or nobody is named.
const PAGES_MAX: usize = 20;

#[derive(Deserialize)]
struct Page {
    data: Entries,
}

/// The documents say an object and show a list; either is read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entries {
    Many(Vec<Entry>),
    One(Box<Entry>),
}

#[derive(Clone, PartialEq, Deserialize)]
struct Entry {
    budget_code: Option<String>,
    column: Option<String>,
    created_at: Option<String>,
    created_by: Option<String>,
    new_value: Option<String>,
    old_value: Option<String>,
}

/// The changes of original amounts, the newest first. Empty where the company or the account has no such history.
pub(crate) async fn original_budget_changes(
    api: &Api,
    project: ProjectId,
    currency: Currency,
) -> Result<Vec<BudgetChange>, SideError> {
    let path = format!("rest/v2.0/companies/{}/projects/{}/budget_change_history", api.company_id(), project.0);
    let mut changes = Vec::new();
    let mut first: Option<Entry> = None;
    for page in 1..=PAGES_MAX {
        let call = Call::get(path.as_str()).query("page", &page).query("per_page", &PER_PAGE);
        let answer = match api.send(call).await {
            Ok(answer) => answer,
            Err(failed) => return no_history(failed).map(|()| changes),
        };
        let entries = match answer.json::<Page>().map_err(|error| side_error(&error))?.data {
            Entries::Many(entries) => entries,
            Entries::One(entry) => vec![*entry],
        };
        // The same page once more: a list that does not know pages.
        if entries.first().is_some_and(|entry| first.as_ref() == Some(entry)) {
            break;
        }
        first = first.or_else(|| entries.first().cloned());
        let last = entries.len() != PER_PAGE;
        changes.extend(entries.into_iter().filter_map(|entry| change(entry, currency)));
        if last {
            break;
        }
    }
    Ok(changes)
}

/// Without the history a comparison is as good, only less talkative: it names who moved a line, and decides nothing.
fn no_history(failed: RequestError) -> Result<(), SideError> {
    let error = failed.into_error();
    if matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound) {
        tracing::info!(%error, "Procore gives no budget change history");
        return Ok(());
    }
    Err(error)
}

fn change(entry: Entry, currency: Currency) -> Option<BudgetChange> {
    // The column's readable name: `Original Budget Amount` or the like.
    if !entry.column?.to_lowercase().contains("original") {
        return None;
    }
    let amount = |value: Option<String>| value.as_deref().and_then(digits).map(|amount| Money::new(amount, currency));
    Some(BudgetChange {
        budget_code: entry.budget_code?,
        who: entry.created_by?,
        at: entry.created_at?,
        before: amount(entry.old_value),
        after: amount(entry.new_value),
    })
}

/// The values are formatted for people: `$588,900.00`, `-12.50`, `($12.50)`.
fn digits(value: &str) -> Option<Decimal> {
    let negative = value.contains('-') || value.contains('(') || value.contains('\u{2212}');
    let plain: String = value.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let amount: Decimal = plain.parse().ok()?;
    Some(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        for (value, expected) in [
            ("$588,900.00", Some("588900.00")),
            ("-12.50", Some("-12.50")),
            ("($12.50)", Some("-12.50")),
            ("0.0", Some("0.0")),
            ("Locked", None),
            ("", None),
        ] {
            assert_eq!(digits(value).map(|amount| amount.to_string()).as_deref(), expected, "{value}");
        }
    }
}
