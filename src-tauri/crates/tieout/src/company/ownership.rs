//! Who owns the original budgets of the open company's jobs: asked, set, and kept in the journal with who said so when.

use crate::application::Application;
use crate::books::sweep::read_budget;
use crate::company::company::{Company, unknown};
use crate::news::error::ApplicationError;
use jobcost::{JobId, Ownership};
use journal::{Journal, SetOwnership};
use std::collections::BTreeMap;

impl Application {
    /// Who owns a job's original budget, and who last said so when; `None` where nobody did and the default holds.
    pub async fn ownership(&self, job: &JobId) -> Result<(Ownership, Option<SetOwnership>), ApplicationError> {
        let company = self.company().await?;
        company.must_be_listed(job)?;
        let set = company.journal.set_ownership_of(job).await?;
        Ok((set.as_ref().map_or(Ownership::default(), |set| set.ownership), set))
    }

    /// Sets who owns a job's original budget, from now on. Where the rule asks what was changed in Procore, that is read at once; when
    /// it cannot be read, the rule is set all the same, and a re-import reads it again before it does anything.
    pub async fn set_ownership(&self, job: &JobId, ownership: Ownership) -> Result<(), ApplicationError> {
        let company = self.company().await?;
        company.must_be_listed(job)?;
        company.set_ownership(job, ownership).await
    }
}

impl Company {
    /// Takes what the journal says: another Tieout on this computer may have set something.
    pub(crate) async fn take_ownerships(&self) -> Result<(), ApplicationError> {
        let ownerships = ownerships(&self.journal).await?;
        if self.books.read(|books| *books.ownerships() != ownerships) {
            self.books.change(|books| books.set_ownerships(ownerships));
        }
        Ok(())
    }

    async fn set_ownership(&self, job: &JobId, ownership: Ownership) -> Result<(), ApplicationError> {
        let _claim = self.claim(job)?;
        let (set_by, set_at) = (self.user.clone(), self.books.clock.now());
        self.journal.set_ownership(&SetOwnership { job: job.clone(), ownership, set_by, set_at }).await?;
        self.take_ownerships().await?;
        let project = self.books.read(|books| books.job(job).and_then(|book| book.project.as_ref()).map(|p| p.project));
        match project {
            Some(project) if ownership.depends_on_changes() => Ok(read_budget(&self.target, project, false).await?),
            _ => Ok(()),
        }
    }

    fn must_be_listed(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.books.read(|books| books.job(job).map(|_| ()).ok_or_else(|| unknown(job)))
    }
}

/// What was last set for every job.
pub(crate) async fn ownerships(journal: &Journal) -> Result<BTreeMap<JobId, Ownership>, ApplicationError> {
    let set = journal.set_ownerships().await?;
    Ok(set.into_iter().map(|set| (set.job, set.ownership)).collect())
}
