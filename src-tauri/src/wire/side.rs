//! Which of the two systems, on the wire.

use serde::Serialize;
use specta::Type;
use tieout::Side;

/// A side's name on the wire.
#[derive(Serialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SideName {
    Acumatica,
    Procore,
}

impl From<Side> for SideName {
    fn from(side: Side) -> Self {
        match side {
            Side::Acumatica => Self::Acumatica,
            Side::Procore => Self::Procore,
        }
    }
}
