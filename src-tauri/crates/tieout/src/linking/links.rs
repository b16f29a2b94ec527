//! Which jobs belong to which projects, as the user sees and sets it; and budgets that he takes over as they are.

use crate::application::Application;
use crate::books::sweep::read_budget;
use crate::budgets::status::adoptable_unseen;
use crate::company::company::{Company, unknown};
use crate::linking::link::Decisions;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::view::links::LinkReview;
use jobcost::{JobId, ProjectId};
use journal::{Adoption, Journal, LinkDecision, SetLink};
use reimport::ports::EstimateSource;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The links of the company that is open.
pub struct Links {
    company: Arc<Company>,
}

impl Application {
    /// The links of the company that is open.
    pub async fn links(&self) -> Result<Links, ApplicationError> {
        Ok(Links { company: self.company().await? })
    }

    /// Takes over a budget that is there on both sides as it is: nothing is written to Procore, and from now on the job counts as synced.
    /// Refused where the budget is empty or was imported already.
    pub async fn adopt(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.company().await?.adopt(job).await
    }

    /// The same for every job whose two sides agree in every line. Gives how many were taken over.
    pub async fn adopt_agreeing(&self) -> Result<usize, ApplicationError> {
        let company = self.company().await?;
        let agreeing: Vec<JobId> = company.books.read(|books| {
            books.jobs().filter(|book| adoptable_unseen(book)).map(|book| book.job.job.clone()).collect()
        });
        for job in &agreeing {
            company.adopt(job).await?;
        }
        Ok(agreeing.len())
    }
}

impl Links {
    /// Jobs without a project and with one, with what speaks for each. Asks Acumatica for addresses; where it does not tell them, the rest
    /// speaks for itself.
    pub async fn review(&self) -> Result<LinkReview, ApplicationError> {
        let company = &self.company;
        company.take_links().await?;
        let lacking = company.books.read(|books| books.jobs().any(|book| book.project.is_none()));
        let addresses = if lacking { self.addresses().await } else { BTreeMap::new() };
        Ok(company.books.read(|books| books.link_review(&addresses)))
    }

    /// Links a job to a project by its number in Procore's addresses, from now on. Refused where another job holds the project.
    pub async fn link(&self, job: &JobId, project: &str) -> Result<(), ApplicationError> {
        self.company.take_links().await?;
        let (project, holder) = self.company.books.read(|books| {
            let number = project.trim().parse().map(ProjectId).ok();
            let found = number.and_then(|number| books.project(number)).ok_or_else(|| no_such_project(project))?;
            Ok::<_, ApplicationError>((
                found.project,
                books.holder(found.project).filter(|holder| *holder != job).cloned(),
            ))
        })?;
        if let Some(holder) = holder {
            return Err(held(&holder));
        }
        self.decide(job, LinkDecision::Project(project)).await?;
        Ok(read_budget(&self.company.target, project, false).await?)
    }

    /// Says that a job has no project: nobody asks again. What it was linked to is free for another.
    pub async fn set_aside(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.decide(job, LinkDecision::NoProject).await
    }

    /// Takes back what was said of a job: the evidence decides again.
    pub async fn by_evidence(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.decide(job, LinkDecision::ByEvidence).await
    }

    async fn decide(&self, job: &JobId, decision: LinkDecision) -> Result<(), ApplicationError> {
        let company = &self.company;
        company.books.read(|books| books.job(job).map(|_| ()).ok_or_else(|| no_such_job(job)))?;
        let _claim = company.claim(job)?;
        let (set_by, set_at) = (company.user.clone(), company.books.clock.now());
        company.journal.set_link(&SetLink { job: job.clone(), decision, set_by, set_at }).await?;
        company.take_links().await
    }

    async fn addresses(&self) -> BTreeMap<JobId, String> {
        match self.company.source.addresses().await {
            Ok(addresses) => addresses.into_iter().collect(),
            Err(error) => {
                tracing::info!(%error, "Acumatica's addresses could not be read");
                BTreeMap::new()
            }
        }
    }
}

impl Company {
    /// Takes what the journal says of links and of what was imported: another Tieout on this computer may have said something.
    pub(crate) async fn take_links(&self) -> Result<(), ApplicationError> {
        let (decisions, imported) = (decisions(&self.journal).await?, imported(&self.journal).await?);
        if self.books.read(|books| *books.link_decisions() != decisions) {
            self.books.change(|books| books.set_link_decisions(decisions));
        }
        if self.books.read(|books| *books.imported() != imported) {
            self.books.change(|books| books.set_imported(imported));
        }
        Ok(())
    }

    async fn adopt(&self, job: &JobId) -> Result<(), ApplicationError> {
        let _claim = self.claim(job)?;
        self.take_links().await?;
        let (adopted_by, adopted_at) = (self.user.clone(), self.books.clock.now());
        let adoption = self.books.read(|books| {
            let book = books.job(job).ok_or_else(|| unknown(job))?;
            let linked = book.linked().ok_or_else(|| unknown(job))?;
            let plan = book.prepared().and_then(|prepared| prepared.plan.as_ref());
            match plan.filter(|_| book.adoptable()) {
                Some(plan) => Ok(Adoption {
                    job: job.clone(),
                    project: linked.project,
                    acumatica_total: plan.totals.acumatica,
                    procore_total: plan.totals.procore,
                    lines_differing: plan.changes().count(),
                    adopted_by,
                    adopted_at,
                }),
                None => Err(not_adoptable(job)),
            }
        })?;
        self.journal.adopt(&adoption).await?;
        self.take_links().await
    }
}

/// What was said of links, by job.
pub(crate) async fn decisions(journal: &Journal) -> Result<Decisions, ApplicationError> {
    Ok(journal.set_links().await?.into_iter().map(|set| (set.job, set.decision)).collect())
}

/// Whose budgets were re-imported or adopted here.
pub(crate) async fn imported(journal: &Journal) -> Result<HashSet<(JobId, ProjectId)>, ApplicationError> {
    Ok(journal.imported().await?.into_iter().collect())
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

fn not_adoptable(job: &JobId) -> ApplicationError {
    let sentence =
        format!("There is nothing to adopt of {job}: its budget is empty, was imported before, or cannot be compared.");
    ApplicationError::new(ApplicationErrorKind::Refused, sentence, "Look at the job again.")
}
