//! What is shown first.

use crate::view::connection::Connection;
use crate::view::notice::Notice;
use serde::Serialize;

/// What the window shows first.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct StartState {
    /// The connections there are, without the demo company.
    pub connections: Vec<Connection>,
    /// The one that is open.
    pub open: Option<Connection>,
    /// What the user has not put away yet.
    pub notices: Vec<Notice>,
    /// Tieout's own.
    pub version: &'static str,
}

impl From<crate::application::StartState> for StartState {
    fn from(state: crate::application::StartState) -> Self {
        Self {
            connections: state.connections.into_iter().map(Into::into).collect(),
            open: state.open.map(Into::into),
            notices: state.notices,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
