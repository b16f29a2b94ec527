//! The world's journal, dialog and clock.

use super::{State, World};
use async_trait::async_trait;
use jiff::Timestamp;
use jobcost::{JobId, Ownership, ProjectId};
use reimport::ports::{Clock, Confirmation, ConfirmationQuestion, Progress, ProgressObserver, ReimportJournal};
use reimport::{
    CodesProgress, Ending, JournalError, LineProgress, LockProgress, PendingReimport, ReimportId, ReimportIntent,
};
use std::time::Duration;

impl State {
    fn journal_write(&mut self) -> Result<(), JournalError> {
        match &mut self.journal_writes_left {
            Some(0) => Err(JournalError {
                sentence: "The disk is full.".into(),
                remedy: "Free some space.".into(),
                disk_full: true,
            }),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

#[async_trait]
impl ReimportJournal for World {
    async fn ownership(&self, _: &JobId) -> Result<Ownership, JournalError> {
        Ok(self.state().ownership)
    }
    async fn begin(&self, intent: &ReimportIntent) -> Result<(), JournalError> {
        self.live().await;
        {
            let mut state = self.state();
            state.journal_write()?;
            let progress = vec![None; intent.lines.len()];
            let intent = intent.clone();
            let record = PendingReimport { intent, progress, codes_asked: false, lock: None, last_request_at: None };
            state.records.push((record, None));
        }
        self.live().await;
        Ok(())
    }
    async fn link_mark(&self, _: &JobId, _: ProjectId) -> Result<i64, JournalError> {
        Ok(self.state().link_mark)
    }
    async fn note_codes(&self, id: ReimportId, progress: CodesProgress, at: Timestamp) -> Result<(), JournalError> {
        self.live().await;
        {
            let mut state = self.state();
            state.journal_write()?;
            let (record, _) = state.records.iter_mut().find(|(record, _)| record.intent.id == id).unwrap();
            if progress == CodesProgress::Creating {
                (record.codes_asked, record.last_request_at) = (true, Some(at));
            }
        }
        self.live().await;
        Ok(())
    }
    async fn note_lock(&self, id: ReimportId, progress: LockProgress, at: Timestamp) -> Result<(), JournalError> {
        self.live().await;
        {
            let mut state = self.state();
            state.journal_write()?;
            let (record, _) = state.records.iter_mut().find(|(record, _)| record.intent.id == id).unwrap();
            record.lock = Some(progress);
            if progress == LockProgress::Unlocking {
                record.last_request_at = Some(at);
            }
        }
        self.live().await;
        Ok(())
    }
    async fn note(
        &self,
        id: ReimportId,
        lines: &[usize],
        progress: LineProgress,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        self.live().await;
        let mut state = self.state();
        state.journal_write()?;
        let (record, _) = state.records.iter_mut().find(|(record, _)| record.intent.id == id).unwrap();
        for line in lines {
            record.progress[*line] = Some(progress.clone());
        }
        if progress == LineProgress::Sent {
            record.last_request_at = Some(at);
        }
        Ok(())
    }
    async fn close(&self, id: ReimportId, ending: &Ending, _: Timestamp) -> Result<(), JournalError> {
        self.live().await;
        let mut state = self.state();
        state.journal_write()?;
        let (_, closed) = state.records.iter_mut().find(|(record, _)| record.intent.id == id).unwrap();
        assert!(closed.is_none(), "a record is closed once");
        *closed = Some(ending.clone());
        Ok(())
    }
    async fn pending(&self) -> Result<Vec<PendingReimport>, JournalError> {
        let state = self.state();
        Ok(state.records.iter().filter(|(_, ending)| ending.is_none()).map(|(record, _)| record.clone()).collect())
    }
}

#[async_trait]
impl Confirmation for World {
    async fn confirm(&self, question: &ConfirmationQuestion) -> bool {
        assert_eq!(question.title, "Please Confirm");
        assert!(question.affirmative.starts_with("OK, re-import "), "{question:?}");
        let mut state = self.state();
        state.asked.push(question.clone());
        if let Some(change) = state.meanwhile.take() {
            change(&mut state);
        }
        state.yes
    }
    async fn confirm_zeroing(&self, question: &ConfirmationQuestion) -> bool {
        assert!(question.affirmative.starts_with("OK, set "), "{question:?}");
        let mut state = self.state();
        state.asked_zeroing.push(question.clone());
        state.yes_to_zeroing
    }
}

impl ProgressObserver for World {
    fn progress(&self, progress: &Progress) {
        assert!(progress.lines_done <= progress.lines_planned, "{progress:?}");
    }
}

#[async_trait]
impl Clock for World {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + self.state().slept
    }
    async fn sleep(&self, duration: Duration) {
        self.state().slept += duration;
    }
}
