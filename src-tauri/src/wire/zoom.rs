//! How the window is asked to be drawn larger or smaller.

use serde::Deserialize;

/// A step of the window's size of drawing.
#[derive(Deserialize, specta::Type, Clone, Copy, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ZoomStep {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// As it was made.
    Usual,
}
