//! The watch: Tieout looks at the jobs by itself and tells what it finds, once. It reads, and never writes to either side or asks anything.

pub(crate) mod balance;
pub(crate) mod days;
pub(crate) mod glance;
pub(crate) mod look;
pub(crate) mod precedence;
pub(crate) mod schedule;
pub(crate) mod settings;
pub(crate) mod state;
pub(crate) mod told;
pub(crate) mod words;
