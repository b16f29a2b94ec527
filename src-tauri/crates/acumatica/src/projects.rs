//! Acumatica's projects: the list of jobs, and one job's currency (form PM301000).

use crate::field::Text;
use crate::session::Session;
use crate::trouble::{incomplete, trouble};
use jobcost::{Currency, JobId};
use reimport::ports::SourceJob;
use reimport::{SideTrouble, TroubleKind};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

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
    #[serde(rename = "ProjectID")]
    id: Text,
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
    let projects: Vec<Project> = pages(session, &[("$select", "ProjectID,Description,Status")]).await?;
    let mut seen = HashSet::from([JobId::new(""), JobId::new(NON_PROJECT)]);
    let jobs = projects.into_iter().filter_map(|project| {
        let job = JobId::new(project.id.trimmed());
        seen.insert(job.clone()).then(|| SourceJob {
            job,
            name: project.description.trimmed().to_owned(),
            status: project.status.trimmed().to_owned(),
            currency: None,
        })
    });
    Ok(jobs.collect())
}

/// The currencies of all jobs by set. An instance may be unable to expand a list (retrieval of records: optimization), and versions
/// before 23.200.001 have no such field; then this knows none.
pub(crate) async fn currencies(session: &Session) -> Result<Vec<(JobId, Currency)>, SideTrouble> {
    let parameters = [("$select", "ProjectID,ProjectProperties/ProjectCurrency"), ("$expand", "ProjectProperties")];
    let projects: Vec<ProjectWithProperties> = match pages(session, &parameters).await {
        Err(trouble) if matches!(trouble.kind, TroubleKind::ServerFailed | TroubleKind::RefusedByServer) => {
            tracing::info!(%trouble, "asking for the currencies job by job");
            return Ok(Vec::new());
        }
        projects => projects?,
    };
    let known = projects.into_iter().filter_map(|project| {
        let currency = Currency::parse(project.project_properties?.project_currency.trimmed()).ok()?;
        Some((JobId::new(project.id.trimmed()), currency))
    });
    Ok(known.collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProjectWithAddress {
    #[serde(rename = "ProjectID")]
    id: Text,
    project_address: Option<ProjectAddress>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProjectAddress {
    #[serde(default)]
    address_line1: Text,
    #[serde(default)]
    city: Text,
    #[serde(default)]
    state: Text,
    #[serde(default)]
    postal_code: Text,
}

/// Where the jobs are built, by set. As with currencies, an instance may be unable to say; then this knows none.
pub(crate) async fn addresses(session: &Session) -> Result<Vec<(JobId, String)>, SideTrouble> {
    const SELECT: &str =
        "ProjectID,ProjectAddress/AddressLine1,ProjectAddress/City,ProjectAddress/State,ProjectAddress/PostalCode";
    let projects: Vec<ProjectWithAddress> =
        match pages(session, &[("$select", SELECT), ("$expand", "ProjectAddress")]).await {
            Err(trouble) if matches!(trouble.kind, TroubleKind::ServerFailed | TroubleKind::RefusedByServer) => {
                tracing::info!(%trouble, "Acumatica tells no addresses by list");
                return Ok(Vec::new());
            }
            projects => projects?,
        };
    let known = projects.into_iter().filter_map(|project| {
        let address = project.project_address?;
        let parts = [address.address_line1, address.city, address.state, address.postal_code];
        let parts: Vec<String> = parts.iter().map(|part| part.trimmed().to_owned()).collect();
        let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        (!line.is_empty()).then(|| (JobId::new(project.id.trimmed()), line))
    });
    Ok(known.collect())
}

/// Reads projects page by page to a page that is not full.
async fn pages<T: DeserializeOwned>(session: &Session, parameters: &[(&str, &str)]) -> Result<Vec<T>, SideTrouble> {
    let mut all = Vec::new();
    for page in 0.. {
        let mut paged: Vec<_> = parameters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        paged.extend([("$top", PAGE.to_string()), ("$skip", (page * PAGE).to_string())]);
        let projects: Vec<T> = session.get("Project", &paged).await?.json().map_err(|error| trouble(&error))?;
        let last = projects.len() < PAGE;
        all.extend(projects);
        if last {
            break;
        }
    }
    Ok(all)
}

/// The currency of one job, which its lines do not carry.
pub(crate) async fn currency(session: &Session, job: &JobId) -> Result<Currency, SideTrouble> {
    let entity = format!("Project/{}", rest::segment(job.as_str()));
    let answer = session.get(&entity, &[("$expand", "ProjectProperties".to_owned())]).await?;
    let project: ProjectWithProperties = answer.json().map_err(|error| trouble(&error))?;
    let properties = project.project_properties.ok_or_else(|| incomplete("the project's properties"))?;
    Currency::parse(properties.project_currency.trimmed()).map_err(|_| incomplete("the project's currency"))
}
