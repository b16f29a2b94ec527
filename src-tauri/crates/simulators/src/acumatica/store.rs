use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::budget;
use super::knobs::folded;
use super::records;
use super::row::Row;
use super::schema::{ACCOUNT_GROUP, COST_CODE, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::table::{Table, bump};
use super::text::same_text;
use super::words::type_word;
use crate::ridgeline::{Company, ErpSetup, EstimateRow, Kind, NO_INVENTORY};

/// Everything the tenant's records say.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) projects: Table,
    pub(super) tasks: Table,
    pub(super) lines: Table,
    pub(super) cost_codes: Table,
    pub(super) account_groups: Table,
    pub(super) setup: ErpSetup,
    /// Templates and the project that stands for "no project": records like others, and in no list.
    unlisted: [String; 2],
    /// Projects whose budget is locked.
    locked: BTreeSet<String>,
    inactive_codes: BTreeSet<String>,
    inclusive_taxes: BTreeMap<Uuid, Decimal>,
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
        let setup = company.setup.clone();
        let inactive = company.cost_codes.iter().filter(|code| !code.active).map(|code| folded(&code.code));
        let mut store = Self {
            projects: dated(&PROJECT, records::projects(company)),
            tasks: dated(&PROJECT_TASK, records::tasks(company)),
            lines: dated(&PROJECT_BUDGET, records::template_lines(company)),
            cost_codes: dated(&COST_CODE, records::cost_codes(company)),
            account_groups: dated(&ACCOUNT_GROUP, records::account_groups(company)),
            unlisted: [setup.non_project.clone(), records::TEMPLATE.to_owned()],
            locked: BTreeSet::new(),
            inactive_codes: inactive.collect(),
            inclusive_taxes: BTreeMap::new(),
            setup,
        };
        store.take_in_lines(company, at);
        store
    }

    fn take_in_lines(&mut self, company: &Company, at: Timestamp) {
        let mut rows: Vec<Row> = Vec::new();
        let mut places: BTreeMap<Uuid, usize> = BTreeMap::new();
        for job in &company.jobs {
            let mut taxed = None;
            for estimate in &job.estimate_lines {
                let mut row = self.line(&job.project_id, estimate);
                bump(&PROJECT_BUDGET, &mut row, at);
                let tax = estimate.booked.inclusive_tax;
                if !tax.is_zero() || (taxed.is_none() && estimate.kind == Kind::Expense) {
                    let usual = if tax.is_zero() { records::USUAL_TAX } else { tax };
                    taxed.get_or_insert(row.id);
                    *self.inclusive_taxes.entry(row.id).or_default() += usual;
                }
                // Without cost codes, lines that differed by nothing else are one.
                if let Some(place) = places.get(&row.id) {
                    budget::absorb(&mut rows[*place], &row);
                } else {
                    places.insert(row.id, rows.len());
                    rows.push(row);
                }
            }
        }
        self.lines.insert_all(rows);
    }

    /// A line of an estimate, with the codes of this setup where it names none.
    pub(super) fn line(&self, project: &str, estimate: &EstimateRow) -> Row {
        let mut estimate = estimate.clone();
        if estimate.cost_code.is_empty() || self.setup.without_cost_codes.is_some() {
            estimate.cost_code.clone_from(&self.setup.default_cost_code);
        }
        if estimate.inventory_id.is_empty() || estimate.inventory_id == NO_INVENTORY {
            estimate.inventory_id.clone_from(&self.setup.empty_item);
        }
        budget::line(project, &estimate, type_word(estimate.kind))
    }

    /// The type of a new line in an account group: its own, but `Expense` where that is ticked.
    pub(super) fn line_type(&self, group: &str) -> String {
        let Some(known) = self.account_groups.by_keys(&[group]) else { return type_word(Kind::Expense).to_owned() };
        let ticked = *known.get(&ACCOUNT_GROUP, "Expense") == super::value::Value::Boolean(true);
        if ticked { type_word(Kind::Expense).to_owned() } else { known.get(&ACCOUNT_GROUP, "Type").text().to_owned() }
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
        self.property(project, "ProjectCurrency").map_or("", super::value::Value::text)
    }

    /// Whether a project's revised amounts follow from its change orders alone.
    pub(super) fn has_change_orders(&self, project: &str) -> bool {
        self.property(project, "ChangeOrderWorkflow") == Some(&super::value::Value::Boolean(true))
    }

    fn property(&self, project: &str, name: &str) -> Option<&super::value::Value> {
        let row = self.projects.by_keys(&[project])?;
        let properties = PROJECT.linked_position("ProjectProperties")?;
        Some(&row.linked[properties][PROJECT.linked[properties].column(name)?])
    }

    /// Whether a project and its records are listed at all.
    pub(super) fn is_listed(&self, project: &str) -> bool {
        !self.unlisted.iter().any(|code| same_text(code, project))
    }

    pub(super) fn is_locked(&self, project: &str) -> bool {
        self.locked.contains(&folded(project))
    }

    pub(super) fn set_locked(&mut self, project: &str, locked: bool) {
        if locked {
            self.locked.insert(folded(project));
        } else {
            self.locked.remove(&folded(project));
        }
    }

    /// Whether new lines may use a cost code.
    pub(super) fn is_active(&self, cost_code: &str) -> bool {
        !self.inactive_codes.contains(&folded(cost_code))
    }

    pub(super) fn set_active(&mut self, cost_code: &str, active: bool) {
        if active {
            self.inactive_codes.remove(&folded(cost_code));
        } else {
            self.inactive_codes.insert(folded(cost_code));
        }
    }

    /// Tax inside the actual cost of a line.
    pub(super) fn inclusive_tax(&self, line: Uuid) -> Decimal {
        self.inclusive_taxes.get(&line).copied().unwrap_or_default()
    }
}
