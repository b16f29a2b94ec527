//! Everything the simulated Procore knows, made from the demo company.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::codes::{Codes, SubJobItem};
use super::lag::RowLag;
use super::limits::Meter;
use super::line::{Line, Strategy};
use super::modification::Modification;
use super::permission::{Level, Permissions};
use super::project::Project;
use super::refusal::Refusal;
use super::settings::ProcoreSettings;
use super::wbs::WbsCodes;
use crate::oauth::{Authority, Client, DEMO_REDIRECTS, Lifetimes};
use crate::ridgeline::{BudgetRow, Company, DemoJob, DemoProject};

const FIRST_WBS_CODE: u64 = 562_949_960_000_000;
const FIRST_SUB_JOB: u64 = 562_949_970_000_000;
const FIRST_LINE: u64 = 562_949_980_000_000;
/// Ids of one project lie in a block of their own.
const BLOCK: u64 = 100_000;

/// What can be switched while the simulator runs.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, none excludes another")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Switches {
    /// The BETA sync route.
    pub(super) sync: bool,
    /// A sync whose third item is wrong has done the first two.
    pub(super) sync_partial: bool,
    /// The BETA list route.
    pub(super) v2_list: bool,
    /// `Retry-After` on a 429.
    pub(super) retry_after: bool,
    /// The missing-header answer as JSON instead of plain text.
    pub(super) company_error_as_json: bool,
    /// Companies of today have budget changes, and can only read modifications.
    pub(super) budget_changes: bool,
    pub(super) row_lag: RowLag,
}

/// All state.
#[derive(Debug)]
pub(super) struct Books {
    pub(super) company_id: u64,
    pub(super) company_name: String,
    /// Companies that accounts see too, with nothing in them.
    pub(super) other_companies: Vec<(u64, String)>,
    pub(super) codes: Codes,
    pub(super) projects: BTreeMap<u64, Project>,
    pub(super) permissions: Permissions,
    pub(super) switches: Switches,
    pub(super) oauth: Authority,
    pub(super) meter: Meter,
}

impl Books {
    pub(super) fn of(company: &Company, settings: &ProcoreSettings, now: Timestamp) -> Self {
        let codes = Codes::of(company);
        let linked = company.jobs.iter().filter_map(|job| job.procore.as_ref().map(|project| (job, project)));
        let projects = (0..).zip(linked).map(|(number, (job, project))| {
            let made = make_project(number, job, project, &codes, now);
            (made.id, made)
        });
        Self {
            company_id: company.procore_company_id,
            company_name: company.name.clone(),
            other_companies: Vec::new(),
            projects: projects.collect(),
            codes,
            permissions: Permissions { erp_integrations: Some(Level::Standard), budget: Level::Admin },
            switches: Switches {
                sync: true,
                sync_partial: false,
                v2_list: true,
                retry_after: true,
                company_error_as_json: false,
                budget_changes: true,
                row_lag: RowLag::None,
            },
            oauth: authority(settings),
            meter: Meter::new(settings.limits),
        }
    }

    /// The app is connected to one company only.
    pub(super) fn must_be_company(&self, id: u64) -> Result<(), Refusal> {
        if id == self.company_id { Ok(()) } else { Err(Refusal::NotConnected) }
    }

    /// A project the user may see at all.
    pub(super) fn project(&mut self, id: u64) -> Result<&mut Project, Refusal> {
        self.projects.get_mut(&id).filter(|project| project.permitted).ok_or(Refusal::NotFound)
    }

    /// A project, for someone whose level on the Budget tool is at least this. Without any level it is as if it were not there
    /// (Procore: troubleshooting, "404 not 403 when the user cannot see it at all").
    pub(super) fn budget(&mut self, id: u64, needed: Level) -> Result<&mut Project, Refusal> {
        match self.permissions.budget {
            Level::None => Err(Refusal::NotFound),
            level if level < needed => Err(Refusal::Forbidden),
            _ => self.project(id),
        }
    }
}

/// A code lives ten minutes, a refresh token until it is used. `http://localhost` is registered with every new app
/// (Procore: OAuth access tokens, OAuth keys).
fn authority(settings: &ProcoreSettings) -> Authority {
    let addresses = ["http://localhost"].into_iter().chain(DEMO_REDIRECTS);
    let client = Client {
        id: settings.client_id.clone(),
        secret: settings.client_secret.clone(),
        redirect_uris: addresses.map(str::to_owned).collect(),
    };
    let lifetimes = Lifetimes {
        code: SignedDuration::from_mins(10),
        access: SignedDuration::from_secs(settings.token_lifetime_seconds.into()),
        refresh_chain: None,
    };
    Authority::new(client, lifetimes)
}

fn make_project(number: u64, job: &DemoJob, demo: &DemoProject, codes: &Codes, now: Timestamp) -> Project {
    let mut project = Project {
        id: demo.id,
        name: demo.name.clone().unwrap_or_else(|| job.name.clone()),
        number: demo.project_number.clone(),
        origin_id: demo.origin_id.clone(),
        address: job.address.clone(),
        active: true,
        currency: demo.currency.clone(),
        locked: demo.locked,
        permitted: true,
        sub_jobs: sub_jobs(demo, FIRST_SUB_JOB + number * BLOCK),
        codes: WbsCodes::new(FIRST_WBS_CODE + number * BLOCK),
        lines: BTreeMap::new(),
        modifications: Vec::new(),
        budget_changes: Vec::new(),
        history: Vec::new(),
        behind: None,
        updated_at: now,
        next_line_id: FIRST_LINE + number * BLOCK,
    };
    for (cost_code, cost_type) in combinations(job, demo, codes) {
        project.codes.of(codes, None, (&cost_code, &cost_type), now);
    }
    for (sub_job, cost_code, cost_type) in &demo.sub_job_codes {
        let sub_job = project.sub_jobs.iter().find(|item| item.code == *sub_job).cloned();
        project.codes.of(codes, sub_job.as_ref(), (cost_code, cost_type), now);
    }
    for row in &demo.lines {
        add_line(&mut project, row, codes, now);
    }
    project
}

/// The sub jobs that the project's lines and codes name.
fn sub_jobs(demo: &DemoProject, first: u64) -> Vec<SubJobItem> {
    let of_lines = demo.lines.iter().filter_map(|row| row.sub_job.as_ref());
    let named: BTreeSet<&String> = of_lines.chain(demo.sub_job_codes.iter().map(|(sub_job, ..)| sub_job)).collect();
    let item = |(id, code): (u64, &String)| SubJobItem { id, code: code.clone(), name: code.clone() };
    (first..).zip(named).map(item).collect()
}

/// The combinations without a sub job that have a budget code: of every budget line, and of every estimate line whose parts Procore knows.
fn combinations(job: &DemoJob, demo: &DemoProject, codes: &Codes) -> Vec<(String, String)> {
    let estimated = job.expenses().filter_map(|line| {
        let cost_type = codes.cost_type_of_account_group(&line.account_group)?;
        Some((line.cost_code.clone(), cost_type.code.clone()))
    });
    let budgeted =
        demo.lines.iter().filter(|row| row.sub_job.is_none()).map(|row| (row.cost_code.clone(), row.cost_type.clone()));
    let to_be_made = |pair: &(String, String)| demo.codes_to_be_made.contains(pair);
    let mut pairs: Vec<_> = estimated.chain(budgeted).filter(|pair| !to_be_made(pair)).collect();
    pairs.sort();
    pairs.dedup();
    pairs
}

/// A row of a code Procore does not have is a slip in a test's company; the budget would silently lack it.
fn add_line(project: &mut Project, row: &BudgetRow, codes: &Codes, now: Timestamp) {
    let sub_job = row.sub_job.as_deref().and_then(|code| project.sub_job(code)).cloned();
    let made = project.codes.of(codes, sub_job.as_ref(), (&row.cost_code, &row.cost_type), now);
    let wbs_code_id = made.unwrap_or_else(|| panic!("Procore has no {}.{}", row.cost_code, row.cost_type));
    let id = project.next_line_id;
    project.next_line_id += 1;
    let mut original_budget_amount = row.original_amount;
    original_budget_amount.rescale(2);
    project.lines.insert(
        id,
        Line {
            id,
            wbs_code_id,
            original_budget_amount,
            uom: row.uom.clone(),
            quantity: row.quantity,
            unit_cost: row.unit_cost,
            strategy: Strategy::Manual,
            created_at: now,
            updated_at: now,
        },
    );
    if row.modifications != Decimal::ZERO {
        project.modifications.push(Modification::to(id, id, row.modifications, now));
    }
}
