//! Acumatica's projects: the list of jobs, and one job's currency (form PM301000).

use crate::error::{incomplete, side_error};
use crate::field::Text;
use crate::lists::{only, records};
use crate::pages::{EndlessList, ListRecord, Page, Pages, read};
use crate::reading_error::{no_project_has_an_id, unending};
use crate::session::Session;
use crate::ways::List;
use async_trait::async_trait;
use jobcost::{Currency, JobId};
use reimport::ports::SourceJob;
use reimport::{SideError, SideErrorKind};
use rest::Answer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::marker::PhantomData;

/// The pseudo project for work that belongs to none, as its code is at first. The server leaves it out of its lists (form Projects).
const NON_PROJECT: &str = "X";
/// What cannot stand in a path, or is cut off one by the server in front.
const UNSAFE_IN_A_PATH: [char; 11] = ['/', '\\', '<', '>', '%', '&', '?', ':', '*', '|', '+'];

/// A project of a list. One that cannot be read does not take its page along.
struct Listing<T> {
    id: String,
    told: T,
}

#[derive(Deserialize)]
struct Key {
    #[serde(rename = "ProjectID", default)]
    project: Text,
}

impl<T> ListRecord for Listing<T> {
    fn key(&self) -> &str {
        &self.id
    }

    fn is_same(&self, _: &Self) -> bool {
        true
    }
}

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
    #[serde(rename = "ProjectID", default)]
    id: Text,
    #[serde(default)]
    project_properties: Option<ProjectProperties>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ProjectProperties {
    #[serde(default)]
    project_currency: Text,
}

/// Every job. Nothing is expanded: on a list that can fail as a whole (retrieval of records: optimization).
pub(crate) async fn jobs(session: &Session) -> Result<Vec<SourceJob>, SideError> {
    let projects: Vec<Project> = pages(session, "ProjectID,Description,Status", None).await?;
    let jobs = projects.into_iter().map(|project| SourceJob {
        job: JobId::new(project.id.trimmed()),
        name: project.description.trimmed().to_owned(),
        status: project.status.trimmed().to_owned(),
        currency: None,
    });
    Ok(jobs.filter(|project| project.job != JobId::new(NON_PROJECT)).collect())
}

/// The currencies of all jobs by set. An instance may be unable to expand a list (retrieval of records: optimization), and versions
/// before 23.200.001 have no such field; then this knows none.
pub(crate) async fn currencies(session: &Session) -> Result<Vec<(JobId, Currency)>, SideError> {
    const SELECT: &str = "ProjectID,ProjectProperties/ProjectCurrency";
    let projects: Vec<ProjectWithProperties> = match pages(session, SELECT, Some("ProjectProperties")).await {
        Err(error) if matches!(error.kind, SideErrorKind::ServerFailed | SideErrorKind::RefusedByServer) => {
            tracing::info!(%error, "asking for the currencies job by job");
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
    #[serde(default)]
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
pub(crate) async fn addresses(session: &Session) -> Result<Vec<(JobId, String)>, SideError> {
    const SELECT: &str =
        "ProjectID,ProjectAddress/AddressLine1,ProjectAddress/City,ProjectAddress/State,ProjectAddress/PostalCode";
    let projects: Vec<ProjectWithAddress> = match pages(session, SELECT, Some("ProjectAddress")).await {
        Err(error) if matches!(error.kind, SideErrorKind::ServerFailed | SideErrorKind::RefusedByServer) => {
            tracing::info!(%error, "Acumatica tells no addresses by list");
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

/// The list of projects, in so far as is asked for.
struct Projects<'a, T> {
    session: &'a Session,
    list: List<'a>,
    told: PhantomData<fn() -> T>,
}

#[async_trait]
impl<T: DeserializeOwned + Send> Pages for Projects<'_, T> {
    type Record = Listing<T>;

    async fn page(&self, skip: usize) -> Result<Page<Listing<T>>, SideError> {
        let (records, full) = records(self.session, &self.session.ways_to_projects, &self.list, skip).await?;
        let readable: Vec<Listing<T>> = records.iter().filter_map(|record| listing(record)).collect();
        if readable.is_empty() && !records.is_empty() {
            return Err(no_project_has_an_id());
        }
        if readable.len() < records.len() {
            tracing::warn!(known = readable.len(), all = records.len(), "some projects cannot be read");
        }
        Ok(Page { full, records: readable })
    }

    fn unending(&self, why: EndlessList) -> SideError {
        unending("projects", why)
    }
}

/// Reads projects page by page to the end.
async fn pages<T: DeserializeOwned + Send>(
    session: &Session,
    select: &str,
    expand: Option<&str>,
) -> Result<Vec<T>, SideError> {
    let list = List { entity: "Project", select, expand, filter: None };
    let read = read(false, &Projects::<T> { session, list, told: PhantomData }).await?;
    Ok(read.records.into_iter().map(|project| project.told).collect())
}

fn listing<T: DeserializeOwned>(record: &RawValue) -> Option<Listing<T>> {
    let key: Key = serde_json::from_str(record.get()).ok()?;
    let id = key.project.known()?.to_uppercase();
    serde_json::from_str(record.get()).ok().map(|told| Listing { id, told })
}

/// One project. By its key, or by its record's id where the key cannot stand in a path (retrieval by key fields).
pub(crate) async fn project(
    session: &Session,
    job: &JobId,
    parameters: &[(&str, String)],
) -> Result<Answer, SideError> {
    let by_key = session.get(&format!("Project/{}", rest::segment(job.as_str())), parameters).await;
    match by_key {
        Err(error) if job.as_str().contains(UNSAFE_IN_A_PATH) && may_be_the_path(error.kind) => {
            match record_id(session, job).await {
                Some(id) => session.get(&format!("Project/{}", rest::segment(&id)), parameters).await,
                None => Err(error),
            }
        }
        answered => answered,
    }
}

fn may_be_the_path(kind: SideErrorKind) -> bool {
    matches!(
        kind,
        SideErrorKind::NotFound
            | SideErrorKind::RefusedByServer
            | SideErrorKind::ServerFailed
            | SideErrorKind::NotUnderstood
    )
}

async fn record_id(session: &Session, job: &JobId) -> Option<String> {
    #[derive(Deserialize)]
    struct Record {
        id: String,
        #[serde(rename = "ProjectID", default)]
        project: Text,
    }
    let answer = session.get_selected("Project", "ProjectID", &[("$filter", only(job))]).await.ok()?;
    let records: Vec<Record> = answer.json().ok()?;
    records.into_iter().find(|record| JobId::new(record.project.trimmed()) == *job).map(|record| record.id)
}

/// The currency of one job, which its lines do not carry.
pub(crate) async fn currency(session: &Session, job: &JobId) -> Result<Currency, SideError> {
    let answer = project(session, job, &[("$expand", "ProjectProperties".to_owned())]).await?;
    let project: ProjectWithProperties = answer.json().map_err(|error| side_error(&error))?;
    let currency = project.project_properties.map(|properties| properties.project_currency).unwrap_or_default();
    Currency::parse(currency.trimmed()).map_err(|_| incomplete(&format!("the currency of job {job}")))
}
