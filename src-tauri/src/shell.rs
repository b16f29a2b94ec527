//! What the shell holds while it runs.

use crate::ending::Ending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tieout::Application;
use tokio::sync::watch;

/// Tauri's managed state: the application and what is under way.
pub(crate) struct Shell {
    pub(crate) application: Arc<Application>,
    /// How far the end of the program is.
    pub(crate) ending: Ending,
    /// One step of the size of drawing follows the other, however fast the keys are pressed.
    pub(crate) zooming: tokio::sync::Mutex<()>,
    reimports_running: watch::Sender<usize>,
    draft_unsaved: AtomicBool,
}

impl Shell {
    pub(crate) fn new(application: Arc<Application>) -> Self {
        Self {
            application,
            ending: Ending::default(),
            zooming: tokio::sync::Mutex::default(),
            reimports_running: watch::Sender::new(0),
            draft_unsaved: AtomicBool::new(false),
        }
    }

    /// Counts a re-import as running until the answer is dropped.
    pub(crate) fn reimport_runs(&self) -> Running<'_> {
        self.reimports_running.send_modify(|running| *running += 1);
        Running(&self.reimports_running)
    }

    /// Whether a re-import runs.
    pub(crate) fn is_working(&self) -> bool {
        *self.reimports_running.borrow() > 0
    }

    /// Ends when no re-import runs any more.
    pub(crate) async fn until_idle(&self) {
        // It cannot fail: who sends is borrowed meanwhile.
        let _ = self.reimports_running.subscribe().wait_for(|running| *running == 0).await;
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
pub(crate) struct Running<'a>(&'a watch::Sender<usize>);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|running| *running = running.saturating_sub(1));
    }
}
