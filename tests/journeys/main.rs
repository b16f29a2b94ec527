//! Journeys: real clients, a real SQLite journal, and both vendors simulated over HTTP. One file per kind of journey.

#![expect(clippy::unwrap_used, reason = "a journey may stop where it stands")]

mod apart;
mod balances;
mod broken_instance;
mod choices;
mod closed_connection;
mod comparison;
mod confirmation;
mod cost_codes;
mod crash;
mod currencies;
mod demo;
mod economy;
mod editing;
mod emptied_estimate;
mod happy_path;
mod identity;
mod inactive;
mod languages;
mod late_writes;
mod limits;
mod links;
mod locked;
mod locked_account;
mod many_jobs;
mod mapping;
mod meanwhile;
mod moving_lists;
mod new_codes;
mod others_lock;
mod outdated;
mod ownership;
mod plainer_requests;
mod preflight;
mod reconciling;
mod refused_lines;
mod rights;
mod rules;
mod second_program;
mod secrets;
mod shown;
mod sign_in;
mod spelled;
mod sub_jobs;
mod tie_out_list;
mod together;
mod told_truly;
mod two_tenants;
mod unknown_amounts;
mod unpaged;
mod watch;
mod weather;
mod which_lines;
mod zeroing;

use rust_decimal::Decimal;

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}
