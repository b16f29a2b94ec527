//! The bench under both simulators: what every one of them can be asked and told, whatever it simulates.
//!
//! A [`Bench`] remembers each request ([`RequestLog`]), breaks the ones it was told to break ([`Faults`]), answers as slowly as
//! it was told to ([`Latency`]) and keeps the simulator's time ([`Clock`]). [`attach`] puts it in front of a router and adds the
//! control routes under `/__simulator/`, behind a [`Door`]; [`serve()`] runs the router on loopback, with connections that can really be cut.

mod answer;
mod clock;
mod control;
pub(crate) mod decimal_text;
mod door;
mod exact;
mod exchanges;
mod fault;
mod gate;
mod happenings;
mod late;
mod latency;
mod middleware;
mod moment;
mod record;
mod redact;
mod request_log;
mod serve;

pub use answer::Route;
pub use clock::Clock;
pub use control::PREFIX as CONTROL_PREFIX;
pub use door::{CONTROL_HEADER, ControlToken, Door, NoControlToken};
pub use exact::{Exact, exact};
pub use exchanges::{Exchange, ExchangeAnswer, Exchanges};
pub use fault::{Effect, Fault, FaultId, Later, Nth};
pub use gate::Faults;
pub use happenings::Happenings;
pub use late::HANDLED_LATE;
pub use latency::Latency;
pub use middleware::attach;
pub use moment::Moment;
pub use record::RequestRecord;
pub use request_log::{RequestLog, WaitedTooLong};
pub use serve::{Running, serve};

/// One simulator's log, faults, latency and clock. Cheap to clone; all clones are the same bench.
#[derive(Clone, Debug)]
pub struct Bench {
    /// Every request in the order of its arrival.
    pub log: RequestLog,
    /// Whole exchanges with the bodies of the answers, for tests that ask for them.
    pub exchanges: Exchanges,
    /// What is to go wrong, and with which request.
    pub faults: Faults,
    /// What somebody else does meanwhile, and when.
    pub happenings: Happenings,
    /// How long every answer takes, at least.
    pub latency: Latency,
    /// The simulator's time, which tests can advance.
    pub clock: Clock,
    /// Who may use the control routes.
    pub door: Door,
    late: late::LateRequests,
}

impl Bench {
    /// A bench with an empty log, nothing broken, no latency and real time.
    ///
    /// `sign_in_routes` are fragments of the paths whose bodies carry credentials (`/entity/auth/`, `/oauth/token`): their
    /// secrets are not kept in the log, and they do not count as writes.
    pub fn new(sign_in_routes: &'static [&'static str]) -> Self {
        Self {
            log: RequestLog::new(sign_in_routes),
            exchanges: Exchanges::default(),
            faults: Faults::default(),
            happenings: Happenings::default(),
            latency: Latency::default(),
            clock: Clock::real(),
            door: Door::new(),
            late: late::LateRequests::default(),
        }
    }
}
