//! Budget modifications: money moved to a line, from another one or from nowhere (Procore: budget modifications). Companies of today
//! have budget changes instead and can only read them.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::history::Hand;
use super::line::decimal;
use super::project::Project;
use super::refusal::Refusal;

const COLUMN: &str = "Budget Modifications";

/// One transfer, in the project's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Modification {
    pub(super) id: u64,
    /// The line that gives; `None` where the grand total grows.
    pub(super) from_line: Option<u64>,
    pub(super) to_line: u64,
    #[serde(with = "crate::bench::decimal_text")]
    pub(super) amount: Decimal,
    pub(super) notes: Option<String>,
    /// What a third party calls it, given back as it came.
    pub(super) origin_id: Option<Value>,
    pub(super) origin_data: Option<Value>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

/// The fields of a write. Those that are absent stay what they are.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ModificationFields {
    from_budget_line_item_id: Option<u64>,
    to_budget_line_item_id: Option<u64>,
    #[serde(default, deserialize_with = "decimal")]
    transfer_amount: Option<Decimal>,
    notes: Option<String>,
    origin_id: Option<Value>,
    origin_data: Option<Value>,
}

impl Modification {
    /// One that adds to the grand total.
    pub(super) fn to(id: u64, line: u64, amount: Decimal, now: Timestamp) -> Self {
        Self {
            id,
            from_line: None,
            to_line: line,
            amount,
            notes: None,
            origin_id: None,
            origin_data: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// What it does to a line.
    pub(super) fn on(&self, line: u64) -> Decimal {
        let received = if self.to_line == line { self.amount } else { Decimal::ZERO };
        let given = if self.from_line == Some(line) { self.amount } else { Decimal::ZERO };
        received - given
    }

    pub(super) fn touches(&self, line: u64) -> bool {
        self.to_line == line || self.from_line == Some(line)
    }
}

impl Project {
    /// Moves money. The receiving line and the amount are required.
    pub(super) fn modify(&mut self, fields: ModificationFields, hand: &Hand) -> Result<Modification, Refusal> {
        let missing = |field: &str| Refusal::invalid(field, "can't be blank");
        let to = fields.to_budget_line_item_id.ok_or_else(|| missing("to_budget_line_item_id"))?;
        let amount = fields.transfer_amount.ok_or_else(|| missing("transfer_amount"))?;
        let mut made = Modification::to(self.next_line_id, to, amount, hand.now);
        made.take(fields);
        self.lines_must_be_there(&made)?;
        self.next_line_id += 1;
        self.note_modification(hand, "Create", None, Some(&made));
        self.modifications.push(made.clone());
        Ok(made)
    }

    pub(super) fn change_modification(
        &mut self,
        id: u64,
        fields: ModificationFields,
        hand: &Hand,
    ) -> Result<Modification, Refusal> {
        let at = self.place_of_modification(id)?;
        let before = self.modifications[at].clone();
        let mut after = before.clone();
        after.take(fields);
        after.updated_at = hand.now;
        self.lines_must_be_there(&after)?;
        self.note_modification(hand, "Update", Some(&before), Some(&after));
        self.modifications[at] = after.clone();
        Ok(after)
    }

    pub(super) fn remove_modification(&mut self, id: u64, hand: &Hand) -> Result<(), Refusal> {
        let at = self.place_of_modification(id)?;
        let removed = self.modifications.remove(at);
        self.note_modification(hand, "Delete", Some(&removed), None);
        Ok(())
    }

    fn place_of_modification(&self, id: u64) -> Result<usize, Refusal> {
        self.modifications.iter().position(|one| one.id == id).ok_or(Refusal::NotFound)
    }

    fn lines_must_be_there(&self, modification: &Modification) -> Result<(), Refusal> {
        if !self.lines.contains_key(&modification.to_line) {
            return Err(Refusal::invalid("to_budget_line_item_id", "is invalid"));
        }
        match modification.from_line {
            Some(from) if from == modification.to_line => {
                Err(Refusal::invalid("from_budget_line_item_id", "must be another line item"))
            }
            Some(from) if !self.lines.contains_key(&from) => {
                Err(Refusal::invalid("from_budget_line_item_id", "is invalid"))
            }
            _ => Ok(()),
        }
    }

    fn note_modification(
        &mut self,
        hand: &Hand,
        kind: &'static str,
        before: Option<&Modification>,
        after: Option<&Modification>,
    ) {
        let code = before.or(after).and_then(|one| self.lines.get(&one.to_line)).map(|line| line.wbs_code_id);
        let text = |one: Option<&Modification>| one.map(|one| one.amount.to_string());
        self.updated_at = hand.now;
        self.note(hand, code.unwrap_or_default(), kind, COLUMN, text(before), text(after));
    }
}

impl Modification {
    fn take(&mut self, fields: ModificationFields) {
        let ModificationFields { from_budget_line_item_id: from, to_budget_line_item_id: to, .. } = fields;
        self.from_line = from.or(self.from_line);
        self.to_line = to.unwrap_or(self.to_line);
        self.amount = fields.transfer_amount.unwrap_or(self.amount);
        self.notes = fields.notes.or(self.notes.take());
        self.origin_id = fields.origin_id.or(self.origin_id.take());
        self.origin_data = fields.origin_data.or(self.origin_data.take());
    }
}
