//! How one instance differs from the next, and what an administrator can do to it.

use serde::{Deserialize, Serialize};

use super::line_key::LineKey;
use super::words::Language;

/// One thing about an instance, from now on. As JSON: `{"setting":"ignored_skip","ignored":true}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "setting", rename_all = "snake_case")]
pub enum Setting {
    /// The language of drop-downs, and of headings and totals in balances (Acumatica: translation process; over REST inferred).
    Language {
        /// English at the start.
        language: Language,
    },
    /// A word of a drop-down that somebody relabelled, e.g. `Expense` as `Cost`.
    Word {
        /// The word of the documents.
        english: String,
        /// What is shown instead.
        shown: String,
    },
    /// A field the account may not see (Acumatica: access rights by role; the form of the answer is not documented).
    HiddenField {
        /// `ProjectBudget`, `Balances`, `Project`, `ProjectProperties`, ...
        entity: String,
        /// The field's name.
        field: String,
        /// Empty, or not there at all.
        how: Hidden,
        /// On which records.
        #[serde(default)]
        rows: HiddenRows,
    },
    /// Takes every [`Setting::HiddenField`] back.
    NothingHidden,
    /// What expanding `Balances` on one project answers.
    Balances {
        /// All rows of the form at the start.
        answer: BalancesAnswer,
    },
    /// How cost codes are written (Acumatica: segmented keys. Stored without separators and padded; how the contract REST writes
    /// them is not documented).
    CostCodes {
        /// With separators at the start.
        shown: CodeOutput,
    },
    /// A restriction group hides this project: it and its lines drop out of every list, with 200 (Acumatica: restriction groups).
    RestrictedProject {
        /// Its id.
        project: String,
    },
    /// Lines that drop out of the list, though the project's balances count them: of a task or an account group the user may not
    /// see, or whose task is missing.
    RestrictedLines {
        /// As much of the key as they share.
        line: LineKey,
    },
    /// Takes every restriction back.
    NothingRestricted,
    /// The currency of this project cannot be had: neither of its properties nor of the grid.
    UnknownCurrency {
        /// Its id.
        project: String,
    },
    /// One field of one line is written with exactly these digits: more than a decimal holds, a long fraction, an exponent.
    Digits {
        /// The line; as much of its key as makes it the only one.
        line: LineKey,
        /// A field of amounts.
        field: String,
        /// A JSON number.
        digits: String,
    },
    /// `$skip` is passed over, as one integrator reports.
    IgnoredSkip {
        /// No at the start.
        ignored: bool,
    },
    /// Lists whose `$top` is larger than this, or missing, take longer.
    SlowLists {
        /// The largest quick page.
        over_top: usize,
        /// Milliseconds of real time; 0 for none.
        ms: u64,
    },
    /// A list without `$top` that would be longer than this is a 500: the hosted database stops the query (practice).
    NeedsTop {
        /// No limit when absent, as at the start.
        over_rows: Option<usize>,
    },
    /// What `$select` does to one entity (practice: some answer 500, some pass it over).
    Select {
        /// The entity.
        entity: String,
        /// Chosen at the start.
        answer: SelectAnswer,
    },
    /// How long a session that nobody uses keeps its seat: a setting of the site, shipped as 60 minutes.
    IdleMinutes {
        /// 60 at the start.
        minutes: u32,
    },
    /// So many wrong passwords in a row lock the account; then the right one is answered 500 (practice).
    WrongPasswords {
        /// 5 at the start.
        allowed: u32,
    },
    /// The account is usable again.
    UnlockedAccount,
    /// Only administrators may sign in (Acumatica: Apply Updates, lockout; the answer is not documented).
    SiteLocked {
        /// No at the start.
        locked: bool,
    },
}

/// What is answered in place of a field that may not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// `{}`.
    Empty,
    /// The field is not there.
    Absent,
}

/// On which records a field is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenRows {
    /// On all.
    #[default]
    All,
    /// On those of one project.
    Project(String),
    /// On every n-th record of an answer.
    Each(usize),
}

/// What expanding `Balances` answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BalancesAnswer {
    /// Headings, account groups, totals.
    #[default]
    Whole,
    /// Account groups alone.
    GroupsAlone,
    /// An empty list.
    Nothing,
    /// No such field in the record.
    Absent,
    /// 403 for the whole request.
    Forbidden,
    /// 404 for the whole request.
    NotFound,
    /// 500 for the whole request.
    Failing,
}

/// How cost codes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeOutput {
    /// `03-30-00`.
    #[default]
    Masked,
    /// `033000`.
    Bare,
    /// `033000` and spaces to the length of the key.
    Padded,
}

/// What `$select` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SelectAnswer {
    /// It chooses.
    #[default]
    Chosen,
    /// It is passed over.
    Ignored,
    /// 500.
    Refused,
}
