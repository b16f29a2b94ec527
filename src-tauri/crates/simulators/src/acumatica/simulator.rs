use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rust_decimal::Decimal;

use super::control;
use super::edit::{Edit, EditAfter};
use super::estimate::{self, EstimateError};
use super::http::{self, Shared};
use super::licence::{Licence, Queue};
use super::line_key::LineKey;
use super::screens;
use super::setting::Setting;
use super::snapshot::AcumaticaSnapshot;
use super::state::State;
use crate::bench::{Bench, Clock, Running, attach, serve};
use crate::oauth::{self, Authority};
use crate::ridgeline::{Company, EstimateRow, Kind};

/// The path fragment of the routes whose bodies carry credentials.
const SIGN_IN_ROUTES: &[&str] = &["/entity/auth/", "/identity/connect/"];

/// Acumatica, running. It stops when it is dropped.
#[derive(Debug)]
pub struct AcumaticaSimulator {
    /// `http://127.0.0.1:{port}`, to which a site prefix may be added.
    pub base_url: String,
    /// What every simulator can be asked and told.
    pub bench: Bench,
    /// Its OAuth clients, codes and tokens.
    pub oauth: Authority,
    state: Arc<Mutex<State>>,
    queue: Queue,
    running: Running,
}

/// What a client needs to sign in. They open nothing but this simulator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The instance's URL.
    pub base_url: String,
    /// The tenant's login name.
    pub tenant: String,
    /// The user's name.
    pub user: String,
    /// The user's password.
    pub password: String,
    /// The id of the connected application, `GUID@Tenant`.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

impl AcumaticaSimulator {
    /// Serves a company's estimates on loopback, on this port or on a free one. Fails when the port is taken.
    pub async fn start(company: &Company, port: Option<u16>) -> io::Result<Self> {
        let bench = Bench::new(SIGN_IN_ROUTES);
        let state = State::of(company, bench.clock.now());
        let oauth = state.oauth.clone();
        let state = Arc::new(Mutex::new(state));
        let queue = Queue::default();
        let shared = Shared { state: state.clone(), clock: bench.clock.clone(), queue: queue.clone() };
        let router = attach(http::router(shared.clone()), &bench)
            .merge(control::routes(shared, &bench.door))
            .merge(oauth::control_routes(&oauth, &bench.door));
        let running = serve(router, port).await?;
        Ok(Self { base_url: running.base_url.clone(), bench, oauth, state, queue, running })
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.running.port
    }

    /// Stops, and returns when the port is free.
    pub async fn stop(self) {
        self.running.stop().await;
    }

    /// How to sign in.
    pub fn credentials(&self) -> Credentials {
        let account = self.state().account.clone();
        let client = self.oauth.client();
        Credentials {
            base_url: self.base_url.clone(),
            tenant: account.tenant,
            user: account.user,
            password: account.password,
            client_id: client.id,
            client_secret: client.secret,
        }
    }

    /// Gives the user another password.
    pub fn set_password(&self, password: &str) {
        self.state().account.password = password.into();
    }

    /// The simulator's time: sessions expire by it, and changes are dated by it.
    pub fn clock(&self) -> &Clock {
        &self.bench.clock
    }

    /// Changes the original budgeted amount of one line, in the project's currency.
    ///
    /// Fails when there is no line with exactly this key.
    pub fn set_original_amount(
        &self,
        project: &str,
        task: &str,
        cost_code: &str,
        account_group: &str,
        inventory_id: &str,
        amount: Decimal,
    ) -> Result<(), EstimateError> {
        let now = self.bench.clock.now();
        let mut state = self.state();
        let key = LineKey::of(project).task(task).cost_code(cost_code).account_group(account_group).item(inventory_id);
        let id = estimate::line_of(&state.store, &key)?;
        estimate::set_original_amount(&mut state.store, id, amount, now);
        Ok(())
    }

    /// Adds a line to a project's budget. Its task, cost code and account group need not exist elsewhere.
    ///
    /// Fails when the project does not exist or has a line with this key.
    pub fn add_line(&self, project: &str, line: &EstimateRow) -> Result<(), EstimateError> {
        let now = self.bench.clock.now();
        let mut state = self.state();
        let row = state.store.line(project, line);
        estimate::add_line(&mut state.store, row, project, now)
    }

    /// Removes a line. Fails when there is no line with exactly this key.
    pub fn remove_line(
        &self,
        project: &str,
        task: &str,
        cost_code: &str,
        account_group: &str,
        inventory_id: &str,
    ) -> Result<(), EstimateError> {
        let mut state = self.state();
        let key = LineKey::of(project).task(task).cost_code(cost_code).account_group(account_group).item(inventory_id);
        let id = estimate::line_of(&state.store, &key)?;
        state.store.lines.remove(id);
        Ok(())
    }

    /// The sum of a project's original budgeted amounts of one kind, in its currency.
    pub fn original_total(&self, project: &str, kind: Kind) -> Decimal {
        estimate::original_total(&self.state().store, project, kind)
    }

    /// Makes one change of the books at once, as somebody at the vendor's own screens does.
    ///
    /// Fails when what it names is not there.
    pub fn edit(&self, edit: Edit) -> Result<(), EstimateError> {
        let now = self.bench.clock.now();
        screens::apply(&mut self.state(), edit, now)
    }

    /// Lets a change of the books wait for requests: it is made right after the answer to each that it names.
    pub fn edit_after(&self, later: EditAfter) {
        self.state().wait_for(later);
    }

    /// Forgets every [`AcumaticaSimulator::edit_after`].
    pub fn stop_waiting_edits(&self) {
        self.state().waiting.clear();
    }

    /// Changes one thing about the instance from now on. The settings of [`Setting`] do not exclude each other.
    ///
    /// Fails for [`Setting::Digits`] alone, when there is no such line or the digits are no JSON number.
    pub fn set(&self, setting: Setting) -> Result<(), EstimateError> {
        self.state().set(setting)
    }

    /// Every record of the tenant, as it is now.
    pub fn snapshot(&self) -> AcumaticaSnapshot {
        AcumaticaSnapshot::of(&self.state().store)
    }

    /// Takes up what a snapshot of the same company holds. False, and nothing is changed, when it is of another schema.
    pub fn restore(&self, snapshot: &AcumaticaSnapshot) -> bool {
        snapshot.put_on(&mut self.state().store)
    }

    /// How many sessions hold a seat now.
    pub fn sessions(&self) -> usize {
        let now = self.bench.clock.now();
        self.state().sessions.count(now)
    }

    /// Ends every session, as a restart of the site does; the next request of each is answered 401.
    pub fn expire_sessions(&self) {
        self.state().sessions.close_all();
    }

    /// How many API users may be signed in at once; 2 at the start. Those who are stay.
    pub fn set_seats(&self, seats: usize) {
        self.state().sessions.set_seats(seats);
    }

    /// The limits of the licence from now on: what waits in a queue, what is delayed, what is declined.
    pub fn set_licence(&self, licence: Licence) {
        self.queue.set(licence);
    }

    /// How many requests wait in the queue now.
    pub fn queued(&self) -> usize {
        self.queue.waiting()
    }

    /// Answers this entity 403 from now on: `Project`, `ProjectBudget`, `ProjectTask`, `CostCode` or `AccountGroup`.
    pub fn deny(&self, entity: &str) {
        self.state().knobs.denied.insert(entity.to_owned());
    }

    /// Takes a [`AcumaticaSimulator::deny`] back.
    pub fn allow(&self, entity: &str) {
        self.state().knobs.denied.remove(entity);
    }

    /// Refuses to expand this name on a list from now on, with the 500 of the query optimiser.
    pub fn refuse_on_lists(&self, name: &str) {
        self.state().knobs.unlistable.insert(name.to_lowercase());
    }

    /// Whether a numeric comparison in a filter is answered with a 500, as on some instances.
    pub fn refuse_numeric_filters(&self, refused: bool) {
        self.state().knobs.numeric_filters_refused = refused;
    }

    /// Whether keys come padded with spaces.
    pub fn pad_keys(&self, padded: bool) {
        self.state().knobs.padded_keys = padded;
    }

    /// Whether a sign-in without a seat is answered by the web server in front, which does not say why.
    pub fn hide_sign_in_limit(&self, hidden: bool) {
        self.state().knobs.sign_in_limit_unexplained = hidden;
    }

    /// Whether the instance has one tenant, and so takes any name for it.
    pub fn set_single_tenant(&self, single: bool) {
        self.state().account.any_tenant = single;
    }

    /// The versions of the `Default` endpoint that the instance offers; others are answered 404.
    pub fn set_versions(&self, versions: &[&str]) {
        self.state().knobs.versions = versions.iter().map(|version| (*version).to_owned()).collect();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
