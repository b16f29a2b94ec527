//! Waiting for a keychain, but not for ever.

use crate::error::VaultError;
use std::time::Duration;
use tokio::sync::oneshot;

/// Does blocking work on a thread of its own and waits this long for it.
///
/// A thread, not `spawn_blocking`: a call that waits for an unlock question nobody answers would keep tokio's runtime from ever
/// shutting down, and so the terminal from ending. The thread that is left behind ends with the process.
pub(crate) async fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    let (answer, answered) = oneshot::channel();
    let started = std::thread::Builder::new().name("keychain".to_owned()).spawn(move || {
        if answer.send(work()).is_err() {
            tracing::info!("the keychain answered after nobody waited any more");
        }
    });
    if let Err(error) = started {
        return Err(VaultError::Other(format!("no thread could be started: {error}")));
    }
    match tokio::time::timeout(patience, answered).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(VaultError::Other("its thread ended without an answer".to_owned())),
        Err(_) => Err(VaultError::TimedOut),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_in_time_is_given_on() {
        assert_eq!(within(Duration::from_secs(5), || Ok(7)).await, Ok(7));
        assert_eq!(within::<()>(Duration::from_secs(5), || Err(VaultError::Refused)).await, Err(VaultError::Refused));
    }

    #[tokio::test]
    async fn a_keychain_that_waits_for_somebody_is_not_waited_for() {
        let (unlock, locked) = std::sync::mpsc::channel::<()>();
        let waiting = within(Duration::from_millis(50), move || locked.recv().map_err(|_| VaultError::Locked));
        assert_eq!(waiting.await, Err(VaultError::TimedOut));
        drop(unlock);
    }

    #[tokio::test]
    async fn a_thread_that_panics_is_trouble_not_a_hang() {
        let result = within::<()>(Duration::from_secs(5), || panic!("a defect in the store")).await;
        assert!(matches!(result, Err(VaultError::Other(_))), "{result:?}");
    }
}
