//! Who owns a job's original budget.

use crate::view::twin::twin;

twin! {
    /// Who owns it.
    Ownership of jobcost::Ownership {
        /// A re-import overrides Procore.
        Acumatica,
        /// Acumatica, until somebody makes a budget change in Procore.
        AcumaticaUntilFirstChange,
        /// The two sides are only compared.
        Procore,
    }
}
