//! Budget modifications: money moved to a line, from another one or from nowhere (Procore: budget modifications). Companies of today
//! have budget changes instead and can only read them.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::line::decimal;

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
    pub(super) from_budget_line_item_id: Option<u64>,
    pub(super) to_budget_line_item_id: Option<u64>,
    #[serde(default, deserialize_with = "decimal")]
    pub(super) transfer_amount: Option<Decimal>,
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

impl Modification {
    /// Takes over the fields that a write names.
    pub(super) fn take(&mut self, fields: ModificationFields) {
        let ModificationFields { from_budget_line_item_id: from, to_budget_line_item_id: to, .. } = fields;
        self.from_line = from.or(self.from_line);
        self.to_line = to.unwrap_or(self.to_line);
        self.amount = fields.transfer_amount.unwrap_or(self.amount);
        self.notes = fields.notes.or(self.notes.take());
        self.origin_id = fields.origin_id.or(self.origin_id.take());
        self.origin_data = fields.origin_data.or(self.origin_data.take());
    }
}
