//! What people do at the vendor's own screens while somebody reads through the API.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::line_key::LineKey;
use super::renames::RenameTarget;
use crate::bench::Nth;

/// One change of the books. As JSON: `{"edit":"set_original","line":{"project":"24-101"},"amount":"1.00"}`. Amounts are in the
/// project's currency, and decimal text in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Adds a line; the key has to be whole, but for an item, which is then the empty one.
    AddLine {
        /// Its key.
        line: LineKey,
        /// Its original amount.
        #[serde(with = "amount_text")]
        amount: Decimal,
    },
    /// Types another original amount. It sets the revised one too, and does nothing where the budget is locked.
    SetOriginal {
        /// The line.
        line: LineKey,
        /// The amount.
        #[serde(with = "amount_text")]
        amount: Decimal,
    },
    /// Removes a line. Nothing tells that it was there.
    RemoveLine {
        /// The line.
        line: LineKey,
    },
    /// Posts cost on a line, which is made with an original amount of 0 where the key is new. Dates the line as an edit does.
    Post {
        /// The line; its key has to be whole where it is new.
        line: LineKey,
        /// What is added to the actual amount.
        #[serde(with = "amount_text")]
        amount: Decimal,
    },
    /// Releases a change order: moves the revised amount, never the original one.
    ReleaseChangeOrder {
        /// The line.
        line: LineKey,
        /// What is added.
        #[serde(with = "amount_text")]
        amount: Decimal,
    },
    /// A posting makes a new line on the first line's task, code and group, under an item nobody had: one more row in the list, and
    /// the same estimate.
    Grow {
        /// The project.
        project: String,
    },
    /// Removes the project's first line in the order of the list.
    Shrink {
        /// The project.
        project: String,
    },
    /// Locks or unlocks the budget (Acumatica: Projects, Lock Budget). The contract shows no flag.
    LockBudget {
        /// The project.
        project: String,
        /// Whether it is locked now.
        locked: bool,
    },
    /// Gives a project, a cost code or an account group another id; every document follows, and records keep theirs
    /// (Acumatica: Change ID).
    Rename {
        /// What is renamed.
        what: RenameTarget,
        /// The old code.
        from: String,
        /// The new code.
        to: String,
    },
    /// Gives a project another status.
    ProjectStatus {
        /// The project.
        project: String,
        /// In the documents' words.
        status: String,
    },
    /// Gives a task another status.
    TaskStatus {
        /// The project.
        project: String,
        /// The task.
        task: String,
        /// In the documents' words.
        status: String,
    },
    /// Ticks or unticks *Expense* on an off-balance account group: the type of its lines follows, in every project.
    TickExpense {
        /// The account group.
        account_group: String,
        /// Whether it is ticked now.
        ticked: bool,
    },
    /// Sets an account group active or inactive. Its lines stay.
    ActivateAccountGroup {
        /// The account group.
        account_group: String,
        /// Whether new lines may use it.
        active: bool,
    },
    /// Sets a cost code active or inactive. Its lines stay, and the contract shows no flag.
    ActivateCostCode {
        /// The cost code.
        cost_code: String,
        /// Whether new lines may use it.
        active: bool,
    },
}

/// An edit that waits for requests: it is done after the answer to each of those it names, so that the next one finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAfter {
    /// Requests for this entity; for any when empty.
    #[serde(default)]
    pub entity: String,
    /// Which of them, counted from now.
    #[serde(default)]
    pub nth: Nth,
    /// What is done then.
    pub then: Edit,
}

/// An [`EditAfter`], with the requests it has counted.
#[derive(Debug)]
pub(super) struct WaitingEdit {
    pub(super) edit: EditAfter,
    pub(super) counted: u32,
}

/// Amounts as decimal text, which no parser can take for a binary float.
mod amount_text {
    use rust_decimal::Decimal;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(amount)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::from_str_exact(&text).map_err(serde::de::Error::custom)
    }
}
