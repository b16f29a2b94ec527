//! What the window hears without asking.

use serde::Serialize;
use specta::Type;
use tieout::view::{Connection, Notice, ReimportEnd, ReimportProgress, SignInQuestion};

/// What the page would show has changed: ask again.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct BudgetsChanged {}

/// A re-import took a step.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ReimportProgressed(pub(crate) ReimportProgress);

/// A re-import ended.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ReimportEnded(pub(crate) ReimportEnd);

/// A notice was posted.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct NoticePosted(pub(crate) Notice);

/// Another connection is open now, or none.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ConnectionChanged(pub(crate) Option<Connection>);

/// A sign-in waits for an answer.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct SignInAsked(pub(crate) SignInQuestion);

/// Somebody chose the notification about a job: it is to be shown, by its id in Acumatica.
#[derive(Serialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct JobChosen(pub(crate) String);
