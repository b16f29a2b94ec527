//! A company stated line by line, for tests: "this estimate, this budget".

use rust_decimal::Decimal;

use super::company::{
    AccountGroup, Bookings, BudgetRow, Company, CostCode, CostType, DemoJob, DemoProject, ErpSetup, EstimateRow, Kind,
    NO_INVENTORY, Situation, Task,
};

/// The task of a stated job, unless a test names another.
pub(super) const TASK: &str = "BASE";
const FIRST_PROJECT_ID: u64 = 562_949_953_600_000;

impl Company {
    /// A company without jobs and without cost codes, but with the usual account groups and cost types.
    ///
    /// `TRAVEL` is an account group without a cost type; `REVENUE` is income, `WIP` an asset. `EQUIP` is off balance with *Expense*
    /// ticked, so its lines are cost though its own type does not say so.
    pub fn empty() -> Self {
        Self {
            tenant: "Ridgeline".into(),
            name: "Ridgeline Builders".into(),
            procore_company_id: 562_949_953_450_117,
            jobs: Vec::new(),
            cost_codes: Vec::new(),
            account_groups: usual_account_groups(),
            cost_types: usual_cost_types(),
            setup: ErpSetup::default(),
        }
    }

    /// A company of exactly these jobs. Every cost code they name exists on both sides, except those a job declared
    /// [`JobBuilder::unknown_to_procore`].
    pub fn with_jobs(jobs: impl IntoIterator<Item = JobBuilder>) -> Self {
        let mut company = Self::empty();
        for (number, builder) in jobs.into_iter().enumerate() {
            let (mut job, unknown) = (builder.job, builder.unknown_to_procore);
            if let Some(project) = job.procore.as_mut().filter(|project| project.id == 0) {
                project.id = FIRST_PROJECT_ID + number as u64;
            }
            company.learn_codes(&job, &unknown);
            company.jobs.push(job);
        }
        company
    }

    fn learn_codes(&mut self, job: &DemoJob, unknown: &[String]) {
        let estimated = job.estimate_lines.iter().map(|row| (&row.cost_code, &row.description));
        let budgeted =
            job.procore.iter().flat_map(|project| &project.lines).map(|row| (&row.cost_code, &row.description));
        for (code, title) in estimated.chain(budgeted) {
            if self.cost_code(code).is_none() {
                self.cost_codes.push(CostCode {
                    code: code.clone(),
                    title: title.clone(),
                    in_procore: !unknown.contains(code),
                    active: true,
                });
            }
        }
    }
}

/// Starts a job that is linked to a Procore project of the same number, with an empty estimate and an empty budget, in USD.
///
/// ```
/// use simulators::ridgeline::{Company, job};
/// let company = Company::with_jobs([
///     job("24-101", "Harbor Point").estimate("03-30-00", "SUBCON", "612400.00").budget("03-30-00", "S", "588900.00").locked(),
/// ]);
/// assert_eq!(company.jobs[0].estimate_total().to_string(), "612400.00");
/// ```
pub fn job(project_id: &str, name: &str) -> JobBuilder {
    JobBuilder {
        job: DemoJob {
            project_id: project_id.into(),
            name: name.into(),
            status: "Active".into(),
            customer: "Harbor Health Partners".into(),
            address: "100 Main Street".into(),
            currency: "USD".into(),
            tasks: vec![task(TASK, "Base building")],
            situation: Situation::Stated,
            estimate_lines: Vec::new(),
            procore: Some(DemoProject {
                id: 0,
                name: None,
                project_number: Some(project_id.into()),
                origin_id: Some(project_id.into()),
                active: true,
                locked: false,
                currency: "USD".into(),
                lines: Vec::new(),
                codes_to_be_made: Vec::new(),
                sub_job_codes: Vec::new(),
                inactive_codes: Vec::new(),
                texts: Vec::new(),
                own_views: false,
                currency_unstated: false,
                codes_reversed: false,
            }),
        },
        unknown_to_procore: Vec::new(),
    }
}

/// A job in the making. Amounts are decimal text, in the job's currency; a text that is no decimal panics, for it is a slip in a test.
#[derive(Clone, Debug)]
pub struct JobBuilder {
    pub(super) job: DemoJob,
    unknown_to_procore: Vec<String>,
}

fn task(id: &str, description: &str) -> Task {
    Task { id: id.into(), description: description.into(), status: "Active".into() }
}

impl JobBuilder {
    /// Adds a cost line to the estimate.
    #[must_use]
    pub fn estimate(self, cost_code: &str, account_group: &str, amount: &str) -> Self {
        self.estimate_line(TASK, cost_code, account_group, NO_INVENTORY, Kind::Expense, amount)
    }

    /// Adds a cost line for one inventory item.
    #[must_use]
    pub fn estimate_item(self, cost_code: &str, account_group: &str, inventory_id: &str, amount: &str) -> Self {
        self.estimate_line(TASK, cost_code, account_group, inventory_id, Kind::Expense, amount)
    }

    /// Adds a cost line under another task, which is added to the job where it is new.
    #[must_use]
    pub fn estimate_in_task(self, task: &str, cost_code: &str, account_group: &str, amount: &str) -> Self {
        self.estimate_line(task, cost_code, account_group, NO_INVENTORY, Kind::Expense, amount)
    }

    /// Adds a revenue line, which belongs to no budget.
    #[must_use]
    pub fn income(self, cost_code: &str, amount: &str) -> Self {
        self.estimate_line(TASK, cost_code, "REVENUE", NO_INVENTORY, Kind::Income, amount)
    }

    pub(super) fn estimate_line(
        mut self,
        task: &str,
        cost_code: &str,
        account_group: &str,
        inventory_id: &str,
        kind: Kind,
        amount: &str,
    ) -> Self {
        if self.job.tasks.iter().all(|known| known.id != task) {
            self.job.tasks.push(self::task(task, task));
        }
        let original_amount = decimal(amount);
        self.job.estimate_lines.push(EstimateRow {
            task: task.into(),
            cost_code: cost_code.into(),
            account_group: account_group.into(),
            inventory_id: inventory_id.into(),
            kind,
            description: format!("Work of {cost_code}"),
            uom: "LS".into(),
            quantity: Decimal::ONE,
            unit_rate: original_amount,
            original_amount,
            booked: Bookings::default(),
        });
        self
    }

    /// Adds a line to the Procore budget; `cost_type` is the letter, e.g. `S`.
    #[must_use]
    pub fn budget(self, cost_code: &str, cost_type: &str, amount: &str) -> Self {
        self.budget_row(BudgetRow {
            sub_job: None,
            cost_code: cost_code.into(),
            cost_type: cost_type.into(),
            description: format!("Work of {cost_code}"),
            original_amount: decimal(amount),
            modifications: Decimal::ZERO,
            uom: None,
            quantity: None,
            unit_cost: None,
        })
    }

    /// Adds a line to the Procore budget in a sub job, which is made where it is new.
    #[must_use]
    pub fn budget_in_sub_job(self, sub_job: &str, cost_code: &str, cost_type: &str, amount: &str) -> Self {
        let mut stated = self.budget(cost_code, cost_type, amount);
        if let Some(row) = stated.job.procore.as_mut().and_then(|project| project.lines.last_mut()) {
            row.sub_job = Some(sub_job.into());
        }
        stated
    }

    /// Puts a budget modification on the line added last.
    #[must_use]
    pub fn modified_by(mut self, amount: &str) -> Self {
        if let Some(row) = self.job.procore.as_mut().and_then(|project| project.lines.last_mut()) {
            row.modifications = decimal(amount);
        }
        self
    }

    /// Takes the link to Procore away: there is no such project.
    #[must_use]
    pub fn unlinked(mut self) -> Self {
        self.job.procore = None;
        self
    }

    /// Where it is built, as both sides have it.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        self.job.address = address.into();
        self
    }

    /// The currency of the Acumatica side.
    #[must_use]
    pub fn estimate_currency(mut self, currency: &str) -> Self {
        self.job.currency = currency.into();
        self
    }

    /// Declares a cost code that Procore does not have.
    #[must_use]
    pub fn unknown_to_procore(mut self, cost_code: &str) -> Self {
        self.unknown_to_procore.push(cost_code.into());
        self
    }
}

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("an amount in a test is decimal text")
}

fn usual_account_groups() -> Vec<AccountGroup> {
    let groups = [
        ("LABOR", "Labor", Kind::Expense, true),
        ("MATERIAL", "Material", Kind::Expense, true),
        ("SUBCON", "Subcontract", Kind::Expense, true),
        ("EQUIP", "Equipment", Kind::OffBalance, true),
        ("OTHER", "Other Costs", Kind::Expense, true),
        ("TRAVEL", "Travel and Lodging", Kind::Expense, true),
        ("REVENUE", "Contract Revenue", Kind::Income, false),
        ("WIP", "Work in Progress", Kind::Asset, false),
    ];
    let group = |(id, description, kind, expense): (&str, &str, Kind, bool)| AccountGroup {
        id: id.into(),
        description: description.into(),
        kind,
        expense,
        active: true,
    };
    groups.map(group).into()
}

/// The cost types of a fresh company, the ones a contractor's ERP has an account group for first. Overhead and markup came with
/// Procore: no account group belongs to them.
fn usual_cost_types() -> Vec<CostType> {
    let types = [
        ("L", "Labor", "labor", Some("LABOR")),
        ("M", "Material", "material", Some("MATERIAL")),
        ("S", "Subcontract", "subcontract", Some("SUBCON")),
        ("E", "Equipment", "equipment", Some("EQUIP")),
        ("O", "Other", "other", Some("OTHER")),
        ("OH", "Overhead", "overhead", None),
        ("MU", "Markup", "markup", None),
    ];
    let numbered = types.into_iter().zip(562_949_953_470_001_u64..);
    numbered
        .map(|((code, name, base_type, origin), line_item_type_id)| CostType {
            line_item_type_id,
            code: code.into(),
            name: name.into(),
            base_type: Some(base_type.into()),
            origin_id: origin.map(str::to_owned),
        })
        .collect()
}
