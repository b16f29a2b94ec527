//! What must survive: re-imports, line changes, snapshots, caches and settings that are not secret, in SQLite.
//!
//! One [`Journal`] is one file, `journal.sqlite3`, in a folder of its own. Before the first request of a re-import leaves, its
//! intent is on the disk (write-ahead log, `synchronous=FULL`), so that a power cut at any byte leaves a record that says what
//! was meant and how far it came. Amounts are stored as the digits of the decimal, never as a number of SQLite's.

mod adoptions;
mod awaited_unlocks;
mod cache;
mod choices;
mod error;
mod history;
mod intent;
mod journal;
mod links;
mod mapping;
mod out_of_balance_days;
mod ownership;
mod place;
mod private;
mod reconciling_items;
mod reimports;
mod schema;
mod seen_balances;
mod settings;
mod text;

pub use cache::Remembered;
pub use choices::{ChoiceSet, MadeChoice};
pub use history::ClosedReimport;
pub use journal::Journal;
pub use links::{Adoption, LinkDecision, SetLink};
pub use mapping::{SavedMapping, mapping_from_text, mapping_to_text};
pub use out_of_balance_days::DayOutOfBalance;
pub use ownership::SetOwnership;
pub use place::FILE_NAME;
pub use private::{close_to_others, private_file, private_folder};
pub use reconciling_items::{EndedItem, ItemEnding, ItemRecord, ReconcilingItem};
pub use seen_balances::SeenBalance;

#[cfg(test)]
mod example;
