//! Procore's projects, and where their Budget tab opens in a browser.

use crate::identifier;
use crate::lists::Item;
use crate::send::Api;
use jobcost::ProjectId;
use reimport::ports::{ProjectIdentifiers, TargetProject};
use reimport::{SideError, SideErrorKind};
use rest::Call;
use serde::Deserialize;
use url::Url;

/// The most this list gives at once (list projects v1.1: default 100, max 300).
const PER_PAGE: usize = 300;
const BY_STATUS: &str = "filters[by_status]";
/// Numbers of the zone US02 have 15 digits and more; older ones are shorter (multiple zones guide, resource ids).
const US02_FIRST: i64 = 100_000_000_000_000;

#[derive(Deserialize)]
struct Project {
    id: i64,
    #[serde(default)]
    active: Option<bool>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    display_name: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    origin_id: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    origin_code: Option<String>,
    #[serde(rename = "project_number", default, deserialize_with = "identifier::optional")]
    number: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    accounting_project_number: Option<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    city: Option<String>,
    #[serde(default)]
    state_code: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    zip: Option<String>,
}

impl Item for Project {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// Every project the account may see, inactive ones too: at close-out a project is made inactive while its estimate is still corrected.
/// Where the account may see active ones only, those.
pub(crate) async fn projects(api: &Api, web_url: Option<&Url>) -> Result<Vec<TargetProject>, SideError> {
    let projects: Vec<Project> = match api.list(of_company(api).query(BY_STATUS, "All"), PER_PAGE).await {
        Err(error) if is_refusal(&error) => {
            tracing::info!(%error, "inactive projects are not to be seen");
            api.list(of_company(api), PER_PAGE).await?
        }
        projects => projects?,
    };
    Ok(projects.into_iter().map(|project| target(project, web_url)).collect())
}

/// Without a filter the list is of active projects (list projects).
fn of_company(api: &Api) -> Call {
    Call::get("rest/v1.1/projects").query("company_id", &api.company_id()).query("view", "normal")
}

fn is_refusal(error: &SideError) -> bool {
    matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound | SideErrorKind::RefusedByServer)
}

fn target(project: Project, web_url: Option<&Url>) -> TargetProject {
    let place = [project.address, project.city, project.state_code, project.zip];
    let place: Vec<String> = place.into_iter().flatten().map(|part| part.trim().to_owned()).collect();
    let identifiers = ProjectIdentifiers {
        origin_id: project.origin_id.unwrap_or_default(),
        origin_code: project.origin_code.unwrap_or_default(),
        number: project.number.unwrap_or_default(),
        accounting_number: project.accounting_project_number.unwrap_or_default(),
    };
    TargetProject {
        project: ProjectId(project.id),
        name: project.name.or(project.display_name).unwrap_or_default().trim().to_owned(),
        // The view `normal` says it of every project; one that does not is listed like those that are.
        active: project.active.unwrap_or(true),
        identifiers,
        address: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        budget_url: budget_url(project.id, web_url),
    }
}

/// The address of the Budget tab.
fn budget_url(project: i64, web_url: Option<&Url>) -> String {
    let host = match web_url {
        Some(url) => url.as_str().trim_end_matches('/').to_owned(),
        None if project >= US02_FIRST => "https://us02.procore.com".to_owned(),
        None => "https://app.procore.com".to_owned(),
    };
    format!("{host}/{project}/project/budgeting")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_follows_from_the_number() {
        assert_eq!(budget_url(221_781, None), "https://app.procore.com/221781/project/budgeting");
        assert_eq!(budget_url(562_949_953_443_325, None), "https://us02.procore.com/562949953443325/project/budgeting");
        let sandbox = Url::parse("https://sandbox.procore.com/").ok();
        assert_eq!(budget_url(7, sandbox.as_ref()), "https://sandbox.procore.com/7/project/budgeting");
    }
}
