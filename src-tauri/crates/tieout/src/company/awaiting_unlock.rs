//! Waiting until somebody unlocks a budget: each reading looks, and the user is told once. Nothing is re-imported by itself.

use crate::company::company::Company;
use crate::news::error::ApplicationError;
use crate::news::event::Event;
use crate::view::notice::{Notice, Tone};
use jobcost::JobId;
use reimport::Report;

impl Company {
    /// Waits until a job's locked budget is found unlocked, and tells it then; or waits no longer.
    pub async fn await_unlock(&self, job: &JobId, awaited: bool) -> Result<(), ApplicationError> {
        self.linked(job)?;
        self.journal.await_unlock(job, awaited).await?;
        self.settle().await
    }

    /// Tells of the awaited budgets that were read and found unlocked, and waits for them no longer.
    pub(crate) async fn tell_unlocked(&self) -> Result<(), ApplicationError> {
        for job in self.journal.awaited_unlocks().await? {
            let unlocked = self.books.read(|books| {
                let book = books.job(&job)?;
                let (budget, _) = book.budget.as_ref()?;
                (!budget.locked).then(|| book.name().to_owned())
            });
            let Some(name) = unlocked else { continue };
            self.await_unlock(&job, false).await?;
            self.news.tell(Event::Noticed(Notice::new(Tone::Info, was_unlocked(&job, &name)).about(&job)));
        }
        Ok(())
    }
}

fn was_unlocked(job: &JobId, name: &str) -> Report {
    Report {
        message: format!("{job} {name} can be re-imported: its budget was unlocked."),
        details: vec![],
        remedy: "Look at its lines, then re-import it.".into(),
    }
}
