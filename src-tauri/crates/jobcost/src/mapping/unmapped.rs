//! Why an estimate line finds no budget code.

use crate::identifier::{AccountGroup, CostCode, CostTypeCode, SubJob, TaskId};
use crate::text::spelled_out;
use crate::wbs_code::WbsCode;
use std::fmt;

/// Why a line has no budget code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unmapped {
    /// No cost type of Procore answers to the account group.
    NoCostType(AccountGroup),
    /// More than one does.
    SeveralCostTypes(AccountGroup),
    /// The cost type that is called so carries the identifier of another account group: this.
    CostTypeNamesAnother(AccountGroup, CostTypeCode, String),
    /// The mapping names a cost type for the account group that Procore does not have.
    NamedCostTypeMissing(AccountGroup, CostTypeCode),
    /// The line has no cost code: the field is empty, or holds Acumatica's default code of zeros, and the project has no such code.
    NoCostCodeStated(CostCode),
    /// The cost code does not have the parts that the mapping rewrites. Acumatica's own spelling.
    OtherCostCodeForm(CostCode),
    /// The project has no such cost code.
    NoCostCode(CostCode),
    /// Several of the project's cost codes answer to Acumatica's: these.
    SeveralCostCodes(CostCode, Vec<CostCode>),
    /// Several of Acumatica's cost codes, the first among them, would all be this one of the project.
    CostCodesCollide(CostCode, Vec<CostCode>, CostCode),
    /// The cost code that is called so carries the identifier of another of Acumatica's: this.
    CostCodeNamesAnother(CostCode, CostCode, String),
    /// The mapping names a cost code for Acumatica's that the project does not have.
    NamedCostCodeMissing(CostCode, CostCode),
    /// The project keeps its budget by sub jobs, and the mapping does not say what a task is (rule 17).
    TaskNotMapped(TaskId),
    /// The task's code does not have the parts that the mapping rewrites.
    OtherTaskForm(TaskId),
    /// The mapping's table does not name the task.
    TaskNotInTable(TaskId),
    /// No budget code of the project has this sub job.
    NoSubJob(SubJob),
    /// Several of the project's sub jobs answer to the task: these.
    SeveralSubJobs(TaskId, Vec<SubJob>),
    /// Several of Acumatica's tasks, the first among them, would all be this sub job.
    TasksCollide(TaskId, Vec<TaskId>, SubJob),
    /// The sub job that is called so carries the identifier of another task: this.
    SubJobNamesAnother(TaskId, SubJob, String),
    /// The project has every part, but no budget code joins them.
    NoBudgetCode(WbsCode),
    /// The project has several budget codes of these very parts.
    SeveralBudgetCodes(WbsCode),
    /// The project has the budget code and does not offer it any more.
    InactiveBudgetCode(WbsCode),
}

impl Unmapped {
    /// Knowing what further budget codes can be made from may change the answer.
    pub const fn depends_on_segments(&self) -> bool {
        matches!(self, Self::NoCostCode(_) | Self::NoCostCodeStated(_) | Self::NoSubJob(_) | Self::NoBudgetCode(_))
    }

    /// The mapping is the place to mend it; the others are mended in Procore.
    pub const fn leads_to_mapping(&self) -> bool {
        !matches!(
            self,
            Self::NoCostCode(_)
                | Self::NoSubJob(_)
                | Self::NoBudgetCode(_)
                | Self::SeveralBudgetCodes(_)
                | Self::InactiveBudgetCode(_)
        )
    }

    /// What to do about it, as a sentence.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NoCostType(_) | Self::SeveralCostTypes(_) | Self::CostTypeNamesAnother(..) => {
                "Name the cost type for this account group in the Mapping."
            }
            Self::NamedCostTypeMissing(..) => "Name a cost type that Procore has in the Mapping.",
            Self::NoCostCodeStated(_) => {
                "Give the line a cost code in Acumatica, or let the task be the cost code in the Mapping."
            }
            Self::OtherCostCodeForm(_) => "Say in the Mapping how this cost code is written in Procore.",
            Self::SeveralCostCodes(..) | Self::CostCodesCollide(..) | Self::CostCodeNamesAnother(..) => {
                "Name the right cost code in the Mapping, or mend the codes in Procore."
            }
            Self::NamedCostCodeMissing(..) => "Name a cost code that the project has in the Mapping.",
            Self::TaskNotMapped(_) => "Say in the Mapping what a task is: which sub job, or none.",
            Self::OtherTaskForm(_) => "Say in the Mapping how this task is written in Procore.",
            Self::TaskNotInTable(_) => "Name the task in the Mapping's table.",
            Self::SeveralSubJobs(..) | Self::TasksCollide(..) | Self::SubJobNamesAnother(..) => {
                "Name the right sub job in the Mapping's table, or mend the sub jobs in Procore."
            }
            Self::NoCostCode(_) | Self::NoSubJob(_) | Self::NoBudgetCode(_) => {
                "Add the budget code in Procore, then check again."
            }
            Self::SeveralBudgetCodes(_) => "Set one of the two inactive in Procore, then check again.",
            Self::InactiveBudgetCode(_) => "Set the budget code active in Procore, then check again.",
        }
    }
}

impl fmt::Display for Unmapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCostType(group) => write!(f, "Procore has no cost type for account group {group}"),
            Self::SeveralCostTypes(group) => write!(f, "Procore has several cost types for account group {group}"),
            Self::CostTypeNamesAnother(group, cost_type, other) => {
                write!(f, "Procore's cost type {cost_type} is the ERP's {other}, not account group {group}")
            }
            Self::NamedCostTypeMissing(group, cost_type) => {
                write!(f, "Procore has no cost type {cost_type}, which the mapping names for account group {group}")
            }
            Self::NoCostCodeStated(code) if code.is_empty() => write!(f, "the estimate line has no cost code"),
            Self::NoCostCodeStated(code) => {
                write!(f, "the estimate line has no cost code: {code} is what Acumatica writes for none")
            }
            Self::OtherCostCodeForm(code) => {
                write!(f, "cost code {code} does not have the form that the mapping reads")
            }
            Self::NoCostCode(code) => write!(f, "Procore's project has no cost code {code}"),
            Self::SeveralCostCodes(code, found) => {
                write!(f, "several cost codes of Procore's project could be {code}: {}", spelled(found))
            }
            Self::CostCodesCollide(_, own, found) => {
                write!(f, "Acumatica's cost codes {} would all be Procore's {found}", spelled(own))
            }
            Self::CostCodeNamesAnother(code, found, other) => {
                write!(f, "Procore's cost code {found} is the ERP's {other}, not {code}")
            }
            Self::NamedCostCodeMissing(code, named) => {
                write!(f, "Procore's project has no cost code {named}, which the mapping names for {code}")
            }
            Self::TaskNotMapped(task) => {
                write!(f, "Procore's project has sub jobs, and the mapping does not say what task {task} is")
            }
            Self::OtherTaskForm(task) => write!(f, "task {task} does not have the form that the mapping reads"),
            Self::TaskNotInTable(task) => write!(f, "the mapping names no sub job for task {task}"),
            Self::NoSubJob(sub_job) => write!(f, "Procore's project has no budget code in sub job {sub_job}"),
            Self::SeveralSubJobs(task, found) => {
                write!(f, "several sub jobs of Procore's project could be task {task}: {}", spelled(found))
            }
            Self::TasksCollide(_, own, found) => {
                write!(f, "Acumatica's tasks {} would all be Procore's sub job {found}", spelled(own))
            }
            Self::SubJobNamesAnother(task, found, other) => {
                write!(f, "Procore's sub job {found} is the ERP's {other}, not task {task}")
            }
            Self::NoBudgetCode(code) => write!(f, "Procore's project has no budget code {code}"),
            Self::SeveralBudgetCodes(code) => write!(f, "Procore's project has several budget codes {code}"),
            Self::InactiveBudgetCode(code) => write!(f, "budget code {code} is inactive in Procore's project"),
        }
    }
}

/// Codes that look alike must not be named alike.
fn spelled<T: ToString>(codes: &[T]) -> String {
    codes.iter().map(|code| spelled_out(&code.to_string())).collect::<Vec<_>>().join(", ")
}
