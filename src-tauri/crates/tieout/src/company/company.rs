//! The company that is open: both sides, its books and its journal. What is asked of it lies in the files beside and in the rooms of the
//! comparison and the links.

use crate::books::books::Books;
use crate::books::freshness::{Limits, freshness};
use crate::books::job_book::JobBook;
use crate::books::reading_order::ReadingStart;
use crate::books::recording::{RecordingSource, RecordingTarget, SharedBooks};
use crate::books::settled::Settled;
use crate::books::sweep::{SweepState, read_budget, read_lists, read_segments, sweep};
use crate::budgets::page::{budgets_page, job_row};
use crate::budgets::status::job_status;
use crate::company::attention::{Attention, attention};
use crate::company::job_lock::{JobLock, JobLocks};
use crate::comparison::plans::Plans;
use crate::connections::connection::Connection;
use crate::news::desk::NewsDesk;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::news::news::News;
use crate::preflight::preflight;
use crate::sign_in::clients::Sides;
use crate::view::budgets::{BudgetsPage, BudgetsQuery};
use crate::view::check::Check;
use crate::view::freshness::Freshness;
use crate::view::job_row::{JobRow, ReimportState};
use crate::view::notice::{Notice, Tone};
use crate::view::watch::Watch;
use crate::watch::precedence::Precedence;
use crate::watch::settings::WatchSettings;
use crate::watch::state::WatchState;
use jiff::SignedDuration;
use jobcost::{JobId, Money, Tie};
use journal::{ClosedReimport, Journal};
use reimport::ports::{Clock, EstimateReader, ReimportJournal};
use reimport::{Ending, LinkedJob, PendingReimport, Recovery, SideError, left_apart, recover, recovery_report};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a company is opened from.
pub(crate) struct Opening {
    pub(crate) connection: Connection,
    pub(crate) sides: Sides,
    /// Where its journal and its lock files lie.
    pub(crate) folder: PathBuf,
    /// Who works with it, for the journal.
    pub(crate) user: String,
    pub(crate) news: NewsDesk,
    pub(crate) clock: Arc<dyn Clock>,
    /// How often it is watched, in place of what the user wants and the limits allow: of the demo company alone.
    pub(crate) watch_every: Option<SignedDuration>,
}

/// An open company: what can be asked of it.
pub struct Company {
    connection: Connection,
    pub(crate) journal: Arc<Journal>,
    locks: JobLocks,
    pub(crate) sides: Sides,
    pub(crate) source: RecordingSource,
    pub(crate) target: RecordingTarget,
    pub(crate) books: SharedBooks,
    /// Held while the journal is asked for what the user settled, so that what the books hold is what the journal says.
    settling: tokio::sync::Mutex<()>,
    plans: Mutex<Plans>,
    /// Held while choices are kept: a second one waits for the first.
    pub(crate) choosing: tokio::sync::Mutex<()>,
    sweeping: tokio::sync::Mutex<()>,
    sweep_state: SweepState,
    pub(crate) watch: WatchState,
    pub(crate) news: News,
    pub(crate) user: String,
}

impl Company {
    /// Opens a company on its journal: the books are filled from the cache at once.
    pub(crate) async fn open(opening: Opening) -> Result<Self, ApplicationError> {
        let Opening { connection, sides, folder, user, news, clock, watch_every } = opening;
        let journal = Arc::new(Journal::open(&folder)?);
        let watch = WatchState::new(WatchSettings::load(&journal).await?, watch_every);
        let news = News::new(news, connection.id.clone());
        let books = SharedBooks::new(journal.clone(), news.clone(), clock);
        fill(&books, &journal).await?;
        Ok(Self {
            source: RecordingSource { inner: sides.source.clone(), books: books.clone() },
            target: RecordingTarget { inner: sides.target.clone(), books: books.clone() },
            connection,
            journal,
            locks: JobLocks::below(&folder),
            sides,
            books,
            settling: tokio::sync::Mutex::default(),
            plans: Mutex::default(),
            choosing: tokio::sync::Mutex::default(),
            sweeping: tokio::sync::Mutex::default(),
            sweep_state: SweepState::default(),
            watch,
            news,
            user,
        })
    }

    /// How it is reached.
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Says what became of re-imports that a crash left open, then reads everything. Waits for a sweep that is running instead of
    /// starting a second one beside it.
    ///
    /// Ends at once, and without error, when the company is closed: what would come after asks servers from which this company has
    /// signed out.
    pub async fn check(&self) -> Result<(), ApplicationError> {
        tokio::select! {
            biased;
            () = self.news.closed() => Ok(()),
            checked = self.check_everything() => checked,
        }
    }

    async fn check_everything(&self) -> Result<(), ApplicationError> {
        let _one_at_a_time = self.sweeping.lock().await;
        self.recover().await?;
        self.settle().await?;
        let swept = sweep(&self.source, &self.target, &self.books, &self.sweep_state).await;
        self.books.change(|books| books.set_check_error(swept.clone().err()));
        swept?;
        self.tell_moved_items().await?;
        self.keep_day().await;
        self.tell_unlocked().await
    }

    /// Says what became of re-imports that a crash left open, and reads which jobs and projects there are, but none of their lines: who
    /// wants one job need not read all.
    pub async fn read_lists(&self) -> Result<(), ApplicationError> {
        self.recover().await?;
        self.settle().await?;
        Ok(read_lists(&self.source, &self.target, &self.books).await.map(|_| ())?)
    }

    /// Reads both sides of one job again.
    pub async fn read_job(&self, job: &JobId) -> Result<(), ApplicationError> {
        let linked = self.linked(job)?;
        tokio::try_join!(
            async { self.source.estimate(job).await.map(|_| ()) },
            read_budget(&self.target, linked.project, true)
        )?;
        read_segments(&self.target, &self.books, |read| read == job).await?;
        self.tell_moved_items_of(job).await?;
        self.tell_unlocked().await
    }

    /// What is on the screen, from the top: a sweep reads it first.
    pub fn show_rows(&self, jobs: Vec<JobId>) {
        self.sweep_state.show(jobs);
    }

    /// The Budgets page.
    pub fn budgets_page(&self, query: &BudgetsQuery) -> BudgetsPage {
        let freshness = self.freshness();
        self.books.read(|books| budgets_page(books, query, freshness))
    }

    /// How old its figures are.
    pub fn freshness(&self) -> Freshness {
        let (limits, watch) = (self.limits(), self.watch_shown());
        self.books.read(|books| freshness(books, self.sweep_state.reading(), &limits, watch))
    }

    /// How it is watched.
    pub fn watch_shown(&self) -> Watch {
        self.watch.shown(self.books.clock.now(), &self.limits())
    }

    /// What Procore's rate limit allows now.
    pub(crate) fn limits(&self) -> Limits {
        self.sides.limits(self.books.clock.now())
    }

    /// Who goes first.
    pub(crate) const fn precedence(&self) -> &Precedence {
        &self.sweep_state.precedence
    }

    /// What the tray tells.
    pub fn attention(&self) -> Attention {
        self.books.read(attention)
    }

    /// Where the job's Budget tab opens in a browser.
    pub fn budget_url(&self, job: &JobId) -> Result<String, ApplicationError> {
        self.book(job, |book| book.project.as_ref().map(|project| project.budget_url.clone()))?
            .ok_or_else(|| not_linked(job))
    }

    /// Where the job opens in Acumatica in a browser.
    pub fn acumatica_url(&self, job: &JobId) -> Result<String, ApplicationError> {
        let address = &self.connection.acumatica;
        let page = self.book(job, |book| acumatica::project_page(&address.url, &address.tenant, &book.job.job))?;
        page.map(String::from).ok_or_else(|| not_linked(job))
    }

    /// Every re-import that ended, the newest first.
    pub async fn history(&self) -> Result<Vec<ClosedReimport>, ApplicationError> {
        Ok(self.journal.history().await?)
    }

    /// Asks both sides every question the work depends on, in this company's own session.
    pub(crate) async fn preflight(&self) -> Vec<Check> {
        preflight(&self.connection, &self.sides, self.books.clock.now()).await
    }

    /// A re-import of this company is under way, here.
    pub(crate) fn working(&self) -> Option<JobId> {
        self.books.read(|books| books.jobs().find(|book| book.working).map(|book| book.job.job.clone()))
    }

    /// Falls silent, ends its sweep and gives Acumatica's session back.
    pub(crate) async fn close(&self) -> Result<(), SideError> {
        self.news.close();
        self.sides.source.sign_out().await
    }

    /// Takes what the user settled as the journal has it now: another Tieout on this computer may have settled something.
    pub(crate) async fn settle(&self) -> Result<(), ApplicationError> {
        let _one_at_a_time = self.settling.lock().await;
        let settled = Settled::load(&self.journal).await?;
        if self.books.read(|books| *books.settled() != settled) {
            self.books.change(|books| books.settle(settled));
        }
        Ok(())
    }

    /// Takes a job for a while, so that nobody changes its books or what is settled of it meanwhile, here or in another Tieout.
    pub(crate) fn lock(&self, job: &JobId) -> Result<JobLock, ApplicationError> {
        self.locks.take(job)?.ok_or_else(|| busy(job))
    }

    /// The job with its project. Where it has none, its row says why and what to do.
    pub(crate) fn linked(&self, job: &JobId) -> Result<LinkedJob, ApplicationError> {
        self.book(job, |book| book.linked().ok_or_else(|| without_project(book)))?
    }

    /// The job's row of the Budgets page.
    pub fn row(&self, job: &JobId) -> Result<JobRow, ApplicationError> {
        self.book(job, |book| job_row(book, &job_status(book)))
    }

    /// Looks into a job's book.
    pub(crate) fn book<R>(&self, job: &JobId, look: impl FnOnce(&JobBook) -> R) -> Result<R, ApplicationError> {
        self.books.read(|books: &Books| books.job(job).map(look)).ok_or_else(|| not_linked(job))
    }

    /// The plans that were shown.
    pub(crate) fn plans(&self) -> MutexGuard<'_, Plans> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes what a crash left open and tells of it.
    async fn recover(&self) -> Result<(), ApplicationError> {
        let clock = self.books.clock.clone();
        let (abandoned, _locks) = self.abandoned().await?;
        for recovered in
            recover(&self.target, self.sides.target.as_ref(), self.journal.as_ref(), clock.as_ref(), abandoned).await?
        {
            let notice = Notice::new(tone_of(&recovered), recovery_report(&recovered)).about(recovered.job());
            self.news.tell(Event::Noticed(notice));
        }
        Ok(())
    }

    /// The records that nobody works on any more, with the locks on their jobs. Asked again once the locks are ours: their former
    /// holder may just have closed them.
    async fn abandoned(&self) -> Result<(Vec<PendingReimport>, Vec<JobLock>), ApplicationError> {
        let (mut jobs, mut locks) = (HashSet::new(), Vec::new());
        for pending in self.journal.pending().await? {
            if let Some(lock) = self.locks.take(&pending.intent.job)? {
                locks.push(lock);
                jobs.insert(pending.intent.job);
            }
        }
        let mut pending = self.journal.pending().await?;
        pending.retain(|pending| jobs.contains(&pending.intent.job));
        Ok((pending, locks))
    }
}

/// Fills the books from the journal: what the user settled, and what was last read.
async fn fill(books: &SharedBooks, journal: &Journal) -> Result<(), ApplicationError> {
    let settled = Settled::load(journal).await?;
    let remembered = journal.remembered().await?;
    let earlier = earlier_estimates(journal).await?;
    books.change(|books| {
        books.settle(settled);
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
    Ok(())
}

/// What each job's estimate came to when it was last re-imported.
async fn earlier_estimates(journal: &Journal) -> Result<BTreeMap<JobId, Money>, ApplicationError> {
    let newest_last = journal.history().await?.into_iter().rev();
    Ok(newest_last.map(|closed| (closed.job, closed.acumatica_total)).collect())
}

pub(crate) fn busy(job: &JobId) -> ApplicationError {
    let sentence = format!("A re-import of {job} is running already, here or in another Tieout on this computer.");
    ApplicationError::new(ApplicationErrorKind::Busy, sentence, "Wait until it has ended.")
}

fn without_project(book: &JobBook) -> ApplicationError {
    match job_status(book).reimport {
        ReimportState { reason: Some(reason), remedy, .. } => {
            ApplicationError::new(ApplicationErrorKind::NotReady, reason, remedy.unwrap_or_default())
        }
        _ => not_linked(&book.job.job),
    }
}

pub(crate) fn not_linked(job: &JobId) -> ApplicationError {
    let sentence = format!("Job {job} is not linked to a Procore project.");
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, "Check now reads both lists again.")
}

/// Good news is only that the books tie out.
fn tone_of(recovered: &Recovery) -> Tone {
    let Recovery::Closed { intent, ending: Ending::Posted { total }, .. } = recovered else { return Tone::Problem };
    let tie = total.minus(intent.acumatica_total).map(|after| left_apart(after, intent.lines_left_apart, None).0);
    match tie {
        Ok(Tie::TiesOut) => Tone::Success,
        Ok(Tie::TiesOutWithItems) => Tone::Info,
        Ok(Tie::OutOfBalance) | Err(_) => Tone::Problem,
    }
}
