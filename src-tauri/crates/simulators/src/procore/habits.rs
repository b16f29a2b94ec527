//! What is odd about one project: everything here is a case that some real project shows.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How an amount is written, digit by digit, where that is not how this simulator writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// The characters, e.g. `1.23E+5` or forty digits.
    pub text: String,
    /// Whether they stand without quotes, as a JSON number.
    pub as_number: bool,
}

/// A budget code that takes no line from the API: what is said of it, with 422.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RefusedCode {
    /// The flat code; every code when absent.
    pub(super) flat_code: Option<String>,
    pub(super) message: String,
}

/// The switches of one project.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, none excludes another")]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Habits {
    /// The budget was sent to the ERP and waits there: it is locked, and nobody can unlock it.
    pub(super) with_erp: bool,
    /// The message of a locked budget stands under the field's name, instead of alone.
    pub(super) locked_under_field: bool,
    /// Its rows and lines say no currency.
    pub(super) currency_unstated: bool,
    /// The Budget tool is switched off.
    pub(super) tool_off: bool,
    /// Its people made views of their own instead of the standard ones.
    pub(super) own_views: bool,
    /// So many views more, for a list longer than a page.
    pub(super) more_views: u32,
    /// No project of an ERP connection, whatever the company has.
    pub(super) by_hand: bool,
    /// Amounts are rounded to so many places when they are written, instead of being refused.
    pub(super) rounds_to: Option<u32>,
    /// Codes that take no line from the API.
    pub(super) refused: Vec<RefusedCode>,
    /// Codes that a bulk creation leaves out, without a word.
    pub(super) never_made: Vec<String>,
    /// How amounts of lines are written, by line id.
    pub(super) spelled: BTreeMap<u64, Spelling>,
}

impl Habits {
    /// An amount as it is kept: to the project's places, half away from zero, where it rounds.
    pub(super) fn round(&self, amount: Decimal) -> Decimal {
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        self.rounds_to.map_or(amount, |places| amount.round_dp_with_strategy(places, strategy))
    }

    /// Why a code takes no line from the API; `None` for one that does.
    pub(super) fn why_not(&self, flat_code: &str) -> Option<&str> {
        let refused = self.refused.iter().find(|one| one.flat_code.as_deref().is_none_or(|code| code == flat_code));
        refused.map(|one| one.message.as_str())
    }
}
