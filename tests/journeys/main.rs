//! Journeys: real clients, a real SQLite journal, and both vendors simulated over HTTP. One file per kind of journey.

#![expect(clippy::unwrap_used, reason = "a journey may stop where it stands")]

mod apart;
mod choices;
mod comparison;
mod confirmation;
mod crash;
mod currencies;
mod demo;
mod economy;
mod editing;
mod happy_path;
mod identity;
mod inactive;
mod late_writes;
mod limits;
mod links;
mod locked;
mod many_jobs;
mod mapping;
mod meanwhile;
mod new_codes;
mod others_lock;
mod outdated;
mod ownership;
mod preflight;
mod refused_lines;
mod rights;
mod rules;
mod second_program;
mod secrets;
mod sign_in;
mod spelled;
mod sub_jobs;
mod together;
mod told_truly;
mod unpaged;
mod weather;
mod zeroing;

use rust_decimal::Decimal;

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}
