//! What a test can state of a job beyond its lines: how its owner set Acumatica up, and what became of the job.

use super::builder::JobBuilder;
use super::builder::{TASK, decimal};
use super::company::{AccountGroup, Company, Kind, NO_INVENTORY, NoCostCode};

impl Company {
    /// Lines without a cost code of their own carry this one: `0000`, `00000`, `00-000`, or a code that is not all zeros.
    #[must_use]
    pub fn with_default_cost_code(mut self, code: &str) -> Self {
        self.setup.default_cost_code = code.into();
        self
    }

    /// Lines without an item carry this code (Acumatica: Projects Preferences, Empty Item Code).
    #[must_use]
    pub fn with_empty_item(mut self, code: &str) -> Self {
        self.setup.empty_item = code.into();
        self
    }

    /// The project that stands for "no project" has this code (Acumatica: Projects Preferences, Non-Project Code).
    #[must_use]
    pub fn with_non_project(mut self, code: &str) -> Self {
        self.setup.non_project = code.into();
        self
    }

    /// The feature Cost Codes is off: lines that differ only by cost code are one, and the entity is answered 403.
    #[must_use]
    pub fn without_cost_codes(mut self, shown: NoCostCode) -> Self {
        self.setup.without_cost_codes = Some(shown);
        self
    }

    /// One more account group. `expense` is its tick, which only an off-balance group may choose.
    #[must_use]
    pub fn with_account_group(mut self, id: &str, description: &str, kind: Kind, expense: bool) -> Self {
        let (id, description) = (id.into(), description.into());
        self.account_groups.push(AccountGroup { id, description, kind, expense, active: true });
        self
    }

    /// Nobody may book new lines on this cost code. The lines that are there stay.
    #[must_use]
    pub fn with_inactive_cost_code(mut self, code: &str) -> Self {
        self.cost_codes.iter_mut().filter(|known| known.code == code).for_each(|known| known.active = false);
        self
    }

    /// Nobody may book new lines on this account group. The lines that are there stay.
    #[must_use]
    pub fn with_inactive_account_group(mut self, id: &str) -> Self {
        self.account_groups.iter_mut().filter(|known| known.id == id).for_each(|known| known.active = false);
        self
    }
}

impl JobBuilder {
    /// Adds a cost line that names no cost code: it carries the company's default one.
    #[must_use]
    pub fn estimate_by_task(self, task: &str, account_group: &str, amount: &str) -> Self {
        self.estimate_line(task, "", account_group, NO_INVENTORY, Kind::Expense, amount)
    }

    /// Adds a line of any type. For a ticked off-balance group the type is [`Kind::Expense`].
    #[must_use]
    pub fn line_of(self, kind: Kind, cost_code: &str, account_group: &str, amount: &str) -> Self {
        self.estimate_line(TASK, cost_code, account_group, NO_INVENTORY, kind, amount)
    }

    /// Adds a cost line that nobody estimated: a posting made it, with an original amount of 0.
    #[must_use]
    pub fn posted(self, cost_code: &str, account_group: &str, actual: &str) -> Self {
        self.estimate(cost_code, account_group, "0").actual(actual)
    }

    /// What was posted on the line added last.
    #[must_use]
    pub fn actual(mut self, amount: &str) -> Self {
        if let Some(line) = self.job.estimate_lines.last_mut() {
            line.booked.actual = decimal(amount);
        }
        self
    }

    /// What is ordered and not yet invoiced on the line added last.
    #[must_use]
    pub fn open_committed(mut self, amount: &str) -> Self {
        if let Some(line) = self.job.estimate_lines.last_mut() {
            line.booked.open_committed = decimal(amount);
        }
        self
    }

    /// Released change orders on the line added last: part of the revised amount, never of the original one.
    #[must_use]
    pub fn change_orders(mut self, amount: &str) -> Self {
        if let Some(line) = self.job.estimate_lines.last_mut() {
            line.booked.change_orders = decimal(amount);
        }
        self
    }

    /// Tax inside the actual cost of the line added last.
    #[must_use]
    pub fn inclusive_tax(mut self, amount: &str) -> Self {
        if let Some(line) = self.job.estimate_lines.last_mut() {
            line.booked.inclusive_tax = decimal(amount);
        }
        self
    }

    /// Acumatica's status of the project in its own words, e.g. `Closed` or `Rejected`.
    #[must_use]
    pub fn status(mut self, status: &str) -> Self {
        self.job.status = status.into();
        self
    }

    /// The status of one of its tasks: `In Planning`, `Active`, `Completed` or `Canceled`.
    #[must_use]
    pub fn task_status(mut self, task: &str, status: &str) -> Self {
        self.job.tasks.iter_mut().filter(|known| known.id == task).for_each(|known| known.status = status.into());
        self
    }
}
