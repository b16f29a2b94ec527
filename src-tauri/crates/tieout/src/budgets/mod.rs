//! The Budgets page.

pub(crate) mod page;
pub(crate) mod status;
