//! What the account may do: its level on the company's ERP Integrations tool; where the company has none, on the project's Budget
//! tool (user permissions tutorial; settings/permissions).

use crate::send::Api;
use jobcost::{ErpLevel, ProjectId, Rights};
use reimport::SideTrouble;
use rest::Call;
use serde::Deserialize;

/// Machine names under which the tools may appear. `friendly_name` is in the user's language and is not looked at.
const ERP: (&[&str], &str) = (&["erp_integrations", "erp_integration", "erp"], "/erp_integrations");
const BUDGET: (&[&str], &str) = (&["budgeting", "budget", "budgets"], "/budgeting");

#[derive(Deserialize)]
struct Permissions {
    #[serde(default)]
    tools: Vec<Tool>,
}

#[derive(Deserialize)]
struct Tool {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    user_access_level: Option<AccessLevel>,
}

#[derive(Deserialize)]
struct AccessLevel {
    #[serde(default)]
    id: Option<i64>,
    #[serde(default)]
    name: Option<String>,
}

/// The account's rights, the project's asked only where the company has no ERP Integrations tool.
pub(crate) async fn rights(api: &Api, project: ProjectId) -> Result<Rights, SideTrouble> {
    let of_company = permissions().query("company_id", &api.company_id());
    let company: Permissions = api.get(of_company).await?;
    if let Some(level) = level(&company, ERP) {
        return Ok(Rights::ErpIntegrations(level));
    }
    let of_project: Permissions = api.get(permissions().query("project_id", &project.0)).await?;
    let may_edit = level(&of_project, BUDGET).is_some_and(|level| level >= ErpLevel::Standard);
    Ok(Rights::Budget { may_edit })
}

fn permissions() -> Call {
    Call::get("rest/v1.0/settings/permissions")
}

fn level(permissions: &Permissions, (names, path): (&[&str], &str)) -> Option<ErpLevel> {
    let by_name = |tool: &&Tool| tool.name.as_deref().is_some_and(|name| names.contains(&name));
    let by_path = |tool: &&Tool| tool.url.as_deref().is_some_and(|url| url.contains(path));
    let tool = permissions.tools.iter().find(by_name).or_else(|| permissions.tools.iter().find(by_path))?;
    let level = tool.user_access_level.as_ref()?;
    // The name first: of the numbers only 2 and 4 were ever seen.
    Some(match (level.name.as_deref().map(str::to_lowercase).as_deref(), level.id) {
        (Some("admin"), _) | (_, Some(4)) => ErpLevel::Admin,
        (Some("standard"), _) | (_, Some(3)) => ErpLevel::Standard,
        (Some("read only"), _) | (_, Some(2)) => ErpLevel::ReadOnly,
        _ => ErpLevel::None,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn read(json: &str) -> Option<ErpLevel> {
        level(&serde_json::from_str(json).unwrap(), ERP)
    }

    #[test]
    fn the_tool_is_found_by_name_or_by_its_address() {
        let tool = |name: &str, url: &str, level: &str| {
            format!(
                r#"{{"tools":[{{"name":"home","url":"/x"}},{{"name":"{name}","url":"{url}","user_access_level":{level}}}]}}"#
            )
        };
        for (name, url, level, expected) in [
            ("erp_integrations", "/1/x", r#"{"id":2,"name":"Read Only"}"#, Some(ErpLevel::ReadOnly)),
            ("other", "/1/company/erp_integrations", r#"{"id":4,"name":"Admin"}"#, Some(ErpLevel::Admin)),
            ("erp_integrations", "/", r#"{"id":3,"name":"Estándar"}"#, Some(ErpLevel::Standard)),
            ("erp_integrations", "/", r#"{"id":1,"name":"None"}"#, Some(ErpLevel::None)),
            ("directory", "/1/company/directory", r#"{"id":4,"name":"Admin"}"#, None),
        ] {
            assert_eq!(read(&tool(name, url, level)), expected, "{name} {url} {level}");
        }
    }
}
