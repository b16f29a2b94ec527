//! What the current user may do, tool by tool (Procore: settings/permissions).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::{Level, Permissions, Right};
use crate::procore::refusal::Refusal;

/// Company tools for `company_id`, project tools for `project_id`; exactly one of the two.
pub(in crate::procore) async fn show(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let tools = match (params.get("company_id"), params.get("project_id")) {
        (Some(_), None) => {
            let id = params.id("company_id")?;
            office.with(|books| {
                books.must_be_company(id)?;
                Ok(company_tools(id, books.permissions.erp_integrations))
            })?
        }
        (None, Some(_)) => {
            let id = params.id("project_id")?;
            office.with(|books| {
                let tool_off = books.project(id)?.habits.tool_off;
                Ok(project_tools(id, &books.permissions, tool_off))
            })?
        }
        _ => {
            let error = json!({"error": {"code": "BAD_REQUEST", "message": "Give either company_id or project_id"}});
            return Ok((StatusCode::BAD_REQUEST, Json(error)).into_response());
        }
    };
    Ok(Json(json!({"tools": tools})).into_response())
}

fn company_tools(company: u64, erp_integrations: Option<Level>) -> Vec<Value> {
    let mut tools = vec![
        tool(11, "home", "Portfolio", "core", &format!("/{company}/company/home/list"), Level::Standard, &[]),
        tool(12, "directory", "Directory", "core", &format!("/{company}/company/directory"), Level::Admin, &[]),
    ];
    if let Some(level) = erp_integrations {
        let url = format!("/{company}/company/erp_integrations");
        tools.push(tool(13, "erp_integrations", "ERP Integrations", "financials", &url, level, &[]));
    }
    tools
}

/// Only tools that are active in the project are told (seen in live answers); one address is whole, the others are not.
fn project_tools(project: u64, permissions: &Permissions, budget_off: bool) -> Vec<Value> {
    let level = permissions.budget;
    let rights = [
        (Right::ModifyOriginal, "modify_original_budget_amount"),
        (Right::Lock, "lock_budget"),
        (Right::Delete, "delete_budget_line_items"),
    ];
    let granted: Vec<&str> = if level == Level::None {
        Vec::new()
    } else {
        rights.iter().filter(|(right, _)| permissions.has(*right)).map(|(_, name)| *name).collect()
    };
    let codes: &[&str] =
        if permissions.has(Right::CreateCodes) { &["create_wbs_codes", "manage_wbs_codes"] } else { &[] };
    let url = |tool: &str| format!("/{project}/project/{tool}");
    let mut tools = vec![
        tool(21, "home", "Home", "core", &url("home"), Level::Standard, &[]),
        tool(
            23,
            "change_events",
            "Change Events",
            "financials",
            &format!("https://app.procore.example{}", url("change_events")),
            Level::ReadOnly,
            &[],
        ),
        tool(24, "admin", "Admin", "core", &url("admin"), Level::Standard, codes),
    ];
    if !budget_off {
        tools.insert(1, tool(22, "budgeting", "Budget", "financials", &url("budgeting"), level, &granted));
    }
    tools
}

fn tool(id: u32, name: &str, label: &str, group: &str, url: &str, level: Level, actions: &[&str]) -> Value {
    let actions = actions.iter().zip(1u32..).map(|(action, number)| {
        json!({"id": id * 100 + number, "action_name": action, "label": action.replace('_', " "), "tool_name": name})
    });
    json!({
        "id": id,
        "domain_id": id,
        "name": name,
        "friendly_name": label,
        "tab_group": group,
        "available_for_user": level > Level::None,
        "can_create": if name == "home" { Value::Null } else { (level >= Level::Standard).into() },
        "trial": false,
        "url": url,
        "create_url": null,
        "user_access_level": {"id": level.id(), "name": level.to_string()},
        "permitted_actions": actions.collect::<Vec<_>>(),
    })
}
