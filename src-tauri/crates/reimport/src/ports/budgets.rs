//! Reading Procore's side.

use crate::error::SideError;
use async_trait::async_trait;
use jobcost::{Budget, BudgetChange, BudgetCodes, CodeSegments, Currency, ProjectId, Rights};

/// A project as Procore lists it, with everything a link to a job may be recognised by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetProject {
    /// Its number.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Procore lists it as active. An inactive project keeps its links.
    pub active: bool,
    /// The identifiers that may hold the job's id.
    pub identifiers: ProjectIdentifiers,
    /// Where it is built, as one line; empty where Procore does not say.
    pub address: String,
    /// Where its Budget tab opens in a browser.
    pub budget_url: String,
}

/// What a Procore project is numbered by; empty where it is not (Procore: list projects, developers.procore.com).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProjectIdentifiers {
    /// What an ERP integration left: the job's id.
    pub origin_id: String,
    /// The code an ERP integration left.
    pub origin_code: String,
    /// The human number.
    pub number: String,
    /// The number accountants gave it.
    pub accounting_number: String,
}

/// The projects of the company.
#[async_trait]
pub trait ProjectReader: Send + Sync {
    /// Every project the account may see.
    async fn projects(&self) -> Result<Vec<TargetProject>, SideError>;
}

/// What the account may do: a re-import is refused by it.
#[async_trait]
pub trait RightsReader: Send + Sync {
    /// What the account may do. `project` matters where the company has no ERP Integrations tool.
    async fn rights(&self, project: ProjectId) -> Result<Rights, SideError>;
    /// The same, asked again whatever is remembered: the last look before money moves. A target that remembers rights overrides it.
    async fn rights_afresh(&self, project: ProjectId) -> Result<Rights, SideError> {
        self.rights(project).await
    }
}

/// A project's budget.
#[async_trait]
pub trait BudgetReader: Send + Sync {
    /// The project's budget: lock, currency and every budgeted line.
    async fn budget(&self, project: ProjectId) -> Result<Budget, SideError>;
    /// Whether the budget has a budget change or a budget modification.
    async fn has_budget_changes(&self, project: ProjectId) -> Result<bool, SideError>;
}

/// The budget codes of a project.
#[async_trait]
pub trait CodeReader: Send + Sync {
    /// What the mapping may map to in this project, without the segments. `fresh` asks Procore even when the answer is remembered.
    async fn codes(&self, project: ProjectId, fresh: bool) -> Result<BudgetCodes, SideError>;
    /// What new budget codes can be made from in this project; `None` where the account may not know. `fresh` as before.
    async fn code_segments(&self, project: ProjectId, fresh: bool) -> Result<Option<CodeSegments>, SideError>;
}

/// What is worth offering, because the account may do it.
#[async_trait]
pub trait PermissionReader: Send + Sync {
    /// Whether the account may unlock the project's budget, which takes more than to edit or to lock it; `None` where nobody can tell
    /// before it is tried.
    async fn may_unlock(&self, _project: ProjectId) -> Result<Option<bool>, SideError> {
        Ok(None)
    }
    /// Whether the account may make budget codes in the project; `None` where nobody can tell before it is tried.
    async fn may_create_codes(&self, _project: ProjectId) -> Result<Option<bool>, SideError> {
        Ok(None)
    }
}

/// Who changed original amounts.
#[async_trait]
pub trait ChangeHistory: Send + Sync {
    /// The changes of original amounts, the newest first; empty where the company or the account has no such history.
    async fn original_budget_changes(
        &self,
        project: ProjectId,
        currency: Currency,
    ) -> Result<Vec<BudgetChange>, SideError>;
}

/// What a plan is made from, and proven by.
pub trait BudgetReadings: RightsReader + BudgetReader + CodeReader {}

impl<T: RightsReader + BudgetReader + CodeReader> BudgetReadings for T {}
