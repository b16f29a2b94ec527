//! What became of the demo's jobs after they were drawn. Nothing here draws: amounts, names and numbers of lines stay what they are.

use rust_decimal::Decimal;

use super::company::{Bookings, Company, DemoJob, EstimateRow, Kind, NO_INVENTORY, Situation};

/// States that a job has for certain, whatever was drawn.
const STATUSES: [(&str, &str); 4] =
    [("24-131", "Completed"), ("24-163", "Closed"), ("25-060", "In Planning"), ("25-042", "Suspended")];

/// A job whose second task was canceled. Its lines stand in the budget as before.
const CANCELED_TASK: (&str, &str) = ("24-175", "SITE");

/// Jobs with cost that waits on an asset account, which is not cost of the budget.
const WORK_IN_PROGRESS: [&str; 2] = ["24-112", "24-123"];

pub(super) fn happen(company: &mut Company) {
    for job in &mut company.jobs {
        if let Some((_, status)) = STATUSES.iter().find(|(id, _)| *id == job.project_id) {
            job.status = (*status).into();
        }
        if job.project_id == CANCELED_TASK.0 {
            job.tasks
                .iter_mut()
                .filter(|task| task.id == CANCELED_TASK.1)
                .for_each(|task| task.status = "Canceled".into());
        }
        if WORK_IN_PROGRESS.contains(&job.project_id.as_str()) {
            job.estimate_lines.push(work_in_progress(job));
            job.estimate_lines.sort_by(|one, other| one.key().cmp(&other.key()));
        }
        book(job);
    }
}

fn work_in_progress(job: &DemoJob) -> EstimateRow {
    EstimateRow {
        task: job.tasks.first().expect("a job has a task").id.clone(),
        cost_code: "00-00-00".into(),
        account_group: "WIP".into(),
        inventory_id: NO_INVENTORY.into(),
        kind: Kind::Asset,
        description: "Cost not yet billed".into(),
        uom: "LS".into(),
        quantity: Decimal::ONE,
        unit_rate: Decimal::new(1_250_000, 2),
        original_amount: Decimal::new(1_250_000, 2),
        booked: Bookings::default(),
    }
}

/// Jobs under way have cost, and orders that are not yet invoiced. A line of nothing was not estimated: a posting made it.
fn book(job: &mut DemoJob) {
    let under_way = job.situation != Situation::NeverImported;
    for line in job.estimate_lines.iter_mut().filter(|line| under_way && line.kind == Kind::Expense) {
        let original = line.original_amount;
        if original.is_zero() {
            line.booked.actual = Decimal::new(86_250, 2);
        } else {
            line.booked.actual = (original / Decimal::from(4)).round_dp(2);
            line.booked.open_committed = (original / Decimal::from(10)).round_dp(2);
        }
    }
}
