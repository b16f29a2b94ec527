//! One job line by line: its plan, what the user chose of it, and what is shown of it.

pub(crate) mod arrangement;
pub(crate) mod choices;
pub(crate) mod comparisons;
pub(crate) mod exporting;
pub(crate) mod line_row;
pub(crate) mod outdated;
pub(crate) mod plans;
pub(crate) mod prepared_plans;
pub(crate) mod summary;
pub(crate) mod sums;
pub(crate) mod table;
