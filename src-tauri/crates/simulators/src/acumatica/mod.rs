//! Acumatica Cloud ERP as a server on loopback: cookie sign-in with its seats, and the contract REST of the `Default` endpoint
//! (contract version 4) for projects, their budgets and tasks, cost codes and account groups.
//!
//! Written from the vendor's public documents; where they are silent, the comments say what was inferred.

mod balances;
mod budget;
mod control;
mod edit;
mod estimate;
mod filter;
mod http;
mod input;
mod json;
mod knobs;
mod licence;
mod line_key;
mod odata;
mod problem;
mod records;
mod renames;
mod row;
mod rules;
mod schema;
mod screens;
mod sessions;
mod setting;
mod simulator;
mod snapshot;
mod state;
mod store;
mod swagger;
mod table;
mod text;
mod value;
mod weather;
mod words;

pub use edit::{Edit, EditAfter};
pub use estimate::EstimateError;
pub use licence::Licence;
pub use line_key::LineKey;
pub use renames::RenameTarget;
pub use setting::{BalancesAnswer, CodeOutput, Hidden, HiddenRows, SelectAnswer, Setting};
pub use simulator::{AcumaticaSimulator, Credentials};
pub use snapshot::AcumaticaSnapshot;
pub use weather::Weather;
pub use words::Language;
