use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One request as the simulator saw it, and what it answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRecord {
    /// 1 for the first request since the simulator started; never reused, not even after the log was cleared.
    pub number: u64,
    /// When it arrived, by the simulator's clock.
    pub at: Timestamp,
    /// `GET`, `POST`, ...
    pub method: String,
    /// Path and query as they were sent.
    pub path: String,
    /// The route that handled it, such as `/entity/{endpoint}/{version}/ProjectBudget`, if one did.
    pub route: Option<String>,
    /// Headers by lower-case name. `authorization` and `cookie` say only of which kind they were.
    pub headers: BTreeMap<String, String>,
    /// The body's text. On sign-in routes every secret in it is replaced by a word.
    pub body: String,
    /// The answer's status. None while it is being handled, and for ever when the connection was closed without an answer.
    pub status: Option<u16>,
    /// Bytes of body that were sent in answer.
    pub answer_bytes: Option<u64>,
    /// The faults that met it, in order, by their effect's word.
    pub faults: Vec<String>,
    /// Whether it signs in or out rather than doing business.
    pub sign_in: bool,
}

impl RequestRecord {
    /// Whether it asked for a change: POST, PUT, PATCH or DELETE, other than signing in or out.
    pub fn is_write(&self) -> bool {
        !self.sign_in && matches!(self.method.as_str(), "POST" | "PUT" | "PATCH" | "DELETE")
    }

    /// Whether the answer never came: still being handled, or closed without one.
    pub fn is_unanswered(&self) -> bool {
        self.status.is_none()
    }
}
