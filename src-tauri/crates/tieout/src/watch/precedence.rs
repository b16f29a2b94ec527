//! Who goes first: a re-import that somebody waits for, before a look that nobody asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// How many re-imports somebody waits for, and whether the look under way is one that nobody asked for; its copies are one.
#[derive(Clone, Default)]
pub(crate) struct Precedence {
    waited_for: Arc<watch::Sender<usize>>,
    unasked: Arc<AtomicBool>,
}

impl Precedence {
    /// Somebody waits for a re-import, or for its plan, until the guard is dropped.
    pub(crate) fn somebody_waits(&self) -> WaitGuard {
        self.waited_for.send_modify(|count| *count += 1);
        WaitGuard(self.waited_for.clone())
    }

    /// Somebody waits right now.
    pub(crate) fn is_waited_for(&self) -> bool {
        *self.waited_for.borrow() > 0
    }

    /// Ends when nobody waits any more.
    pub(crate) async fn until_nobody_waits(&self) {
        // It cannot fail: who sends is held meanwhile.
        let _ = self.waited_for.subscribe().wait_for(|count| *count == 0).await;
    }

    /// The look that begins now is one that nobody asked for, until the guard is dropped.
    pub(crate) fn nobody_asked(&self) -> UnaskedGuard {
        self.unasked.store(true, Ordering::SeqCst);
        UnaskedGuard(self.unasked.clone())
    }

    /// Between two jobs of a look: one that nobody asked for waits until nobody waits for anything else.
    pub(crate) async fn give_way(&self) {
        if self.unasked.load(Ordering::SeqCst) {
            self.until_nobody_waits().await;
        }
    }
}

/// Somebody waits.
pub(crate) struct WaitGuard(Arc<watch::Sender<usize>>);

impl Drop for WaitGuard {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

/// A look that nobody asked for is under way.
pub(crate) struct UnaskedGuard(Arc<AtomicBool>);

impl Drop for UnaskedGuard {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    async fn passes(precedence: &Precedence) -> bool {
        tokio::time::timeout(Duration::from_secs(1), precedence.give_way()).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn only_a_look_that_nobody_asked_for_gives_way() {
        let precedence = Precedence::default();
        let (one, other) = (precedence.somebody_waits(), precedence.somebody_waits());
        assert!(passes(&precedence).await, "somebody asked for this look");
        let unasked = precedence.nobody_asked();
        assert!(!passes(&precedence).await);
        drop(one);
        assert!(!passes(&precedence).await && precedence.is_waited_for());
        drop(other);
        assert!(passes(&precedence).await && !precedence.is_waited_for());
        drop(unasked);
        let _again = precedence.somebody_waits();
        assert!(passes(&precedence).await);
    }
}
