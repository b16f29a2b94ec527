//! Who owns the original budgets of the company's jobs: asked, set, and kept in the journal with who said so when.

use crate::books::sweep::read_budget;
use crate::company::company::Company;
use crate::news::error::ApplicationError;
use jobcost::{JobId, Ownership};
use journal::SetOwnership;

impl Company {
    /// Who owns a job's original budget, and who last said so when; `None` where nobody did and the default holds.
    pub async fn ownership(&self, job: &JobId) -> Result<(Ownership, Option<SetOwnership>), ApplicationError> {
        self.book(job, |_| ())?;
        let set = self.journal.set_ownership_of(job).await?;
        Ok((set.as_ref().map_or(Ownership::default(), |set| set.ownership), set))
    }

    /// Sets who owns a job's original budget, from now on. Where the rule asks what was changed in Procore, that is read at once; when
    /// it cannot be read, the rule is set all the same, and a re-import reads it again before it does anything.
    pub async fn set_ownership(&self, job: &JobId, ownership: Ownership) -> Result<(), ApplicationError> {
        let project = self.book(job, |book| book.project.as_ref().map(|project| project.project))?;
        let _lock = self.lock(job)?;
        let (set_by, set_at) = (self.user.clone(), self.books.clock.now());
        self.journal.set_ownership(&SetOwnership { job: job.clone(), ownership, set_by, set_at }).await?;
        self.settle().await?;
        match project {
            Some(project) if ownership.depends_on_changes() => Ok(read_budget(&self.target, project, false).await?),
            _ => Ok(()),
        }
    }
}
