//! What the account may do: its level on the company's ERP Integrations tool, and on the project's Budget and Admin tools, with the
//! granular rights beside the levels (user permissions tutorial; settings/permissions; granular permissions for Budget).

use crate::error::level_unknown;
use crate::send::Api;
use jobcost::{ErpLevel, ProjectId};
use reimport::SideError;
use rest::Call;
use serde::Deserialize;

/// Under which machine names and addresses a tool may appear. `friendly_name` is in the user's language and is not looked at.
struct Spelling {
    shown: &'static str,
    spelt: &'static [&'static str],
    paths: &'static [&'static str],
}

const ERP: Spelling = Spelling {
    shown: "ERP Integrations",
    spelt: &["erp_integrations", "erp_integration", "erp"],
    paths: &["/erp_integrations"],
};
const BUDGET: Spelling =
    Spelling { shown: "Budget", spelt: &["budgeting", "budget", "budgets"], paths: &["/budgeting", "/tools/budgets"] };
const ADMIN: Spelling = Spelling { shown: "Admin", spelt: &["admin", "project_admin"], paths: &["/project/admin"] };

#[derive(Deserialize)]
struct Permissions {
    #[serde(default)]
    tools: Option<Vec<Tool>>,
}

#[derive(Deserialize)]
struct Tool {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    user_access_level: Option<AccessLevel>,
    #[serde(default)]
    permitted_actions: Option<Vec<Action>>,
}

#[derive(Deserialize)]
struct AccessLevel {
    #[serde(default)]
    id: Option<i64>,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
struct Action {
    #[serde(default)]
    action_name: Option<String>,
    #[serde(default)]
    label: Option<String>,
}

/// What the account may do in a project. Where the answer does not tell, nobody knows: Procore lists active tools only, and the names
/// of tools are not certain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ProjectRights {
    /// Change original budget amounts.
    pub(crate) edit: Option<bool>,
    /// Unlock the budget.
    pub(crate) unlock: Option<bool>,
    /// Make budget codes.
    pub(crate) create_codes: Option<bool>,
}

/// The account's level on the company's ERP Integrations tool; `None` where the company does not have it.
pub(crate) async fn erp_level(api: &Api) -> Result<Option<ErpLevel>, SideError> {
    let company: Permissions = api.get(permissions().query("company_id", &api.company_id())).await?;
    company.tool(&ERP).map(|tool| tool.level(&ERP)).transpose()
}

/// The account's rights in a project.
pub(crate) async fn project_rights(api: &Api, project: ProjectId) -> Result<ProjectRights, SideError> {
    let of_project: Permissions = api.get(permissions().query("project_id", &project.0)).await?;
    of_project.of_project()
}

fn permissions() -> Call {
    Call::get("rest/v1.0/settings/permissions")
}

impl Permissions {
    fn tool(&self, wanted: &Spelling) -> Option<&Tool> {
        let tools = self.tools.as_deref().unwrap_or_default();
        let by_name = |tool: &&Tool| tool.name.as_deref().is_some_and(|name| wanted.spelt.contains(&name));
        let by_path =
            |tool: &&Tool| tool.url.as_deref().is_some_and(|url| wanted.paths.iter().any(|path| url.contains(path)));
        tools.iter().find(by_name).or_else(|| tools.iter().find(by_path))
    }

    fn of_project(&self) -> Result<ProjectRights, SideError> {
        let budget = self.tool(&BUDGET).map(|tool| Ok((tool, tool.level(&BUDGET)?))).transpose()?;
        let admin = self.tool(&ADMIN).map(|tool| Ok((tool, tool.level(&ADMIN)?))).transpose()?;
        Ok(ProjectRights {
            edit: budget.map(|(tool, level)| tool.may_edit(level)),
            // The granular right Lock Budget is one to lock; to unlock takes Admin.
            unlock: budget.map(|(_, level)| level == ErpLevel::Admin),
            create_codes: admin.and_then(|(tool, level)| tool.may_create_codes(level)),
        })
    }
}

impl Tool {
    /// The name first: of the numbers only 2 and 4 were ever seen. A level that is written in neither way is not taken for none.
    fn level(&self, of: &Spelling) -> Result<ErpLevel, SideError> {
        let level = self.user_access_level.as_ref().ok_or_else(|| level_unknown(of.shown))?;
        match level.name.as_deref().map(|name| name.trim().to_lowercase()).as_deref() {
            Some("admin") => return Ok(ErpLevel::Admin),
            Some("standard") => return Ok(ErpLevel::Standard),
            Some("read only" | "read_only") => return Ok(ErpLevel::ReadOnly),
            Some("none") => return Ok(ErpLevel::None),
            _ => {}
        }
        match level.id {
            Some(4) => Ok(ErpLevel::Admin),
            Some(3) => Ok(ErpLevel::Standard),
            Some(2) => Ok(ErpLevel::ReadOnly),
            Some(1) => Ok(ErpLevel::None),
            _ => Err(level_unknown(of.shown)),
        }
    }

    /// Admin; or Standard or Read Only with the right to modify the original budget amount. Where the answer lists no granular rights,
    /// Standard is taken for enough: the write tells.
    fn may_edit(&self, level: ErpLevel) -> bool {
        let is_it = |action: &Action| action.says(&["original"]);
        match level {
            ErpLevel::Admin => true,
            ErpLevel::Standard => self.granted(is_it).unwrap_or(true),
            ErpLevel::ReadOnly => self.granted(is_it).unwrap_or(false),
            ErpLevel::None => false,
        }
    }

    /// Admin on the project's Admin tool, or the granular right to create WBS codes.
    fn may_create_codes(&self, level: ErpLevel) -> Option<bool> {
        if level == ErpLevel::Admin {
            return Some(true);
        }
        self.granted(|action| action.says(&["create", "wbs"]))
    }

    /// `None` where no granular rights are listed at all.
    fn granted(&self, is_it: impl Fn(&Action) -> bool) -> Option<bool> {
        self.permitted_actions.as_ref().map(|actions| actions.iter().any(is_it))
    }
}

impl Action {
    /// Its machine name holds these words, or its label does, which is in the user's language.
    fn says(&self, words: &[&str]) -> bool {
        let holds = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        holds(&self.action_name) || holds(&self.label)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn permissions(json: &str) -> Permissions {
        serde_json::from_str(json).unwrap()
    }

    fn read(json: &str) -> Result<Option<ErpLevel>, SideError> {
        permissions(json).tool(&ERP).map(|tool| tool.level(&ERP)).transpose()
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
            ("erp_integrations", "/", r#"{"id":4,"name":"Read Only"}"#, Some(ErpLevel::ReadOnly)),
            ("directory", "/1/company/directory", r#"{"id":4,"name":"Admin"}"#, None),
        ] {
            assert_eq!(read(&tool(name, url, level)), Ok(expected), "{name} {url} {level}");
        }
    }

    #[test]
    fn a_level_nobody_can_read_is_not_taken_for_none() {
        for level in ["null", "{}", r#"{"id":7,"name":"Vollzugriff"}"#] {
            let json = format!(r#"{{"tools":[{{"name":"erp_integrations","user_access_level":{level}}}]}}"#);
            let error = read(&json).unwrap_err();
            assert!(error.sentence.contains("ERP Integrations"), "{error:?}");
        }
        assert_eq!(read(r#"{"tools":null}"#), Ok(None));
    }

    #[test]
    fn to_edit_to_unlock_and_to_create_codes_are_three_rights() {
        let modify = r#"[{"action_name":"modify_original_budget_amount","label":"x"}]"#;
        let lock = r#"[{"action_name":"lock_budget","label":"Lock Budget"}]"#;
        for (level, actions, edit, unlock) in [
            ("Admin", "[]", true, true),
            ("Standard", modify, true, false),
            ("Read Only", modify, true, false),
            ("Standard", lock, false, false),
            ("Standard", "[]", false, false),
            ("Standard", "null", true, false),
            ("Read Only", "null", false, false),
            ("None", modify, false, false),
        ] {
            let json = format!(
                r#"{{"tools":[{{"name":"budgets","url":"https://x/1/tools/budgets","can_create":null,"user_access_level":{{"id":9,"name":"{level}"}},"permitted_actions":{actions}}}]}}"#
            );
            let rights = permissions(&json).of_project().unwrap();
            assert_eq!((rights.edit, rights.unlock), (Some(edit), Some(unlock)), "{level} {actions}");
        }
        for (level, actions, codes) in [
            ("Admin", "null", Some(true)),
            ("Standard", r#"[{"action_name":"create_wbs_codes","tool_name":"admin"}]"#, Some(true)),
            ("Read Only", "[]", Some(false)),
            ("Read Only", "null", None),
        ] {
            let json = format!(
                r#"{{"tools":[{{"name":"admin","user_access_level":{{"name":"{level}"}},"permitted_actions":{actions}}}]}}"#
            );
            let rights = permissions(&json).of_project().unwrap();
            assert_eq!((rights.create_codes, rights.edit), (codes, None), "{level} {actions}");
        }
    }
}
