use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::sessions::Sessions;
use super::store::Store;
use crate::oauth::{Authority, Client, DEMO_REDIRECTS, Lifetimes};
use crate::ridgeline::Company;

/// API users that a trial licence allows at once (Acumatica: licence restrictions, API users).
const TRIAL_SEATS: usize = 2;

/// Versions of the `Default` endpoint in which the five entities do not differ; all of them speak contract version 4.
pub(super) const VERSIONS: [&str; 3] = ["23.200.001", "24.200.001", "25.200.001"];

/// Names of `Project` that stand on views a list cannot be optimised for.
const UNLISTABLE: [&str; 3] = ["Balances", "Invoices", "ActivityHistory"];

/// Everything the simulator knows; one lock around it, so that a request sees and leaves it whole.
#[derive(Debug)]
pub(super) struct State {
    pub(super) account: Account,
    pub(super) sessions: Sessions,
    pub(super) oauth: Authority,
    pub(super) store: Store,
    pub(super) knobs: Knobs,
}

/// The one user that may sign in.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) tenant: String,
    /// The instance has one tenant, and takes any name for it.
    pub(super) any_tenant: bool,
    pub(super) user: String,
    pub(super) password: String,
}

/// How this instance differs from the next one.
#[derive(Debug)]
pub(super) struct Knobs {
    /// Entities that are answered 403.
    pub(super) denied: BTreeSet<String>,
    /// Names whose expansion on a list is a 500, in lower case.
    pub(super) unlistable: BTreeSet<String>,
    /// A numeric comparison in a filter is a 500.
    pub(super) numeric_filters_refused: bool,
    /// Keys come padded with spaces to their width.
    pub(super) padded_keys: bool,
    /// A sign-in without a seat is told by the web server's own text.
    pub(super) sign_in_limit_unexplained: bool,
    /// The versions of the `Default` endpoint.
    pub(super) versions: Vec<String>,
}

impl State {
    pub(super) fn of(company: &Company, now: jiff::Timestamp) -> Self {
        Self {
            account: Account {
                tenant: company.tenant.clone(),
                any_tenant: false,
                user: "tieout".into(),
                password: "ridgeline-demo".into(),
            },
            sessions: Sessions::new(TRIAL_SEATS),
            oauth: Authority::new(connected_application(&company.tenant), LIFETIMES),
            store: Store::of(company, now),
            knobs: Knobs::default(),
        }
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

impl Default for Knobs {
    fn default() -> Self {
        Self {
            denied: BTreeSet::new(),
            unlistable: UNLISTABLE.iter().map(|name| name.to_lowercase()).collect(),
            numeric_filters_refused: false,
            padded_keys: false,
            sign_in_limit_unexplained: false,
            versions: VERSIONS.map(str::to_owned).into(),
        }
    }
}
