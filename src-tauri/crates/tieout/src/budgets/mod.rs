//! The Budgets page.

mod availability;
mod exporting;
mod obstacles;
pub(crate) mod page;
mod search;
mod stays_out;
pub(crate) mod status;
mod table;
mod tie_out_list;
mod tie_out_sum;
mod totals;
