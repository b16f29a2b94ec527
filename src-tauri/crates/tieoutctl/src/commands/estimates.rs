//! `tieoutctl estimates`

use super::read_page;
use crate::end::{End, Trouble};
use crate::output::{Amount, amount, difference, json, table};
use serde::Serialize;
use std::sync::Arc;
use tieout::{Application, CurrencyTotals, Filter, JobRow, counted, grouped};

#[derive(Serialize)]
struct Document {
    estimates: Vec<Estimate>,
    totals: Vec<Totals>,
}

#[derive(Serialize)]
pub(super) struct Estimate {
    job_id: String,
    project_name: String,
    acumatica_total: Option<Amount>,
    procore_total: Option<Amount>,
    new_procore_total: Option<Amount>,
    difference: Option<Amount>,
    lines: Option<usize>,
    out_of_balance: Option<Amount>,
    lines_out_of_balance: Option<usize>,
    status: String,
    reason: Option<String>,
    can_be_reimported: bool,
}

#[derive(Serialize)]
struct Totals {
    jobs: usize,
    acumatica_total: Amount,
    procore_total: Amount,
    new_procore_total: Amount,
    difference: Amount,
    lines: usize,
}

pub(crate) async fn run(application: &Arc<Application>, filter: Filter, as_json: bool) -> Result<End, Trouble> {
    let page = read_page(application, filter).await?;
    if as_json {
        let estimates = page.rows.iter().map(estimate).collect();
        json(&Document { estimates, totals: page.totals.iter().map(totals).collect() });
    } else {
        let rows = page.rows.iter().map(row).chain(page.totals.iter().map(sum_row));
        table(
            &[
                "Job ID",
                "Project name",
                "Current Acumatica",
                "Current Procore",
                "New on re-import",
                "Difference",
                "Lines",
                "Status",
            ],
            &[2, 3, 4, 5, 6],
            rows,
        );
    }
    Ok(End::Done)
}

pub(super) fn estimate(row: &JobRow) -> Estimate {
    Estimate {
        job_id: row.job_id.clone(),
        project_name: row.project_name.clone(),
        acumatica_total: row.acumatica.map(Amount::from),
        procore_total: row.procore.map(Amount::from),
        new_procore_total: row.new_procore.map(Amount::from),
        difference: row.difference.map(Amount::from),
        lines: row.lines,
        out_of_balance: row.out_of_balance.map(Amount::from),
        lines_out_of_balance: row.lines_out_of_balance,
        status: row.status.label.clone(),
        reason: row.status.reason.clone(),
        can_be_reimported: row.reimport.available,
    }
}

fn totals(sum: &CurrencyTotals) -> Totals {
    Totals {
        jobs: sum.jobs,
        acumatica_total: sum.acumatica.into(),
        procore_total: sum.procore.into(),
        new_procore_total: sum.new_procore.into(),
        difference: sum.difference.into(),
        lines: sum.lines,
    }
}

fn row(row: &JobRow) -> Vec<String> {
    vec![
        row.job_id.clone(),
        row.project_name.clone(),
        amount(row.acumatica),
        amount(row.procore),
        amount(row.new_procore),
        difference(row.difference),
        row.lines.map_or_else(|| "–".to_owned(), |lines| grouped(&lines.to_string())),
        row.status.label.clone(),
    ]
}

fn sum_row(sum: &CurrencyTotals) -> Vec<String> {
    vec![
        String::new(),
        format!("{} in {}", counted(sum.jobs, "job"), sum.currency),
        amount(Some(sum.acumatica)),
        amount(Some(sum.procore)),
        amount(Some(sum.new_procore)),
        difference(Some(sum.difference)),
        grouped(&sum.lines.to_string()),
        String::new(),
    ]
}
