//! Who owns a job's original budget, on the wire.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Who owns it.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Ownership {
    Acumatica,
    AcumaticaUntilFirstChange,
    Procore,
}

impl From<tieout::Ownership> for Ownership {
    fn from(ownership: tieout::Ownership) -> Self {
        match ownership {
            tieout::Ownership::Acumatica => Self::Acumatica,
            tieout::Ownership::AcumaticaUntilFirstChange => Self::AcumaticaUntilFirstChange,
            tieout::Ownership::Procore => Self::Procore,
        }
    }
}

impl From<Ownership> for tieout::Ownership {
    fn from(ownership: Ownership) -> Self {
        match ownership {
            Ownership::Acumatica => Self::Acumatica,
            Ownership::AcumaticaUntilFirstChange => Self::AcumaticaUntilFirstChange,
            Ownership::Procore => Self::Procore,
        }
    }
}
