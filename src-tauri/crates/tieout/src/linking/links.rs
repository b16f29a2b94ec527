//! Which jobs belong to which projects, as the user sees and sets it.

use crate::books::sweep::read_budget;
use crate::company::company::Company;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::links::LinkReview;
use jobcost::{JobId, ProjectId};
use journal::{LinkDecision, SetLink};
use std::collections::BTreeMap;

impl Company {
    /// Jobs without a project and with one, with what speaks for each. Asks Acumatica for addresses; where it does not tell them, the rest
    /// speaks for itself.
    pub async fn link_review(&self) -> Result<LinkReview, ApplicationError> {
        self.settle().await?;
        let lacking = self.books.read(|books| books.jobs().any(|book| book.project.is_none()));
        let addresses = if lacking { self.addresses().await } else { BTreeMap::new() };
        Ok(self.books.read(|books| books.link_review(&addresses)))
    }

    /// Links a job to a project by its number in Procore's addresses, from now on. Refused where another job holds the project.
    pub async fn link(&self, job: &JobId, project: &str) -> Result<(), ApplicationError> {
        self.settle().await?;
        let (project, holder) = self.books.read(|books| {
            let number = project.trim().parse().map(ProjectId).ok();
            let found = number.and_then(|number| books.project(number)).ok_or_else(|| no_such_project(project))?;
            let holder = books.job_of(found.project).map(|book| book.job.job.clone());
            Ok::<_, ApplicationError>((found.project, holder.filter(|holder| holder != job)))
        })?;
        if let Some(holder) = holder {
            return Err(held(&holder));
        }
        self.decide(job, LinkDecision::Project(project)).await?;
        Ok(read_budget(&self.target, project, false).await?)
    }

    /// Takes a job off its project: it is compared no longer, and waits among those without one until somebody says which it is.
    pub async fn unlink(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.decide(job, LinkDecision::Unlinked).await
    }

    /// Says that a job is not in Procore: nobody asks again. What it was linked to is free for another.
    pub async fn set_aside(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.decide(job, LinkDecision::NoProject).await
    }

    /// Takes back what was said of a job: the evidence decides again.
    pub async fn link_by_evidence(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.decide(job, LinkDecision::ByEvidence).await
    }

    async fn decide(&self, job: &JobId, decision: LinkDecision) -> Result<(), ApplicationError> {
        self.books.read(|books| books.job(job).map(|_| ()).ok_or_else(|| no_such_job(job)))?;
        let _lock = self.lock(job)?;
        let (set_by, set_at) = (self.user.clone(), self.books.clock.now());
        self.journal.set_link(&SetLink { job: job.clone(), decision, set_by, set_at }).await?;
        self.settle().await
    }

    async fn addresses(&self) -> BTreeMap<JobId, String> {
        match self.sides.source.addresses().await {
            Ok(addresses) => addresses.into_iter().collect(),
            Err(error) => {
                tracing::info!(%error, "Acumatica's addresses could not be read");
                BTreeMap::new()
            }
        }
    }
}

fn no_such_job(job: &JobId) -> ApplicationError {
    let sentence = format!("Acumatica has no job {job}.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Check now reads both lists again.")
}

fn no_such_project(project: &str) -> ApplicationError {
    let sentence = format!("Procore shows this account no project {project}.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Check now reads both lists again.")
}

fn held(holder: &JobId) -> ApplicationError {
    let sentence = format!("That project is linked to {holder}, and a project belongs to one job.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Unlink that job first, if it is wrong.")
}
