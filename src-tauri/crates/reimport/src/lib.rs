//! The use cases of a re-import: prepare, confirm, apply, verify, recover; and the ports they need.

pub mod ports;
mod record;
mod trouble;

pub use record::{Ending, IntendedLine, LineProgress, PendingReimport, ReimportId, ReimportIntent};
pub use trouble::{JournalTrouble, ReimportError, SideTrouble, TroubleKind};
