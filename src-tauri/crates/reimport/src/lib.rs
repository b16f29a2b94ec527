//! The use cases of a re-import: prepare, confirm, apply, prove, recover; and the ports they need.
//!
//! The walk: [`prepare`] reads both sides and makes a plan; [`reimport`] asks the user, reads both sides again, stores the
//! intent durably, sends the lines, reads the budget back and closes the record; [`recover`] closes what a crash left open.

mod amounts;
mod apply;
mod batching;
mod confirm;
mod new_codes;
mod outcome;
mod pace;
pub mod ports;
mod prepare;
mod prove;
mod record;
mod recover;
mod reimport;
mod report;
mod trouble;
mod unlocking;

pub use apply::Stopped;
pub use confirm::{ConfirmedPlan, ERP_CONNECTED, confirm, question, step_text};
pub use outcome::{NotReached, Outcome, Receipt};
pub use prepare::{BothSides, LinkedJob, Prepared, judge, prepare};
pub use record::{
    CodesProgress, Ending, IntendedLine, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent,
};
pub use recover::{Recovered, recover};
pub use reimport::{World, reimport};
pub use report::{Report, recovery_report, refusal, report};
pub use trouble::{JournalTrouble, ReimportError, SideTrouble, TroubleKind};
