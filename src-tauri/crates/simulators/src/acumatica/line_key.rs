use serde::{Deserialize, Serialize};

use super::row::Row;
use super::schema::PROJECT_BUDGET;
use super::text::same_text;

/// A budget line named by as much of its key as is needed; an empty part matches every line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineKey {
    /// The project's id.
    pub project: String,
    /// The task's id.
    pub task: String,
    /// The cost code.
    pub cost_code: String,
    /// The account group's id.
    pub account_group: String,
    /// The item's id.
    pub inventory_id: String,
}

impl LineKey {
    /// Every line of a project.
    pub fn of(project: impl Into<String>) -> Self {
        Self { project: project.into(), ..Self::default() }
    }

    /// The same, on one task.
    #[must_use]
    pub fn task(self, task: impl Into<String>) -> Self {
        Self { task: task.into(), ..self }
    }

    /// The same, on one cost code.
    #[must_use]
    pub fn cost_code(self, cost_code: impl Into<String>) -> Self {
        Self { cost_code: cost_code.into(), ..self }
    }

    /// The same, in one account group.
    #[must_use]
    pub fn account_group(self, account_group: impl Into<String>) -> Self {
        Self { account_group: account_group.into(), ..self }
    }

    /// The same, for one item.
    #[must_use]
    pub fn item(self, inventory_id: impl Into<String>) -> Self {
        Self { inventory_id: inventory_id.into(), ..self }
    }

    pub(super) fn parts(&self) -> [&str; 5] {
        [&self.project, &self.task, &self.cost_code, &self.account_group, &self.inventory_id]
    }

    pub(super) fn matches(&self, line: &Row) -> bool {
        let parts = self.parts();
        line.keys(&PROJECT_BUDGET).iter().zip(parts).all(|(own, part)| part.is_empty() || same_text(own, part))
    }
}
