use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::moment::Moment;

type Deed = Box<dyn FnOnce() + Send>;

/// What somebody else does at a moment of the traffic that a test chose: a colleague, a second program. Clones share it.
#[derive(Clone, Default)]
pub struct Happenings(Arc<Mutex<Vec<Happening>>>);

struct Happening {
    moment: Moment,
    matched: u32,
    deed: Deed,
}

/// What happens around one request.
#[derive(Default)]
pub(super) struct Around {
    before: Vec<Deed>,
    after: Vec<Deed>,
}

impl Happenings {
    /// Does this once, at that moment. Deeds of one moment are done in the order they were given.
    pub fn at(&self, moment: Moment, deed: impl FnOnce() + Send + 'static) {
        self.planned().push(Happening { moment, matched: 0, deed: Box::new(deed) });
    }

    /// Forgets what has not happened yet.
    pub fn clear(&self) {
        self.planned().clear();
    }

    /// Counts a request that has just arrived and takes what happens around it.
    pub(super) fn meet(&self, method: &str, path: &str) -> Around {
        let mut around = Around::default();
        let mut planned = self.planned();
        for mut one in std::mem::take(&mut *planned) {
            one.matched += u32::from(one.moment.concerns(method, path));
            match (one.matched >= one.moment.nth, one.moment.handled) {
                (false, _) => planned.push(one),
                (true, false) => around.before.push(one.deed),
                (true, true) => around.after.push(one.deed),
            }
        }
        around
    }

    fn planned(&self) -> MutexGuard<'_, Vec<Happening>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Around {
    pub(super) fn before(&mut self) {
        self.before.drain(..).for_each(|deed| deed());
    }

    pub(super) fn after(self) {
        self.after.into_iter().for_each(|deed| deed());
    }
}

impl fmt::Debug for Happenings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moments: Vec<Moment> = self.planned().iter().map(|one| one.moment.clone()).collect();
        formatter.debug_tuple("Happenings").field(&moments).finish()
    }
}
