//! The estimate's side: Acumatica Cloud ERP through its contract-based REST API, read only.
//!
//! Facts are from the vendor's Integration Development Guide and from published integrations; each file names its own.

mod account;
mod checked_totals;
mod client;
mod control_totals;
mod cookie_session;
mod cost_codes;
mod currencies;
mod door;
mod endpoint;
mod error;
mod estimate;
mod field;
mod instance_url;
mod last_refusal;
mod lines;
mod lists;
mod pages;
mod patience;
mod phrases;
mod preflight;
mod project_page;
mod projects;
mod reading;
mod reading_error;
mod request_error;
mod session;
mod session_keeper;
mod sign_in;
mod token;
mod token_session;
mod ways;

pub use account::{AcumaticaAccount, AcumaticaSignIn, Application};
pub use client::AcumaticaClient;
pub use instance_url::{InstanceUrlError, clean_instance_url};
pub use preflight::{Greeting, Reading};
pub use project_page::project_page;
pub use session_keeper::SessionKeeper;
pub use sign_in::{SCOPES, flows};
