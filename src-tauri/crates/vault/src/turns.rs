//! Changes of one account, one after the other, in the order in which they were asked for. A change that waits for an unlock question is
//! no longer waited for after a while, but goes on; without an order it could land after a later one, and bring an old token back.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};

/// The keychain is the whole process's, so its lines are too.
static LINES: LazyLock<Mutex<HashMap<String, Arc<Line>>>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Line {
    waiting: Mutex<Waiting>,
    moved: Condvar,
}

#[derive(Default)]
struct Waiting {
    last: u64,
    numbers: BTreeSet<u64>,
}

/// A place in the line of an account; the next one's turn comes when it is dropped.
pub(crate) struct Turn {
    line: Arc<Line>,
    number: u64,
}

impl Turn {
    /// Joins the line.
    pub(crate) fn of(account: &str) -> Self {
        let line = LINES.lock().unwrap_or_else(PoisonError::into_inner).entry(account.to_owned()).or_default().clone();
        let number = {
            let mut waiting = line.waiting();
            waiting.last += 1;
            let number = waiting.last;
            waiting.numbers.insert(number);
            number
        };
        Self { line, number }
    }

    /// Blocks until everybody before is done.
    pub(crate) fn wait(&self) {
        let mut waiting = self.line.waiting();
        while waiting.numbers.first() != Some(&self.number) {
            waiting = self.line.moved.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.line.waiting().numbers.remove(&self.number);
        self.line.moved.notify_all();
    }
}

impl Line {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::VaultError;
    use crate::patience::within;
    use std::time::Duration;

    #[tokio::test]
    async fn a_change_that_was_given_up_does_not_land_after_a_later_one() {
        let landed = Arc::new(Mutex::new(Vec::new()));
        let (unlock, locked) = std::sync::mpsc::channel::<()>();
        let change = |name: &'static str, first: Option<std::sync::mpsc::Receiver<()>>| {
            let (turn, landed) = (Turn::of("turns/token"), landed.clone());
            move || {
                turn.wait();
                if let Some(locked) = first {
                    let _ = locked.recv();
                }
                landed.lock().unwrap().push(name);
                Ok(())
            }
        };
        let short = Duration::from_millis(50);
        assert_eq!(within(short, change("old", Some(locked))).await, Err(VaultError::TimedOut));
        assert_eq!(within(short, change("newer", None)).await, Err(VaultError::TimedOut));
        // Another account is not held up, and one that gives its place up holds nobody up.
        let other = Turn::of("turns/other");
        assert_eq!(
            within(Duration::from_secs(5), move || {
                other.wait();
                Ok(())
            })
            .await,
            Ok(())
        );
        drop(Turn::of("turns/token"));
        drop(unlock);
        assert_eq!(within(Duration::from_secs(5), change("newest", None)).await, Ok(()));
        assert_eq!(*landed.lock().unwrap(), ["old", "newer", "newest"]);
    }
}
