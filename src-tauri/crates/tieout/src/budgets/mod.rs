//! The Budgets page.

mod availability;
mod exporting;
mod obstacles;
pub(crate) mod page;
mod search;
pub(crate) mod status;
mod stays_out;
mod table;
mod tie_out_list;
mod tie_out_sum;
mod totals;
