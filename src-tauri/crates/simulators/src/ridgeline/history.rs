//! What became of the demo's jobs after they were drawn. Nothing here draws: amounts, names and numbers of lines stay what they are.

use rust_decimal::Decimal;

use super::generate::key;
use super::{Booked, Company, DemoJob, EstimateRow, Kind, NO_INVENTORY, Situation};

/// States that a job has for certain, whatever was drawn.
const STATUSES: [(&str, &str); 4] =
    [("24-131", "Completed"), ("24-163", "Closed"), ("25-060", "In Planning"), ("25-042", "Suspended")];

/// A job whose second task was canceled. Its lines stand in the budget as before.
const CANCELED_TASK: (&str, &str) = ("24-175", "SITE");

/// Jobs with cost that waits on an asset account, which is not cost of the budget.
const WORK_IN_PROGRESS: [&str; 2] = ["24-112", "24-123"];

/// A job kept in Canadian dollars on both sides, whose budget is still empty.
const CANADIAN: (&str, &str) = ("25-066", "7 Elevator Rd, Estevan, SK");

/// A job whose cost codes Procore writes without the last dash: `03-3000` for `03-30-00`.
pub(super) const OTHER_TEXTS: &str = "25-054";

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
            job.estimate_lines.sort_by(|one, other| key(one).cmp(&key(other)));
        }
        if job.project_id == CANADIAN.0 {
            become_canadian(job);
        }
        if job.project_id == OTHER_TEXTS {
            write_other_texts(job);
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
        booked: Booked::default(),
    }
}

fn become_canadian(job: &mut DemoJob) {
    job.currency = "CAD".into();
    job.address = CANADIAN.1.into();
    if let Some(project) = &mut job.procore {
        project.currency = "CAD".into();
    }
}

fn write_other_texts(job: &mut DemoJob) {
    let mut codes: Vec<String> = job.expenses().map(|line| line.cost_code.clone()).collect();
    codes.sort();
    codes.dedup();
    let text = |code: String| code.rsplit_once('-').map(|(stem, last)| (code.clone(), format!("{stem}{last}")));
    if let Some(project) = &mut job.procore {
        project.code_texts = codes.into_iter().filter_map(text).collect();
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
