//! Procore as a real HTTP server: the part of its REST API, sign-in and Budget page that a re-import touches, with one coherent
//! state behind all of them. Written from Procore's public documents; each file names the guide it follows.

mod books;
mod budget_change;
mod caller;
mod changes;
mod codes;
mod deed;
mod edits;
mod gate;
mod guid;
mod habits;
mod history;
mod lag;
mod limits;
mod line;
mod line_json;
mod modification;
mod office;
mod origin;
mod params;
mod permission;
mod project;
mod refusal;
mod router;
mod routes;
mod row_json;
mod rows;
mod settings;
mod simulator;
mod simulator_settings;
mod snapshot;
mod summary_rows;
mod switches;
mod views;
mod wbs;

pub use deed::Deed;
pub use habits::Spelling;
pub use lag::RowLag;
pub use limits::Limits;
pub use origin::OriginForm;
pub use permission::{Level, Right};
pub use settings::ProcoreSettings;
pub use simulator::{BudgetLine, Credentials, HistoryEntry, ProcoreSimulator};
pub use snapshot::ProcoreSnapshot;
pub use switches::{ProjectSetting, Setting};
