//! What the journal keeps of a re-import.

use jiff::Timestamp;
use jobcost::{BudgetLineItem, Currency, JobId, LineChange, Money, ProjectId, WbsCode, WbsCodeId};
use std::collections::HashMap;
use uuid::Uuid;

/// Names a re-import for ever. Made and stored before the first request leaves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReimportId(pub Uuid);

impl ReimportId {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl std::fmt::Display for ReimportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A change the plan holds, with the code it is about for people to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IntendedLine {
    /// The code.
    pub wbs_code: WbsCode,
    /// What the line is.
    pub description: String,
    /// The change.
    pub change: LineChange,
}

/// Everything stored before the first request leaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReimportIntent {
    /// Its name.
    pub id: ReimportId,
    /// The job.
    pub job: JobId,
    /// The job's name at the time.
    pub job_name: String,
    /// The Procore project.
    pub project: ProjectId,
    /// The currency of every amount.
    pub currency: Currency,
    /// Who said yes.
    pub user: String,
    /// When.
    pub begun_at: Timestamp,
    /// The three totals as the dialog showed them.
    pub acumatica_total: Money,
    /// Current Procore Total.
    pub procore_total: Money,
    /// New Procore Total on Re-import.
    pub new_procore_total: Money,
    /// The budget is unlocked for the changes and locked again.
    pub unlocks: bool,
    /// In how many lines the plan leaves the two books apart that nobody accepted; `None` in records of older versions.
    pub lines_left_apart: Option<usize>,
    /// The changes, in order; a line's position here names it in the journal.
    pub lines: Vec<IntendedLine>,
    /// The budget as it was: what an undo returns to.
    pub snapshot: Vec<BudgetLineItem>,
}

impl ReimportIntent {
    /// The budget codes that are made first, each once.
    pub fn new_codes(&self) -> impl Iterator<Item = &WbsCode> {
        self.lines.iter().filter(|line| line.change.wbs_code_id().is_none()).map(|line| &line.wbs_code)
    }
}

/// How far a line is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LineProgress {
    /// Its request is about to leave.
    Sent,
    /// The server said yes.
    Acknowledged,
    /// The server said no, in these words.
    Refused(String),
}

/// How far the lock of a budget is that a plan unlocks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LockProgress {
    /// The request to unlock is about to leave.
    Unlocking,
    /// The server said yes.
    Unlocked,
    /// It is locked again.
    Locked,
}

/// How far the budget codes are that a plan makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodesProgress {
    /// The request to make them is about to leave.
    Creating,
    /// All of them were seen in the project, with these numbers.
    Created(HashMap<WbsCode, WbsCodeId>),
}

/// How a re-import ended. Written once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// Read back and proven to the cent.
    Posted {
        /// The budget's total, read back.
        total: Money,
    },
    /// Carried out, but the budget read back is not what was promised.
    Discrepant {
        /// In words.
        sentence: String,
    },
    /// It stopped midway; some lines reached Procore.
    Interrupted {
        /// In words.
        sentence: String,
    },
    /// Nothing reached Procore.
    Voided {
        /// In words.
        sentence: String,
    },
}

/// A record nobody closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingReimport {
    /// What was intended.
    pub intent: ReimportIntent,
    /// How far each line was noted to be, in the intent's order; `None` when its request never left.
    pub progress: Vec<Option<LineProgress>>,
    /// A request to make budget codes may have left.
    pub codes_asked: bool,
    /// How far the lock was noted to be; `None` when no request to unlock ever left.
    pub lock: Option<LockProgress>,
    /// When the last request left; `None` when none ever did, and in records of older versions.
    pub last_request_at: Option<Timestamp>,
}

impl PendingReimport {
    /// When the last request left, as far as is known: a record of an older version tells its beginning alone.
    pub fn last_request(&self) -> Timestamp {
        self.last_request_at.unwrap_or(self.intent.begun_at)
    }

    /// The budget may be open because this re-import opened it.
    pub fn owes_lock(&self) -> bool {
        self.lock.is_some_and(|lock| lock < LockProgress::Locked)
    }
}
