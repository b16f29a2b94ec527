//! The company that is open: what is asked of it, and what the user settled.

pub(crate) mod attention;
pub(crate) mod awaiting_unlock;
pub(crate) mod company;
pub(crate) mod job_lock;
pub(crate) mod mapping;
pub(crate) mod moved_items;
pub(crate) mod ownership;
pub(crate) mod person;
pub(crate) mod reconciling;
pub(crate) mod stated_currency;
