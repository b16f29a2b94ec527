//! What is told without being asked.

pub(crate) mod desk;
pub(crate) mod error;
pub(crate) mod event;
pub(crate) mod news;
