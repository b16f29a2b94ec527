//! By how much the company was out of balance, day by day: as the journal keeps it, over thirty days of which somebody looked on most.

use crate::clock::StandingClock;
use crate::company::company;
use crate::opened::Opened;
use crate::shown::shown;
use serde_json::Value;
use std::sync::Arc;

const DAYS: u32 = 30;
/// Of every seven days, counted from the first: nobody looks at the weekend.
const WEEKEND: [u32; 2] = [0, 6];

/// What is mended in Procore before the look of a day: the job's only line, and its amount from then on.
const MENDED: [(u32, &str, &str); 8] = [
    (2, "24-123", "18470000.00"),
    (5, "24-112", "2940000.00"),
    (8, "24-131", "871100.42"),
    (11, "24-123", "18588000.10"),
    (15, "24-112", "2965000.00"),
    (18, "24-131", "864215.75"),
    (23, "24-123", "18640900.00"),
    (26, "25-018", "742960.00"),
];

/// How it was before.
const BEFORE: [(&str, &str); 4] =
    [("24-123", "18400900.00"), ("24-112", "2880000.00"), ("24-131", "880410.00"), ("25-018", "730000.00")];

pub(crate) async fn days() -> Value {
    let clock = Arc::new(StandingClock::days_before((DAYS - 1).into()));
    let stage = Opened::by(clock.clone(), company()).await;
    let set = |job: &str, amount: &str| {
        stage.simulation.procore.set_amount(stage.project(job), "03-30-00.S", amount.parse().unwrap());
    };
    for (job, amount) in BEFORE {
        set(job, amount);
    }
    for day in 0..DAYS {
        for (_, job, amount) in MENDED.iter().filter(|mended| mended.0 == day) {
            set(job, amount);
        }
        if day == 0 || !WEEKEND.contains(&(day % 7)) {
            stage.company.check().await.unwrap();
        }
        if day + 1 < DAYS {
            clock.set_on_hours(24);
        }
    }
    let days = stage.company.out_of_balance_by_day(DAYS).await.unwrap();
    stage.close().await;
    shown(&days)
}
