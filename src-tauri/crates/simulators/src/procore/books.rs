//! Everything the simulated Procore knows, made from the demo company.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::codes::{Codes, SubJobItem};
use super::habits::Habits;
use super::lag::RowLag;
use super::limits::Meter;
use super::line::{Line, Strategy};
use super::modification::Modification;
use super::permission::{Level, Permissions, Right};
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
#[derive(Clone, Debug)]
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
    /// The account cannot see budget changes or modifications: both answer 404.
    pub(super) budget_changes_hidden: bool,
    /// Only codes of the ERP's list take lines.
    pub(super) erp_list_only: bool,
    /// The app is connected to the company.
    pub(super) installed: bool,
    /// Fragments of the paths of lists that give everything to any page.
    pub(super) unpaged: Vec<String>,
}

impl Switches {
    /// How far rows stay behind what somebody does in the window. It was done a while ago, unless a test sets a lag.
    pub(super) fn lag_of_edits(&self) -> RowLag {
        if self.row_lag == RowLag::Usual { RowLag::None } else { self.row_lag }
    }

    fn new() -> Self {
        Self {
            sync: true,
            sync_partial: false,
            v2_list: true,
            retry_after: false,
            company_error_as_json: false,
            budget_changes: true,
            row_lag: RowLag::Usual,
            budget_changes_hidden: false,
            erp_list_only: false,
            installed: true,
            unpaged: vec!["/segment_items".into()],
        }
    }
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
        let mut codes = Codes::of(company);
        let linked = company.jobs.iter().filter_map(|job| job.procore.as_ref().map(|project| (job, project)));
        let mut projects = BTreeMap::new();
        for (number, (job, project)) in (0..).zip(linked) {
            let made = make_project(number, job, project, &mut codes, now);
            projects.insert(made.id, made);
        }
        Self {
            company_id: company.procore_company_id,
            company_name: company.name.clone(),
            other_companies: Vec::new(),
            projects,
            codes,
            permissions: Permissions { erp_integrations: Some(Level::Standard), budget: Level::Admin, rights: None },
            switches: Switches::new(),
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

    /// A project, for someone whose level on the Budget tool is at least this. Without any level, and where the tool is switched off,
    /// it is as if it were not there (Procore: troubleshooting, "404 not 403 when the user cannot see it at all").
    pub(super) fn budget(&mut self, id: u64, needed: Level) -> Result<&mut Project, Refusal> {
        match self.permissions.budget {
            Level::None => Err(Refusal::NotFound),
            level if level < needed => Err(Refusal::Forbidden),
            _ => self.project(id).and_then(
                |project| {
                    if project.habits.tool_off { Err(Refusal::NotFound) } else { Ok(project) }
                },
            ),
        }
    }

    /// A project, for someone who has a granular right on its budget.
    pub(super) fn budget_by_right(&mut self, id: u64, right: Right) -> Result<&mut Project, Refusal> {
        let granted = self.permissions.has(right);
        let project = self.budget(id, Level::ReadOnly)?;
        if granted { Ok(project) } else { Err(Refusal::Forbidden) }
    }

    /// A project for somebody who writes lines: with the right to original amounts, or as Standard without it.
    pub(super) fn budget_to_write(&mut self, id: u64) -> Result<&mut Project, Refusal> {
        if self.permissions.has(Right::ModifyOriginal) {
            return self.budget(id, Level::ReadOnly);
        }
        self.budget(id, Level::Standard)
    }

    /// Where the switch is on, a line's code and type have to be of the ERP's list, which an `origin_id` says.
    pub(super) fn must_be_of_erp_list(&self, project: u64, wbs_code_id: Option<u64>) -> Result<(), Refusal> {
        let project = self.projects.get(&project);
        let code = project.zip(wbs_code_id).and_then(|(project, id)| project.codes.get(id));
        match code {
            Some(code)
                if self.switches.erp_list_only
                    && (code.cost_code.origin_id.is_none() || code.cost_type.origin_id.is_none()) =>
            {
                Err(Refusal::invalid("wbs_code_id", "is not on the ERP standard cost code list"))
            }
            _ => Ok(()),
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

fn make_project(number: u64, job: &DemoJob, demo: &DemoProject, codes: &mut Codes, now: Timestamp) -> Project {
    for (cost_code, text) in &demo.texts {
        codes.reword(demo.id, cost_code, text);
    }
    let mut project = Project {
        id: demo.id,
        name: demo.name.clone().unwrap_or_else(|| job.name.clone()),
        number: demo.project_number.clone(),
        origin_id: demo.origin_id.clone(),
        address: job.address.clone(),
        active: demo.active,
        currency: demo.currency.clone(),
        locked: demo.locked,
        permitted: true,
        sub_jobs: sub_jobs(job, demo, FIRST_SUB_JOB + number * BLOCK),
        codes: WbsCodes::new(FIRST_WBS_CODE + number * BLOCK, demo.codes_reversed),
        lines: BTreeMap::new(),
        modifications: Vec::new(),
        budget_changes: Vec::new(),
        history: Vec::new(),
        habits: Habits {
            own_views: demo.own_views,
            currency_unstated: demo.currency_unstated,
            by_hand: demo.project_number.is_none() && demo.origin_id.is_none(),
            ..Habits::default()
        },
        behind: None,
        updated_at: now,
        next_line_id: FIRST_LINE + number * BLOCK,
    };
    add_codes(&mut project, job, demo, codes, now);
    for row in &demo.lines {
        add_line(&mut project, demo, row, codes, now);
    }
    for (cost_code, cost_type) in &demo.inactive_codes {
        let made = project.codes.of((codes, demo.id), None, (demo.text_of(cost_code), cost_type), now);
        if let Some(code) = made.and_then(|id| project.codes.get_mut(id)) {
            code.active = false;
        }
    }
    project
}

fn add_codes(project: &mut Project, job: &DemoJob, demo: &DemoProject, codes: &Codes, now: Timestamp) {
    for (cost_code, cost_type) in combinations(job, demo, codes) {
        project.codes.of((codes, demo.id), None, (demo.text_of(&cost_code), &cost_type), now);
    }
    for (sub_job, cost_code, cost_type) in &demo.sub_job_codes {
        let sub_job = project.sub_jobs.iter().find(|item| item.code == *sub_job).cloned();
        project.codes.of((codes, demo.id), sub_job.as_ref(), (demo.text_of(cost_code), cost_type), now);
    }
}

/// The sub jobs that the project's lines and codes name. One that is a task of the job was made by the ERP connection.
fn sub_jobs(job: &DemoJob, demo: &DemoProject, first: u64) -> Vec<SubJobItem> {
    let of_lines = demo.lines.iter().filter_map(|row| row.sub_job.as_ref());
    let named: BTreeSet<&String> = of_lines.chain(demo.sub_job_codes.iter().map(|(sub_job, ..)| sub_job)).collect();
    let task = |code: &str| job.tasks.iter().find(|task| task.id == code).map(|task| task.id.clone());
    let item =
        |(id, code): (u64, &String)| SubJobItem { id, code: code.clone(), name: code.clone(), origin_id: task(code) };
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
fn add_line(project: &mut Project, demo: &DemoProject, row: &BudgetRow, codes: &Codes, now: Timestamp) {
    let sub_job = row.sub_job.as_deref().and_then(|code| project.sub_job(code)).cloned();
    let pair = (demo.text_of(&row.cost_code), row.cost_type.as_str());
    let made = project.codes.of((codes, project.id), sub_job.as_ref(), pair, now);
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
