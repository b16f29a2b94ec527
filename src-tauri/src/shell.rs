//! What the shell holds while it runs.

use crate::ending::Ending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tieout::Application;

/// Tauri's managed state: the application and what is under way.
pub(crate) struct Shell {
    pub(crate) application: Arc<Application>,
    /// How far the end of the program is.
    pub(crate) ending: Ending,
    reimports_running: AtomicUsize,
}

impl Shell {
    pub(crate) fn new(application: Arc<Application>) -> Self {
        Self { application, ending: Ending::default(), reimports_running: AtomicUsize::new(0) }
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
}

/// A re-import that runs.
pub(crate) struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
