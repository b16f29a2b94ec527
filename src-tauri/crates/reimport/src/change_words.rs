//! The words for what a plan does to the budget's lines: how many are created, raised, lowered and set to zero, and by how much.

use crate::line_words::signed;
use crate::text::one_line;
use jobcost::{Choice, Currency, LineChange, Money, PlannedLine, ReimportPlan, counted};

/// What happens to a line's amount.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Created,
    Raised,
    Lowered,
    Credited,
    Zeroed,
    ZeroedByChoice,
}

/// In the order in which they are named: what takes money away last, where it is seen.
const KINDS: [Kind; 6] =
    [Kind::Created, Kind::Raised, Kind::Lowered, Kind::Credited, Kind::Zeroed, Kind::ZeroedByChoice];

/// How many lines of each kind a plan changes, a line each, with what that adds to Procore's total.
pub(crate) fn by_kind(plan: &ReimportPlan) -> Vec<String> {
    KINDS.into_iter().filter_map(|kind| of_kind(plan, kind)).collect()
}

/// A plan overrides values that are there.
pub(crate) fn overrides(plan: &ReimportPlan) -> bool {
    plan.changes().any(|(_, change)| change.before().is_some())
}

/// The changes of most money, with their codes and descriptions.
pub(crate) fn largest(plan: &ReimportPlan, count: usize, of: impl Fn(&LineChange) -> bool) -> Vec<String> {
    let mut changes: Vec<_> = plan.changes().filter(|(_, change)| of(change)).collect();
    changes.sort_by_key(|(_, change)| {
        std::cmp::Reverse(change.effect().map(|effect| effect.magnitude().amount()).unwrap_or_default())
    });
    changes.into_iter().take(count).map(change_line).collect()
}

fn of_kind(plan: &ReimportPlan, kind: Kind) -> Option<String> {
    let of_kind = plan.changes().filter(|(line, change)| kind_of(line, change) == kind);
    let effects: Vec<Money> = of_kind.filter_map(|(_, change)| change.effect().ok()).collect();
    let lines = counted(effects.len(), "line");
    let what = match kind {
        Kind::Created => format!("{lines} created"),
        Kind::Raised => format!("{lines} raised"),
        Kind::Lowered => format!("{lines} lowered"),
        Kind::Credited => format!("{lines} made a credit"),
        Kind::Zeroed => format!("{lines} set to $0, because the estimate is $0"),
        Kind::ZeroedByChoice => format!("{lines} that only Procore has set to $0, as you chose"),
    };
    (!effects.is_empty()).then(|| format!("{what}: {}", sum(&effects, plan.currency())))
}

/// A sum that cannot be told is not told as another.
fn sum(effects: &[Money], currency: Currency) -> String {
    let sum = Money::sum(currency, effects.iter().copied());
    sum.map_or_else(|error| error.to_string(), signed)
}

fn kind_of(line: &PlannedLine, change: &LineChange) -> Kind {
    let (Some(before), after) = (change.before(), change.after()) else { return Kind::Created };
    if line.chosen() == Some(Choice::SetToZero) {
        Kind::ZeroedByChoice
    } else if after.is_zero() {
        Kind::Zeroed
    } else if after.is_credit() {
        Kind::Credited
    } else if after.amount() > before.amount() {
        Kind::Raised
    } else {
        Kind::Lowered
    }
}

fn change_line((line, change): (&PlannedLine, &LineChange)) -> String {
    let before = change.before().map_or_else(|| "no line".to_owned(), |amount| amount.sentence());
    let name = one_line(&format!("{} {}", line.code_text(), short(&line.compared.description)));
    format!("{name}: {before} \u{2192} {}", change.after().sentence())
}

/// A description fills no more than its part of a dialog's line.
fn short(description: &str) -> String {
    let length = 40;
    match description.char_indices().nth(length) {
        Some((end, _)) => format!("{}\u{2026}", description.get(..end).unwrap_or_default().trim_end()),
        None => description.to_owned(),
    }
}
