//! Why an estimate line finds no budget code.

use crate::{AccountGroup, CostCode, CostTypeCode, SubJob, TaskId, WbsCode};
use std::fmt;

/// Why a line has no budget code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unmapped {
    /// No cost type of Procore answers to the account group.
    NoCostType(AccountGroup),
    /// More than one does.
    SeveralCostTypes(AccountGroup),
    /// The mapping names a cost type for the account group that Procore does not have.
    NamedCostTypeMissing(AccountGroup, CostTypeCode),
    /// The cost code does not have the parts that the mapping rewrites. Acumatica's own spelling.
    OtherCostCodeForm(CostCode),
    /// The project has no such cost code.
    NoCostCode(CostCode),
    /// The task's code does not have the parts that the mapping rewrites.
    OtherTaskForm(TaskId),
    /// The mapping's table does not name the task.
    TaskNotInTable(TaskId),
    /// No budget code of the project has this sub job.
    NoSubJob(SubJob),
    /// The project has every part, but no budget code joins them.
    NoBudgetCode(WbsCode),
    /// The project has the budget code and does not offer it any more.
    InactiveBudgetCode(WbsCode),
}

impl Unmapped {
    /// Knowing what further budget codes can be made from may change the answer.
    pub const fn depends_on_segments(&self) -> bool {
        matches!(self, Self::NoCostCode(_) | Self::NoSubJob(_) | Self::NoBudgetCode(_))
    }
}

impl fmt::Display for Unmapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCostType(group) => write!(f, "Procore has no cost type for account group {group}"),
            Self::SeveralCostTypes(group) => write!(f, "Procore has several cost types for account group {group}"),
            Self::NamedCostTypeMissing(group, cost_type) => {
                write!(f, "Procore has no cost type {cost_type}, which the mapping names for account group {group}")
            }
            Self::OtherCostCodeForm(code) => {
                write!(f, "cost code {code} does not have the form that the mapping reads")
            }
            Self::NoCostCode(code) => write!(f, "Procore's project has no cost code {code}"),
            Self::OtherTaskForm(task) => write!(f, "task {task} does not have the form that the mapping reads"),
            Self::TaskNotInTable(task) => write!(f, "the mapping names no sub job for task {task}"),
            Self::NoSubJob(sub_job) => write!(f, "Procore's project has no budget code in sub job {sub_job}"),
            Self::NoBudgetCode(code) => write!(f, "Procore's project has no budget code {code}"),
            Self::InactiveBudgetCode(code) => write!(f, "budget code {code} is inactive in Procore's project"),
        }
    }
}
