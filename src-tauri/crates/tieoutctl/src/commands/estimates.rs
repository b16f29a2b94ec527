//! `tieoutctl estimates`

use super::read_page;
use crate::end::{CommandError, End};
use crate::output::{amount, counted, difference, json, table};
use std::sync::Arc;
use tieout::view::{CurrencyTotals, Filter, JobRow};
use tieout::{Application, grouped};

pub(crate) async fn run(application: &Arc<Application>, filter: Filter, as_json: bool) -> Result<End, CommandError> {
    let page = read_page(application, filter).await?;
    if as_json {
        json(&page);
    } else {
        let rows = page.rows.iter().map(row).chain(page.totals.iter().map(sum_row));
        table(
            &[
                "Job ID",
                "Project name",
                "Current Acumatica",
                "Current Procore",
                "New on re-import",
                "Out of balance",
                "Change on re-import",
                "Lines",
                "Status",
            ],
            &[2, 3, 4, 5, 6, 7],
            rows,
        );
    }
    Ok(End::Done)
}

fn row(row: &JobRow) -> Vec<String> {
    vec![
        row.job_id.clone(),
        row.project_name.clone(),
        amount(row.acumatica),
        amount(row.procore),
        amount(row.new_procore),
        difference(row.out_of_balance),
        difference(row.change),
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
        difference(Some(sum.out_of_balance)),
        difference(Some(sum.change)),
        grouped(&sum.lines.to_string()),
        String::new(),
    ]
}
