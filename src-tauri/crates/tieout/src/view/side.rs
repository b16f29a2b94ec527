//! Which of the two systems.

use crate::view::twin::twin;

twin! {
    /// A side's name.
    SideName of jobcost::Side {
        /// The estimate's.
        Acumatica,
        /// The budget's.
        Procore,
    }
}
