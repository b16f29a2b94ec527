//! The application: opens and closes companies, and stores the connections to them.

use crate::company::company::{Company, Opening};
use crate::company::person::recorded;
use crate::connections::connection::{Connection, ConnectionId, Secrets};
use crate::connections::demo::{DemoCompany, DemoPorts};
use crate::connections::edit::{Edit, edited};
use crate::connections::form::{ConnectionForm, accepted};
use crate::connections::list::Connections;
use crate::news::desk::NewsDesk;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::news::event::Event;
use crate::sign_in::browser::Browser;
use crate::sign_in::desk::SignInDesk;
use crate::view::check::Check;
use crate::view::notice::Notice;
use jobcost::Side;
use reimport::ports::Clock;
use rest::Timeouts;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::RwLock;
use vault::Vault;

/// How long quitting waits for Acumatica to take its session back.
const SIGN_OUT_TIMEOUT: Duration = Duration::from_secs(4);
/// How long quitting waits for a sign-in that is being renewed.
const RENEWAL_TIMEOUT: Duration = Duration::from_secs(10);
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
    pub timeouts: Timeouts,
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
    clock: Arc<dyn Clock>,
    user: String,
    connections: Connections,
    news: NewsDesk,
    sign_in: SignInDesk,
    demo: Arc<DemoCompany>,
    company: RwLock<Option<Arc<Company>>>,
}

impl Application {
    /// Opens the list of connections. Must run inside a tokio runtime.
    pub async fn start(parts: Parts) -> Result<Arc<Self>, ApplicationError> {
        let Parts { data_folder, vault, clock, timeouts, demo_ports, browser, user } = parts;
        let connections = Connections::open(&data_folder).await?;
        let news = NewsDesk::new();
        let demo = Arc::new(DemoCompany::new(data_folder.clone(), demo_ports));
        demo.keep_after_reimports(&news);
        let sign_in = SignInDesk::new(data_folder, vault, timeouts, clock.clone(), browser, news.clone());
        Ok(Arc::new(Self { clock, user, connections, news, sign_in, demo, company: RwLock::new(None) }))
    }

    /// What happens, and what the user was told and has not put away.
    pub fn news(&self) -> &NewsDesk {
        &self.news
    }

    /// The connections that are stored, and settings that are no secret.
    pub fn connections(&self) -> &Connections {
        &self.connections
    }

    /// A sign-in that is under way, and one that is tried out.
    pub fn sign_in(&self) -> &SignInDesk {
        &self.sign_in
    }

    /// The company that is open. Fails where none is.
    pub async fn company(&self) -> Result<Arc<Company>, ApplicationError> {
        self.company.read().await.clone().ok_or_else(|| {
            ApplicationError::new(
                ApplicationErrorKind::NotReady,
                "No company is open.",
                "Open the demo company or a connection.",
            )
        })
    }

    /// What to show first.
    pub async fn start_state(&self) -> Result<StartState, ApplicationError> {
        let open = self.company.read().await.as_ref().map(|company| company.connection().clone());
        let notices = self.news.notices_beside(open.as_ref().map(|connection| &connection.id));
        Ok(StartState { connections: self.connections.all().await?, open, notices })
    }

    /// Opens the demo company: starts both simulators on loopback and signs in to them like to any other.
    pub async fn open_demo(&self) -> Result<Connection, ApplicationError> {
        let (connection, secrets) = self.demo.account().await?;
        self.demo.store(self.sign_in.keychain(), connection.clone(), secrets.clone(), self.news.clone());
        self.open(connection, secrets).await
    }

    /// Opens a stored connection with the secrets from the keychain.
    pub async fn open_connection(&self, id: &ConnectionId) -> Result<Connection, ApplicationError> {
        let connection = self.connections.find(id).await?;
        let secrets = self.sign_in.keychain().read(&connection).await?;
        self.open(connection, secrets).await
    }

    /// Opens what the form says without storing anything: for machines whose secrets come from elsewhere. Its journal lies in a folder
    /// named after the two companies, so that the next time finds it again.
    pub async fn open_unstored(&self, form: ConnectionForm) -> Result<Connection, ApplicationError> {
        let (connection, secrets) = accepted(form)?.whole()?;
        self.open(Connection { id: ConnectionId::of_unstored(&connection), ..connection }, secrets).await
    }

    /// Signs in on both sides with what the form says; only when both agree is anything stored.
    pub async fn connect(&self, form: ConnectionForm) -> Result<Connection, ApplicationError> {
        let mut draft = accepted(form)?;
        if let Err(error) = self.sign_in.try_out(&mut draft, &BOTH).await {
            // Half of the credentials is of no use to anyone, and none that do not work either.
            let _ = self.sign_in.keychain().forget(&draft.connection).await;
            return Err(error);
        }
        self.connections.add(&draft.connection).await?;
        self.open(draft.connection, draft.secrets).await
    }

    /// Changes a connection: signs in on both sides first, and leaves everything as it was where that fails. Secrets that the form
    /// leaves empty stay. If it was open, it is closed before, for it may hold Acumatica's only seat, and opened again.
    pub async fn edit_connection(
        &self,
        id: &ConnectionId,
        form: ConnectionForm,
    ) -> Result<Connection, ApplicationError> {
        let old = self.connections.find(id).await?;
        let keychain = self.sign_in.keychain();
        let secrets = keychain.read(&old).await?;
        let Edit { mut draft, anew } = edited(&old, &secrets, form)?;
        let was_open = self.close_if_open(id).await?;
        let tokens = keychain.tokens(&old, &anew).await?;
        if let Err(error) = self.sign_in.try_out(&mut draft, &anew).await {
            keychain.forget_unneeded(&draft.connection, &old).await?;
            keychain.put_back(&old, &secrets, tokens).await?;
            if was_open && let Err(reopening) = self.open(old, secrets).await {
                tracing::warn!(%reopening, "the connection that was open before could not be opened again");
            }
            return Err(error);
        }
        self.connections.change(&draft.connection).await?;
        keychain.forget_unneeded(&old, &draft.connection).await?;
        if was_open { self.open(draft.connection, draft.secrets).await } else { Ok(draft.connection) }
    }

    /// Forgets a connection: its secrets in the keychain and its line in the list. Its journal stays, for it is the record of what
    /// was done.
    pub async fn forget_connection(&self, id: &ConnectionId) -> Result<(), ApplicationError> {
        let connection = self.connections.find(id).await?;
        self.close_if_open(id).await?;
        self.sign_in.keychain().forget(&connection).await?;
        self.connections.remove(id).await
    }

    /// Signs out and closes what is open. Refused while a re-import is under way: it would go on where nobody sees it.
    pub async fn close_connection(&self) -> Result<(), ApplicationError> {
        self.must_be_idle().await?;
        self.close().await;
        Ok(())
    }

    /// Asks both sides of a connection every question the work depends on. What is open is asked through its own session.
    pub async fn preflight(&self, id: &ConnectionId) -> Result<Vec<Check>, ApplicationError> {
        let open = self.company.read().await.clone().filter(|company| company.connection().id == *id);
        if let Some(open) = open {
            return Ok(open.preflight().await);
        }
        let connection = self.connections.find(id).await?;
        let secrets = self.sign_in.keychain().read(&connection).await?;
        self.sign_in.ask_every_question(&connection, &secrets).await
    }

    /// Before the program ends, whatever is under way.
    pub async fn quit(&self) {
        self.close().await;
        self.demo.keep_books().await;
        self.demo.forget(&self.sign_in.keychain()).await;
        // Who asked for it may have given up; its answer still has to reach the keychain, because the token before is spent.
        if !rest::oauth::renewals_settled(RENEWAL_TIMEOUT).await {
            tracing::warn!("a sign-in was being renewed when the program ended; it may be needed again");
        }
    }

    async fn open(&self, connection: Connection, secrets: Secrets) -> Result<Connection, ApplicationError> {
        self.close_connection().await?;
        let session = self.sign_in.session_keeper(&connection);
        let sides = self.sign_in.connect_sides(&connection, &secrets, session)?;
        let opening = Opening {
            folder: self.sign_in.folder(&connection),
            user: recorded(&self.user, &connection.acumatica.user),
            connection: connection.clone(),
            sides,
            news: self.news.clone(),
            clock: self.clock.clone(),
            watch_every: connection.is_demo().then(|| self.demo.watch_every()).flatten(),
        };
        let company = Company::open(opening).await?;
        *self.company.write().await = Some(Arc::new(company));
        self.news.tell(Event::ConnectionChanged(Some(Box::new(connection.clone()))));
        Ok(connection)
    }

    async fn close(&self) {
        // Not held while Acumatica is waited for: everything else that asks for the company would wait too.
        let company = self.company.write().await.take();
        let Some(company) = company else { return };
        let signed_out = tokio::time::timeout(SIGN_OUT_TIMEOUT, company.close()).await;
        if !matches!(signed_out, Ok(Ok(()))) {
            tracing::warn!("Acumatica did not take the session back; it frees it by itself after a while");
        }
        self.news.tell(Event::ConnectionChanged(None));
    }

    async fn close_if_open(&self, id: &ConnectionId) -> Result<bool, ApplicationError> {
        let is_open = self.company.read().await.as_ref().is_some_and(|company| company.connection().id == *id);
        if is_open {
            self.close_connection().await?;
        }
        Ok(is_open)
    }

    async fn must_be_idle(&self) -> Result<(), ApplicationError> {
        let working = self.company.read().await.as_ref().and_then(|company| company.working());
        working.map_or(Ok(()), |job| {
            let sentence = format!("A re-import of {job} is running.");
            Err(ApplicationError::new(ApplicationErrorKind::Busy, sentence, "Wait until it has ended."))
        })
    }
}
