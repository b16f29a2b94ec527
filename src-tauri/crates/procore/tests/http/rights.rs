//! What the account may do.

use crate::company::{PROJECT, client, company, json, mount, parameter, requests};
use jobcost::{ErpLevel, ProjectId, Rights};
use reimport::ports::{PermissionReader, RightsReader};
use wiremock::{Request, ResponseTemplate};

const PERMISSIONS: &str = "/rest/v1.0/settings/permissions";

fn tool(name: &str, level: &str) -> String {
    format!(
        r#"{{"id":1,"name":"{name}","friendly_name":"Presupuesto","url":"/x","user_access_level":{{"id":9,"name":"{level}"}}}}"#
    )
}

/// The company's tools and the project's, by what is asked for.
fn tools(company: String, project: String) -> impl Fn(&Request) -> ResponseTemplate {
    move |request| {
        let tools = if parameter(request, "company_id").is_some() { &company } else { &project };
        json(&format!(r#"{{"tools":[{tools}]}}"#))
    }
}

#[tokio::test]
async fn the_companys_erp_tool_decides_and_the_projects_budget_tool_may_forbid() {
    let home = || tool("home", "Admin");
    for (company_tool, project_tool, rights, asked) in [
        (tool("erp_integrations", "Standard"), home(), Rights::ErpIntegrations(ErpLevel::Standard), 2),
        (tool("erp_integrations", "Admin"), tool("budget", "Standard"), Rights::ErpIntegrations(ErpLevel::Admin), 2),
        (tool("erp_integrations", "Admin"), tool("budgeting", "Read Only"), Rights::Budget { may_edit: false }, 2),
        (tool("erp_integrations", "None"), tool("budgeting", "Admin"), Rights::ErpIntegrations(ErpLevel::None), 1),
        (home(), tool("budgeting", "Admin"), Rights::Budget { may_edit: true }, 2),
        (home(), tool("budgeting", "Standard"), Rights::Budget { may_edit: true }, 2),
        (home(), tool("budgeting", "Read Only"), Rights::Budget { may_edit: false }, 2),
        (home(), home(), Rights::Budget { may_edit: false }, 2),
    ] {
        let server = company().await;
        mount(&server, "GET", PERMISSIONS, tools(company_tool, project_tool)).await;
        let client = client(&server);
        assert_eq!(client.rights(ProjectId(PROJECT)).await.unwrap(), rights);
        client.rights(ProjectId(PROJECT)).await.unwrap();
        assert_eq!(requests(&server, PERMISSIONS).await.len(), asked, "and a right is remembered for a while");
    }
}

#[tokio::test]
async fn who_may_not_see_the_projects_permissions_goes_by_the_companys() {
    let (budget, code) = (tool("budgeting", "Admin"), r#","permitted_actions":[{"action_name":"create_wbs_codes"}]}"#);
    let admin = format!("{}{code}", tool("admin", "Standard").trim_end_matches('}').to_owned() + "}");
    for status in [403, 404] {
        let server = company().await;
        mount(&server, "GET", PERMISSIONS, move |request: &Request| match parameter(request, "company_id") {
            Some(_) => json(&format!(r#"{{"tools":[{}]}}"#, tool("erp_integrations", "Admin"))),
            None => ResponseTemplate::new(status),
        })
        .await;
        let client = client(&server);
        assert_eq!(client.rights(ProjectId(PROJECT)).await, Ok(Rights::ErpIntegrations(ErpLevel::Admin)));
        assert_eq!(client.may_unlock(ProjectId(PROJECT)).await, Ok(None), "nobody can tell");
        assert_eq!(client.may_create_codes(ProjectId(PROJECT)).await, Ok(None));
    }
    let server = company().await;
    mount(&server, "GET", PERMISSIONS, tools(tool("erp_integrations", "Admin"), format!("{budget},{admin}"))).await;
    let client = client(&server);
    assert_eq!(client.may_unlock(ProjectId(PROJECT)).await, Ok(Some(true)));
    assert_eq!(client.may_create_codes(ProjectId(PROJECT)).await, Ok(Some(true)));
    client.rights(ProjectId(PROJECT)).await.unwrap();
    assert_eq!(requests(&server, PERMISSIONS).await.len(), 2, "and all three are one answer of the project's");
}
