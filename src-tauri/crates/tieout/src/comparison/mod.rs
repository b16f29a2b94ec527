//! One job line by line: its plan, what the user chose of it, what is shown of it, and the one door to its re-import.

pub(crate) mod arrangement;
pub(crate) mod choices;
pub(crate) mod choosing;
pub(crate) mod divisions;
pub(crate) mod exporting;
pub(crate) mod kept_choices;
pub(crate) mod line_row;
pub(crate) mod open_comparison;
pub(crate) mod outdated;
pub(crate) mod plans;
pub(crate) mod refused;
pub(crate) mod reimport;
pub(crate) mod replanned;
pub(crate) mod standing_items;
pub(crate) mod summary;
pub(crate) mod sums;
pub(crate) mod table;
