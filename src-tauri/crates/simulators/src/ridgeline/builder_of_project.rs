//! What a stated job's Procore project is like, past its lines.

use super::builder::JobBuilder;
use super::company::{BudgetRow, DemoProject};

impl JobBuilder {
    /// Changes the Procore project, if the job has one.
    fn in_procore(mut self, change: impl FnOnce(&mut DemoProject)) -> Self {
        if let Some(project) = &mut self.job.procore {
            change(project);
        }
        self
    }

    /// Locks the Procore budget.
    #[must_use]
    pub fn locked(self) -> Self {
        self.in_procore(|project| project.locked = true)
    }

    /// The Procore project was set inactive, as at close-out: the plain list of projects leaves it out (Procore: projects).
    #[must_use]
    pub fn inactive(self) -> Self {
        self.in_procore(|project| project.active = false)
    }

    /// Somebody set this budget code inactive; a line on it stays (Procore: deactivate budget codes on a project).
    #[must_use]
    pub fn inactive_code(self, cost_code: &str, cost_type: &str) -> Self {
        self.in_procore(|project| project.inactive_codes.push((cost_code.into(), cost_type.into())))
    }

    /// In this project Procore's cost code reads otherwise; what it is in Acumatica, the ERP connection left in its `origin_id`.
    /// Budget lines of the job go on naming the Acumatica code.
    #[must_use]
    pub fn procore_text(self, cost_code: &str, text: &str) -> Self {
        self.in_procore(|project| project.texts.push((cost_code.into(), text.into())))
    }

    /// The people of this project made views of their own instead of the standard ones (Procore: budget views).
    #[must_use]
    pub fn own_views(self) -> Self {
        self.in_procore(|project| project.own_views = true)
    }

    /// Rows and lines of this project say no currency: `currency_iso_code` is null, as it is on live companies.
    #[must_use]
    pub fn currency_unstated(self) -> Self {
        self.in_procore(|project| project.currency_unstated = true)
    }

    /// Budget codes of this project begin with the cost type (Procore: what is a budget code structure).
    #[must_use]
    pub fn codes_reversed(self) -> Self {
        self.in_procore(|project| project.codes_reversed = true)
    }

    /// The Procore project was made by hand, under a name of its own: neither a number nor an ERP identifier says whose it is.
    #[must_use]
    pub fn made_by_hand(self, name: &str) -> Self {
        self.in_procore(|project| {
            project.name = Some(name.into());
            project.project_number = None;
            project.origin_id = None;
        })
    }

    /// The Procore project carries this number.
    #[must_use]
    pub fn project_number(self, number: &str) -> Self {
        self.in_procore(|project| project.project_number = Some(number.into()))
    }

    /// No ERP integration left its identifier on the Procore project.
    #[must_use]
    pub fn by_number_only(self) -> Self {
        self.in_procore(|project| project.origin_id = None)
    }

    /// The currency of the Procore side.
    #[must_use]
    pub fn budget_currency(self, currency: &str) -> Self {
        self.in_procore(|project| project.currency = currency.into())
    }

    /// Procore's project id, where a test wants to state it.
    #[must_use]
    pub fn procore_project_id(self, id: u64) -> Self {
        self.in_procore(|project| project.id = id)
    }

    /// Declares that Procore knows the cost code and the cost type, but that nobody has made a budget code of the two yet.
    #[must_use]
    pub fn code_to_be_made(self, cost_code: &str, cost_type: &str) -> Self {
        self.in_procore(|project| project.codes_to_be_made.push((cost_code.into(), cost_type.into())))
    }

    /// Declares a budget code in a sub job that has no line yet. A budget line, of whatever sub job, must name the cost code too, so
    /// that Procore knows it.
    #[must_use]
    pub fn code_in_sub_job(self, sub_job: &str, cost_code: &str, cost_type: &str) -> Self {
        self.in_procore(|project| {
            project.sub_job_codes.push((sub_job.into(), cost_code.into(), cost_type.into()));
        })
    }

    /// Adds a line to the Procore budget, every field stated. Does nothing on an unlinked job.
    #[must_use]
    pub fn budget_row(self, row: BudgetRow) -> Self {
        self.in_procore(|project| project.lines.push(row))
    }
}
