//! What was last read of every job, and the reading of it.

pub(crate) mod books;
pub(crate) mod freshness;
pub(crate) mod job_book;
pub(crate) mod reading_order;
pub(crate) mod recording;
pub(crate) mod settled;
pub(crate) mod sweep;
pub(crate) mod system_clock;
