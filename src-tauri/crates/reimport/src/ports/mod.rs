//! What a re-import needs from the world, each port as narrow as who uses it. The rooms above implement these; the unit tests fake them.

mod budgets;
mod changes;
mod clock;
mod confirmation;
mod estimates;
mod journal;
mod progress;

pub use budgets::{
    BudgetReader, BudgetReadings, ChangeHistory, CodeReader, PermissionReader, ProjectIdentifiers, ProjectReader,
    RightsReader, TargetProject,
};
pub use changes::{BudgetLock, BudgetTarget, BudgetWriter, BudgetWrites, CodeWriter, LineWrite, WriteError};
pub use clock::Clock;
pub use confirmation::{Confirmation, ConfirmationQuestion};
pub use estimates::{EstimateReader, EstimateSource, JobAddresses, JobReader, SourceJob, SourceSession};
pub use journal::ReimportJournal;
pub use progress::{Progress, ProgressObserver, Stage};
