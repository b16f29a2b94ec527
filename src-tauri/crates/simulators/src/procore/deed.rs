//! What a colleague or a second program does in a budget, in Procore's own window, past the API and its permissions.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::bench::decimal_text;

/// One thing that somebody else does in a project. Codes are flat codes, e.g. `03-30-00.S`; amounts are in the project's currency, in
/// JSON as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// Sets an original amount; the line, and the code, are made where they are new.
    SetAmount {
        /// The code.
        code: String,
        /// The new amount.
        #[serde(with = "decimal_text")]
        amount: Decimal,
    },
    /// Takes from one line and gives to another: the total stays, the commonest edit of a budget.
    MoveMoney {
        /// The code that gives.
        from: String,
        /// The code that receives.
        to: String,
        /// How much.
        #[serde(with = "decimal_text")]
        amount: Decimal,
    },
    /// Adds a second line of a code that has one, which the rules forbid and imports have done.
    DoubleLine {
        /// The code.
        code: String,
        /// The second line's amount.
        #[serde(with = "decimal_text")]
        amount: Decimal,
    },
    /// Removes a line.
    RemoveLine {
        /// The code.
        code: String,
    },
    /// Locks the budget.
    Lock,
    /// Unlocks it and preserves the modifications.
    Unlock,
    /// Sends the budget to the ERP: it is locked, and unlocking is refused (Procore: retrieve a budget).
    SendToErp,
    /// Retrieves it from the ERP; it stays locked, and can be unlocked again.
    RetrieveFromErp,
    /// Makes a budget code, or calls it this and sets it active.
    MakeCode {
        /// The code.
        code: String,
        /// What it is called; its items' names when empty.
        #[serde(default)]
        description: String,
    },
    /// Sets a budget code inactive, or active again (Procore: deactivate budget codes on a project).
    SetCodeActive {
        /// The code.
        code: String,
        /// Whether it is active.
        active: bool,
    },
    /// Gives a budget code another number: the same text, another id. Its line follows.
    Renumber {
        /// The code.
        code: String,
    },
    /// Exchanges the numbers of two budget codes: each id prints what the other did. Lines stay with their texts.
    Exchange {
        /// One code.
        one: String,
        /// The other.
        other: String,
    },
    /// Sets the project inactive, or active again.
    SetProjectActive {
        /// Whether it is active.
        active: bool,
    },
    /// Makes a budget change.
    ChangeBudget {
        /// Its amount.
        #[serde(with = "decimal_text")]
        amount: Decimal,
        /// `draft`, `approved`, `under_review` or `void`.
        status: String,
    },
}
