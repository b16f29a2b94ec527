//! What a test asks of the world, and what it asks about it.

use super::{CodesSaid, Said, UnlockSaid, World};
use jobcost::{Budget, Currency, ErpLevel, Ownership};
use reimport::ports::ConfirmationQuestion;
use reimport::{Ending, LineProgress, SideError};
use std::time::Duration;

impl World {
    pub(crate) fn answer_no(&self) {
        self.state().yes = false;
    }
    pub(crate) fn batches_of(&self, lines: usize) {
        self.state().lines_max = lines;
    }
    pub(crate) fn next_writes(&self, says: impl IntoIterator<Item = Said>) {
        self.state().says.extend(says);
    }
    pub(crate) fn refuse_line(&self, line: usize) {
        self.state().refused.insert(line);
    }
    pub(crate) fn rows_lag_for_readings(&self, readings: usize) {
        self.state().lag = readings;
    }
    pub(crate) fn while_the_dialog_is_open(&self, change: impl FnOnce(&mut Budget) + Send + 'static) {
        self.state().meanwhile = Some(Box::new(move |state| change(&mut state.budget)));
    }
    pub(crate) fn the_job_is_linked_anew_while_the_dialog_is_open(&self) {
        self.state().meanwhile = Some(Box::new(|state| state.link_mark += 1));
    }
    pub(crate) fn the_right_is_taken_away_while_the_dialog_is_open(&self) {
        self.state().meanwhile = Some(Box::new(|state| state.rights = ErpLevel::ReadOnly));
    }
    pub(crate) fn refuse_zeroing(&self) {
        self.state().yes_to_zeroing = false;
    }
    pub(crate) fn asked(&self) -> Vec<ConfirmationQuestion> {
        self.state().asked.clone()
    }
    pub(crate) fn asked_zeroing(&self) -> Vec<ConfirmationQuestion> {
        self.state().asked_zeroing.clone()
    }
    /// Rows state this currency, and an empty budget none.
    pub(crate) fn rows_are_in(&self, currency: Currency) {
        self.state().row_currency = currency;
    }
    pub(crate) fn the_user_states(&self, currency: Currency) {
        self.state().stated_currency = Some(currency);
    }
    /// What was on its way arrives.
    pub(crate) fn late_requests_arrive(&self) {
        let mut state = self.state();
        for lines in std::mem::take(&mut state.late) {
            state.apply(&lines);
        }
    }
    pub(crate) fn opened_by_somebody_when_codes_are_made(&self) {
        self.state().codes_open_the_budget = true;
    }
    pub(crate) fn next_unlocks(&self, says: impl IntoIterator<Item = UnlockSaid>) {
        self.state().unlock_says.extend(says);
    }
    /// Time passes without anybody waiting for it.
    pub(crate) fn time_passes(&self, duration: Duration) {
        self.state().slept += duration;
    }
    /// Somebody changes the budget.
    pub(crate) fn change_budget(&self, change: impl FnOnce(&mut Budget)) {
        change(&mut self.state().budget);
    }
    pub(crate) fn readings_fail_after_the_write(&self, error: SideError) {
        self.state().unreadable_after_write = Some(error);
    }
    pub(crate) fn readings_work_again(&self) {
        self.state().unreadable_after_write = None;
    }
    pub(crate) fn journal_fails_after(&self, writes: usize) {
        self.state().journal_writes_left = Some(writes);
    }
    pub(crate) fn journal_mended(&self) {
        self.state().journal_writes_left = None;
    }
    pub(crate) fn calls(&self) -> Vec<usize> {
        self.state().calls.clone()
    }
    pub(crate) fn slept_seconds(&self) -> u64 {
        self.state().slept.as_secs()
    }
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.state().records.first().and_then(|(_, ending)| ending.clone())
    }
    pub(crate) fn progress(&self) -> Vec<Option<LineProgress>> {
        self.state().records[0].0.progress.clone()
    }

    pub(crate) fn owned_by(&self, ownership: Ownership) {
        self.state().ownership = ownership;
    }
    pub(crate) fn change_in_procore(&self) {
        self.state().changed_in_procore = true;
    }
    /// The project has no budget code for these lines.
    pub(crate) fn lack_codes(&self, lines: impl IntoIterator<Item = usize>) {
        self.state().lacking.extend(lines);
    }
    /// Somebody makes the budget code of a line.
    pub(crate) fn somebody_makes_code(&self, line: usize) {
        self.state().lacking.remove(&line);
    }
    pub(crate) fn lacking(&self) -> usize {
        self.state().lacking.len()
    }
    pub(crate) fn next_codes(&self, says: impl IntoIterator<Item = CodesSaid>) {
        self.state().codes_say.extend(says);
    }
    pub(crate) fn codes_asked(&self) -> Vec<usize> {
        self.state().codes_asked.clone()
    }
    pub(crate) fn lock_budget(&self) {
        self.state().budget.locked = true;
    }
    pub(crate) fn is_locked_now(&self) -> bool {
        self.state().budget.locked
    }
    /// Requests to unlock and to lock that arrived.
    pub(crate) fn lock_requests(&self) -> (usize, usize) {
        let state = self.state();
        (state.unlocked, state.locked)
    }
    pub(crate) fn refuse_locking(&self, times: usize) {
        self.state().lock_refusals = times;
    }
}
