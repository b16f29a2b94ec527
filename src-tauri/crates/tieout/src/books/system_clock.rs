//! The computer's own time.

use async_trait::async_trait;
use jiff::Timestamp;
use reimport::ports::Clock;
use std::time::Duration;

/// The real clock.
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}
