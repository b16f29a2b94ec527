use jiff::Timestamp;

use super::budget;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, COST_CODE, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::table::{Table, bump};
use crate::ridgeline::{Company, DemoJob, Kind};

/// The code that stands for "no project"; it is listed like a project.
const NON_PROJECT: &str = "X";

/// Everything the tenant's records say.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) projects: Table,
    pub(super) tasks: Table,
    pub(super) lines: Table,
    pub(super) cost_codes: Table,
    pub(super) account_groups: Table,
}

impl Store {
    /// The company's Acumatica side, as last modified at one moment.
    pub(super) fn of(company: &Company, at: Timestamp) -> Self {
        let dated = |schema: &'static Schema, mut rows: Vec<Row>| {
            for row in &mut rows {
                bump(schema, row, at);
            }
            Table::new(schema, rows)
        };
        let projects = company.jobs.iter().map(project).chain([non_project()]).collect();
        let tasks = company.jobs.iter().flat_map(tasks).collect();
        let lines = company.jobs.iter().flat_map(lines).collect();
        Self {
            projects: dated(&PROJECT, projects),
            tasks: dated(&PROJECT_TASK, tasks),
            lines: dated(&PROJECT_BUDGET, lines),
            cost_codes: dated(&COST_CODE, cost_codes(company)),
            account_groups: dated(&ACCOUNT_GROUP, account_groups(company)),
        }
    }

    /// The table of an entity, by its name without regard to case.
    pub(super) fn table(&self, entity: &str) -> Option<&Table> {
        self.tables().find(|table| table.schema.name.eq_ignore_ascii_case(entity))
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &Table> {
        [&self.projects, &self.tasks, &self.lines, &self.cost_codes, &self.account_groups].into_iter()
    }

    pub(super) fn table_mut(&mut self, schema: &Schema) -> Option<&mut Table> {
        [&mut self.projects, &mut self.tasks, &mut self.lines, &mut self.cost_codes, &mut self.account_groups]
            .into_iter()
            .find(|table| table.schema.name == schema.name)
    }

    /// The currency of a project's amounts; empty for an unknown project.
    pub(super) fn currency(&self, project: &str) -> &str {
        let Some(row) = self.projects.by_keys(&[project]) else { return "" };
        let properties = PROJECT.linked_position("ProjectProperties").expect("a project has properties");
        let column = PROJECT.linked[properties].column("ProjectCurrency").expect("properties have a currency");
        row.linked[properties][column].text()
    }
}

fn project(job: &DemoJob) -> Row {
    let mut row = named_project(&job.project_id, &job.name, &job.status);
    row.set(&PROJECT, "Customer", job.customer.as_str());
    row.set(&PROJECT, "Hold", job.status == "In Planning");
    let properties = "ProjectProperties";
    row.set_linked(&PROJECT, properties, "ProjectCurrency", job.currency.as_str());
    row.set_linked(&PROJECT, properties, "ChangeOrderWorkflow", true);
    row.set_linked(&PROJECT, properties, "CostBudgetLevel", "Detailed");
    row.set_linked(&PROJECT, properties, "RevenueBudgetLevel", "Detailed");
    for name in ["CertifiedJob", "RestrictEmployees", "RestrictEquipment", "TrackProductionData"] {
        row.set_linked(&PROJECT, properties, name, false);
    }
    row.set_linked(&PROJECT, "ProjectAddress", "AddressLine1", job.address.as_str());
    row
}

fn non_project() -> Row {
    named_project(NON_PROJECT, "Non-project code", "Active")
}

fn named_project(id: &str, name: &str, status: &str) -> Row {
    let mut row = Row::new(&PROJECT, &[id]);
    row.set(&PROJECT, "Description", name);
    row.set(&PROJECT, "Status", status);
    row.set(&PROJECT, "Hold", false);
    for total in ["Assets", "Liabilities", "Income", "Expenses"] {
        row.set(&PROJECT, total, rust_decimal::Decimal::ZERO);
    }
    row
}

fn tasks(job: &DemoJob) -> impl Iterator<Item = Row> {
    job.tasks.iter().enumerate().map(|(at, task)| {
        let mut row = Row::new(&PROJECT_TASK, &[&job.project_id, &task.id]);
        row.set(&PROJECT_TASK, "Description", task.description.as_str());
        row.set(&PROJECT_TASK, "Status", "Active");
        row.set(&PROJECT_TASK, "Default", at == 0);
        row
    })
}

fn lines(job: &DemoJob) -> impl Iterator<Item = Row> {
    job.estimate_lines.iter().map(|line| budget::line(&job.project_id, line))
}

fn cost_codes(company: &Company) -> Vec<Row> {
    let row = |code: &crate::ridgeline::CostCode| {
        let mut row = Row::new(&COST_CODE, &[&code.code]);
        row.set(&COST_CODE, "Description", code.title.as_str());
        row
    };
    company.cost_codes.iter().map(row).collect()
}

fn account_groups(company: &Company) -> Vec<Row> {
    let row = |group: &crate::ridgeline::AccountGroup| {
        let mut row = Row::new(&ACCOUNT_GROUP, &[&group.id]);
        row.set(&ACCOUNT_GROUP, "Description", group.description.as_str());
        row.set(&ACCOUNT_GROUP, "Type", budget::type_word(group.kind));
        row.set(&ACCOUNT_GROUP, "Expense", group.kind == Kind::Expense);
        row.set(&ACCOUNT_GROUP, "Active", true);
        row
    };
    company.account_groups.iter().map(row).collect()
}
