//! Procore's rate windows at the numbers of its guide: Tieout keeps within them, and adapts when they shrink. One clock goes for both
//! vendors and for Tieout, and goes only while somebody waits by it: a window of ten seconds then ends after all its requests and not a
//! moment before, and takes none.

use bench::{House, StandingClock};
use jiff::SignedDuration;
use jobcost::JobId;
use reimport::ports::Clock;
use simulators::procore::Limits;
use simulators::ridgeline::{Company, job};
use simulators::{DEMO_SEED, Settings};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tieout::{EndKind, PlanOptions};

/// How often it is looked whether somebody waits.
const LOOK: Duration = Duration::from_millis(1);

struct ByOneClock {
    house: House,
    clock: Arc<StandingClock>,
}

impl ByOneClock {
    /// Connected, nothing read, at the limits of the guide.
    async fn open(company: Company) -> Self {
        let clock = StandingClock::now();
        let house = House::by_clock(company, Settings::strict(), clock.clone()).await;
        for vendor in [&house.simulation.acumatica.bench, &house.simulation.procore.bench] {
            vendor.clock.stop_at(Clock::now(&*clock));
        }
        Self { house, clock }
    }

    /// Lets time pass while somebody waits by it, until this is done; looks round before each time.
    async fn passing<T>(&self, work: impl Future<Output = T>, mut look: impl AsyncFnMut()) -> T {
        let mut work = pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                () = tokio::time::sleep(LOOK) => {}
            }
            look().await;
            if let Some(wait) = self.clock.shortest_wait() {
                let signed = SignedDuration::try_from(wait).unwrap();
                self.house.simulation.procore.bench.clock.advance(signed);
                self.house.simulation.acumatica.bench.clock.advance(signed);
                self.clock.advance(wait);
            }
        }
    }

    fn refused_for_their_number(&self) -> usize {
        self.house.simulation.procore.bench.log.all().iter().filter(|request| request.status == Some(429)).count()
    }

    async fn says_when_it_resumes(&self) -> bool {
        self.house.company().await.freshness().paused_until.is_some()
    }
}

#[tokio::test]
async fn the_demo_company_is_read_and_a_job_reimported_within_the_limits() {
    let began = jiff::Timestamp::now();
    let open = ByOneClock::open(Company::ridgeline(DEMO_SEED)).await;
    let work = async {
        open.house.company().await.check().await.unwrap();
        open.house.reimport("24-101").await.unwrap()
    };
    let end = open.passing(work, async || ()).await;
    assert_eq!(end.kind, EndKind::Posted);
    assert_eq!(open.refused_for_their_number(), 0);
    // Windows of ten seconds were waited for: the guide's limits have not become kinder.
    let requests = open.house.simulation.procore.bench.log.all().len();
    let windows = i64::try_from(requests).unwrap() / i64::from(Limits::STRICT.per_10_seconds) - 1;
    let passed = Clock::now(&*open.clock).duration_since(began);
    assert!(windows > 5 && passed >= SignedDuration::from_secs(10 * windows), "{requests} requests in {passed:#}");
}

#[tokio::test]
async fn limits_halved_in_the_middle_are_adapted_to_and_the_wait_is_said() {
    let jobs = (0..12).map(|number| {
        job(&format!("24-{number:03}"), "Job").estimate("03-30-00", "SUBCON", "2.00").budget("03-30-00", "S", "1.00")
    });
    let open = ByOneClock::open(Company::with_jobs(jobs)).await;
    let (mut halved, mut told) = (false, false);
    let company = open.house.company().await;
    let look = async || {
        if !halved && open.house.simulation.procore.bench.log.all().len() >= 10 {
            open.house.simulation.procore.set_limits(Limits { per_hour: 300, per_10_seconds: 12 });
            halved = true;
        }
        told |= halved && open.says_when_it_resumes().await;
    };
    open.passing(company.check(), look).await.unwrap();
    assert!(halved && told, "the window says when it resumes");
    assert!(open.house.page().await.rows.iter().all(|row| row.lines == Some(1)), "every job was read");
    // What was under way when the limits shrank could not know of it.
    assert!(open.refused_for_their_number() <= 4);
    open.house.forget_requests();
    let prepare = async { company.prepare(&JobId::new("24-003"), &PlanOptions::default()).await };
    open.passing(prepare, async || ()).await.unwrap();
    assert_eq!(open.refused_for_their_number(), 0);
}
