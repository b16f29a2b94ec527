//! From Acumatica's task to Procore's sub job.

use crate::mapping::Unmapped;
use crate::{CodeFormat, SubJob, TaskId};
use std::collections::BTreeMap;

/// Which sub job the lines of a task belong to. Procore's own connector makes tasks sub jobs (procore.md 7.6).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum SubJobs {
    /// The company uses none: lines of several tasks meet on one code.
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

impl SubJobs {
    pub(crate) fn of(&self, task: &TaskId) -> Result<Option<SubJob>, Unmapped> {
        match self {
            Self::NotUsed => Ok(None),
            Self::TaskCode { default_task, .. } | Self::Table { default_task, .. }
                if default_task.as_ref() == Some(task) =>
            {
                Ok(None)
            }
            Self::TaskCode { format, .. } => match format.apply(task.as_str()) {
                Some(code) => Ok(Some(SubJob::new(code))),
                None => Err(Unmapped::OtherTaskForm(task.clone())),
            },
            Self::Table { sub_jobs, .. } => {
                sub_jobs.get(task).cloned().ok_or_else(|| Unmapped::TaskNotInTable(task.clone()))
            }
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
