//! How old the figures are, and what the rate limit still allows.

use crate::view::side::SideName;
use crate::view::watch::Watch;
use jiff::Timestamp;
use serde::Serialize;

/// How far a sweep is.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Reading {
    /// Which side is being read.
    pub side: SideName,
    /// How many of its answers are there.
    pub done: u32,
    /// Of how many.
    pub of: u32,
}

/// What Procore's rate limit still allows, from its own headers.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Limit {
    /// Requests left.
    pub remaining: u32,
    /// Requests in a window.
    pub limit: u32,
    /// When the window begins anew.
    pub resets_at: Timestamp,
}

/// The bottom bar. Times are RFC 3339.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Freshness {
    /// The oldest estimate's reading.
    pub acumatica_read_at: Option<Timestamp>,
    /// The oldest budget's reading.
    pub procore_oldest_read_at: Option<Timestamp>,
    /// The newest budget's reading.
    pub procore_newest_read_at: Option<Timestamp>,
    /// How far a sweep is.
    pub reading: Option<Reading>,
    /// The hourly window.
    pub limit: Option<Limit>,
    /// Until when Procore asks to wait.
    pub paused_until: Option<Timestamp>,
    /// That Tieout looks by itself, and when.
    pub watch: Watch,
}
