//! Signing in: the clients of a connection, what the person is asked meanwhile, and the keeping of what came of it. Knows no open company.

use crate::connections::connection::{Connection, Secrets};
use crate::connections::form::{ConnectionForm, Draft, accepted};
use crate::news::desk::NewsDesk;
use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::preflight::preflight;
use crate::sign_in::browser::{Browser, SignInDoors};
use crate::sign_in::clients::{self, Keepers, Sides};
use crate::sign_in::questions::{QuestionDesk, cancelled};
use crate::sign_in::secrets::Keychain;
use crate::sign_in::session_keeper::VaultSessionKeeper;
use crate::sign_in::token_keeper::VaultTokenKeeper;
use crate::view::check::Check;
use crate::view::sign_in::{CompanyChoice, SignInQuestion};
use acumatica::SessionKeeper;
use jobcost::Side;
use reimport::SideErrorKind;
use reimport::ports::Clock;
use rest::Timeouts;
use rest::oauth::TokenKeeper;
use secrecy::{ExposeSecret, SecretString};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Notify;
use vault::Vault;

/// Where connections are signed in.
pub struct SignInDesk {
    data_folder: PathBuf,
    vault: Arc<dyn Vault>,
    timeouts: Timeouts,
    clock: Arc<dyn Clock>,
    browser: Arc<dyn Browser>,
    /// Told when the person no longer wants the sign-in that waits for their browser.
    cancelled: Notify,
    /// What a sign-in asks them meanwhile.
    questions: QuestionDesk,
}

impl SignInDesk {
    pub(crate) fn new(
        data_folder: PathBuf,
        vault: Arc<dyn Vault>,
        timeouts: Timeouts,
        clock: Arc<dyn Clock>,
        browser: Arc<dyn Browser>,
        news: NewsDesk,
    ) -> Self {
        let questions = QuestionDesk::new(news);
        Self { data_folder, vault, timeouts, clock, browser, cancelled: Notify::new(), questions }
    }

    /// Answers what a sign-in asked ([`Event::Asked`](crate::Event::Asked)): the code, or the number of the company.
    pub fn answer(&self, answer: SecretString) {
        self.questions.answer(answer);
    }

    /// Ends a sign-in that waits for the person's browser; nothing is stored. Where none waits, nothing happens.
    pub fn cancel(&self) {
        self.cancelled.notify_waiters();
    }

    /// Asks both sides every question the work depends on, with what the form says, before anything is stored.
    pub async fn test(&self, form: ConnectionForm) -> Result<Vec<Check>, ApplicationError> {
        let draft = accepted(form)?;
        if draft.connection.signs_in_browser() {
            return Err(ApplicationError::new(
                ApplicationErrorKind::NotReady,
                "A sign-in in the browser can be tested once it is there.",
                "Connect first, then test the connection.",
            ));
        }
        let (connection, secrets) = draft.whole()?;
        self.ask_every_question(&connection, &secrets).await
    }

    /// The same of a connection that is not open, in a session of its own.
    pub(crate) async fn ask_every_question(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<Vec<Check>, ApplicationError> {
        let sides = self.connect_sides(connection, secrets, None)?;
        let checks = preflight(connection, &sides, self.clock.now()).await;
        sign_out(&sides).await;
        Ok(checks)
    }

    /// Signs in on these sides anew, and keeps the secrets once both sides agree.
    pub(crate) async fn try_out(&self, draft: &mut Draft, anew: &[Side]) -> Result<(), ApplicationError> {
        tokio::select! {
            asked = self.ask_person(draft, anew) => asked?,
            () = self.cancelled.notified() => return Err(cancelled()),
        }
        let sides = self.connect_sides(&draft.connection, &draft.secrets, None)?;
        let checked = sides.check().await;
        sign_out(&sides).await;
        checked?;
        Ok(self.keychain().store(&draft.connection, &draft.secrets).await?)
    }

    /// What only the person can do. They may cancel it; after it, a session is begun that has to be ended.
    async fn ask_person(&self, draft: &mut Draft, anew: &[Side]) -> Result<(), ApplicationError> {
        self.sign_in_browser(&draft.connection, &draft.secrets, anew).await?;
        self.choose_company(draft).await
    }

    /// Signs in wherever that is done in the browser, and keeps what came of it.
    async fn sign_in_browser(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        of: &[Side],
    ) -> Result<(), ApplicationError> {
        let doors = SignInDoors { browser: self.browser.as_ref(), person: &self.questions };
        for (account, refresh) in clients::sign_in_browser(connection, secrets, of, &self.timeouts, &doors).await? {
            self.vault.set(&account, &refresh).await?;
        }
        Ok(())
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
                let answer = self.questions.ask(SignInQuestion::ChooseCompany { companies }).await?;
                let chosen = answer.expose_secret().trim().parse().ok();
                chosen.filter(|id| seen.iter().any(|one| one.id == *id)).ok_or_else(no_company)?
            }
        };
        draft.connection.procore.company_id = chosen;
        Ok(())
    }

    /// Both clients of a connection. Without a session keeper where the session is over in a moment.
    pub(crate) fn connect_sides(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        session: Option<Arc<dyn SessionKeeper>>,
    ) -> Result<Sides, ApplicationError> {
        let folder = self.folder(connection);
        let keeper = |side: Side, name: &str| -> Arc<dyn TokenKeeper> {
            let (vault, account) = (self.vault.clone(), connection.refresh_account(side));
            Arc::new(VaultTokenKeeper { vault, account, lock: folder.join(name) })
        };
        let keepers = Keepers {
            acumatica: keeper(Side::Acumatica, "acumatica-token.lock"),
            procore: keeper(Side::Procore, "procore-token.lock"),
            session,
        };
        Sides::connect(connection, secrets, keepers, self.timeouts, self.clock.clone())
    }

    /// None for the demo, whose server ends with it; and none for a connection that is not stored, whose secrets come from elsewhere
    /// because this computer's keychain is not to hold any.
    pub(crate) fn session_keeper(&self, connection: &Connection) -> Option<Arc<dyn SessionKeeper>> {
        let (vault, account) = (self.vault.clone(), connection.session_account());
        let folder = self.folder(connection);
        let keeper = VaultSessionKeeper { vault, account, folder, place: tokio::sync::Mutex::default() };
        let is_stored = !connection.is_demo() && !connection.id.is_unstored();
        is_stored.then(|| Arc::new(keeper) as Arc<dyn SessionKeeper>)
    }

    /// The secrets of all connections.
    pub(crate) fn keychain(&self) -> Keychain {
        Keychain { vault: self.vault.clone() }
    }

    /// Where a connection's journal and lock files lie.
    pub(crate) fn folder(&self, connection: &Connection) -> PathBuf {
        self.data_folder.join(&connection.id.0)
    }
}

/// Acumatica frees a session that is not given back by itself, after a while.
async fn sign_out(sides: &Sides) {
    if let Err(error) = sides.source.sign_out().await {
        tracing::warn!(%error, "Acumatica did not take the session back; it frees it by itself after a while");
    }
}

fn no_company() -> ApplicationError {
    ApplicationError::new(
        ApplicationErrorKind::Side(Side::Procore, SideErrorKind::Forbidden),
        "This Procore account sees no company.",
        "Let the app be installed in the company: in Procore, Company Admin, App Management.",
    )
}
