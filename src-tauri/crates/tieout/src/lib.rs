//! The application without a window: connections, the Budgets page, the sweep that fills it, and the re-import; adapters wired
//! to use cases. The desktop shell and the terminal are two ways to drive the same [`Application`].

mod books;
mod budgets_page;
mod connection;
mod job_lines;
mod linking;
mod standing;

pub use budgets_page::{BudgetsPage, BudgetsQuery, Counts, CurrencyTotals, Filter, JobRow, SortColumn};
pub use connection::{AcumaticaAddress, Connection, ConnectionId, ProcoreAddress, ProcoreEnvironment, Secrets};
pub use job_lines::{JobLines, LineOutcome, LineRow};
pub use standing::{ReimportState, Status, StatusKind};
