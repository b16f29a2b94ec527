//! What stays out of balance whatever a re-import does: how much, why, and what can be done about it. The largest amount comes first, then
//! the code, so that the first reason is the same at every reading. Pure.

use crate::view::job_row::RemedyPlace;
use jobcost::{ApartBy, Money, OutOfBalancePart, ReimportPlan, Unchanged, Unmapped, What, counted, grouped};
use std::cmp::Reverse;
use std::mem::discriminant;

/// So many reasons are told in full.
const REASONS_MAX: usize = 3;

/// What stays, in the words of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StaysOut {
    /// All of it in a few words: `2 codes: −24,000.00`, `4 lines only in Procore`, `3 reasons: −505,228.50`.
    pub(crate) short: String,
    /// All of it, in sentences with their amounts.
    pub(crate) reason: String,
    /// What to do about it: about what the mapping does not understand first, else about the largest of it.
    pub(crate) remedy: String,
    /// Where.
    pub(crate) place: RemedyPlace,
}

/// Parts with one reason.
struct Group<'a> {
    why: Why<'a>,
    parts: usize,
    first_code: &'a str,
    /// Procore minus Acumatica, of all of them; nothing where it does not fit.
    amount: Option<Money>,
}

#[derive(Clone, Copy)]
enum Why<'a> {
    Unmapped(&'a Unmapped),
    Other(ApartBy),
}

impl Why<'_> {
    const fn leads_to_mapping(self) -> bool {
        matches!(self, Self::Unmapped(why) if why.leads_to_mapping())
    }

    /// The same trouble with the same remedy: of codes that are mended in Procore, whatever the codes are.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Unmapped(one), Self::Unmapped(two)) if !one.leads_to_mapping() => {
                discriminant(one) == discriminant(two)
            }
            (Self::Unmapped(one), Self::Unmapped(two)) => one == two,
            (Self::Other(one), Self::Other(two)) => one == two,
            _ => false,
        }
    }
}

/// What stays out of balance after this plan and was not accepted; nothing where nothing does.
pub(crate) fn stays_out(plan: &ReimportPlan) -> Option<StaysOut> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut parts: Vec<&OutOfBalancePart> = plan.out_of_balance_after.unaccepted_parts().collect();
    parts.sort_by_key(|part| (Reverse(part.amount.magnitude().amount()), &part.code));
    for part in parts {
        let why = why(plan, part);
        match groups.iter_mut().find(|group| group.why.is_like(why)) {
            Some(group) => {
                group.parts += 1;
                group.first_code = group.first_code.min(part.code.as_str());
                group.amount = group.amount.and_then(|amount| amount.plus(part.amount).ok());
            }
            None => groups.push(Group { why, parts: 1, first_code: &part.code, amount: Some(part.amount) }),
        }
    }
    groups.sort_by_key(|group| {
        let size = group.amount.map(|amount| amount.magnitude().amount());
        (Reverse(size), group.first_code)
    });
    let first = groups.first()?;
    // Lines that the mapping does not understand are often the other half of those that only Procore has: to set these to zero would be
    // the wrong way out.
    let cause = groups.iter().find(|group| group.why.leads_to_mapping()).unwrap_or(first);
    let (remedy, place) = remedy(plan, cause);
    Some(StaysOut { short: short(first, &groups), reason: reason(&groups), remedy, place })
}

fn why<'a>(plan: &'a ReimportPlan, part: &OutOfBalancePart) -> Why<'a> {
    let line = part.position.and_then(|position| plan.lines.get(position));
    match line.map(|line| &line.what) {
        Some(What::Stays(Unchanged::Unmapped(why))) => Why::Unmapped(why),
        _ => Why::Other(part.by),
    }
}

fn short(group: &Group<'_>, groups: &[Group<'_>]) -> String {
    if groups.len() > 1 {
        let reasons = counted(groups.len(), "reason");
        return total(groups).map_or_else(|| reasons.clone(), |total| format!("{reasons}: {}", signed(total)));
    }
    let amount = group.amount.map(signed).unwrap_or_default();
    match group.why {
        Why::Unmapped(_) | Why::Other(ApartBy::Unmapped) => format!("{}: {amount}", counted(group.parts, "code")),
        Why::Other(ApartBy::OnlyInProcore) => format!("{} only in Procore", counted(group.parts, "line")),
        Why::Other(ApartBy::LeftByChoice) => format!("{} left: {amount}", counted(group.parts, "line")),
        Why::Other(ApartBy::NotAboveZero) => format!("{}: {amount}", counted(group.parts, "credit")),
        Why::Other(ApartBy::Rounding) => format!("Rounding: {amount}"),
        Why::Other(ApartBy::NotReimported | ApartBy::Accepted) => {
            format!("{}: {amount}", counted(group.parts, "line"))
        }
    }
}

/// All of it; nothing where it does not fit.
fn total(groups: &[Group<'_>]) -> Option<Money> {
    let mut amounts = groups.iter().map(|group| group.amount);
    let first = amounts.next()??;
    amounts.try_fold(first, |total, amount| total.plus(amount?).ok())
}

fn reason(groups: &[Group<'_>]) -> String {
    let mut sentences: Vec<String> = groups.iter().take(REASONS_MAX).map(sentence).collect();
    if groups.len() > REASONS_MAX {
        sentences.push(format!("{} more.", counted(groups.len() - REASONS_MAX, "reason")));
    }
    sentences.join(" ")
}

fn sentence(group: &Group<'_>) -> String {
    let amount = group.amount.map(|amount| amount.magnitude().sentence());
    let of = amount.map(|amount| format!(", {amount}")).unwrap_or_default();
    match group.why {
        Why::Unmapped(why) if group.parts == 1 || why.leads_to_mapping() => format!("Left out{of}: {why}."),
        Why::Unmapped(why) => format!("Left out{of}: {why}, and {} more.", counted(group.parts - 1, "code")),
        Why::Other(ApartBy::OnlyInProcore) => format!("{} only Procore has{of}.", counted(group.parts, "line")),
        Why::Other(ApartBy::LeftByChoice) => format!("{} left as you chose{of}.", counted(group.parts, "line")),
        Why::Other(ApartBy::NotAboveZero) => {
            let verb = if group.parts == 1 { "creates" } else { "create" };
            format!("{} of the estimate that {verb} no line{of}.", counted(group.parts, "credit"))
        }
        Why::Other(ApartBy::Rounding) => format!("Rounding{of}."),
        Why::Other(_) => format!("{} out of balance{of}.", counted(group.parts, "line")),
    }
}

fn remedy(plan: &ReimportPlan, group: &Group<'_>) -> (String, RemedyPlace) {
    let compare = |text: &str| (text.to_owned(), RemedyPlace::Comparison);
    match group.why {
        Why::Unmapped(why) if why.leads_to_mapping() => (why.remedy().to_owned(), RemedyPlace::Mapping),
        Why::Unmapped(why) if why.depends_on_segments() && plan.makeable_codes().next().is_some() => {
            compare("Compare, to create the budget code there.")
        }
        Why::Unmapped(why) => (why.remedy().to_owned(), RemedyPlace::Procore),
        Why::Other(ApartBy::OnlyInProcore) => compare("Compare: set them to zero, or accept the difference."),
        Why::Other(ApartBy::LeftByChoice) => compare("Compare: take the choice back, or accept the difference."),
        Why::Other(_) => compare("Compare, and accept the difference if it is right."),
    }
}

/// As a column shows it, without a currency.
fn signed(amount: Money) -> String {
    let digits = grouped(&amount.digits());
    if amount.is_above_zero() { format!("+{digits}") } else { digits }
}
