//! What was last read of both sides, so that the page fills at once at the next start.

mod twins;

use crate::journal::Journal;
use crate::text::{job_key, timestamp};
use jiff::Timestamp;
use jobcost::{Budget, BudgetCodes, Estimate, ProjectId};
use reimport::JournalError;
use reimport::ports::{SourceJob, TargetProject};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use twins::{BudgetTwin, CodesTwin, EstimateTwin, JobTwin, ProjectTwin};

/// Everything remembered, as it was last read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remembered {
    /// Acumatica's list of jobs.
    pub jobs: Vec<SourceJob>,
    /// Procore's list of projects.
    pub projects: Vec<TargetProject>,
    /// The estimates, each with when it was read.
    pub estimates: Vec<(Estimate, Timestamp)>,
    /// The budgets, each with when it was read.
    pub budgets: Vec<(Budget, Timestamp)>,
    /// When the locked ones among them were last seen open, where they ever were.
    pub seen_open: Vec<(ProjectId, Timestamp)>,
    /// What the mapping may map to, by project.
    pub codes: Vec<(ProjectId, BudgetCodes)>,
}

impl Journal {
    /// Remembers Acumatica's list of jobs in place of the one before.
    pub async fn remember_jobs(&self, jobs: &[SourceJob], at: Timestamp) -> Result<(), JournalError> {
        self.remember_list("jobs", &jobs.iter().map(JobTwin::from).collect::<Vec<_>>(), at).await
    }

    /// Remembers Procore's list of projects in place of the one before.
    pub async fn remember_projects(&self, projects: &[TargetProject], at: Timestamp) -> Result<(), JournalError> {
        self.remember_list("projects", &projects.iter().map(ProjectTwin::from).collect::<Vec<_>>(), at).await
    }

    /// Remembers a reading of an estimate.
    pub async fn remember_estimate(&self, estimate: &Estimate, at: Timestamp) -> Result<(), JournalError> {
        let key = job_key(&estimate.job);
        let content = text(&EstimateTwin::from(estimate))?;
        let sql = "INSERT INTO estimate_cache (job_key, content, read_at) VALUES (?, ?, ?) \
                   ON CONFLICT DO UPDATE SET content = excluded.content, read_at = excluded.read_at";
        self.run(move |connection| connection.execute(sql, (key, content, at.to_string())).map(|_| ())).await
    }

    /// Remembers a reading of a budget; of a locked one, also when it was last seen open.
    pub async fn remember_budget(&self, budget: &Budget, at: Timestamp) -> Result<(), JournalError> {
        let project = budget.project.0;
        let content = text(&BudgetTwin::from(budget))?;
        let open_at = (!budget.locked).then(|| at.to_string());
        let sql = "INSERT INTO budget_cache (project, content, read_at, open_seen_at) VALUES (?, ?, ?, ?) \
                   ON CONFLICT DO UPDATE SET content = excluded.content, read_at = excluded.read_at, \
                   open_seen_at = coalesce(excluded.open_seen_at, open_seen_at)";
        self.run(move |connection| connection.execute(sql, (project, content, at.to_string(), open_at)).map(|_| ()))
            .await
    }

    /// Remembers what the mapping may map to in a project.
    pub async fn remember_codes(&self, project: ProjectId, codes: &BudgetCodes) -> Result<(), JournalError> {
        let content = text(&CodesTwin::from(codes))?;
        let sql = "INSERT INTO codes_cache (project, content) VALUES (?, ?) \
                   ON CONFLICT DO UPDATE SET content = excluded.content";
        self.run(move |connection| connection.execute(sql, (project.0, content)).map(|_| ())).await
    }

    /// Everything remembered. What cannot be understood any more is left out and logged: it will be read again from its system.
    pub async fn remembered(&self) -> Result<Remembered, JournalError> {
        self.run(|connection| {
            Ok(Remembered {
                jobs: list::<JobTwin, _>(connection, "jobs")?,
                projects: list::<ProjectTwin, _>(connection, "projects")?,
                estimates: rows(connection, "SELECT content, read_at FROM estimate_cache ORDER BY job_key", |row| {
                    Ok((understood::<EstimateTwin, Estimate>(row)?, timestamp(row, "read_at")?))
                })?,
                budgets: rows(connection, "SELECT content, read_at FROM budget_cache ORDER BY project", |row| {
                    Ok((understood::<BudgetTwin, Budget>(row)?, timestamp(row, "read_at")?))
                })?,
                seen_open: rows(
                    connection,
                    "SELECT project, open_seen_at FROM budget_cache WHERE open_seen_at IS NOT NULL AND open_seen_at <> read_at ORDER BY project",
                    |row| Ok((ProjectId(row.get("project")?), timestamp(row, "open_seen_at")?)),
                )?,
                codes: rows(connection, "SELECT content, project FROM codes_cache ORDER BY project", |row| {
                    Ok((ProjectId(row.get("project")?), understood::<CodesTwin, BudgetCodes>(row)?))
                })?,
            })
        })
        .await
    }

    async fn remember_list<T: Serialize>(
        &self,
        list: &'static str,
        twins: &[T],
        at: Timestamp,
    ) -> Result<(), JournalError> {
        let content = text(&twins)?;
        let sql = "INSERT INTO job_cache (list, content, read_at) VALUES (?, ?, ?) \
                   ON CONFLICT DO UPDATE SET content = excluded.content, read_at = excluded.read_at";
        self.run(move |connection| connection.execute(sql, (list, content, at.to_string())).map(|_| ())).await
    }
}

fn text(twin: &impl Serialize) -> Result<String, JournalError> {
    serde_json::to_string(twin).map_err(|error| JournalError {
        sentence: format!("A reading could not be written down: {error}."),
        remedy: "Nothing is lost; it is read again at the next start.".to_owned(),
        disk_full: false,
    })
}

fn list<Twin, T>(connection: &Connection, list: &str) -> rusqlite::Result<Vec<T>>
where
    Twin: DeserializeOwned + TryInto<T, Error = String>,
{
    let sql = "SELECT content FROM job_cache WHERE list = ?";
    let content: Option<String> = connection.query_row(sql, [list], |row| row.get(0)).optional()?;
    let Some(content) = content else { return Ok(Vec::new()) };
    let twins: Result<Vec<Twin>, _> = serde_json::from_str(&content).map_err(|error| error.to_string());
    let understood = twins.and_then(|twins| twins.into_iter().map(TryInto::try_into).collect());
    Ok(understood.unwrap_or_else(|why: String| {
        tracing::warn!(list, why, "a remembered list is not understood any more");
        Vec::new()
    }))
}

/// The rows of a cache, without those that are not understood.
fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T, NotUnderstood>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(value) => found.push(value),
            Err(NotUnderstood(why)) => tracing::warn!(why, "a remembered reading is not understood any more"),
        }
    }
    Ok(found)
}

struct NotUnderstood(String);

impl From<rusqlite::Error> for NotUnderstood {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

fn understood<Twin, T>(row: &Row<'_>) -> Result<T, NotUnderstood>
where
    Twin: DeserializeOwned + TryInto<T, Error = String>,
{
    let content: String = row.get("content")?;
    let twin: Twin = serde_json::from_str(&content).map_err(|error| NotUnderstood(error.to_string()))?;
    twin.try_into().map_err(NotUnderstood)
}

#[cfg(test)]
mod tests;
