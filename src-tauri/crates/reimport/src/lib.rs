//! The use cases of a re-import: prepare, confirm, apply, prove, recover; and the ports they need.
//!
//! The walk: [`prepare`] reads both sides and makes a plan; [`reimport`] asks the user, reads both sides again, stores the
//! intent durably, sends the lines, reads the budget back and closes the record; [`recover`] closes what a crash left open.

mod amounts;
mod apply;
mod batching;
mod conclude;
mod confirm;
mod error;
mod fate;
mod new_codes;
mod outcome;
mod pace;
pub mod ports;
mod prepare;
mod promise;
mod prove;
mod read_again;
mod readings;
mod record;
mod recover;
mod recovered;
mod recovery_words;
mod refusal_words;
mod reimport;
mod report;
mod stopped;
mod text;
mod unlocking;

pub use confirm::{ConfirmedPlan, ERP_CONNECTED, confirm, question, step_text, zeroing_question};
pub use error::{JournalError, ReimportError, SideError, SideErrorKind};
pub use fate::{PATIENCE, StillOpen};
pub use outcome::{End, NotReached, Outcome, Receipt};
pub use prepare::{BothSides, LinkedJob, Prepared, judge, prepare, stated_by_user};
pub use record::{
    CodesProgress, Ending, IntendedLine, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent,
};
pub use recover::{Recovered, recover};
pub use recovery_words::recovery_report;
pub use refusal_words::refusal;
pub use reimport::{World, reimport};
pub use report::{Report, report};
pub use stopped::{FoundCurrency, Stopped};
pub use text::one_line;
