use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use super::fault::{Effect, Fault, FaultId};

/// The faults that are injected. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    last_id: u64,
    injected: Vec<ActiveFault>,
}

#[derive(Debug)]
struct ActiveFault {
    id: FaultId,
    fault: Fault,
    matched: u32,
    barrier: Barrier,
}

/// What a held request waits at.
#[derive(Clone, Debug)]
pub(super) struct Barrier(Arc<Semaphore>);

/// An effect that a request has met, with the barrier of its fault.
#[derive(Clone, Debug)]
pub(super) struct FaultEffect {
    pub(super) effect: Effect,
    pub(super) barrier: Barrier,
}

impl Faults {
    /// Lets something go wrong from now on. Several faults may meet one request; they act in the order of their injection.
    pub fn inject(&self, fault: Fault) -> FaultId {
        let mut state = self.state();
        state.last_id += 1;
        let id = FaultId(state.last_id);
        state.injected.push(ActiveFault { id, fault, matched: 0, barrier: Barrier::new() });
        id
    }

    /// Lets the requests go that this fault holds, and those it would have held. False when there is no such fault.
    pub fn release(&self, id: FaultId) -> bool {
        let state = self.state();
        let found = state.injected.iter().find(|injected| injected.id == id);
        if let Some(injected) = found {
            injected.barrier.open();
        }
        found.is_some()
    }

    /// Removes one fault and lets go what it holds. False when there is no such fault.
    pub fn remove(&self, id: FaultId) -> bool {
        let mut state = self.state();
        let Some(index) = state.injected.iter().position(|injected| injected.id == id) else { return false };
        state.injected.remove(index).barrier.open();
        true
    }

    /// Removes all faults and lets go whatever they hold.
    pub fn clear(&self) {
        for injected in self.state().injected.drain(..) {
            injected.barrier.open();
        }
    }

    /// How many requests this fault has matched since its injection, whether or not it acted on them.
    pub fn matched(&self, id: FaultId) -> u32 {
        self.state().injected.iter().find(|injected| injected.id == id).map_or(0, |injected| injected.matched)
    }

    /// The effects on a request that has just arrived; counts it.
    pub(super) fn meet(&self, method: &str, path: &str) -> Vec<FaultEffect> {
        let mut met = Vec::new();
        for injected in &mut self.state().injected {
            if injected.fault.concerns(method, path) {
                injected.matched += 1;
                if injected.fault.nth.includes(injected.matched) {
                    met.push(FaultEffect { effect: injected.fault.effect.clone(), barrier: injected.barrier.clone() });
                }
            }
        }
        met
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Barrier {
    fn new() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    fn open(&self) {
        self.0.close();
    }

    /// Returns once it is open. No permit is ever given: the semaphore only closes.
    pub(super) async fn pass(&self) {
        if self.0.acquire().await.is_ok() {
            unreachable!("the barrier has no permits to give");
        }
    }
}
