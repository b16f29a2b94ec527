//! What remains between the two books once a plan is carried out, and what it is made of. Pure.

use crate::comparison::LineCode;
use crate::money::{Money, MoneyError};
use crate::plan::{PlannedLine, ReimportPlan, Unchanged, What};

/// Why an amount remains between the two books.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ApartBy {
    /// Estimate lines without a budget code, or whose code is not made.
    Unmapped,
    /// The user chose to leave lines as they are.
    LeftByChoice,
    /// Only Procore has them (rule 7).
    OnlyInProcore,
    /// Credits of the estimate for which the budget has no line (rule 5).
    NotAboveZero,
    /// Each line is taken to the currency's smallest unit, and the estimate's total as a whole.
    Rounding,
}

/// One part of what remains.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApartPart {
    /// Why.
    pub by: ApartBy,
    /// How many lines; none for rounding.
    pub lines: usize,
    /// Procore minus Acumatica, of these lines.
    pub amount: Money,
    /// Their codes, as the plan's lines show them, in its order.
    pub codes: Vec<String>,
}

/// What remains between the two books after a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaysApart {
    /// New Procore total minus Acumatica total: always the sum of the parts.
    pub amount: Money,
    /// The parts that are not nothing, in the order of [`ApartBy`]. They may cancel out: the amount is zero then, and the books differ.
    pub parts: Vec<ApartPart>,
}

impl StaysApart {
    /// Nothing remains: every estimate line is in the budget with its amount, and the budget has nothing else.
    pub fn is_nothing(&self) -> bool {
        self.parts.is_empty()
    }

    /// The part of one kind, where there is one.
    pub fn part(&self, by: ApartBy) -> Option<&ApartPart> {
        self.parts.iter().find(|part| part.by == by)
    }
}

impl ReimportPlan {
    /// What remains between the two books once the plan is carried out. Fails when amounts cannot be added.
    pub fn stays_apart(&self) -> Result<StaysApart, MoneyError> {
        let amount = self.totals.new_procore.minus(self.totals.acumatica)?;
        let mut rounding = amount;
        let mut parts: Vec<ApartPart> = Vec::new();
        for (by, line) in self.lines.iter().filter_map(|line| Some((why_apart(line)?, line))) {
            let zero = Money::zero(self.currency());
            let apart = line.after().unwrap_or(zero).minus(line.compared.estimate.unwrap_or(zero))?;
            if apart.is_zero() {
                continue;
            }
            rounding = rounding.minus(apart)?;
            let code = code_text(line);
            match parts.iter_mut().find(|part| part.by == by) {
                Some(part) => {
                    part.lines += 1;
                    part.amount = part.amount.plus(apart)?;
                    part.codes.push(code);
                }
                None => parts.push(ApartPart { by, lines: 1, amount: apart, codes: vec![code] }),
            }
        }
        if !rounding.is_zero() {
            parts.push(ApartPart { by: ApartBy::Rounding, lines: 0, amount: rounding, codes: Vec::new() });
        }
        parts.sort_by_key(|part| part.by);
        Ok(StaysApart { amount, parts })
    }
}

/// A line that changes, or agrees, is what the estimate says; but for one that only Procore has and that is set to zero by choice.
const fn why_apart(line: &PlannedLine) -> Option<ApartBy> {
    match &line.what {
        What::Changes(_) | What::Stays(Unchanged::Agrees) => None,
        What::Stays(Unchanged::OnlyInProcore) => Some(ApartBy::OnlyInProcore),
        What::Stays(Unchanged::NotAboveZero) => Some(ApartBy::NotAboveZero),
        What::Stays(Unchanged::Unmapped(_)) => Some(ApartBy::Unmapped),
        What::Stays(Unchanged::Left(_)) => Some(ApartBy::LeftByChoice),
    }
}

fn code_text(line: &PlannedLine) -> String {
    match &line.compared.code {
        LineCode::Mapped(code) => code.to_string(),
        LineCode::Unmapped { estimate_code, .. } => estimate_code.clone(),
    }
}
