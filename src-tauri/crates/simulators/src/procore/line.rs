//! One budget line item, and the fields a request may set on it.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::habits::Habits;
use super::refusal::Refusal;

/// How the original amount comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Strategy {
    /// Quantity times unit cost.
    Automatic,
    /// As it was sent.
    Manual,
}

impl Strategy {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Manual => "manual",
        }
    }
}

/// A line of a project's budget. Money is in the project's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) id: u64,
    pub(super) wbs_code_id: u64,
    #[serde(with = "crate::bench::decimal_text")]
    pub(super) original_budget_amount: Decimal,
    pub(super) uom: Option<String>,
    #[serde(with = "crate::bench::decimal_text::optional")]
    pub(super) quantity: Option<Decimal>,
    #[serde(with = "crate::bench::decimal_text::optional")]
    pub(super) unit_cost: Option<Decimal>,
    pub(super) strategy: Strategy,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

/// The fields of a line item in a request; what is absent stays as it is
/// (Procore: budget line items v1.1, and the items of sync).
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct LineFields {
    pub(super) id: Option<u64>,
    pub(super) wbs_code_id: Option<u64>,
    #[serde(default, deserialize_with = "decimal")]
    pub(super) original_budget_amount: Option<Decimal>,
    pub(super) uom: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    pub(super) quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal")]
    pub(super) unit_cost: Option<Decimal>,
    pub(super) calculation_strategy: Option<Strategy>,
}

/// The units of the company (Procore: a unit has to be in the company's list).
pub(super) const UNITS: [&str; 14] =
    ["ac", "cy", "ea", "hours", "lb", "lf", "ls", "mbf", "mo", "sf", "sy", "tn", "weeks", "%"];

impl LineFields {
    /// Puts the fields on a line, all or none.
    pub(super) fn put_on(&self, line: &mut Line, habits: &Habits) -> Result<(), Refusal> {
        self.check_unit()?;
        let strategy = self.calculation_strategy.unwrap_or(line.strategy);
        let quantity = self.quantity.or(line.quantity);
        let unit_cost = self.unit_cost.or(line.unit_cost);
        let amount = match (strategy, quantity, unit_cost) {
            (Strategy::Automatic, Some(quantity), Some(unit_cost)) => money(habits.round(quantity * unit_cost))?,
            _ => money(habits.round(self.original_budget_amount.unwrap_or(line.original_budget_amount)))?,
        };
        line.strategy = strategy;
        line.quantity = quantity;
        line.unit_cost = unit_cost;
        line.original_budget_amount = amount;
        if let Some(uom) = &self.uom {
            line.uom = Some(uom.clone());
        }
        Ok(())
    }

    /// The same fields without any value, as they are taken from somebody who may add a line but set no amount.
    pub(super) fn without_value(&self) -> Self {
        let fields = self.clone();
        Self { original_budget_amount: None, quantity: None, unit_cost: None, ..fields }
    }

    pub(super) fn has_value(&self) -> bool {
        self.original_budget_amount.is_some() || self.quantity.is_some() || self.unit_cost.is_some()
    }

    fn check_unit(&self) -> Result<(), Refusal> {
        match &self.uom {
            Some(uom) if !UNITS.contains(&uom.to_lowercase().as_str()) => {
                Err(Refusal::invalid("uom", "is not included in the list"))
            }
            _ => Ok(()),
        }
    }
}

/// The amount in cents. More decimals than the currency has, or more digits than a budget holds, is no amount of money.
fn money(amount: Decimal) -> Result<Decimal, Refusal> {
    let largest = Decimal::from(10_000_000_000_000_i64);
    if amount.round_dp(2) != amount || amount.abs() >= largest {
        return Err(Refusal::UnprocessableCurrency(format!("{amount} cannot be processed")));
    }
    let mut amount = amount;
    amount.rescale(2);
    Ok(amount)
}

/// A JSON number, or a string that holds one, from its digits.
pub(super) fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let Some(raw) = Option::<Box<RawValue>>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let digits = raw.get().trim_matches('"');
    let read = Decimal::from_str_exact(digits).or_else(|_| Decimal::from_scientific(digits));
    read.map(Some).map_err(|_| serde::de::Error::custom(format!("{digits} is not a number")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn line() -> Line {
        let now = Timestamp::UNIX_EPOCH;
        Line {
            id: 1,
            wbs_code_id: 2,
            original_budget_amount: Decimal::TEN,
            uom: None,
            quantity: None,
            unit_cost: None,
            strategy: Strategy::Manual,
            created_at: now,
            updated_at: now,
        }
    }

    fn fields(json: &str) -> LineFields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_amount_is_read_from_its_digits() {
        for (json, digits) in [("0.1", "0.10"), ("11204775.42", "11204775.42"), ("\"5\"", "5.00"), ("1e3", "1000.00")] {
            let mut line = line();
            fields(&format!("{{\"original_budget_amount\":{json}}}")).put_on(&mut line, &Habits::default()).unwrap();
            assert_eq!(line.original_budget_amount.to_string(), digits);
        }
        assert!(serde_json::from_str::<LineFields>("{\"original_budget_amount\":\"many\"}").is_err());
    }

    #[test]
    fn an_automatic_line_is_quantity_times_unit_cost() {
        let mut line = line();
        let json = r#"{"quantity":3,"unit_cost":2.5,"calculation_strategy":"automatic","original_budget_amount":99}"#;
        fields(json).put_on(&mut line, &Habits::default()).unwrap();
        assert_eq!(line.original_budget_amount.to_string(), "7.50");
    }

    #[test]
    fn what_is_no_money_or_no_unit_is_refused_and_changes_nothing() {
        let mut line = line();
        for json in
            [r#"{"original_budget_amount":1.005}"#, r#"{"original_budget_amount":1e13}"#, r#"{"uom":"furlong"}"#]
        {
            assert!(fields(json).put_on(&mut line, &Habits::default()).is_err(), "{json}");
        }
        assert_eq!(line.original_budget_amount, Decimal::TEN);
    }
}
