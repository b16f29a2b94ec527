//! From Acumatica's task to Procore's sub job.

use crate::identifier::{SubJob, TaskId};
use crate::mapping::CodeFormat;
use crate::mapping::{Unmapped, row_of};
use crate::text::as_it_looks;
use std::collections::BTreeMap;

/// Which sub job the lines of a task belong to. Procore's own connector makes tasks sub jobs (Edge Connector for Acumatica).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum SubJobs {
    /// Nothing is said of tasks: where a project has no sub jobs, lines of several tasks meet on one code; where it has some, they are
    /// unmapped (rule 17).
    #[default]
    NotUsed,
    /// The task's code is the sub job's, rewritten.
    TaskCode {
        /// How it is rewritten.
        format: CodeFormat,
        /// The task whose lines have no sub job.
        default_task: Option<TaskId>,
    },
    /// As the table says. A task that it does not name is unmapped.
    Table {
        /// Each task's sub job, or none.
        sub_jobs: BTreeMap<TaskId, Option<SubJob>>,
        /// The task whose lines have no sub job.
        default_task: Option<TaskId>,
    },
}

/// What the mapping says of a task.
pub(crate) enum SubJobOf {
    /// Nothing.
    Unsaid,
    /// It has none.
    None,
    /// The sub job that the table names.
    Named(SubJob),
    /// One that answers to the task's own code.
    Task,
    /// One that answers to the task's code as it is rewritten; `None` where it does not have the form.
    Rewritten(Option<String>),
}

impl SubJobs {
    /// What is said of a task; its text counts as it looks.
    pub(crate) fn of(&self, task: &TaskId) -> Result<SubJobOf, Unmapped> {
        let default_task = match self {
            Self::NotUsed => return Ok(SubJobOf::Unsaid),
            Self::TaskCode { default_task, .. } | Self::Table { default_task, .. } => default_task.as_ref(),
        };
        if default_task.is_some_and(|default| as_it_looks(default.as_str()) == as_it_looks(task.as_str())) {
            return Ok(SubJobOf::None);
        }
        match self {
            Self::TaskCode { format, .. } if !format.parts.is_empty() => {
                Ok(SubJobOf::Rewritten(format.apply(task.as_str())))
            }
            Self::Table { sub_jobs, .. } => match row_of(sub_jobs, task) {
                Some(Some(sub_job)) => Ok(SubJobOf::Named(sub_job.clone())),
                Some(None) => Ok(SubJobOf::None),
                None => Err(Unmapped::TaskNotInTable(task.clone())),
            },
            _ => Ok(SubJobOf::Task),
        }
    }

    pub(crate) fn problems(&self) -> Vec<String> {
        match self {
            Self::NotUsed => Vec::new(),
            Self::TaskCode { format, .. } => {
                format.problems().into_iter().map(|problem| format!("Sub jobs: {problem}")).collect()
            }
            Self::Table { sub_jobs, default_task } => table_problems(sub_jobs, default_task.as_ref()),
        }
    }
}

fn table_problems(sub_jobs: &BTreeMap<TaskId, Option<SubJob>>, default_task: Option<&TaskId>) -> Vec<String> {
    let mut problems = Vec::new();
    if sub_jobs.iter().any(|(task, sub_job)| task.is_empty() || sub_job.as_ref().is_some_and(SubJob::is_empty)) {
        problems.push("Sub jobs: a row of the table names no task, or a sub job without a code.".to_owned());
    }
    if let Some(task) = default_task.filter(|task| sub_jobs.get(task).is_some_and(Option::is_some)) {
        problems.push(format!("Sub jobs: {task} is the default task, which has no sub job, but the table names one."));
    }
    problems
}
