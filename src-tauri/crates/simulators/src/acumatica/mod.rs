//! Acumatica Cloud ERP as a server on loopback: cookie sign-in with its seats, and the contract REST of the `Default` endpoint
//! (contract version 4) for projects, their budgets and tasks, cost codes and account groups.
//!
//! Written from the vendor's public documents; where they are silent, the comments say what was inferred.

mod budget;
mod control;
mod estimate;
mod filter;
mod http;
mod input;
mod json;
mod licence;
mod odata;
mod problem;
mod row;
mod rules;
mod schema;
mod sessions;
mod simulator;
mod snapshot;
mod state;
mod store;
mod swagger;
mod table;
mod value;

pub use estimate::EstimateError;
pub use licence::Licence;
pub use simulator::{AcumaticaSimulator, Credentials};
pub use snapshot::AcumaticaSnapshot;
