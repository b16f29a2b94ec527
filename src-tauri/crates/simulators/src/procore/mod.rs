//! Procore as a real HTTP server: the part of its REST API, sign-in and Budget page that a re-import touches, with one coherent
//! state behind all of them. Written from Procore's public documents; each file names the guide it follows.

mod books;
mod budget_change;
mod caller;
mod codes;
mod edits;
mod gate;
mod history;
mod lag;
mod limits;
mod line;
mod line_json;
mod modification;
mod office;
mod params;
mod permission;
mod project;
mod refusal;
mod router;
mod routes;
mod rows;
mod settings;
mod simulator;
mod wbs;

pub use lag::RowLag;
pub use limits::Limits;
pub use permission::Level;
pub use settings::ProcoreSettings;
pub use simulator::{BudgetLine, Credentials, HistoryEntry, ProcoreSimulator};
