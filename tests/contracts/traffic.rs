//! Keeps the traffic of a test and holds it against the contracts when the test ends.

use super::book::Vendor;
use super::check::{Breach, breaches};
use simulators::Simulation;
use simulators::bench::Exchanges;
use std::sync::{Mutex, PoisonError};

/// What goes over both simulators while this lives. Dropped at the end of a test that went well, it panics at a breach.
pub struct Traffic {
    acumatica: Exchanges,
    procore: Exchanges,
    /// Parts of breaches that this test makes on purpose.
    meant: Mutex<Vec<String>>,
}

impl Traffic {
    /// Begins to keep the traffic of both simulators.
    pub fn over(simulation: &Simulation) -> Self {
        let (acumatica, procore) = (&simulation.acumatica.bench.exchanges, &simulation.procore.bench.exchanges);
        acumatica.keep();
        procore.keep();
        Self { acumatica: acumatica.clone(), procore: procore.clone(), meant: Mutex::default() }
    }

    /// Breaches that hold this text are what the test is about: an unkindness that no document knows.
    pub fn means(&self, what: &str) {
        self.meant.lock().unwrap_or_else(PoisonError::into_inner).push(what.to_owned());
    }

    /// What was not as the contracts say so far.
    pub fn breaches(&self) -> Vec<Breach> {
        let mut all = breaches(Vendor::Acumatica, &self.acumatica.all());
        all.extend(breaches(Vendor::Procore, &self.procore.all()));
        let meant = self.meant.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|breach| !meant.iter().any(|what| breach.to_string().contains(what)));
        all
    }
}

impl Drop for Traffic {
    fn drop(&mut self) {
        // A test that fails already says what it has to say; a second panic would end the process.
        if !std::thread::panicking() {
            report(&self.breaches());
        }
    }
}

/// Panics with every breach.
pub fn report(breaches: &[Breach]) {
    let lines: Vec<String> = breaches.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} breaches of tests/contracts:\n{}", lines.len(), lines.join("\n"));
}
