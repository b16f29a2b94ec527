//! What the application answers, as the window gets it.

use serde::Serialize;
use serde_json::Value;

pub(crate) fn shown(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}
