//! The application: which connections there are, which one is open, and everything that can be asked of it.

use crate::company::company::{Attention, Company, PreparedReimport, reading_failed};
use crate::company::job_lock::JobLocks;
use crate::comparison::choices::PlanOptions;
use crate::comparison::comparisons::Comparisons;
use crate::comparison::line_row::JobLines;
use crate::comparison::prepared_plans::PlanId;
use crate::connections::connection::{Connection, ConnectionId, Secrets};
use crate::connections::demo::{Demo, DemoPorts};
use crate::connections::edit::{Edit, edited};
use crate::connections::form::{ConnectionForm, Draft, accepted};
use crate::connections::list::Connections;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::preflight::preflight;
use crate::sign_in::browser::{Browser, SignInDoors};
use crate::sign_in::clients::{self, Keepers, Sides, Timeouts};
use crate::sign_in::questions::{QuestionDesk, cancelled};
use crate::sign_in::secrets::Keychain;
use crate::sign_in::session_keeper::VaultSessionKeeper;
use crate::sign_in::token_keeper::VaultTokenKeeper;
use crate::view::budgets::{BudgetsPage, BudgetsQuery};
use crate::view::check::Check;
use crate::view::notice::{Notice, Tone};
use crate::view::reimport::ReimportEnd;
use crate::view::sign_in::{CompanyChoice, SignInQuestion};
use acumatica::SessionKeeper;
use jobcost::{JobId, Side};
use journal::{ClosedReimport, Journal};
use reimport::ports::{Clock, Confirmation};
use reimport::{Report, SideErrorKind};
use rest::oauth::TokenKeeper;
use secrecy::{ExposeSecret, SecretString};
use simulators::Simulation;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{RwLock, broadcast};
use tokio::task::JoinHandle;
use vault::{Vault, VaultError};

/// How many pieces of news may wait for a slow listener before it misses the oldest.
const EVENTS_WAITING: usize = 1_024;
/// How long quitting waits for Acumatica to take its session back.
const SIGN_OUT_PATIENCE: Duration = Duration::from_secs(4);
/// How long quitting waits for a sign-in that is being renewed.
const RENEWAL_PATIENCE: Duration = Duration::from_secs(10);
/// How long quitting waits for the keychain to forget the demo's credentials; a locked one waits for its owner.
const FORGET_PATIENCE: Duration = Duration::from_secs(2);
const BOTH: [Side; 2] = [Side::Acumatica, Side::Procore];

/// What the application is built from.
pub struct Parts {
    /// Where its journals live. One folder per connection below it, so that the demo never mixes with the real.
    pub data_folder: PathBuf,
    /// The operating system's keychain.
    pub vault: Arc<dyn Vault>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// How long the clients wait for the vendors.
    pub patience: Timeouts,
    /// Where the demo's servers listen.
    pub demo_ports: DemoPorts,
    /// Opens the pages on which people sign in.
    pub browser: Arc<dyn Browser>,
    /// Who sits before it, for the journal.
    pub user: String,
}

/// What the window shows first.
#[derive(Clone, Debug)]
pub struct StartState {
    /// The connections there are, without the demo company.
    pub connections: Vec<Connection>,
    /// The one that is open.
    pub open: Option<Connection>,
    /// What the user has not put away yet.
    pub notices: Vec<Notice>,
}

/// The application without a window.
pub struct Application {
    parts: Parts,
    connections: Connections,
    events: broadcast::Sender<Event>,
    notices: Arc<Mutex<Vec<Notice>>>,
    company: RwLock<Option<Arc<Company>>>,
    demo: tokio::sync::Mutex<Option<Demo>>,
    /// The demo's connection, and the keeping of its credentials.
    demo_kept: Mutex<Option<(Connection, JoinHandle<()>)>>,
    /// Told when the person no longer wants the sign-in that waits for his browser.
    cancelled: tokio::sync::Notify,
    /// What a sign-in asks him meanwhile.
    asking: QuestionDesk,
}

impl Application {
    /// Opens the list of connections. Must run inside a tokio runtime.
    pub async fn start(parts: Parts) -> Result<Arc<Self>, ApplicationError> {
        let connections = Connections::open(&parts.data_folder).await?;
        let (events, _) = broadcast::channel(EVENTS_WAITING);
        let application = Arc::new(Self {
            parts,
            connections,
            asking: QuestionDesk::new(events.clone()),
            events,
            notices: Arc::default(),
            company: RwLock::new(None),
            demo: tokio::sync::Mutex::new(None),
            demo_kept: Mutex::default(),
            cancelled: tokio::sync::Notify::new(),
        });
        application.keep_notices();
        application.keep_demo_after_reimports();
        Ok(application)
    }

    /// Everything that happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// What to show first.
    pub async fn start_state(&self) -> Result<StartState, ApplicationError> {
        let open = self.company.read().await.as_ref().map(|company| company.connection.clone());
        Ok(StartState { connections: self.connections.all().await?, open, notices: self.notices().clone() })
    }

    /// Opens the demo company: starts both simulators on loopback and signs in to them like to any other.
    pub async fn open_demo(self: &Arc<Self>) -> Result<Connection, ApplicationError> {
        let mut demo = self.demo.lock().await;
        let running = if let Some(running) = demo.take() {
            running
        } else {
            let mut started = Demo::start(self.parts.demo_ports).await?;
            self.take_up_demo(&mut started).await;
            started
        };
        let (connection, secrets) = running.account()?;
        *demo = Some(running);
        self.store_demo(connection.clone(), secrets.clone());
        self.enter(connection, secrets).await
    }

    pub(crate) fn data_folder(&self) -> &Path {
        &self.parts.data_folder
    }

    pub(crate) async fn running_demo(&self) -> Option<Simulation> {
        self.demo.lock().await.as_ref().map(|demo| demo.simulation.clone())
    }

    /// Keeps the demo's credentials where every connection's are. Beside the opening, for a locked keychain may wait a minute for
    /// its owner; they were made up a moment ago and die with the demo, so without a keychain they stay in memory.
    fn store_demo(self: &Arc<Self>, connection: Connection, secrets: Secrets) {
        let (application, kept) = (self.clone(), connection.clone());
        let keeping = tokio::spawn(async move {
            if let Err(error) = application.keychain().store(&connection, &secrets).await {
                application.notice(Tone::Info, demo_without_keychain(&error));
            }
        });
        *self.demo_kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((kept, keeping));
    }

    /// The demo's credentials are of no use once its servers are gone; the next demo makes up its own.
    async fn forget_demo(&self) {
        let kept = self.demo_kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((connection, keeping)) = kept else { return };
        let forgetting = async {
            let _ = keeping.await;
            self.keychain().forget(&connection).await
        };
        if !matches!(tokio::time::timeout(FORGET_PATIENCE, forgetting).await, Ok(Ok(()))) {
            tracing::warn!("the demo's made-up credentials may still be in the keychain; they open nothing");
        }
    }

    /// Opens a stored connection with the secrets from the keychain.
    pub async fn open_connection(&self, id: &ConnectionId) -> Result<Connection, ApplicationError> {
        let connection = self.connections.find(id).await?;
        let secrets = self.keychain().read(&connection).await?;
        self.enter(connection, secrets).await
    }

    /// Signs in on both sides with what the form says; only when both agree is anything stored.
    pub async fn connect(&self, form: ConnectionForm) -> Result<Connection, ApplicationError> {
        let mut draft = accepted(form)?;
        if let Err(error) = self.try_out(&mut draft, &BOTH).await {
            // Half of the credentials is of no use to anyone, and none that do not work either.
            let _ = self.keychain().forget(&draft.connection).await;
            return Err(error);
        }
        self.connections.add(&draft.connection).await?;
        self.enter(draft.connection, draft.secrets).await
    }

    /// The form for changing a connection, without its secrets.
    pub async fn connection_form(&self, id: &ConnectionId) -> Result<ConnectionForm, ApplicationError> {
        Ok(ConnectionForm::of(&self.connections.find(id).await?))
    }

    /// Changes a connection: signs in on both sides first, and leaves everything as it was where that fails. Secrets that the form
    /// leaves empty stay. If it was open, it is closed before, for it may hold Acumatica's only seat, and opened again.
    pub async fn edit_connection(
        &self,
        id: &ConnectionId,
        form: ConnectionForm,
    ) -> Result<Connection, ApplicationError> {
        let old = self.connections.find(id).await?;
        let kept = self.keychain().read(&old).await?;
        let Edit { mut draft, anew } = edited(&old, &kept, form)?;
        let was_open = self.company.read().await.as_ref().is_some_and(|company| company.connection.id == *id);
        if was_open {
            self.close_connection().await?;
        }
        let tokens = self.keychain().tokens(&old, &anew).await?;
        if let Err(error) = self.try_out(&mut draft, &anew).await {
            self.keychain().forget_unneeded(&draft.connection, &old).await?;
            self.keychain().put_back(&old, &kept, tokens).await?;
            if was_open && let Err(reopening) = self.enter(old, kept).await {
                tracing::warn!(%reopening, "the connection that was open before could not be opened again");
            }
            return Err(error);
        }
        self.connections.change(&draft.connection).await?;
        self.keychain().forget_unneeded(&old, &draft.connection).await?;
        if was_open { self.enter(draft.connection, draft.secrets).await } else { Ok(draft.connection) }
    }

    /// Opens what the form says without storing anything: for machines whose secrets come from elsewhere. Its journal lies in a folder
    /// named after the two companies, so that the next time finds it again.
    pub async fn open_unstored(&self, form: ConnectionForm) -> Result<Connection, ApplicationError> {
        let (connection, secrets) = accepted(form)?.whole()?;
        self.enter(Connection { id: ConnectionId::of_unstored(&connection), ..connection }, secrets).await
    }

    /// Every re-import of the open company that ended, the newest first.
    pub async fn history(&self) -> Result<Vec<ClosedReimport>, ApplicationError> {
        Ok(self.company().await?.journal.history().await?)
    }

    /// Asks both sides of a connection every question the work depends on. What is open is asked through its own session.
    pub async fn preflight(&self, id: &ConnectionId) -> Result<Vec<Check>, ApplicationError> {
        if let Some(open) = self.company.read().await.clone().filter(|company| company.connection.id == *id) {
            return Ok(preflight(&open.connection, &open.sides).await);
        }
        let connection = self.connections.find(id).await?;
        let secrets = self.keychain().read(&connection).await?;
        self.preflight_closed(&connection, &secrets).await
    }

    /// The same for what the form says, before anything is stored.
    pub async fn preflight_form(&self, form: ConnectionForm) -> Result<Vec<Check>, ApplicationError> {
        let draft = accepted(form)?;
        if draft.connection.signs_in_browser() {
            let sentence = "A sign-in in the browser can be tested once it is there.";
            return Err(ApplicationError::new(
                ApplicationErrorKind::NotReady,
                sentence,
                "Connect first, then test the connection.",
            ));
        }
        let (connection, secrets) = draft.whole()?;
        self.preflight_closed(&connection, &secrets).await
    }

    async fn preflight_closed(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<Vec<Check>, ApplicationError> {
        let sides = self.connect_sides(connection, secrets, None)?;
        let checks = preflight(connection, &sides).await;
        if let Err(error) = sides.source.sign_out().await {
            tracing::warn!(%error, "Acumatica did not take the session back; it frees it by itself after a while");
        }
        Ok(checks)
    }

    async fn try_out(&self, draft: &mut Draft, anew: &[Side]) -> Result<(), ApplicationError> {
        tokio::select! {
            asked = self.ask_person(draft, anew) => asked?,
            () = self.cancelled.notified() => return Err(cancelled()),
        }
        let sides = self.connect_sides(&draft.connection, &draft.secrets, None)?;
        let checked = sides.check().await;
        let _ = sides.source.sign_out().await;
        checked?;
        Ok(self.keychain().store(&draft.connection, &draft.secrets).await?)
    }

    /// What only the person can do. He may give it up; after it, a session is begun that has to be ended.
    async fn ask_person(&self, draft: &mut Draft, anew: &[Side]) -> Result<(), ApplicationError> {
        self.sign_in_browser(&draft.connection, &draft.secrets, anew).await?;
        self.choose_company(draft).await
    }

    /// Where the form left the company open, it is the only one the account sees, or the one the person chooses.
    async fn choose_company(&self, draft: &mut Draft) -> Result<(), ApplicationError> {
        if !draft.lacks_company() {
            return Ok(());
        }
        let seen = self.connect_sides(&draft.connection, &draft.secrets, None)?.procore.companies().await?;
        let chosen = match seen.as_slice() {
            [] => return Err(no_company()),
            [only] => only.id,
            several => {
                let choice = |one: &procore::Company| CompanyChoice { id: one.id.to_string(), name: one.name.clone() };
                let companies = several.iter().map(choice).collect();
                let answer = self.asking.ask(SignInQuestion::ChooseCompany { companies }).await?;
                let told = answer.expose_secret().trim().parse().ok();
                told.filter(|id| seen.iter().any(|one| one.id == *id)).ok_or_else(no_company)?
            }
        };
        draft.connection.procore.company_id = chosen;
        Ok(())
    }

    /// Forgets a connection: its secrets in the keychain and its line in the list. Its journal stays, for it is the record of what
    /// was done.
    pub async fn forget_connection(&self, id: &ConnectionId) -> Result<(), ApplicationError> {
        let connection = self.connections.find(id).await?;
        if self.company.read().await.as_ref().is_some_and(|company| company.connection.id == *id) {
            self.close_connection().await?;
        }
        self.keychain().forget(&connection).await?;
        self.connections.remove(id).await
    }

    /// Signs out and closes what is open. Refused while a re-import is under way: it would go on where nobody sees it.
    pub async fn close_connection(&self) -> Result<(), ApplicationError> {
        self.must_be_idle().await?;
        self.close().await;
        Ok(())
    }

    async fn close(&self) {
        // Not held while Acumatica is waited for: everything else that asks for the company would wait too.
        let company = self.company.write().await.take();
        let Some(company) = company else { return };
        let signed_out = tokio::time::timeout(SIGN_OUT_PATIENCE, company.close()).await;
        if !matches!(signed_out, Ok(Ok(()))) {
            tracing::warn!("Acumatica did not take the session back; it frees it by itself after a while");
        }
        let _ = self.events.send(Event::ConnectionChanged(None));
    }

    async fn must_be_idle(&self) -> Result<(), ApplicationError> {
        let working = self.company.read().await.as_ref().and_then(|company| company.working());
        working.map_or(Ok(()), |job| {
            let sentence = format!("A re-import of {job} is running.");
            Err(ApplicationError::new(ApplicationErrorKind::Busy, sentence, "Wait until it has ended."))
        })
    }

    /// Before the program ends, whatever is under way.
    pub async fn quit(&self) {
        self.close().await;
        self.keep_demo().await;
        self.forget_demo().await;
        // Whoever asked for it may have given up; its answer still has to reach the keychain, for the token before is spent.
        if !rest::oauth::renewals_settled(RENEWAL_PATIENCE).await {
            tracing::warn!("a sign-in was being renewed when the program ended; it may be needed again");
        }
    }

    /// Reads both sides of every job again, in the background.
    pub async fn check_now(self: &Arc<Self>) -> Result<(), ApplicationError> {
        let company = self.company().await?;
        let application = self.clone();
        tokio::spawn(async move { application.check(&company).await });
        Ok(())
    }

    /// Reads both sides of every job again and waits for it.
    pub async fn check_and_wait(&self) -> Result<(), ApplicationError> {
        self.company().await?.check().await
    }

    /// How old the figures are, and how far a sweep is.
    pub async fn freshness(&self) -> Result<crate::view::freshness::Freshness, ApplicationError> {
        Ok(self.company().await?.freshness())
    }

    /// The Budgets page.
    pub async fn budgets_page(&self, query: &BudgetsQuery) -> Result<BudgetsPage, ApplicationError> {
        let company = self.company().await?;
        Ok(company.budgets_page(query))
    }

    /// What can be asked about single jobs, line by line.
    pub async fn comparisons(&self) -> Result<Comparisons, ApplicationError> {
        Ok(Comparisons { company: self.company().await? })
    }

    /// A job's lines as they were last read, planned with these choices.
    pub async fn job_lines(&self, job: &JobId, options: &PlanOptions) -> Result<JobLines, ApplicationError> {
        self.company().await?.job_lines(job, options)
    }

    /// Says what became of re-imports that a crash left open, and reads which jobs and projects there are, but none of their lines.
    pub async fn read_lists(&self) -> Result<(), ApplicationError> {
        self.company().await?.read_lists().await
    }

    /// Reads one job again.
    pub async fn read_job(&self, job: &JobId) -> Result<(), ApplicationError> {
        self.company().await?.read_job(job).await
    }

    /// Where the job's Budget tab opens in a browser.
    pub async fn budget_url(&self, job: &JobId) -> Result<String, ApplicationError> {
        self.company().await?.budget_url(job)
    }

    /// What is on the screen, from the top: a sweep reads it first.
    pub async fn show_rows(&self, jobs: Vec<JobId>) -> Result<(), ApplicationError> {
        self.company().await?.sweep_state.show(jobs);
        Ok(())
    }

    /// Waits until a job's locked budget is found unlocked, and tells it then; or waits no longer.
    pub async fn await_unlock(&self, job: &JobId, awaited: bool) -> Result<(), ApplicationError> {
        self.company().await?.await_unlock(job, awaited).await
    }

    /// Plans the re-import of a job from a fresh reading of both sides, with these choices.
    pub async fn prepare_reimport(
        &self,
        job: &JobId,
        options: &PlanOptions,
    ) -> Result<PreparedReimport, ApplicationError> {
        self.company().await?.prepare(job, options).await
    }

    /// Carries a prepared plan out, behind the confirm dialog.
    pub async fn reimport(
        &self,
        plan: &PlanId,
        confirmation: &dyn Confirmation,
    ) -> Result<ReimportEnd, ApplicationError> {
        self.company().await?.reimport(plan, confirmation).await
    }

    /// What the tray tells; `None` while nothing is open.
    pub async fn attention(&self) -> Option<Attention> {
        self.company.read().await.as_ref().map(|company| company.attention())
    }

    /// Puts a notice away.
    pub fn dismiss_notice(&self, id: &str) {
        self.notices().retain(|notice| notice.id != id);
    }

    /// A setting that is no secret, e.g. what the user was told once.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, ApplicationError> {
        self.connections.setting(key).await
    }

    /// Keeps such a setting.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), ApplicationError> {
        self.connections.set_setting(key, value).await
    }

    async fn enter(&self, connection: Connection, secrets: Secrets) -> Result<Connection, ApplicationError> {
        self.close_connection().await?;
        let folder = self.parts.data_folder.join(&connection.id.0);
        let session = self.session_keeper(&connection, folder.clone());
        let sides = self.connect_sides(&connection, &secrets, session)?;
        let journal = Arc::new(Journal::open(&folder)?);
        let user = format!("{} (Acumatica: {})", self.parts.user, connection.acumatica.user);
        let clock = self.parts.clock.clone();
        let claims = JobLocks::below(&folder);
        let company =
            Company::open(connection.clone(), sides, journal, claims, self.events.clone(), clock, user).await?;
        *self.company.write().await = Some(Arc::new(company));
        let _ = self.events.send(Event::ConnectionChanged(Some(Box::new(connection.clone()))));
        Ok(connection)
    }

    async fn check(&self, company: &Company) {
        if let Err(error) = company.check().await {
            tracing::warn!(%error, "the check did not finish");
            self.notice(Tone::Problem, reading_failed(&error));
        }
    }

    pub(crate) async fn company(&self) -> Result<Arc<Company>, ApplicationError> {
        self.company.read().await.clone().ok_or_else(|| {
            ApplicationError::new(
                ApplicationErrorKind::NotReady,
                "No company is open.",
                "Open the demo company or a connection.",
            )
        })
    }

    /// Ends a sign-in that waits for the person's browser; nothing is stored. Where none waits, nothing happens.
    pub fn cancel_sign_in(&self) {
        self.cancelled.notify_waiters();
    }

    /// Answers what a sign-in asked ([`Event::Asked`]): the code, or the number of the company.
    pub fn answer_sign_in(&self, answer: SecretString) {
        self.asking.answer(answer);
    }

    /// Signs in wherever that is done in the browser, and keeps what came of it.
    async fn sign_in_browser(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        of: &[Side],
    ) -> Result<(), ApplicationError> {
        let patience = &self.parts.patience;
        let asked = SignInDoors { browser: self.parts.browser.as_ref(), person: &self.asking };
        for (account, refresh) in clients::sign_in_browser(connection, secrets, of, patience, &asked).await? {
            self.parts.vault.set(&account, &refresh).await?;
        }
        Ok(())
    }

    /// Without a session keeper where the session is over in a moment.
    fn connect_sides(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        session: Option<Arc<dyn SessionKeeper>>,
    ) -> Result<Sides, ApplicationError> {
        let folder = self.parts.data_folder.join(&connection.id.0);
        let keeper = |side: Side, name: &str| -> Arc<dyn TokenKeeper> {
            let (vault, account) = (self.parts.vault.clone(), connection.refresh_account(side));
            Arc::new(VaultTokenKeeper { vault, account, lock: folder.join(name) })
        };
        let keepers = Keepers {
            acumatica: keeper(Side::Acumatica, "acumatica-token.lock"),
            procore: keeper(Side::Procore, "procore-token.lock"),
            session,
        };
        Sides::connect(connection, secrets, keepers, &self.parts.patience)
    }

    /// None for the demo, whose server ends with it; and none for a connection that is not stored, whose secrets come from elsewhere
    /// because this computer's keychain is not to hold any.
    fn session_keeper(&self, connection: &Connection, folder: PathBuf) -> Option<Arc<dyn SessionKeeper>> {
        let (vault, account) = (self.parts.vault.clone(), connection.session_account());
        let kept = VaultSessionKeeper { vault, account, folder, place: tokio::sync::Mutex::default() };
        let is_stored = !connection.is_demo() && !connection.id.is_unstored();
        is_stored.then(|| Arc::new(kept) as Arc<dyn SessionKeeper>)
    }

    fn keychain(&self) -> Keychain {
        Keychain { vault: self.parts.vault.clone() }
    }

    fn notice(&self, tone: Tone, report: Report) {
        let _ = self.events.send(Event::Noticed(Notice::new(tone, report)));
    }

    /// Keeps every notice until it is put away, so that a window opened later shows it too.
    fn keep_notices(self: &Arc<Self>) {
        let (mut events, notices) = (self.events.subscribe(), self.notices.clone());
        tokio::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(Event::Noticed(notice)) => notices.lock().unwrap_or_else(PoisonError::into_inner).push(notice),
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => return,
                }
            }
        });
    }

    fn notices(&self) -> std::sync::MutexGuard<'_, Vec<Notice>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn no_company() -> ApplicationError {
    ApplicationError::new(
        ApplicationErrorKind::Side(Side::Procore, SideErrorKind::Forbidden),
        "This Procore account sees no company.",
        "Let the app be installed in the company: in Procore, Company Admin, App Management.",
    )
}

fn demo_without_keychain(error: &VaultError) -> Report {
    Report {
        message: "The demo company runs without a keychain: its made-up passwords stay in memory.".into(),
        details: vec![error.sentence()],
        remedy: format!("Real connections need one. {}", error.remedy()),
    }
}
