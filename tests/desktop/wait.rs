//! Waiting for conditions, never for seconds.

use std::time::{Duration, Instant};

/// How long a condition may take on a busy machine before the test fails and says what it waited for.
const PATIENCE: Duration = Duration::from_mins(3);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// Waits until the look finds something.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        let patient = started.elapsed() < PATIENCE;
        assert!(
            patient,
            "waited in vain for {what}; the screen at that time: {}",
            crate::desktop::last_look().display()
        );
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
