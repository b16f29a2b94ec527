//! The watch on a clock that stands until it is set on: what it finds is told once, what hinders it too, and it comes back by itself.

use crate::amount;
use async_trait::async_trait;
use bench::{House, StandingClock, no_limits};
use jiff::Timestamp;
use jobcost::JobId;
use reimport::ports::{Clock, Confirmation, ConfirmationQuestion};
use simulators::bench::{Effect, Fault};
use simulators::ridgeline::{Company, JobBuilder, job};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tieout::{Event, Notice, PlanOptions, Tone, Watch, WatchInterval};

const MINUTE: Duration = Duration::from_mins(1);
const TWO_HOURS: Duration = Duration::from_hours(2);
/// As long as the watch waits in one piece: a longer step would be a computer that slept.
const STEP: Duration = Duration::from_secs(30);
/// How long something real may take before the journey calls itself stuck.
const STUCK: Duration = Duration::from_mins(1);
const CODE: &str = "03-30-00.S";

fn simple(id: &str, name: &str, estimate: &str, budget: &str) -> JobBuilder {
    job(id, name).estimate("03-30-00", "SUBCON", estimate).budget("03-30-00", "S", budget)
}

/// Two jobs that tie out and one that does not.
fn company() -> Company {
    Company::with_jobs([
        simple("24-107", "Alder Street", "11204775.42", "11204775.42"),
        simple("24-112", "Kestrel Elementary", "2965000.00", "2965000.00"),
        simple("24-118", "Northgate Canopy", "1388420.00", "1411920.00"),
    ])
}

/// A house that is watched.
struct Watched {
    house: House,
    clock: Arc<StandingClock>,
}

impl Watched {
    /// Watched from now on, after its first look.
    async fn of(company: Company) -> Self {
        let clock = StandingClock::now();
        let watched = Self { house: House::by_clock(company, no_limits(), clock.clone()).await, clock };
        watched.house.company().await.watch();
        watched.until("the first look", |watch| watch.last_look_at.is_some() && watch.next_look_at.is_some()).await;
        assert_eq!(watched.told(), [], "what was so before is no news");
        watched.house.forget_requests();
        watched
    }

    fn now(&self) -> Timestamp {
        Clock::now(self.clock.as_ref())
    }

    async fn watch(&self) -> Watch {
        self.house.company().await.freshness().watch
    }

    async fn until(&self, what: &str, is_so: impl Fn(&Watch) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.watch().await) {
            assert!(begun.elapsed() < STUCK, "waited in vain for {what}: {:?}", self.watch().await);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Lets so much time pass, with every look that is due in it.
    async fn pass(&self, time: Duration) {
        let end = self.now() + time;
        while self.now() < end {
            self.until_it_waits().await;
            self.clock.advance(STEP);
        }
        self.until_it_waits().await;
    }

    /// Waits until nothing happens until the clock is set on.
    async fn until_it_waits(&self) {
        let begun = Instant::now();
        loop {
            let (watch, now) = (self.watch().await, self.now());
            let rests = watch.paused || watch.next_look_at.is_some_and(|next| next > now) && self.clock.is_waited_by();
            if rests {
                return;
            }
            assert!(begun.elapsed() < STUCK, "the look does not end: {watch:?}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Does something while time passes.
    async fn in_passing<T>(&self, deed: impl Future<Output = T>) -> T {
        tokio::pin!(deed);
        loop {
            tokio::select! {
                done = &mut deed => return done,
                () = tokio::time::sleep(Duration::from_millis(5)) => self.clock.advance(Duration::from_secs(1)),
            }
        }
    }

    /// What was told since this was asked last; put away by that.
    fn told(&self) -> Vec<Notice> {
        let news = self.house.application.news();
        let told = news.notices();
        for notice in &told {
            news.dismiss(&notice.id);
        }
        told
    }

    fn messages(&self) -> Vec<String> {
        self.told().into_iter().map(|notice| notice.report.message).collect()
    }

    fn set(&self, job: &str, amount_now: &str) {
        self.house.simulation.procore.set_amount(self.house.project(job), CODE, amount(amount_now));
    }
}

#[tokio::test]
async fn a_drift_of_one_cent_is_told_once_and_again_when_it_moves() {
    let watched = Watched::of(company()).await;
    watched.set("24-107", "11204775.41");
    watched.pass(119 * MINUTE).await;
    assert_eq!((watched.messages(), watched.house.requests()), (vec![], 0), "not due yet");
    watched.pass(MINUTE).await;
    let told = watched.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].report.message, "24-107 Alder Street is out of balance by $0.01.");
    assert_eq!(told[0].report.details, ["Procore is below Acumatica. It tied out when Tieout looked before."]);
    assert_eq!((told[0].job.as_deref(), told[0].tone), (Some("24-107"), Tone::Attention));
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), [""; 0], "it was told");
    watched.set("24-107", "11204775.40");
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), ["24-107 Alder Street is out of balance by $0.02."]);
    watched.set("24-107", "11204775.42");
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), [""; 0], "it ties out again");
    watched.set("24-107", "11204775.41");
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), ["24-107 Alder Street is out of balance by $0.01."]);
    assert_eq!(watched.house.writes(), [""; 0], "it only reads");
}

#[tokio::test]
async fn several_drifts_of_one_look_are_told_in_one() {
    let watched = Watched::of(company()).await;
    watched.set("24-107", "11204775.41");
    watched.set("24-112", "2965001.00");
    watched.set("24-118", "1411921.00");
    watched.pass(TWO_HOURS).await;
    let told = watched.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].report.message, "3 jobs are out of balance by $23,502.01 in all.");
    assert_eq!(told[0].report.details[1], "24-112 Kestrel Elementary is out of balance by $1.00.");
    assert_eq!(told[0].job, None);
}

#[tokio::test]
async fn nothing_is_looked_at_while_it_is_paused_and_what_is_set_holds_across_starts() {
    let watched = Watched::of(company()).await;
    let company = watched.house.company().await;
    company.set_watch_interval(WatchInterval::HalfHour).await.unwrap();
    company.pause_watch(true).await.unwrap();
    watched.set("24-107", "11204775.41");
    watched.pass(TWO_HOURS).await;
    assert_eq!((watched.house.requests(), watched.messages()), (0, vec![]));
    assert_eq!(watched.watch().await.next_look_at, None);

    let again = watched.house.another().await.company().await.unwrap().freshness().watch;
    assert_eq!((again.paused, again.interval), (true, WatchInterval::HalfHour));

    company.pause_watch(false).await.unwrap();
    watched.pass(MINUTE).await;
    assert_eq!(watched.messages(), ["24-107 Alder Street is out of balance by $0.01."], "it was due long ago");
    let watch = watched.watch().await;
    let until_next = watch.next_look_at.unwrap().duration_since(watch.last_look_at.unwrap());
    assert_eq!(until_next.as_secs(), 30 * 60);
}

/// Lets every request to Procore meet something, and expects that it is told once, shown meanwhile, and over by itself.
async fn is_told_once(effect: Effect, comes_back_after: Duration) {
    let watched = Watched::of(company()).await;
    let mut events = watched.house.application.news().listen();
    let faults = &watched.house.simulation.procore.bench.faults;
    faults.inject(Fault::every("", effect));
    watched.pass(TWO_HOURS).await;
    let told = watched.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].report.message.as_str(), told[0].tone), ("Tieout could not look at the jobs.", Tone::Problem));
    assert!(told[0].report.remedy.ends_with("Tieout looks again by itself."), "{told:?}");
    assert!(watched.watch().await.trouble.is_some());
    watched.house.forget_requests();
    watched.pass(comes_back_after).await;
    assert!(watched.house.requests() > 0, "it looked again");
    assert_eq!(watched.messages(), [""; 0], "it was told");

    faults.clear();
    watched.set("24-107", "11204775.41");
    watched.pass(comes_back_after).await;
    let messages = watched.messages();
    assert_eq!(
        messages,
        ["24-107 Alder Street is out of balance by $0.01.", "Tieout could look at the jobs again."],
        "it comes back by itself"
    );
    assert_eq!(watched.watch().await.trouble, None);
    while let Ok(event) = events.try_recv() {
        assert!(!matches!(event, Event::Asked(_)), "nobody is asked anything");
    }
}

fn status(code: u16) -> Effect {
    let headers = vec![("content-type".into(), "application/json".into())];
    Effect::Status { code, body: "{\"errors\":\"no\"}".into(), headers }
}

#[tokio::test]
async fn a_lost_network_is_told_once() {
    is_told_once(Effect::CloseBefore, 5 * MINUTE).await;
}

#[tokio::test]
async fn too_many_requests_are_told_once() {
    is_told_once(status(429), 60 * MINUTE).await;
}

#[tokio::test]
async fn an_ended_sign_in_is_told_once_and_not_tried_more_often() {
    is_told_once(status(401), TWO_HOURS).await;
}

#[tokio::test]
async fn a_computer_that_slept_looks_a_moment_after_it_woke() {
    let watched = Watched::of(company()).await;
    watched.set("24-107", "11204775.41");
    watched.until_it_waits().await;
    watched.clock.advance(Duration::from_hours(9));
    watched.until("the sleep to be noticed", |watch| watch.trouble.is_some()).await;
    assert_eq!(watched.house.requests(), 0, "there is no network yet");
    watched.pass(STEP).await;
    assert_eq!(watched.messages(), ["24-107 Alder Street is out of balance by $0.01."]);
    assert_eq!(watched.watch().await.trouble, None);
}

/// Lets time pass while the dialog is open, then says yes.
struct Hesitating<'a>(&'a Watched);

#[async_trait]
impl Confirmation for Hesitating<'_> {
    async fn confirm(&self, _: &ConfirmationQuestion) -> bool {
        let Watched { house, clock } = self.0;
        house.forget_requests();
        for _ in 0..10 {
            clock.advance(TWO_HOURS);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(house.requests(), 0, "nothing is looked at while somebody waits for a re-import");
        true
    }

    async fn confirm_zeroing(&self, _: &ConfirmationQuestion) -> bool {
        true
    }
}

#[tokio::test]
async fn a_reimport_is_waited_for_and_its_own_result_is_no_news() {
    let watched = Watched::of(company()).await;
    let (company, options) = (watched.house.company().await, PlanOptions::default());
    watched.set("24-107", "11204775.41");
    let plan = company.prepare(&JobId::new("24-118"), &options).await.unwrap();
    watched.in_passing(company.reimport(&plan, &options, &Hesitating(&watched))).await.unwrap();
    watched.pass(MINUTE).await;
    assert_eq!(watched.messages(), ["24-107 Alder Street is out of balance by $0.01."], "looked at once it was over");
}

#[tokio::test]
async fn what_a_reimport_leaves_apart_is_told_by_its_end_and_not_by_the_watch() {
    let stays = simple("24-160", "Granary Lofts", "1000.00", "900.00").budget("09-91-00", "S", "88.00");
    let watched = Watched::of(Company::with_jobs([stays])).await;
    watched.in_passing(watched.house.reimport("24-160")).await.unwrap();
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), [""; 0]);
}

#[tokio::test]
async fn a_budget_that_was_waited_for_is_told_with_its_job() {
    let locked = simple("24-126", "Cedar Ridge", "2.00", "1.00").locked();
    let watched = Watched::of(Company::with_jobs([locked])).await;
    watched.house.company().await.await_unlock(&JobId::new("24-126"), true).await.unwrap();
    watched.pass(TWO_HOURS).await;
    assert_eq!(watched.messages(), [""; 0]);
    watched.house.simulation.procore.unlock(watched.house.project("24-126"));
    watched.pass(TWO_HOURS).await;
    let told = watched.told();
    assert_eq!(told[0].report.message, "24-126 Cedar Ridge can be re-imported: its budget was unlocked.");
    assert_eq!((told.len(), told[0].job.as_deref()), (1, Some("24-126")));
}

#[tokio::test]
async fn the_last_look_of_a_day_is_the_days_figure() {
    let watched = Watched::of(company()).await;
    let company = watched.house.company().await;
    let shown = async || {
        let days = company.out_of_balance_by_day(30).await.unwrap();
        days.iter().map(|day| (day.amount.sentence(), day.jobs)).collect::<Vec<_>>()
    };
    assert_eq!(shown().await, [("$23,500.00".to_owned(), 1)]);
    watched.set("24-107", "11204775.41");
    company.check().await.unwrap();
    assert_eq!(shown().await, [("$23,500.01".to_owned(), 2)]);
    watched.pass(Duration::from_hours(24)).await;
    assert_eq!(shown().await.len(), 2, "another day has its own");
    assert_eq!(company.out_of_balance_by_day(1).await.unwrap().len(), 1);
}
