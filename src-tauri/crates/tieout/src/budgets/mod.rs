//! The Budgets page.

pub(crate) mod filter;
pub(crate) mod page;
pub(crate) mod status;
