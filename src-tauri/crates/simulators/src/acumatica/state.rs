use jiff::SignedDuration;
use serde_json::value::RawValue;

use super::edit::{EditAfter, WaitingEdit};
use super::estimate::{self, EstimateError};
use super::knobs::Knobs;
use super::line_key::LineKey;
use super::schema::{FieldKind, PROJECT_BUDGET};
use super::sessions::Sessions;
use super::setting::Setting;
use super::store::Store;
use crate::oauth::{Authority, Client, DEMO_REDIRECTS, Lifetimes};
use crate::ridgeline::Company;

/// API users that a trial licence allows at once (Acumatica: licence restrictions, API users).
const TRIAL_SEATS: usize = 2;

/// Wrong passwords before an account is locked; a setting of the site.
const WRONG_PASSWORDS_ALLOWED: u32 = 5;

/// Everything the simulator knows; one lock around it, so that a request sees and leaves it whole.
#[derive(Debug)]
pub(super) struct State {
    pub(super) account: Account,
    pub(super) sessions: Sessions,
    pub(super) oauth: Authority,
    pub(super) store: Store,
    pub(super) knobs: Knobs,
    /// Edits that wait for requests.
    pub(super) waiting: Vec<WaitingEdit>,
}

/// The one user that may sign in.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) tenant: String,
    /// The instance has one tenant, and takes any name for it.
    pub(super) any_tenant: bool,
    pub(super) user: String,
    pub(super) password: String,
    /// Wrong passwords since the last right one.
    pub(super) failures: u32,
    /// So many of them lock the account.
    pub(super) failures_allowed: u32,
}

/// How a name and a password were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasswordCheck {
    Right,
    Wrong,
    /// The account is locked, and stays so whatever comes.
    Locked,
}

impl Account {
    /// Tries a name and a password, and counts a wrong one.
    pub(super) fn try_password(&mut self, name: &str, password: &str) -> PasswordCheck {
        if !name.eq_ignore_ascii_case(&self.user) {
            return PasswordCheck::Wrong;
        }
        if self.failures >= self.failures_allowed {
            return PasswordCheck::Locked;
        }
        let right = password == self.password;
        self.failures = if right { 0 } else { self.failures + 1 };
        if right { PasswordCheck::Right } else { PasswordCheck::Wrong }
    }
}

impl State {
    pub(super) fn of(company: &Company, now: jiff::Timestamp) -> Self {
        Self {
            account: Account {
                tenant: company.tenant.clone(),
                any_tenant: false,
                user: "tieout".into(),
                password: "ridgeline-demo".into(),
                failures: 0,
                failures_allowed: WRONG_PASSWORDS_ALLOWED,
            },
            sessions: Sessions::new(TRIAL_SEATS),
            oauth: Authority::new(connected_application(&company.tenant), LIFETIMES),
            store: Store::of(company, now),
            knobs: Knobs::of(company),
            waiting: Vec::new(),
        }
    }
}

impl State {
    /// Changes one thing about the instance. Fails when it names a line that is not there, or digits that are none.
    pub(super) fn set(&mut self, setting: Setting) -> Result<(), EstimateError> {
        match setting {
            Setting::Digits { line, field, digits } => self.write_digits(&line, &field, digits)?,
            Setting::IdleMinutes { minutes } => {
                self.sessions.set_idle_limit(SignedDuration::from_mins(minutes.into()));
            }
            Setting::WrongPasswords { allowed } => self.account.failures_allowed = allowed,
            Setting::UnlockedAccount => self.account.failures = 0,
            other => self.knobs.turn(other),
        }
        Ok(())
    }

    /// Lets an edit wait for requests.
    pub(super) fn wait_for(&mut self, edit: EditAfter) {
        self.waiting.push(WaitingEdit { edit, counted: 0 });
    }

    fn write_digits(&mut self, line: &LineKey, field: &str, digits: String) -> Result<(), EstimateError> {
        let id = estimate::line_of(&self.store, line)?;
        let known = PROJECT_BUDGET.fields.iter().find(|known| known.name.eq_ignore_ascii_case(field));
        let known = known.filter(|known| known.kind == FieldKind::Number);
        let is_number = serde_json::from_str::<&RawValue>(&digits)
            .is_ok_and(|raw| raw.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()));
        let known = known.filter(|_| is_number).ok_or_else(|| EstimateError::NoAmount(format!("{field} {digits}")))?;
        self.knobs.digits.insert((id, known.name.to_owned()), digits);
        Ok(())
    }
}

/// An hour for access, 30 days for the chain of refresh tokens (Acumatica: Connected Applications, form SM303010). How long a
/// code lives is not documented; five minutes are usual.
const LIFETIMES: Lifetimes = Lifetimes {
    code: SignedDuration::from_mins(5),
    access: SignedDuration::from_hours(1),
    refresh_chain: Some(SignedDuration::from_hours(30 * 24)),
};

/// The demo's application; its id names the tenant, as every client id does.
fn connected_application(tenant: &str) -> Client {
    let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, b"connected application");
    Client {
        id: format!("{}@{tenant}", id.to_string().to_uppercase()),
        secret: "demo-secret-of-acumatica".into(),
        redirect_uris: DEMO_REDIRECTS.map(str::to_owned).into(),
    }
}
