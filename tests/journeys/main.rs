//! Journeys: real clients, a real SQLite journal, and both vendors simulated over HTTP. One file per kind of journey.

#![expect(clippy::unwrap_used, reason = "a journey may stop where it stands")]

mod choices;
mod comparison;
mod confirmation;
mod crash;
mod demo;
mod economy;
mod editing;
mod happy_path;
mod limits;
mod links;
mod locked;
mod mapping;
mod new_codes;
mod outdated;
mod ownership;
mod preflight;
mod rules;
mod secrets;
mod shown;
mod sign_in;
mod together;
mod weather;

use rust_decimal::Decimal;

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}
