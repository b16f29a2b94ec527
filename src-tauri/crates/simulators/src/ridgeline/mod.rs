//! *Ridgeline Builders*, the demo company: one contractor's books as both vendors hold them.
//!
//! The company is plain data. The Acumatica simulator serves its estimates, the Procore simulator its budgets, and a test states
//! its own company in a few lines with [`job`]. The demo data itself is drawn from a seed: the same seed gives the same bytes.

mod amounts;
mod builder;
mod builder_of_project;
mod catalogue;
mod company;
mod cost_types;
mod generate;
mod history;
mod oddities;
mod outlines;
mod situations;
mod stated;

pub use builder::{JobBuilder, job};
pub use company::{
    AccountGroup, Bookings, BudgetRow, Company, CostCode, CostType, DemoJob, DemoProject, ErpSetup, EstimateRow, Kind,
    NO_INVENTORY, NoCostCode, Situation, Task,
};
