//! What the shell holds while it runs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tieout::{Application, PlanId, PreparedReimport};

/// Tauri's managed state: the application and what the window was given.
pub(crate) struct Shell {
    pub(crate) application: Arc<Application>,
    /// The plans the window was given, for naming them while the dialog is open. Their amounts stay in the application.
    prepared: Mutex<HashMap<PlanId, PreparedReimport>>,
    reimports_running: AtomicUsize,
    quitting: AtomicBool,
}

impl Shell {
    pub(crate) fn new(application: Arc<Application>) -> Self {
        Self {
            application,
            prepared: Mutex::default(),
            reimports_running: AtomicUsize::new(0),
            quitting: AtomicBool::new(false),
        }
    }

    /// Remembers what a plan is about. One a job: the application keeps no more either.
    pub(crate) fn keep(&self, prepared: &PreparedReimport) {
        let mut all = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, other| other.job != prepared.job);
        all.insert(prepared.plan.clone(), prepared.clone());
    }

    /// What a plan is about, once.
    pub(crate) fn take(&self, plan: &PlanId) -> Option<PreparedReimport> {
        self.prepared.lock().unwrap_or_else(PoisonError::into_inner).remove(plan)
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

    /// True for the first who wants to quit: the others wait with him.
    pub(crate) fn begin_quitting(&self) -> bool {
        !self.quitting.swap(true, Ordering::SeqCst)
    }

    /// Quitting was called off.
    pub(crate) fn stay(&self) {
        self.quitting.store(false, Ordering::SeqCst);
    }
}

/// A re-import that runs.
pub(crate) struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
