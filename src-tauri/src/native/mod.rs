//! What only a desktop has, lent to the application.

pub(crate) mod alert;
pub(crate) mod closing;
pub(crate) mod confirmation;
pub(crate) mod display;
pub(crate) mod links;
pub(crate) mod menu;
pub(crate) mod notifier;
pub(crate) mod own_pages;
pub(crate) mod placement;
pub(crate) mod plain;
pub(crate) mod saving;
#[cfg(target_os = "linux")]
pub(crate) mod session_bus;
pub(crate) mod tray;
pub(crate) mod window;
pub(crate) mod zoom;
