//! What lies between the two books, today and after a plan: the amount, the lines that make it up, and which of them somebody explained.
//! Pure.

use crate::money::{Currency, Money, MoneyError};
use crate::planned_line::{PlannedLine, Unchanged, What};
use crate::reconciling_items::{LineKey, ReconcilingItems};

/// Why an amount lies between the two books.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ApartBy {
    /// The sides differ, and the plan brings the line into agreement. Only said of today.
    NotReimported,
    /// Estimate lines without a budget code, or whose code is not made.
    Unmapped,
    /// The user chose to leave lines as they are.
    LeftByChoice,
    /// Only Procore has them (rule 7).
    OnlyInProcore,
    /// Credits of the estimate for which the budget has no line (rule 5).
    NotAboveZero,
    /// The difference was accepted, and so the plan leaves a line that it would change otherwise.
    Accepted,
    /// Each line is taken to the currency's smallest unit, and the estimate's total as a whole.
    Rounding,
}

/// One line's part of what lies between the books.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutOfBalancePart {
    /// What it hangs on.
    pub key: LineKey,
    /// Its position among the plan's lines; none for rounding.
    pub position: Option<usize>,
    /// Its code, as the plan's lines show it; empty for rounding.
    pub code: String,
    /// What the line is; empty for rounding.
    pub description: String,
    /// Procore minus Acumatica; never zero.
    pub amount: Money,
    /// Why.
    pub by: ApartBy,
    /// Somebody accepted this very amount: it is a reconciling item.
    pub accepted: bool,
}

/// What lies between the two books: Procore minus Acumatica.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutOfBalance {
    /// Budget total minus estimate total: always the sum of the parts.
    pub amount: Money,
    /// The sum of the parts that were accepted.
    pub accepted: Money,
    /// The sum of those that were not.
    pub unaccepted: Money,
    /// The lines that differ, in the plan's order, rounding last. They may cancel out: the amount is zero then, and the books differ.
    pub parts: Vec<OutOfBalancePart>,
}

/// How the two books stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tie {
    /// Every line and both totals are equal to the cent.
    TiesOut,
    /// They are not, and every difference was accepted at its amount.
    TiesOutWithItems,
    /// They are not.
    OutOfBalance,
}

/// The parts that have one reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApartSum {
    /// Why.
    pub by: ApartBy,
    /// How many lines; none for rounding.
    pub lines: usize,
    /// Procore minus Acumatica, of these lines.
    pub amount: Money,
    /// Their codes, in the plan's order.
    pub codes: Vec<String>,
}

impl OutOfBalance {
    /// How the books stand.
    pub fn tie(&self) -> Tie {
        match self.parts.as_slice() {
            [] => Tie::TiesOut,
            parts if parts.iter().all(|part| part.accepted) => Tie::TiesOutWithItems,
            _ => Tie::OutOfBalance,
        }
    }

    /// Nothing lies between them: every estimate line is in the budget with its amount, and the budget has nothing else.
    pub fn is_nothing(&self) -> bool {
        self.parts.is_empty()
    }

    /// The reconciling items.
    pub fn accepted_parts(&self) -> impl Iterator<Item = &OutOfBalancePart> {
        self.parts.iter().filter(|part| part.accepted)
    }

    /// What nobody explained.
    pub fn unaccepted_parts(&self) -> impl Iterator<Item = &OutOfBalancePart> {
        self.parts.iter().filter(|part| !part.accepted)
    }

    /// What nobody explained, by its reasons, in the order of [`ApartBy`]. Fails when amounts cannot be added.
    pub fn unaccepted_by_reason(&self) -> Result<Vec<ApartSum>, MoneyError> {
        let mut sums: Vec<ApartSum> = Vec::new();
        for part in self.unaccepted_parts() {
            let place = sums.iter().position(|sum| sum.by == part.by).unwrap_or_else(|| {
                let amount = Money::zero(part.amount.currency());
                sums.push(ApartSum { by: part.by, lines: 0, amount, codes: Vec::new() });
                sums.len() - 1
            });
            if let Some(sum) = sums.get_mut(place) {
                sum.amount = sum.amount.plus(part.amount)?;
                if part.by != ApartBy::Rounding {
                    sum.lines += 1;
                    sum.codes.push(part.code.clone());
                }
            }
        }
        sums.sort_by_key(|sum| sum.by);
        Ok(sums)
    }
}

/// Which budget's amounts are laid beside the estimate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// The budget as it is.
    Today,
    /// The budget as the plan leaves it.
    AfterThePlan,
}

/// What lies between a budget of this total and an estimate of that, line by line.
pub(crate) fn out_of_balance(
    lines: &[PlannedLine],
    when: When,
    (procore, acumatica): (Money, Money),
    items: &ReconcilingItems,
) -> Result<OutOfBalance, MoneyError> {
    let amount = procore.minus(acumatica)?;
    let mut parts = Vec::new();
    let mut rounding = amount;
    for (position, line) in lines.iter().enumerate() {
        let apart = apart(line, when, amount.currency())?;
        if !apart.is_zero() {
            rounding = rounding.minus(apart)?;
            parts.push(part(position, line, apart));
        }
    }
    if !rounding.is_zero() {
        parts.push(rounding_part(rounding, items));
    }
    let sum = |accepted: bool| {
        let of = parts.iter().filter(|part: &&OutOfBalancePart| part.accepted == accepted);
        Money::sum(amount.currency(), of.map(|part| part.amount))
    };
    Ok(OutOfBalance { amount, accepted: sum(true)?, unaccepted: sum(false)?, parts })
}

fn apart(line: &PlannedLine, when: When, currency: Currency) -> Result<Money, MoneyError> {
    let zero = Money::zero(currency);
    let budget = match when {
        When::Today => line.compared.budget,
        When::AfterThePlan => line.after(),
    };
    budget.unwrap_or(zero).minus(line.compared.estimate.unwrap_or(zero))
}

fn part(position: usize, line: &PlannedLine, amount: Money) -> OutOfBalancePart {
    OutOfBalancePart {
        key: line.compared.key(),
        position: Some(position),
        code: line.code_text(),
        description: line.compared.description.clone(),
        amount,
        by: why_apart(line),
        accepted: line.accepted == Some(amount),
    }
}

fn rounding_part(amount: Money, items: &ReconcilingItems) -> OutOfBalancePart {
    OutOfBalancePart {
        key: LineKey::Rounding,
        position: None,
        code: String::new(),
        description: String::new(),
        amount,
        by: ApartBy::Rounding,
        accepted: items.amount(&LineKey::Rounding) == Some(amount),
    }
}

/// A line that agrees has no part, and one that changes has none after the plan.
const fn why_apart(line: &PlannedLine) -> ApartBy {
    match &line.what {
        What::Changes(_) | What::Stays(Unchanged::Agrees) => ApartBy::NotReimported,
        What::Stays(Unchanged::OnlyInProcore) => ApartBy::OnlyInProcore,
        What::Stays(Unchanged::NotAboveZero) => ApartBy::NotAboveZero,
        What::Stays(Unchanged::Unmapped(_)) => ApartBy::Unmapped,
        What::Stays(Unchanged::Left(_)) => ApartBy::LeftByChoice,
        What::Stays(Unchanged::Accepted(_)) => ApartBy::Accepted,
    }
}
