//! Acumatica and Procore as real HTTP servers, written from the vendors' documents alone: demo company and test bench.
//!
//! [`start`] runs both with one company's books: the demo company ([`ridgeline::Company::ridgeline`]) or one that a test states
//! in a few lines ([`ridgeline::job`]). The binary `simulate` does the same for other processes.

pub mod acumatica;
pub mod bench;
pub mod oauth;
pub mod procore;
pub mod ridgeline;

mod settings;
mod simulation;
mod snapshot;

pub use settings::Settings;
pub use simulation::{Simulation, start};
pub use snapshot::{Loaded, Snapshot, SnapshotError};

/// The seed of the demo company that everybody sees.
pub const DEMO_SEED: u64 = 24;
