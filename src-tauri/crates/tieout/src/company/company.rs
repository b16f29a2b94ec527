//! The company that is open: both sides, its books, its journal, and what can be done with them.

use crate::Connection;
use crate::books::books::JobBook;
use crate::books::freshness::freshness;
use crate::books::reading_order::ReadingStart;
use crate::books::recording::{RecordingSource, RecordingTarget, SharedBooks};
use crate::books::sweep::{SweepState, read_budget, read_lists, read_segments, sweep};
use crate::budgets::page::{budgets_page, job_row};
use crate::budgets::status::job_status;
use crate::company::job_lock::{JobLock, JobLocks};
use crate::company::ownership::ownerships;
use crate::company::stated_currency::stated_currencies;
use crate::comparison::choices::{PlanOptions, choose};
use crate::comparison::line_row::{JobLines, job_lines};
use crate::comparison::plans::ShownPlans;
use crate::comparison::prepared_plans::{PlanId, Plans};
use crate::linking::links::{decisions, imported};
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::news::news::News;
use crate::sign_in::clients::Sides;
use crate::view::budgets::{BudgetsPage, BudgetsQuery};
use crate::view::freshness::Freshness;
use crate::view::job_row::JobRow;
use crate::view::notice::{Notice, Tone};
use crate::view::reimport::{ReimportEnd, ReimportProgress};
use jobcost::{JobId, Money, Refusal, ReimportPlan};
use journal::Journal;
use reimport::ports::{Clock, Confirmation, EstimateSource, Progress, ProgressObserver, ReimportJournal};
use reimport::{
    LinkedJob, Outcome, PendingReimport, Prepared, Recovered, Report, SideError, World, prepare, recover,
    recovery_report, refusal,
};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;

/// A plan that was prepared, as the window knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreparedReimport {
    /// Its name.
    pub plan: PlanId,
    /// The job.
    pub job: JobId,
    /// Lines that would change.
    pub lines: usize,
}

/// An open company.
pub(crate) struct Company {
    pub(crate) connection: Connection,
    pub(crate) journal: Arc<Journal>,
    claims: JobLocks,
    pub(crate) sides: Sides,
    pub(crate) source: RecordingSource,
    pub(crate) target: RecordingTarget,
    pub(crate) books: SharedBooks,
    /// Held while the mapping is read or saved, so that what the books hold is what the journal says.
    pub(crate) mapping_guard: tokio::sync::Mutex<()>,
    plans: Mutex<Plans>,
    shown: Mutex<ShownPlans>,
    sweeping: tokio::sync::Mutex<()>,
    pub(crate) sweep_state: SweepState,
    pub(crate) news: News,
    pub(crate) user: String,
}

impl Company {
    /// Opens a company on its journal: the books are filled from the cache at once.
    pub(crate) async fn open(
        connection: Connection,
        sides: Sides,
        journal: Arc<Journal>,
        claims: JobLocks,
        events: broadcast::Sender<Event>,
        clock: Arc<dyn Clock>,
        user: String,
    ) -> Result<Self, ApplicationError> {
        let news = News::new(events);
        let books = SharedBooks::new(journal.clone(), news.clone(), clock);
        let remembered = journal.remembered().await?;
        let mapping = journal.mapping().await?.map(|saved| saved.mapping).unwrap_or_default();
        let ownerships = ownerships(&journal).await?;
        let (decisions, imported) = (decisions(&journal).await?, imported(&journal).await?);
        let stated = stated_currencies(&journal).await?;
        let earlier = earlier_estimates(&journal).await?;
        books.change(|books| {
            books.set_mapping(mapping);
            books.set_ownerships(ownerships);
            books.set_link_decisions(decisions);
            books.set_imported(imported);
            books.set_stated_currencies(stated);
            books.set_lists(&remembered.jobs, &remembered.projects);
            books.set_earlier_estimates(&earlier);
            for (project, codes) in remembered.codes {
                books.set_codes(project, codes);
            }
            for (estimate, at) in remembered.estimates {
                books.set_estimate(estimate, ReadingStart::before_this_start(at));
            }
            for (project, at) in remembered.seen_open {
                books.set_seen_open(project, at);
            }
            for (budget, at) in remembered.budgets {
                books.set_budget(budget, ReadingStart::before_this_start(at));
            }
        });
        Ok(Self {
            source: RecordingSource { inner: sides.source.clone(), books: books.clone() },
            target: RecordingTarget { inner: sides.target.clone(), books: books.clone() },
            connection,
            journal,
            claims,
            sides,
            books,
            mapping_guard: tokio::sync::Mutex::default(),
            plans: Mutex::default(),
            shown: Mutex::default(),
            sweeping: tokio::sync::Mutex::new(()),
            sweep_state: SweepState::default(),
            news,
            user,
        })
    }

    /// Says what became of re-imports that a crash left open, then reads everything. Waits for a sweep that is running instead of
    /// starting a second one beside it.
    ///
    /// Ends at once, and without trouble, when the company is closed: what would come after asks servers from which this company has
    /// signed out.
    pub(crate) async fn check(&self) -> Result<(), ApplicationError> {
        tokio::select! {
            biased;
            () = self.news.closed() => Ok(()),
            checked = self.check_everything() => checked,
        }
    }

    async fn check_everything(&self) -> Result<(), ApplicationError> {
        let _one_at_a_time = self.sweeping.lock().await;
        self.recover().await?;
        self.remember_awaited().await?;
        self.take_saved_mapping().await?;
        self.take_ownerships().await?;
        self.take_links().await?;
        self.take_stated_currencies().await?;
        let swept = sweep(&self.source, &self.target, &self.books, &self.sweep_state).await;
        self.books.change(|books| books.set_check_error(swept.clone().err()));
        swept?;
        self.tell_unlocked().await
    }

    /// The same for the lists alone: whoever wants one job need not read all.
    pub(crate) async fn read_lists(&self) -> Result<(), ApplicationError> {
        self.recover().await?;
        self.take_links().await?;
        self.take_stated_currencies().await?;
        Ok(read_lists(&self.source, &self.target, &self.books).await.map(|_| ())?)
    }

    /// Closes what a crash left open and tells of it.
    async fn recover(&self) -> Result<(), ApplicationError> {
        let clock = self.books.clock.clone();
        let (abandoned, _claims) = self.abandoned().await?;
        for recovered in recover(&self.target, self.journal.as_ref(), clock.as_ref(), abandoned).await? {
            let tone = match &recovered {
                Recovered::Closed { ending: reimport::Ending::Posted { .. }, .. } => Tone::Success,
                _ => Tone::Problem,
            };
            self.news.tell(Event::Noticed(Notice::new(tone, recovery_report(&recovered))));
        }
        Ok(())
    }

    /// The records that nobody works on any more, with the claims on their jobs. SignInDoors again once the claims are ours: their former
    /// holder may just have closed them.
    async fn abandoned(&self) -> Result<(Vec<PendingReimport>, Vec<JobLock>), ApplicationError> {
        let (mut jobs, mut claims) = (HashSet::new(), Vec::new());
        for pending in self.journal.pending().await? {
            if let Some(claim) = self.claims.take(&pending.intent.job)? {
                claims.push(claim);
                jobs.insert(pending.intent.job);
            }
        }
        let mut pending = self.journal.pending().await?;
        pending.retain(|pending| jobs.contains(&pending.intent.job));
        Ok((pending, claims))
    }

    pub(crate) fn budgets_page(&self, query: &BudgetsQuery) -> BudgetsPage {
        let freshness = self.freshness();
        self.books.read(|books| budgets_page(books, query, freshness))
    }

    pub(crate) fn freshness(&self) -> Freshness {
        self.books.read(|books| freshness(books, self.sweep_state.reading(), &self.sides.limits()))
    }

    pub(crate) fn job_lines(&self, job: &JobId, options: &PlanOptions) -> Result<JobLines, ApplicationError> {
        self.books.read(|books| {
            let book = books.job(job).ok_or_else(|| unknown(job))?;
            match book.prepared() {
                Some(prepared) if *options != PlanOptions::default() => {
                    let chosen = choose(prepared.clone(), options, books.mapping())?;
                    Ok(job_lines(&JobBook { judged: Some(Ok(chosen)), ..book.clone() }))
                }
                _ => Ok(job_lines(book)),
            }
        })
    }

    pub(crate) fn budget_url(&self, job: &JobId) -> Result<String, ApplicationError> {
        self.books
            .read(|books| {
                books.job(job).and_then(|book| book.project.as_ref()).map(|project| project.budget_url.clone())
            })
            .ok_or_else(|| unknown(job))
    }

    /// Reads both sides of one job again.
    pub(crate) async fn read_job(&self, job: &JobId) -> Result<(), ApplicationError> {
        let linked = self.linked(job)?;
        tokio::try_join!(
            async { self.source.estimate(job).await.map(|_| ()) },
            read_budget(&self.target, linked.project, true)
        )?;
        read_segments(&self.target, &self.books, |read| read == job).await?;
        self.tell_unlocked().await
    }

    /// Reads both sides and keeps the plan; or says everything that forbids it.
    pub(crate) async fn prepare(
        &self,
        job: &JobId,
        options: &PlanOptions,
    ) -> Result<PreparedReimport, ApplicationError> {
        self.take_saved_mapping().await?;
        self.take_ownerships().await?;
        self.take_stated_currencies().await?;
        let linked = self.linked(job)?;
        let mapping = self.books.read(|books| books.mapping().clone());
        let prepared = prepare(&self.source, &self.target, &linked, &mapping).await?;
        let prepared = choose(prepared, options, &mapping)?;
        match prepared.plan {
            Some(plan) if prepared.refusals.is_empty() => {
                let lines = plan.changes().count();
                // Once more: what the account may do, and so whether a connector writes too, is known only now.
                let linked = self.linked(job)?;
                let plan = self.plans().keep(linked.clone(), plan);
                Ok(PreparedReimport { plan, job: linked.job, lines })
            }
            _ => Err(refused(&prepared)),
        }
    }

    /// Carries a prepared plan out, behind the confirm dialog.
    pub(crate) async fn reimport(
        &self,
        plan: &PlanId,
        confirmation: &dyn Confirmation,
    ) -> Result<ReimportEnd, ApplicationError> {
        let (linked, plan) = self.plans().take(plan).ok_or_else(plan_gone)?;
        self.carry_out(&linked, plan, confirmation).await
    }

    /// The walk, for one at a time per job on this computer.
    pub(crate) async fn carry_out(
        &self,
        linked: &LinkedJob,
        plan: ReimportPlan,
        confirmation: &dyn Confirmation,
    ) -> Result<ReimportEnd, ApplicationError> {
        self.take_links().await?;
        if self.linked(&linked.job)?.project != linked.project {
            return Err(linked_elsewhere(&linked.job));
        }
        let _claim = self.claim(&linked.job)?;
        if !self.books.change(|books| books.start_work(&linked.job)) {
            return Err(busy(&linked.job));
        }
        let _working = WorkGuard { books: self.books.clone(), job: linked.job.clone() };
        let outcome = self.walk(linked, plan, confirmation).await?;
        self.books.change(|books| books.set_right_missing(&linked.job, outcome.right_missing().cloned()));
        // The end is the answer, whatever the journal says afterwards: it may be that the budget is still unlocked.
        if let Err(error) = self.take_links().await {
            tracing::warn!(%error, "what was imported could not be read again");
        }
        Ok(self.tell(carried_out(linked, &outcome)))
    }

    /// Tells everybody how a re-import ended.
    pub(crate) fn tell(&self, end: ReimportEnd) -> ReimportEnd {
        self.news.tell(Event::Ended(Box::new(end.clone())));
        end
    }

    async fn walk(
        &self,
        linked: &LinkedJob,
        plan: ReimportPlan,
        confirmation: &dyn Confirmation,
    ) -> Result<Outcome, ApplicationError> {
        let clock = self.books.clock.clone();
        let observer = EventObserver { news: self.news.clone(), job: linked.job.clone() };
        let world = World {
            source: &self.source,
            target: &self.target,
            journal: self.journal.as_ref(),
            confirmation,
            observer: &observer,
            clock: clock.as_ref(),
            user: &self.user,
        };
        Ok(reimport::reimport(&world, linked, plan).await?)
    }

    /// How many jobs drifted or could not be read: the tray's state. A check that failed as a whole needs the user, although no job of
    /// its own says so.
    pub(crate) fn attention(&self) -> Attention {
        self.books.read(|books| {
            let check_failed = usize::from(books.check_error().is_some());
            let standings = books.jobs().map(job_status);
            let mut attention = standings.fold(Attention::default(), |sum, standing| Attention {
                drifted: sum.drifted + usize::from(standing.belongs_to(crate::Filter::Drifted)),
                needs_you: sum.needs_you + usize::from(standing.status.kind == crate::StatusKind::Trouble),
            });
            attention.needs_you = attention.needs_you.max(check_failed);
            attention
        })
    }

    /// A re-import of this company is under way, here.
    pub(crate) fn working(&self) -> Option<JobId> {
        self.books.read(|books| books.jobs().find(|book| book.working).map(|book| book.job.job.clone()))
    }

    /// Falls silent, ends its sweep and gives Acumatica's session back.
    pub(crate) async fn close(&self) -> Result<(), SideError> {
        self.news.close();
        self.source.sign_out().await
    }

    /// Takes a job for a while, so that nobody changes its books or what is settled of it meanwhile, here or in another Tieout.
    pub(crate) fn claim(&self, job: &JobId) -> Result<JobLock, ApplicationError> {
        self.claims.take(job)?.ok_or_else(|| busy(job))
    }

    pub(crate) fn linked(&self, job: &JobId) -> Result<LinkedJob, ApplicationError> {
        self.books
            .read(|books| books.job(job).and_then(crate::books::books::JobBook::linked))
            .ok_or_else(|| unknown(job))
    }

    /// The job's row of the Budgets page.
    pub(crate) fn row(&self, job: &JobId) -> Result<JobRow, ApplicationError> {
        self.books.read(|books| {
            let book = books.job(job).ok_or_else(|| unknown(job))?;
            Ok(job_row(book, &job_status(book)))
        })
    }

    pub(crate) fn shown(&self) -> std::sync::MutexGuard<'_, ShownPlans> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plans(&self) -> std::sync::MutexGuard<'_, Plans> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What each job's estimate came to when it was last re-imported.
async fn earlier_estimates(journal: &Journal) -> Result<BTreeMap<JobId, Money>, ApplicationError> {
    let newest_last = journal.history().await?.into_iter().rev();
    Ok(newest_last.map(|closed| (closed.job, closed.acumatica_total)).collect())
}

fn busy(job: &JobId) -> ApplicationError {
    let sentence = format!("A re-import of {job} is running already, here or in another Tieout on this computer.");
    ApplicationError::new(ApplicationErrorKind::Busy, sentence, "Wait until it has ended.")
}

/// What the tray tells at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attention {
    /// Jobs that drifted.
    pub drifted: usize,
    /// Jobs that could not be read.
    pub needs_you: usize,
}

/// Ends the work on a job however the re-import ends, a panic included.
struct WorkGuard {
    books: SharedBooks,
    job: JobId,
}

impl Drop for WorkGuard {
    fn drop(&mut self) {
        self.books.change(|books| books.end_work(&self.job));
    }
}

struct EventObserver {
    news: News,
    job: JobId,
}

impl ProgressObserver for EventObserver {
    fn progress(&self, progress: &Progress) {
        self.news.tell(Event::Progressed(ReimportProgress::of(&self.job, progress)));
    }
}

/// An end, in a word and in words.
pub(crate) fn carried_out(linked: &LinkedJob, outcome: &Outcome) -> ReimportEnd {
    ReimportEnd::of(&linked.job, &linked.name, outcome)
}

/// Everything that forbids a re-import.
pub(crate) fn refused(prepared: &Prepared) -> ApplicationError {
    let (reasons, remedies): (Vec<_>, Vec<_>) = prepared.refusals.iter().map(refusal).unzip();
    let kind =
        if nothing_to_change(prepared) { ApplicationErrorKind::NothingToChange } else { ApplicationErrorKind::Refused };
    ApplicationError::new(kind, reasons.join(" "), remedies.join(" ").trim())
}

/// Whatever else would forbid a re-import forbids nothing where there is none to make; but a doubled line is no agreement.
fn nothing_to_change(prepared: &Prepared) -> bool {
    let doubled = |refusal: &Refusal| matches!(refusal, Refusal::BudgetCodeTwice(_));
    prepared.refusals.contains(&Refusal::NothingToChange) && !prepared.refusals.iter().any(doubled)
}

pub(crate) fn unknown(job: &JobId) -> ApplicationError {
    let sentence = format!("Job {job} is not linked to a Procore project.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Check now reads both lists again.")
}

fn linked_elsewhere(job: &JobId) -> ApplicationError {
    let sentence = format!("{job} is linked to another project than when this plan was made.");
    ApplicationError::new(ApplicationErrorKind::PlanGone, sentence, "Open the job again.")
}

fn plan_gone() -> ApplicationError {
    let sentence = "This plan was used already or a newer one replaced it.";
    ApplicationError::new(ApplicationErrorKind::PlanGone, sentence, "Press Re-import again.")
}

/// Words for a reading that failed as a whole.
pub(crate) fn reading_failed(error: &ApplicationError) -> Report {
    Report {
        message: "Not everything could be read.".into(),
        details: vec![error.sentence.clone()],
        remedy: error.remedy.clone(),
    }
}
