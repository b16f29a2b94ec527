//! Journeys: real clients, a real SQLite journal, and both vendors simulated over HTTP. One file per kind of journey.

#![expect(clippy::unwrap_used, reason = "a journey may stop where it stands")]

mod balances;
mod broken_instance;
mod choices;
mod closed_connection;
mod comparison;
mod confirmation;
mod cost_codes;
mod crash;
mod demo;
mod economy;
mod editing;
mod happy_path;
mod languages;
mod limits;
mod links;
mod locked;
mod locked_account;
mod mapping;
mod moving_lists;
mod new_codes;
mod outdated;
mod ownership;
mod plainer_requests;
mod preflight;
mod rules;
mod secrets;
mod shown;
mod sign_in;
mod together;
mod two_tenants;
mod unknown_amounts;
mod weather;
mod which_lines;
mod zeroing;

use rust_decimal::Decimal;

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}
