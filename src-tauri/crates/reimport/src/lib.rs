//! The use cases of a re-import: prepare, confirm, apply, prove, recover; and the ports they need.
//!
//! The walk: [`prepare`] reads both sides and makes a plan; [`reimport`] asks the user, reads both sides again, stores the
//! intent durably, sends the lines, reads the budget back and closes the record; [`recover`] closes what a crash left open.

mod amounts;
mod apply;
mod balance_words;
mod batches;
mod budget_unlock;
mod change_words;
mod conclude;
mod confirm;
mod error;
mod fate;
mod line_words;
mod new_codes;
mod open_words;
mod outcome;
mod pace;
pub mod ports;
mod prepare;
mod promise;
mod prove;
mod readings;
mod record;
mod record_ending;
mod recover;
mod recovery_words;
mod refusal_words;
mod reimport;
mod report;
mod second_reading;
mod stop_reason;
mod text;
mod world;

pub use balance_words::left_apart;
pub use confirm::{ConfirmedPlan, ERP_CONNECTED, confirm, question, step_text, zeroing_question};
pub use error::{JournalError, ReimportError, SideError, SideErrorKind};
pub use fate::{OpenRequests, PATIENCE};
pub use outcome::{End, MissingLine, Outcome, Receipt};
pub use prepare::{BothSides, LinkedJob, Prepared, judge, prepare, stated_by_user};
pub use record::{
    CodesProgress, Ending, IntendedLine, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent,
};
pub use recover::{Recovery, recover};
pub use recovery_words::recovery_report;
pub use refusal_words::{RefusalText, refusal};
pub use reimport::reimport;
pub use report::{Report, report};
pub use stop_reason::{FoundCurrency, StopReason};
pub use text::one_line;
pub use world::World;
