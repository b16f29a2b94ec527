//! The world around a re-import.

use crate::ports::{
    BudgetReadings, BudgetWrites, Clock, Confirmation, EstimateReader, Progress, ProgressObserver, ReimportJournal,
    Stage,
};
use jobcost::ReimportPlan;

/// The world around a re-import.
pub struct World<'a> {
    /// Acumatica.
    pub source: &'a dyn EstimateReader,
    /// Procore, to be read.
    pub target: &'a dyn BudgetReadings,
    /// Procore, to be changed.
    pub writer: &'a dyn BudgetWrites,
    /// What must survive.
    pub journal: &'a dyn ReimportJournal,
    /// The user's yes.
    pub confirmation: &'a dyn Confirmation,
    /// Who is told how far it is.
    pub observer: &'a dyn ProgressObserver,
    /// Time.
    pub clock: &'a dyn Clock,
    /// Who asks, for the journal.
    pub user: &'a str,
}

impl World<'_> {
    /// Tells how far it is.
    pub(crate) fn report(&self, stage: Stage, lines_done: usize, plan: &ReimportPlan) {
        let lines_planned = plan.changes().count();
        self.observer.progress(&Progress { stage, lines_done, lines_planned, time_left: None });
    }
}
