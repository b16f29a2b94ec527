//! `tieoutctl links`, `link` and `adopt`

use crate::end::{End, Trouble};
use crate::output::{json, line, table};
use serde::Serialize;
use tieout::{Application, Evidence, JobId, LinkCandidate, LinkedBy};

/// A job with a project that is or may be its own; without one nothing speaks for any.
#[derive(Serialize)]
struct Entry {
    job_id: String,
    job_name: String,
    state: &'static str,
    project_id: Option<String>,
    project_number: Option<String>,
    project_name: Option<String>,
    evidence: Vec<&'static str>,
    held_by: Option<String>,
}

/// Lists the jobs that need a decision, or all.
pub(crate) async fn list(application: &Application, all: bool, as_json: bool) -> Result<End, Trouble> {
    application.company().await?.read_lists().await?;
    let company = application.company().await?;
    let review = company.link_review().await?;
    let mut entries: Vec<Entry> = Vec::new();
    for row in review.unlinked.into_iter().filter(|row| all || !row.set_aside) {
        let state = if row.set_aside { "not in Procore" } else { "not linked" };
        if row.candidates.is_empty() {
            entries.push(entry(&row.job, &row.name, state, None));
        }
        entries.extend(row.candidates.into_iter().map(|one| entry(&row.job, &row.name, state, Some(one))));
    }
    for row in review.linked.into_iter().filter(|_| all) {
        let state = if row.by == LinkedBy::User { "linked by the user" } else { "linked" };
        entries.push(entry(&row.job, &row.name, state, Some(row.project)));
    }
    if as_json {
        json(&entries);
    } else if entries.is_empty() {
        line("Every job has its project.");
    } else {
        table(
            &["Job ID", "Job", "State", "Project ID", "Project", "What speaks for it"],
            &[],
            entries.iter().map(Entry::row),
        );
    }
    Ok(End::Done)
}

/// What is said of a job's link.
pub(crate) enum Said {
    /// It is this project.
    Project(String),
    /// It has none.
    NoProject,
    /// The evidence decides again.
    ByEvidence,
}

/// What was done, for a program.
#[derive(Serialize)]
struct Decided<'a> {
    job_id: &'a str,
    decision: &'static str,
    project_id: Option<&'a str>,
    message: &'a str,
}

fn decided(as_json: bool, job: &JobId, decision: &'static str, project_id: Option<&str>, message: &str) {
    if as_json {
        json(&Decided { job_id: job.as_str(), decision, project_id, message });
    } else {
        line(message);
    }
}

pub(crate) async fn link(application: &Application, job: &JobId, said: Said, as_json: bool) -> Result<End, Trouble> {
    application.company().await?.read_lists().await?;
    let company = application.company().await?;
    match said {
        Said::Project(project) => {
            company.link(job, &project).await?;
            decided(as_json, job, "linked", Some(project.trim()), &format!("{job} is linked to project {project}."));
        }
        Said::NoProject => {
            company.set_aside(job).await?;
            decided(as_json, job, "no project", None, &format!("{job} has no project; nobody asks again."));
        }
        Said::ByEvidence => {
            company.link_by_evidence(job).await?;
            let message = format!("What the projects carry decides again what {job} is.");
            decided(as_json, job, "by evidence", None, &message);
        }
    }
    Ok(End::Done)
}

pub(crate) async fn adopt(application: &Application, job: &JobId, as_json: bool) -> Result<End, Trouble> {
    application.company().await?.read_lists().await?;
    application.company().await?.read_job(job).await?;
    application.company().await?.adopt(job).await?;
    let message = format!("The budget of {job} was taken over as it is. Nothing was written to Procore.");
    decided(as_json, job, "adopted", None, &message);
    Ok(End::Done)
}

fn entry(job: &JobId, name: &str, state: &'static str, project: Option<LinkCandidate>) -> Entry {
    let (mut evidence, mut held_by) = (Vec::new(), None);
    if let Some(project) = &project {
        evidence = project.evidence.iter().copied().map(Evidence::words).collect();
        held_by = project.held_by.as_ref().filter(|holder| *holder != job).map(ToString::to_string);
    }
    Entry {
        job_id: job.to_string(),
        job_name: name.to_owned(),
        state,
        project_id: project.as_ref().map(|project| project.project.0.to_string()),
        project_number: project.as_ref().map(|project| project.number.clone()),
        project_name: project.map(|project| project.name),
        evidence,
        held_by,
    }
}

impl Entry {
    fn row(&self) -> Vec<String> {
        let number = self.project_number.as_deref().unwrap_or_default();
        let name = self.project_name.as_deref().unwrap_or_default();
        let mut why = self.evidence.join(", ");
        if let Some(holder) = &self.held_by {
            why = format!("{why} (linked to {holder})");
        }
        vec![
            self.job_id.clone(),
            self.job_name.clone(),
            self.state.to_owned(),
            self.project_id.clone().unwrap_or_default(),
            format!("{number} {name}").trim().to_owned(),
            why,
        ]
    }
}
