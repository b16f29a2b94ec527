//! What only a desktop has, lent to the application.

pub(crate) mod alert;
pub(crate) mod closing;
pub(crate) mod confirmation;
pub(crate) mod display;
pub(crate) mod links;
pub(crate) mod notifier;
pub(crate) mod saving;
pub(crate) mod tray;
pub(crate) mod window;
