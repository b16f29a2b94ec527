//! `tieoutctl links`, `link` and `adopt`

use crate::end::{CommandError, End};
use crate::output::{json, line, table};
use serde::Serialize;
use tieout::view::{Evidence, LinkCandidate, LinkReview};
use tieout::{Application, JobId};

/// Lists the jobs that need a decision, or all.
pub(crate) async fn list(application: &Application, all: bool, as_json: bool) -> Result<End, CommandError> {
    let company = application.company().await?;
    company.read_lists().await?;
    let mut review = company.link_review().await?;
    if !all {
        review.unlinked.retain(|row| !row.set_aside);
        review.linked.clear();
    }
    if as_json {
        json(&review);
    } else if review.unlinked.is_empty() && review.linked.is_empty() {
        line("Every job has its project.");
    } else {
        table(&["Job ID", "Job", "State", "Project ID", "Project", "What speaks for it"], &[], rows(&review));
    }
    Ok(End::Done)
}

/// A row for each job and project that is or may be its own; a job that nothing speaks for has one without a project.
fn rows(review: &LinkReview) -> Vec<Vec<String>> {
    let unlinked = review.unlinked.iter().flat_map(|job| {
        let state = if job.set_aside { "not in Procore" } else { "not linked" };
        let nothing = job.candidates.is_empty().then(|| row(&job.job_id, &job.name, state, None));
        let row = move |project| row(&job.job_id, &job.name, state, Some(project));
        nothing.into_iter().chain(job.candidates.iter().map(row))
    });
    let linked = review.linked.iter().map(|job| {
        let state = if job.by_user { "linked by the user" } else { "linked" };
        row(&job.job_id, &job.name, state, Some(&job.project))
    });
    unlinked.chain(linked).collect()
}

fn row(job: &str, name: &str, state: &str, project: Option<&LinkCandidate>) -> Vec<String> {
    let [id, called, why] = project.map(|project| project_cells(job, project)).unwrap_or_default();
    vec![job.to_owned(), name.to_owned(), state.to_owned(), id, called, why]
}

fn project_cells(job: &str, project: &LinkCandidate) -> [String; 3] {
    let why: Vec<&str> = project.evidence.iter().copied().map(Evidence::words).collect();
    let holder = project.held_by.as_deref().filter(|holder| *holder != job);
    let held = holder.map(|holder| format!(" (linked to {holder})")).unwrap_or_default();
    let called = format!("{} {}", project.number, project.name).trim().to_owned();
    [project.project_id.clone(), called, format!("{}{held}", why.join(", "))]
}

/// What is said of a job's link.
pub(crate) enum LinkAnswer {
    /// It is this project.
    Project(String),
    /// It has none.
    NoProject,
    /// The evidence decides again.
    ByEvidence,
}

/// What was done, for a program.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    job_id: &'a str,
    decision: Decision,
    project_id: Option<&'a str>,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Decision {
    Linked,
    NoProject,
    ByEvidence,
    Adopted,
}

fn decided(as_json: bool, job: &JobId, decision: Decision, project_id: Option<&str>, message: &str) {
    if as_json {
        json(&Document { job_id: job.as_str(), decision, project_id, message });
    } else {
        line(message);
    }
}

pub(crate) async fn link(
    application: &Application,
    job: &JobId,
    said: LinkAnswer,
    as_json: bool,
) -> Result<End, CommandError> {
    let company = application.company().await?;
    company.read_lists().await?;
    match said {
        LinkAnswer::Project(project) => {
            company.link(job, &project).await?;
            decided(
                as_json,
                job,
                Decision::Linked,
                Some(project.trim()),
                &format!("{job} is linked to project {project}."),
            );
        }
        LinkAnswer::NoProject => {
            company.set_aside(job).await?;
            decided(as_json, job, Decision::NoProject, None, &format!("{job} has no project; nobody asks again."));
        }
        LinkAnswer::ByEvidence => {
            company.link_by_evidence(job).await?;
            let message = format!("What the projects carry decides again what {job} is.");
            decided(as_json, job, Decision::ByEvidence, None, &message);
        }
    }
    Ok(End::Done)
}

pub(crate) async fn adopt(application: &Application, job: &JobId, as_json: bool) -> Result<End, CommandError> {
    let company = application.company().await?;
    company.read_lists().await?;
    company.read_job(job).await?;
    company.adopt(job).await?;
    let message = format!("The budget of {job} was taken over as it is. Nothing was written to Procore.");
    decided(as_json, job, Decision::Adopted, None, &message);
    Ok(End::Done)
}
