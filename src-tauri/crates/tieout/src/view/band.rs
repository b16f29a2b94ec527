//! The colour of a connection's band, beside every page while it is open.

use serde::{Deserialize, Serialize};

/// A colour that the user gave a connection's band. Without one its environment decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "colours")]
pub enum Band {
    Green,
    Blue,
    Violet,
    Amber,
    Red,
}
