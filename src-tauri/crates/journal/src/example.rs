//! Values for the tests.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::Timestamp;
use jobcost::{
    BudgetLineItem, BudgetLineItemId, Currency, JobId, LineChange, Money, ProjectId, SubJob, WbsCode, WbsCodeId,
};
use reimport::{IntendedLine, ReimportId, ReimportIntent};

pub(crate) fn usd(digits: &str) -> Money {
    Money::new(digits.parse().unwrap(), Currency::USD)
}

pub(crate) fn now() -> Timestamp {
    "2026-03-02T09:30:00.123456Z".parse().unwrap()
}

/// An intent of this many lines, every third a new one, one with a sub job.
pub(crate) fn intent(lines: i64) -> ReimportIntent {
    ReimportIntent {
        id: ReimportId::random(),
        job: JobId::new("R26-101"),
        job_name: "Harbor \"East\" Clinic".into(),
        project: ProjectId(562_949_953_443_325),
        currency: Currency::USD,
        user: "ana (Acumatica: ana)".into(),
        begun_at: now(),
        acumatica_total: usd("98765432109876543210.12"),
        procore_total: usd("-0.10"),
        new_procore_total: usd("0.00"),
        unlocks: false,
        lines_left_apart: Some(2),
        lines: (0..lines).map(line).collect(),
        snapshot: (0..lines).map(item).collect(),
    }
}

fn line(number: i64) -> IntendedLine {
    let after = usd(&format!("{number}.10"));
    let wbs_code_id = WbsCodeId(700 + number);
    let change = if number % 3 == 0 {
        // Every second of them on a budget code that the re-import makes.
        LineChange::Create { wbs_code_id: (number % 6 == 0).then_some(wbs_code_id), after }
    } else {
        LineChange::Revise { line_item: BudgetLineItemId(number), wbs_code_id, before: usd("-1.005"), after }
    };
    IntendedLine { wbs_code: code(number), description: format!("Line {number}"), change }
}

fn item(number: i64) -> BudgetLineItem {
    BudgetLineItem {
        id: BudgetLineItemId(number),
        wbs_code_id: WbsCodeId(700 + number),
        wbs_code: code(number),
        description: "as it was".into(),
        original_budget: usd("-1.005"),
    }
}

fn code(number: i64) -> WbsCode {
    let mut code = WbsCode::new(format!("03-{number:04}"), "S");
    code.sub_job = (number == 1).then(|| SubJob::new("North"));
    code
}
