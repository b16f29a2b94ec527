//! Time, as a value.

use async_trait::async_trait;
use jiff::Timestamp;
use std::time::Duration;

/// Time, as a value.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Waits.
    async fn sleep(&self, duration: Duration);
}
