//! The application's clock as the clients take it, so that their waits, rate windows and tokens depend on the same one.

use async_trait::async_trait;
use jiff::Timestamp;
use reimport::ports::Clock;
use std::sync::Arc;
use std::time::Duration;

pub(crate) struct ClientClock(pub(crate) Arc<dyn Clock>);

#[async_trait]
impl rest::Clock for ClientClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    async fn sleep(&self, time: Duration) {
        self.0.sleep(time).await;
    }
}
