//! What the user said of jobs and projects: which belong together, and which budgets they took over as they are.

use crate::journal::Journal;
use crate::text::{digits, job_key, parsed, timestamp};
use jiff::Timestamp;
use jobcost::{JobId, Money, ProjectId};
use reimport::JournalError;
use rusqlite::{Row, named_params};

/// What was said of a job's link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkDecision {
    /// It is this project.
    Project(ProjectId),
    /// It is not in Procore, and nobody shall ask.
    NoProject,
    /// It was taken off its project. Which one it is, nobody has said yet, and the evidence does not decide.
    Unlinked,
    /// Whatever the evidence says: what was said before holds no longer.
    ByEvidence,
}

/// A decision, with who made it when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetLink {
    /// The job.
    pub job: JobId,
    /// What was said.
    pub decision: LinkDecision,
    /// Who said it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

/// A budget that was there on both sides and was taken over as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adoption {
    /// The job.
    pub job: JobId,
    /// The project whose budget it is.
    pub project: ProjectId,
    /// Acumatica's total as it was shown.
    pub acumatica_total: Money,
    /// Procore's.
    pub procore_total: Money,
    /// How many lines a re-import would have changed.
    pub lines_differing: usize,
    /// Who adopted it.
    pub adopted_by: String,
    /// When.
    pub adopted_at: Timestamp,
}

impl Journal {
    /// Keeps what was said of a job's link, from now on.
    pub async fn set_link(&self, set: &SetLink) -> Result<(), JournalError> {
        let (key, job) = (job_key(&set.job), set.job.as_str().to_owned());
        let (word, project) = match set.decision {
            LinkDecision::Project(project) => ("project", Some(project.0)),
            LinkDecision::NoProject => ("no project", None),
            LinkDecision::Unlinked => ("unlinked", None),
            LinkDecision::ByEvidence => ("by evidence", None),
        };
        let (by, at) = (set.set_by.clone(), set.set_at.to_string());
        let sql =
            "INSERT INTO link_decision (job_key, job, decision, project, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)";
        self.run(move |connection| connection.execute(sql, (key, job, word, project, by, at))).await.map(|_| ())
    }

    /// What was last said of every job's link.
    pub async fn set_links(&self) -> Result<Vec<SetLink>, JournalError> {
        let sql =
            "SELECT * FROM link_decision WHERE version IN (SELECT max(version) FROM link_decision GROUP BY job_key)";
        self.run(move |connection| connection.prepare(sql)?.query_map([], set_link)?.collect()).await
    }

    /// The number of the last decision about the job's link, or about any job's link to this project; 0 where there is none.
    pub(crate) async fn last_link_decision(&self, job: &JobId, project: ProjectId) -> Result<i64, JournalError> {
        let key = job_key(job);
        let sql = "SELECT coalesce(max(version), 0) FROM link_decision WHERE job_key = ? OR project = ?";
        self.run(move |connection| connection.query_row(sql, (key, project.0), |row| row.get(0))).await
    }

    /// Takes a budget over as it is. Once is enough: the first time stays on record.
    pub async fn adopt(&self, adoption: &Adoption) -> Result<(), JournalError> {
        let adoption = adoption.clone();
        let sql = "INSERT INTO adoption (job_key, job, project, currency, acumatica_total, procore_total, lines_differing, adopted_by, \
                   adopted_at) VALUES (:job_key, :job, :project, :currency, :acumatica_total, :procore_total, :lines_differing, \
                   :adopted_by, :adopted_at) ON CONFLICT DO NOTHING";
        self.run(move |connection| {
            connection.execute(
                sql,
                named_params! {
                    ":job_key": job_key(&adoption.job),
                    ":job": adoption.job.as_str(),
                    ":project": adoption.project.0,
                    ":currency": adoption.procore_total.currency().as_str(),
                    ":acumatica_total": digits(adoption.acumatica_total),
                    ":procore_total": digits(adoption.procore_total),
                    ":lines_differing": adoption.lines_differing,
                    ":adopted_by": adoption.adopted_by,
                    ":adopted_at": adoption.adopted_at.to_string(),
                },
            )
        })
        .await
        .map(|_| ())
    }

    /// Every job and project whose budget Tieout re-imported or adopted. A re-import that was voided changed nothing and does not count.
    pub async fn imported(&self) -> Result<Vec<(JobId, ProjectId)>, JournalError> {
        let sql = "SELECT job, project FROM reimport WHERE state IN ('posted', 'discrepant', 'interrupted') \
                   UNION SELECT job, project FROM adoption";
        self.run(move |connection| {
            let pair = |row: &Row<'_>| Ok((JobId::new(row.get::<_, String>(0)?), ProjectId(row.get(1)?)));
            connection.prepare(sql)?.query_map([], pair)?.collect()
        })
        .await
    }
}

fn set_link(row: &Row<'_>) -> rusqlite::Result<SetLink> {
    let project: Option<i64> = row.get("project")?;
    Ok(SetLink {
        job: JobId::new(row.get::<_, String>("job")?),
        decision: parsed(row, "decision", |word| match (word, project) {
            ("project", Some(project)) => Ok(LinkDecision::Project(ProjectId(project))),
            ("no project", None) => Ok(LinkDecision::NoProject),
            ("unlinked", None) => Ok(LinkDecision::Unlinked),
            ("by evidence", None) => Ok(LinkDecision::ByEvidence),
            _ => Err(format!("\"{word}\" is no decision")),
        })?,
        set_by: row.get("set_by")?,
        set_at: timestamp(row, "set_at")?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::example::{intent, now, usd};
    use reimport::Ending;
    use reimport::ports::ReimportJournal;

    #[tokio::test]
    async fn the_last_word_on_each_link_holds_across_starts_and_spellings() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let said =
            |job: &str, decision| SetLink { job: JobId::new(job), decision, set_by: "Ann".into(), set_at: now() };
        for set in [
            said("R26-101", LinkDecision::Project(ProjectId(7))),
            said("r26-101 ", LinkDecision::NoProject),
            said("R26-102", LinkDecision::NoProject),
            said("R26-102", LinkDecision::ByEvidence),
            said("R26-103", LinkDecision::Project(ProjectId(562_949_953_443_325))),
            said("R26-104", LinkDecision::Unlinked),
        ] {
            journal.set_link(&set).await.unwrap();
        }
        drop(journal);
        let mut links = Journal::open(folder.path()).unwrap().set_links().await.unwrap();
        links.sort_by(|a, b| a.job.cmp(&b.job));
        let decisions: Vec<_> = links.iter().map(|set| (set.job.as_str(), set.decision)).collect();
        let expected = [
            ("r26-101", LinkDecision::NoProject),
            ("R26-102", LinkDecision::ByEvidence),
            ("R26-103", LinkDecision::Project(ProjectId(562_949_953_443_325))),
            ("R26-104", LinkDecision::Unlinked),
        ];
        assert_eq!(decisions, expected);
    }

    #[tokio::test]
    async fn the_mark_of_a_link_moves_when_job_or_project_is_linked_anew_and_not_else() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        let (job, project) = (JobId::new("R26-101"), ProjectId(7));
        let mut last = journal.link_mark(&job, project).await.unwrap();
        for (said_of, decision, moves) in [
            ("R26-101", LinkDecision::Project(project), true),
            ("R26-102", LinkDecision::Project(ProjectId(8)), false),
            ("R26-102", LinkDecision::Project(project), true),
            ("r26-101 ", LinkDecision::NoProject, true),
            ("R26-103", LinkDecision::ByEvidence, false),
        ] {
            let set = SetLink { job: JobId::new(said_of), decision, set_by: "Ann".into(), set_at: now() };
            journal.set_link(&set).await.unwrap();
            let mark = journal.link_mark(&job, project).await.unwrap();
            assert_eq!(mark != last, moves, "{said_of}: {decision:?}");
            last = mark;
        }
    }

    #[tokio::test]
    async fn what_was_reimported_or_adopted_is_imported() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::open(folder.path()).unwrap();
        assert_eq!(journal.imported().await.unwrap(), []);
        let (posted, voided, pending) = (intent(1), intent(1), intent(1));
        for intent in [&posted, &voided, &pending] {
            journal.begin(intent).await.unwrap();
        }
        let nothing = Ending::Voided { sentence: "no".into() };
        journal.close(voided.id, &nothing, now()).await.unwrap();
        assert_eq!(journal.imported().await.unwrap(), [], "neither changed the budget, as far as is known");
        journal.close(posted.id, &Ending::Posted { total: usd("1.00") }, now()).await.unwrap();
        let adoption = Adoption {
            job: JobId::new("R26-200"),
            project: ProjectId(9),
            acumatica_total: usd("0.30"),
            procore_total: usd("0.10"),
            lines_differing: 2,
            adopted_by: "Ann".into(),
            adopted_at: now(),
        };
        journal.adopt(&adoption).await.unwrap();
        journal.adopt(&adoption).await.unwrap();
        let mut imported = journal.imported().await.unwrap();
        imported.sort();
        assert_eq!(imported, [(posted.job, posted.project), (adoption.job, adoption.project)]);
    }
}
