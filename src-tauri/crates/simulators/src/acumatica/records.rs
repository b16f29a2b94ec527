//! The records that Acumatica has of a company, before anybody changes one.

use rust_decimal::Decimal;

use super::budget;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, COST_CODE, PROJECT, PROJECT_TASK};
use super::words::type_word;
use crate::ridgeline::{Company, DemoJob};

/// A template: a project with tasks and a budget of its own, which no list shows (Acumatica: Project Templates).
pub(super) const TEMPLATE: &str = "TMPL-GC";

/// Tax inside the actual cost of the first cost line of a job that states none: balances add it, and lines do not.
pub(super) const USUAL_TAX: Decimal = Decimal::from_parts(1_350, 0, 0, false, 2);

/// The finest level of a budget. The level steers new lines only.
const FINEST_LEVEL: &str = "Task, Item, and Cost Code";

pub(super) fn projects(company: &Company) -> Vec<Row> {
    let non_project = named_project(&company.setup.non_project, "Non-project code", "Active");
    let template = named_project(TEMPLATE, "General contractor template", "On Hold");
    company.jobs.iter().map(project).chain([non_project, template]).collect()
}

fn project(job: &DemoJob) -> Row {
    let mut row = named_project(&job.project_id, &job.name, &job.status);
    row.set(&PROJECT, "Customer", job.customer.as_str());
    row.set(&PROJECT, "Hold", job.status == "In Planning");
    let properties = "ProjectProperties";
    row.set_linked(&PROJECT, properties, "ProjectCurrency", job.currency.as_str());
    row.set_linked(&PROJECT, properties, "ChangeOrderWorkflow", true);
    row.set_linked(&PROJECT, properties, "CostBudgetLevel", FINEST_LEVEL);
    row.set_linked(&PROJECT, properties, "RevenueBudgetLevel", FINEST_LEVEL);
    for name in ["CertifiedJob", "RestrictEmployees", "RestrictEquipment", "TrackProductionData"] {
        row.set_linked(&PROJECT, properties, name, false);
    }
    row.set_linked(&PROJECT, "ProjectAddress", "AddressLine1", job.address.as_str());
    row
}

fn named_project(id: &str, name: &str, status: &str) -> Row {
    let mut row = Row::new(&PROJECT, &[id]);
    row.set(&PROJECT, "Description", name);
    row.set(&PROJECT, "Status", status);
    row.set(&PROJECT, "Hold", false);
    for total in ["Assets", "Liabilities", "Income", "Expenses"] {
        row.set(&PROJECT, total, Decimal::ZERO);
    }
    row
}

pub(super) fn tasks(company: &Company) -> Vec<Row> {
    let template = task(TEMPLATE, "BASE", "Base building", "Active", true);
    company.jobs.iter().flat_map(tasks_of).chain([template]).collect()
}

fn tasks_of(job: &DemoJob) -> impl Iterator<Item = Row> {
    job.tasks.iter().enumerate().map(|(at, one)| task(&job.project_id, &one.id, &one.description, &one.status, at == 0))
}

fn task(project: &str, id: &str, description: &str, status: &str, is_default: bool) -> Row {
    let mut row = Row::new(&PROJECT_TASK, &[project, id]);
    row.set(&PROJECT_TASK, "Description", description);
    row.set(&PROJECT_TASK, "Status", status);
    row.set(&PROJECT_TASK, "Default", is_default);
    row
}

/// The budget that new projects are copied from.
pub(super) fn template_lines(company: &Company) -> Vec<Row> {
    let (code, item) = (&company.setup.default_cost_code, &company.setup.empty_item);
    let mut line = budget::empty_line(&[TEMPLATE, "BASE", code, "LABOR", item], "Expense");
    budget::set_original(&mut line, Decimal::ONE_THOUSAND);
    vec![line]
}

/// All of them, the inactive ones and the default one too.
pub(super) fn cost_codes(company: &Company) -> Vec<Row> {
    let row = |code: &str, title: &str| {
        let mut row = Row::new(&COST_CODE, &[code]);
        row.set(&COST_CODE, "Description", title);
        row
    };
    let default = &company.setup.default_cost_code;
    let default = company.cost_code(default).is_none().then(|| row(default, "DEFAULT"));
    company.cost_codes.iter().map(|code| row(&code.code, &code.title)).chain(default).collect()
}

/// All of them, the inactive ones too.
pub(super) fn account_groups(company: &Company) -> Vec<Row> {
    let row = |group: &crate::ridgeline::AccountGroup| {
        let mut row = Row::new(&ACCOUNT_GROUP, &[&group.id]);
        row.set(&ACCOUNT_GROUP, "Description", group.description.as_str());
        row.set(&ACCOUNT_GROUP, "Type", type_word(group.kind));
        row.set(&ACCOUNT_GROUP, "Expense", group.expense);
        row.set(&ACCOUNT_GROUP, "Active", group.active);
        row
    };
    company.account_groups.iter().map(row).collect()
}
