//! Acumatica's projects: the list of jobs, and one job's currency (form PM301000).

use crate::field::Text;
use crate::session::Session;
use crate::trouble::{incomplete, trouble};
use jobcost::{Currency, JobId};
use reimport::SideTrouble;
use reimport::ports::SourceJob;
use serde::Deserialize;

/// Projects on one page. Large pages cost fewer requests of the licence's minute.
const PAGE: usize = 1_000;
/// The pseudo project for work that belongs to none.
const NON_PROJECT: &str = "X";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Project {
    #[serde(rename = "ProjectID")]
    id: Text,
    #[serde(default)]
    description: Text,
    #[serde(default)]
    status: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProjectWithProperties {
    project_properties: Option<ProjectProperties>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProjectProperties {
    #[serde(default)]
    project_currency: Text,
}

/// Every job. Nothing is expanded: on a list that can fail as a whole (retrieval of records: optimization).
pub(crate) async fn jobs(session: &Session) -> Result<Vec<SourceJob>, SideTrouble> {
    let mut jobs: Vec<SourceJob> = Vec::new();
    for page in 0.. {
        let parameters = [
            ("$select", "ProjectID,Description,Status".to_owned()),
            ("$top", PAGE.to_string()),
            ("$skip", (page * PAGE).to_string()),
        ];
        let answer = session.get("Project", &parameters).await?;
        let projects: Vec<Project> = answer.json().map_err(|error| trouble(&error))?;
        let last = projects.len() < PAGE;
        for project in projects {
            let job = JobId::new(project.id.trimmed());
            let known = jobs.iter().any(|earlier| earlier.job == job);
            if !known && !job.is_empty() && job != JobId::new(NON_PROJECT) {
                jobs.push(SourceJob {
                    job,
                    name: project.description.trimmed().to_owned(),
                    status: project.status.trimmed().to_owned(),
                    currency: None,
                });
            }
        }
        if last {
            break;
        }
    }
    Ok(jobs)
}

/// The currency of one job, which its lines do not carry.
pub(crate) async fn currency(session: &Session, job: &JobId) -> Result<Currency, SideTrouble> {
    let entity = format!("Project/{}", rest::segment(job.as_str()));
    let answer = session.get(&entity, &[("$expand", "ProjectProperties".to_owned())]).await?;
    let project: ProjectWithProperties = answer.json().map_err(|error| trouble(&error))?;
    let properties = project.project_properties.ok_or_else(|| incomplete("the project's properties"))?;
    Currency::parse(properties.project_currency.trimmed()).map_err(|_| incomplete("the project's currency"))
}
