//! What the shell holds while it runs.

use crate::ending::Ending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tieout::Application;

/// Tauri's managed state: the application and what is under way.
pub(crate) struct Shell {
    pub(crate) application: Arc<Application>,
    /// How far the end of the program is.
    pub(crate) ending: Ending,
    reimports_running: AtomicUsize,
    draft_unsaved: AtomicBool,
}

impl Shell {
    pub(crate) fn new(application: Arc<Application>) -> Self {
        Self {
            application,
            ending: Ending::default(),
            reimports_running: AtomicUsize::new(0),
            draft_unsaved: AtomicBool::new(false),
        }
    }

    /// Counts a re-import as running until the answer is dropped.
    pub(crate) fn reimport_runs(&self) -> Running<'_> {
        self.reimports_running.fetch_add(1, Ordering::SeqCst);
        Running(&self.reimports_running)
    }

    /// Whether a re-import runs.
    pub(crate) fn is_working(&self) -> bool {
        self.reimports_running.load(Ordering::SeqCst) > 0
    }

    /// The window holds a mapping that is not saved, or does no longer.
    pub(crate) fn hold_draft(&self, unsaved: bool) {
        self.draft_unsaved.store(unsaved, Ordering::SeqCst);
    }

    /// Whether a mapping that is not saved would be lost with the window.
    pub(crate) fn holds_draft(&self) -> bool {
        self.draft_unsaved.load(Ordering::SeqCst)
    }
}

/// A re-import that runs.
pub(crate) struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
