//! Many jobs, one after another, while another Tieout on the same computer keeps reading them all: no journal stands in anybody's way.

use bench::{Answer, House};
use jobcost::JobId;
use simulators::ridgeline::{Company, job};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tieout::{End, PlanOptions};

const JOBS: usize = 60;

fn id(number: usize) -> String {
    format!("26-{number:03}")
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_jobs_are_posted_while_another_tieout_sweeps_them_in_a_loop() {
    let jobs = (0..JOBS).map(|number| {
        let lines = (0..2).map(|line| (format!("{:02}-10-00", line + 1), line));
        lines.fold(job(&id(number), "Many"), |builder, (code, line)| {
            let builder = builder.estimate(&code, "SUBCON", "200.00");
            if line < 1 { builder.budget(&code, "S", "100.00") } else { builder }
        })
    });
    let house = House::with(Company::with_jobs(jobs)).await;
    let other = house.another().await;
    let (done, sweeps) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let sweeping = tokio::spawn({
        let (done, sweeps) = (done.clone(), sweeps.clone());
        async move {
            while !done.load(Ordering::SeqCst) {
                other.company().await.unwrap().check().await.expect("the sweep is not stopped by the journal either");
                sweeps.fetch_add(1, Ordering::SeqCst);
            }
            other.quit().await;
        }
    });
    let mut ends = Vec::new();
    for number in 0..JOBS {
        let job = JobId::new(id(number));
        let plan = house.company().await.prepare(&job, &PlanOptions::default()).await.unwrap();
        let end = house.company().await.reimport(&plan, &tieout::PlanOptions::default(), &Answer::ok()).await.unwrap();
        ends.push((end.end, end.report));
    }
    done.store(true, Ordering::SeqCst);
    sweeping.await.unwrap();
    assert!(ends.iter().all(|(end, _)| *end == End::Posted), "{ends:?}");
    assert!(sweeps.load(Ordering::SeqCst) >= 1, "the other one did sweep");
    assert_eq!(house.company().await.history().await.unwrap().len(), JOBS);
    for number in 0..JOBS {
        let budget = house.budget(&id(number));
        assert!(budget.len() == 2 && budget.iter().all(|(_, amount)| amount == "200.00"), "{budget:?}");
    }
}
