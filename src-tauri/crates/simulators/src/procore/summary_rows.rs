//! The sums of a budget view's rows (Procore: budget view summary rows).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::line_json::Currency;
use super::project::Project;
use super::rows::{Cell, Owner, two_decimals};

#[derive(Serialize)]
pub(super) struct SummaryRow {
    id: String,
    name: String,
    biller_type: &'static str,
    original_budget_amount: String,
    budget_modifications: String,
    budget_forecast: SummaryForecast,
    currency_configuration: Currency,
    budget_line_item_ids: Vec<u64>,
    #[serde(rename = "Revised Budget")]
    revised: String,
}

#[derive(Serialize)]
struct SummaryForecast {
    amount: &'static str,
}

/// One row for the project and one for each of its sub jobs, and no total: what is given unless a grouping is asked for.
pub(super) fn by_biller(project: &Project, cells: &[Cell<'_>]) -> Vec<SummaryRow> {
    let billers = [(project.id, &project.name, "Project")].into_iter();
    let sub_jobs = project.sub_jobs.iter().map(|sub_job| (sub_job.id, &sub_job.name, "SubJob"));
    let sum = |(id, name, biller_type): (u64, &String, &'static str)| {
        let its: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.biller_id(project) == id).collect();
        SummaryRow { id: id.to_string(), biller_type, ..summary(project, std::slice::from_ref(name), &its) }
    };
    billers.chain(sub_jobs).map(sum).collect()
}

/// Sums rows by the wanted columns, e.g. `biller,root_cost_code`. An unknown column gives `None`.
pub(super) fn summarize(
    owner: &Owner<'_>,
    project: &Project,
    cells: &[Cell<'_>],
    group_by: &str,
) -> Option<Vec<SummaryRow>> {
    let columns: Vec<&str> = group_by.split(',').map(str::trim).collect();
    let mut groups: BTreeMap<Vec<String>, Vec<&Cell<'_>>> = BTreeMap::new();
    for cell in cells {
        let key = columns.iter().map(|column| cell.grouped_by(column, owner, project)).collect::<Option<Vec<_>>>()?;
        groups.entry(key).or_default().push(cell);
    }
    Some(groups.into_iter().map(|(key, cells)| summary(project, &key, &cells)).collect())
}

fn summary(project: &Project, key: &[String], cells: &[&Cell<'_>]) -> SummaryRow {
    let original: Decimal = cells.iter().map(|cell| cell.original()).sum();
    let modifications: Decimal = cells.iter().map(|cell| cell.modifications(project)).sum();
    SummaryRow {
        id: key.join("-"),
        name: key.last().cloned().unwrap_or_default(),
        biller_type: cells.first().map_or("Project", |cell| cell.biller_type()),
        original_budget_amount: two_decimals(original),
        budget_modifications: two_decimals(modifications),
        budget_forecast: SummaryForecast { amount: "0.00" },
        currency_configuration: Currency::of(project),
        budget_line_item_ids: cells.iter().filter_map(|cell| cell.line_id()).collect(),
        revised: two_decimals(original + modifications),
    }
}
