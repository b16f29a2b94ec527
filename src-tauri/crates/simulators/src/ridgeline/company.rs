//! The facts of the demo company, side by side: what Acumatica knows, and what Procore knows.

use rust_decimal::Decimal;

/// The inventory id of a budget line that names no item (Acumatica: Project Budget, column Inventory ID).
pub const NO_INVENTORY: &str = "<N/A>";

/// One contractor, as both vendors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Acumatica's login name of the tenant.
    pub tenant: String,
    /// The company's name, the same on both sides.
    pub name: String,
    /// Procore's company id: 15 digits, as in its newer zones (Procore: multiple zones guide, "Resource ID Value Size").
    pub procore_company_id: u64,
    /// Every job, in the order of its Acumatica project id.
    pub jobs: Vec<DemoJob>,
    /// Every cost code that either side knows.
    pub cost_codes: Vec<CostCode>,
    /// Acumatica's account groups.
    pub account_groups: Vec<AccountGroup>,
    /// Procore's cost types (line item types).
    pub cost_types: Vec<CostType>,
    /// How Acumatica is set up.
    pub setup: ErpSetup,
}

/// What an administrator of Acumatica may choose (Acumatica: Projects Preferences, form PM101000; Cost Codes, form PM209500).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErpSetup {
    /// The code of lines that are not budgeted by cost code: zeros to the length of the key, or from 2026 R1 on another code.
    pub default_cost_code: String,
    /// The item of lines without an item.
    pub empty_item: String,
    /// The project that stands for "no project".
    pub non_project: String,
    /// Without the feature Cost Codes every line carries the default code inside, and the form of cost codes is not there.
    pub without_cost_codes: Option<NoCostCode>,
}

/// What a line's cost code looks like where the feature is off; which of the two is not documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCostCode {
    /// The default code.
    Zeros,
    /// Nothing: `{}`.
    Empty,
}

impl Default for ErpSetup {
    fn default() -> Self {
        Self {
            default_cost_code: "00-00-00".into(),
            empty_item: NO_INVENTORY.into(),
            non_project: "X".into(),
            without_cost_codes: None,
        }
    }
}

impl Company {
    /// The job with this Acumatica project id.
    pub fn job(&self, project_id: &str) -> Option<&DemoJob> {
        self.jobs.iter().find(|job| job.project_id == project_id)
    }

    /// The account group with this id, e.g. `SUBCON`.
    pub fn account_group(&self, id: &str) -> Option<&AccountGroup> {
        self.account_groups.iter().find(|group| group.id == id)
    }

    /// The cost type that the ERP connection tied to this account group, by origin id.
    pub fn cost_type_of(&self, account_group: &str) -> Option<&CostType> {
        self.cost_types.iter().find(|cost_type| cost_type.origin_id.as_deref() == Some(account_group))
    }

    /// The cost code with this text, e.g. `03-30-00`.
    pub fn cost_code(&self, code: &str) -> Option<&CostCode> {
        self.cost_codes.iter().find(|known| known.code == code)
    }
}

/// One cost code of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostCode {
    /// Three pairs by construction specification division, e.g. `03-30-00`.
    pub code: String,
    /// What it stands for, e.g. `Cast-in-place concrete`.
    pub title: String,
    /// False for a code that only Acumatica has: its lines cannot be mapped.
    pub in_procore: bool,
    /// Whether Acumatica takes new lines on it. Lines that have it already keep it, and the contract shows no flag.
    pub active: bool,
}

impl CostCode {
    /// The division: the first pair, e.g. `03`.
    pub fn division(&self) -> &str {
        self.code.split('-').next().unwrap_or(&self.code)
    }
}

/// One account group of Acumatica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountGroup {
    /// Its id, e.g. `SUBCON`.
    pub id: String,
    /// Its description, e.g. `Subcontract`.
    pub description: String,
    /// Its own type.
    pub kind: Kind,
    /// Whether its lines are cost. Always so where its type is, and where somebody ticked *Expense* on an off-balance group
    /// (Acumatica: Account Groups, form PM201000).
    pub expense: bool,
    /// Whether new lines may be booked on it. Lines that are keep it.
    pub active: bool,
}

/// One cost type of Procore (its API says line item type, its screens say category).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostType {
    /// Procore's line item type id.
    pub line_item_type_id: u64,
    /// One to three letters, the last part of a budget code: `L`, `M`, `S`, `E`, `O`, `OH`, `MU`.
    pub code: String,
    /// E.g. `Subcontract`.
    pub name: String,
    /// Procore's base type, e.g. `labor`; some companies have none on a type of their own.
    pub base_type: Option<String>,
    /// The account group it came from, where the ERP connection noted it.
    pub origin_id: Option<String>,
}

/// What a budget line of Acumatica is (Acumatica: Project Budget, column Type).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A cost line: part of what Procore budgets.
    Expense,
    /// A revenue line: never part of Procore's budget.
    Income,
    /// Work in progress and the like: not cost.
    Asset,
    /// Not cost.
    Liability,
    /// Statistics. Its lines are cost only where the account group says so; then they are [`Kind::Expense`].
    OffBalance,
}

/// One task (phase) of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// E.g. `BASE`.
    pub id: String,
    /// E.g. `Base building`.
    pub description: String,
    /// In Acumatica's words: `In Planning`, `Active`, `Completed`, `Canceled`. Lines of all of them stand in the budget.
    pub status: String,
}

/// One job on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoJob {
    /// Acumatica's project id, e.g. `24-101`.
    pub project_id: String,
    /// The job's name, the same on both sides.
    pub name: String,
    /// Acumatica's status in its displayed words, e.g. `Active`.
    pub status: String,
    /// The customer's name.
    pub customer: String,
    /// Where it is built.
    pub address: String,
    /// Acumatica's currency of the project, e.g. `USD`.
    pub currency: String,
    /// Its tasks, at least one.
    pub tasks: Vec<Task>,
    /// Why this job is in the demo company.
    pub situation: Situation,
    /// Acumatica's budget lines, cost and revenue, in key order.
    pub estimate_lines: Vec<EstimateRow>,
    /// Procore's side; `None` when no Procore project is linked.
    pub procore: Option<DemoProject>,
}

impl DemoJob {
    /// The sum of the cost lines' original amounts, in the job's currency.
    pub fn estimate_total(&self) -> Decimal {
        self.expenses().map(|row| row.original_amount).sum()
    }

    /// The cost lines: the only ones a budget is made of.
    pub fn expenses(&self) -> impl Iterator<Item = &EstimateRow> {
        self.estimate_lines.iter().filter(|row| row.kind == Kind::Expense)
    }
}

/// One budget line of Acumatica. Its key is task, account group, cost code and inventory id together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstimateRow {
    /// The task's id.
    pub task: String,
    /// The cost code.
    pub cost_code: String,
    /// The account group's id.
    pub account_group: String,
    /// The item's id, or [`NO_INVENTORY`].
    pub inventory_id: String,
    /// Cost or revenue.
    pub kind: Kind,
    /// What the line is for.
    pub description: String,
    /// Unit of measure, e.g. `CY`; `LS` for a lump sum.
    pub uom: String,
    /// Quantity in `uom`.
    pub quantity: Decimal,
    /// Money per unit, in the job's currency.
    pub unit_rate: Decimal,
    /// The original budgeted amount, in the job's currency, to the cent.
    pub original_amount: Decimal,
    /// What was booked since.
    pub booked: Bookings,
}

impl EstimateRow {
    /// Its key, in the order of Acumatica's list.
    pub(super) fn key(&self) -> (&str, &str, &str, &str) {
        (&self.task, &self.cost_code, &self.account_group, &self.inventory_id)
    }
}

/// What is booked on a budget line after it was estimated, in the job's currency. None of it is part of the original amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bookings {
    /// Cost or revenue that was posted.
    pub actual: Decimal,
    /// Ordered and not yet invoiced.
    pub open_committed: Decimal,
    /// Released change orders.
    pub change_orders: Decimal,
    /// Tax inside the actual cost, which only the project's balances add (Acumatica: Projects, tab Balances).
    pub inclusive_tax: Decimal,
}

/// Procore's project of a job, with its budget.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, none excludes another")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoProject {
    /// Procore's project id, 15 digits.
    pub id: u64,
    /// What it is called there, where that is not the job's name.
    pub name: Option<String>,
    /// The human number, equal to the Acumatica project id where the link was made by number.
    pub project_number: Option<String>,
    /// The Acumatica project id, where the ERP connection noted it.
    pub origin_id: Option<String>,
    /// False once it was set inactive, as at close-out. The plain list of projects leaves it out.
    pub active: bool,
    /// Whether the budget is locked.
    pub locked: bool,
    /// Procore's currency of the project.
    pub currency: String,
    /// The budget's lines.
    pub lines: Vec<BudgetRow>,
    /// Combinations of a cost code and a cost type (its letter) which Procore knows singly, but which have no budget code yet.
    pub codes_to_be_made: Vec<(String, String)>,
    /// Budget codes in a sub job, which need no line: sub job, cost code and cost type (its letter). Procore knows both codes.
    pub sub_job_codes: Vec<(String, String, String)>,
    /// Budget codes (cost code and cost type) that somebody set inactive; a line on one stays.
    pub inactive_codes: Vec<(String, String)>,
    /// Cost codes that read otherwise in this project: the Acumatica code, which the ERP connection noted as `origin_id`, and
    /// Procore's own text. [`BudgetRow::cost_code`] names the Acumatica code all the same.
    pub texts: Vec<(String, String)>,
    /// Whether its people made views of their own instead of the standard ones.
    pub own_views: bool,
    /// Whether its rows say no currency, as some do.
    pub currency_unstated: bool,
    /// Whether its budget codes begin with the cost type: the order of segments is free.
    pub codes_reversed: bool,
}

impl DemoProject {
    /// Procore's text of an Acumatica cost code in this project.
    pub fn text_of<'a>(&'a self, cost_code: &'a str) -> &'a str {
        self.texts.iter().find(|(code, _)| code == cost_code).map_or(cost_code, |(_, text)| text)
    }

    /// The sum of the lines' original amounts, in the project's currency.
    pub fn total(&self) -> Decimal {
        self.lines.iter().map(|row| row.original_amount).sum()
    }
}

/// One line of a Procore budget. Its key is sub job, cost code and cost type together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRow {
    /// The sub job's code, where the line belongs to one.
    pub sub_job: Option<String>,
    /// The cost code, e.g. `03-30-00`.
    pub cost_code: String,
    /// The cost type's letter, e.g. `S`.
    pub cost_type: String,
    /// What the line is for.
    pub description: String,
    /// The original budget amount, in the project's currency, to the cent.
    pub original_amount: Decimal,
    /// The net of the budget modifications on this line; zero for none.
    pub modifications: Decimal,
    /// Unit of measure, where somebody typed one.
    pub uom: Option<String>,
    /// Quantity, where somebody typed one.
    pub quantity: Option<Decimal>,
    /// Money per unit, where somebody typed it.
    pub unit_cost: Option<Decimal>,
}

/// Why a job is in the demo company: the one thing it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// Linked, but the Procore budget is still empty.
    NeverImported,
    /// Both sides show the same amounts, line by line.
    InAgreement,
    /// One line differs by one cent.
    DriftedByOneCent,
    /// Money moved from one code to another: the totals agree, two lines do not.
    Reclassified,
    /// Several lines went up or down, some are new.
    Drifted,
    /// Several lines differ, and Procore's budget is locked.
    LockedWithDrift,
    /// Estimate lines of zero and below, with and without a line in Procore.
    ZeroAndNegative,
    /// Procore has lines that Acumatica does not know.
    ProcoreOnly,
    /// Estimate lines that differ only by inventory item or task, and add up to one budget line.
    InventorySplit,
    /// A cost code or an account group that Procore does not have.
    Unmapped,
    /// The two sides count in different currencies.
    OtherCurrency,
    /// No Procore project is linked.
    NotLinked,
    /// The large job: every one of its 2,500 lines differs.
    EveryLineDrifted,
    /// Stated by a test, line by line.
    Stated,
}
