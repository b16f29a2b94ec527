//! What the window may ask, one file per screen. Each parses, calls the application and converts; nothing is decided here.

pub(crate) mod budgets;
pub(crate) mod comparison;
pub(crate) mod connections;
pub(crate) mod exporting;
pub(crate) mod links;
pub(crate) mod mapping;
pub(crate) mod reconciling;
pub(crate) mod reimport;
pub(crate) mod start;
pub(crate) mod watch;
pub(crate) mod window;

use crate::shell::Shell;
use crate::wire::AppError;

/// Every command's answer.
type Answer<T> = Result<T, AppError>;
/// The shell, as a command is given it.
type TheShell<'a> = tauri::State<'a, Shell>;
