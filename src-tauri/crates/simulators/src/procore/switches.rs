//! Every setting that makes a company or a project what some real ones are, by a stable name: the simulator's own methods and the control
//! route `settings` change the same ones.

use serde::{Deserialize, Serialize};

use super::books::Books;
use super::habits::{RefusedCode, Spelling};
use super::origin::OriginForm;
use super::permission::Right;
use super::project::Project;
use super::refusal::Refusal;

/// One setting. In JSON: `{"name":"with_erp","project":562…,"value":true}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Setting {
    /// Whether the app is connected to the company. Without, sign-in and the list of companies work and every other call is 403 (seen
    /// before a contractor's own app was installed).
    Installed {
        /// Whether it is.
        value: bool,
    },
    /// Lists whose path ends in one of these give all items to any page, without `Link`, `Per-Page` and `Total` (Procore: pagination,
    /// not all endpoints support it). `/segment_items` does at first.
    Unpaged {
        /// The ends of the paths.
        lists: Vec<String>,
    },
    /// Whether the account may not see budget changes and modifications: both routes answer 404.
    BudgetChangesHidden {
        /// Whether it may not.
        value: bool,
    },
    /// Whether only codes of the ERP's list take lines and budget codes; others are 422.
    ErpListOnly {
        /// Whether it is so.
        value: bool,
    },
    /// How the ERP connection wrote the `origin_id`s of cost codes and types.
    OriginIds {
        /// The form.
        form: OriginForm,
    },
    /// The granular rights that the account has beside its level; those usual for the level when absent.
    BudgetRights {
        /// The rights.
        rights: Option<Vec<Right>>,
    },
    /// The `origin_id` of a cost code, by its text.
    OriginOfCostCode {
        /// The cost code.
        code: String,
        /// What the ERP connection left; nothing when absent.
        origin_id: Option<String>,
    },
    /// The `origin_id` of a cost type, by its letters.
    OriginOfCostType {
        /// The cost type.
        code: String,
        /// What the ERP connection left; nothing when absent.
        origin_id: Option<String>,
    },
    /// The base type of a cost type; null when absent, as it is on some.
    BaseType {
        /// The cost type.
        code: String,
        /// The base type.
        base_type: Option<String>,
    },
    /// A setting of one project.
    Project {
        /// Its id.
        project: u64,
        /// The setting.
        setting: ProjectSetting,
    },
}

/// A setting of one project. In JSON: `{"name":"project","project":562…,"setting":{"name":"with_erp","value":true}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum ProjectSetting {
    /// Whether the project is active; the plain list leaves inactive ones out.
    Active {
        /// Whether it is.
        value: bool,
    },
    /// Whether the budget was sent to the ERP and waits there: locked, and unlocking is 422.
    WithErp {
        /// Whether it waits there.
        value: bool,
    },
    /// Whether the Budget tool is on; off, its routes are 404 and the permissions do not name it.
    BudgetTool {
        /// Whether it is.
        on: bool,
    },
    /// Whether its people made views of their own instead of the standard ones.
    OwnViews {
        /// Whether they did.
        value: bool,
    },
    /// So many views more.
    MoreViews {
        /// How many.
        count: u32,
    },
    /// Its currency; rows and lines say null when absent.
    Currency {
        /// The ISO code.
        code: Option<String>,
    },
    /// The `origin_id` of the project.
    Origin {
        /// What the ERP connection left; nothing when absent.
        origin_id: Option<String>,
    },
    /// The `origin_id` of one of its sub jobs.
    OriginOfSubJob {
        /// The sub job's code.
        sub_job: String,
        /// What the ERP connection left; nothing when absent.
        origin_id: Option<String>,
    },
    /// Amounts are rounded to so many places when they are written, half away from zero; refused with 422 when absent.
    Rounding {
        /// The places.
        places: Option<u32>,
    },
    /// Whether the locked budget's message stands under the field's name, instead of alone.
    LockedUnderField {
        /// Whether it does.
        value: bool,
    },
    /// A budget code takes no line from the API: 422 with this message. Every code when absent.
    RefuseLine {
        /// The flat code.
        code: Option<String>,
        /// What is said.
        message: String,
    },
    /// Takes all [`ProjectSetting::RefuseLine`]s back.
    RefuseNothing,
    /// A bulk creation leaves this budget code out, without an error.
    NeverMake {
        /// The flat code.
        code: String,
    },
    /// How the amount of a line is written, digit by digit, until it is written to.
    Spelling {
        /// The flat code of the line.
        code: String,
        /// How.
        spelling: Spelling,
    },
}

impl Setting {
    pub(super) fn put_on(&self, books: &mut Books) -> Result<(), Refusal> {
        match self {
            Self::Installed { value } => books.switches.installed = *value,
            Self::Unpaged { lists } => books.switches.unpaged.clone_from(lists),
            Self::BudgetChangesHidden { value } => books.switches.budget_changes_hidden = *value,
            Self::ErpListOnly { value } => books.switches.erp_list_only = *value,
            Self::OriginIds { form } => {
                books.codes.set_origin_form(*form);
                renew_items(books);
            }
            Self::BudgetRights { rights } => books.permissions.rights.clone_from(rights),
            Self::OriginOfCostCode { code, origin_id } => {
                let items = books.codes.cost_codes.iter_mut().filter(|item| item.full_code == *code);
                items.for_each(|item| item.origin_id.clone_from(origin_id));
                renew_items(books);
            }
            Self::OriginOfCostType { code, origin_id } => {
                cost_type(books, code)?.origin_id.clone_from(origin_id);
                renew_items(books);
            }
            Self::BaseType { code, base_type } => cost_type(books, code)?.base_type.clone_from(base_type),
            Self::Project { project, setting } => {
                setting.put_on(books.projects.get_mut(project).ok_or(Refusal::NotFound)?)?;
            }
        }
        Ok(())
    }
}

impl ProjectSetting {
    fn put_on(&self, project: &mut Project) -> Result<(), Refusal> {
        match self {
            Self::Active { value } => project.active = *value,
            Self::WithErp { value } => {
                project.locked |= value;
                project.habits.with_erp = *value;
            }
            Self::BudgetTool { on } => project.habits.tool_off = !on,
            Self::OwnViews { value } => project.habits.own_views = *value,
            Self::MoreViews { count } => project.habits.more_views = *count,
            Self::Currency { code } => {
                project.habits.currency_unstated = code.is_none();
                project.currency = code.clone().unwrap_or_else(|| project.currency.clone());
            }
            Self::Origin { origin_id } => project.origin_id.clone_from(origin_id),
            Self::OriginOfSubJob { sub_job, origin_id } => set_sub_job_origin(project, sub_job, origin_id.as_deref()),
            Self::Rounding { places } => project.habits.rounds_to = *places,
            Self::LockedUnderField { value } => project.habits.locked_under_field = *value,
            Self::RefuseLine { code, message } => {
                project.habits.refused.push(RefusedCode { flat_code: code.clone(), message: message.clone() });
            }
            Self::RefuseNothing => project.habits.refused.clear(),
            Self::NeverMake { code } => project.habits.never_made.push(code.clone()),
            Self::Spelling { code, spelling } => {
                let code = project.codes.by_flat_code(code).ok_or(Refusal::NotFound)?.id;
                let line = project.line_of_code(code).ok_or(Refusal::NotFound)?;
                project.habits.spelled.insert(line, spelling.clone());
            }
        }
        Ok(())
    }
}

fn cost_type<'a>(books: &'a mut Books, code: &str) -> Result<&'a mut super::codes::CostTypeItem, Refusal> {
    books.codes.cost_types.iter_mut().find(|item| item.code == code).ok_or(Refusal::NotFound)
}

fn set_sub_job_origin(project: &mut Project, sub_job: &str, origin_id: Option<&str>) {
    let origin_id = origin_id.map(str::to_owned);
    for item in project.sub_jobs.iter_mut().filter(|item| item.code == sub_job) {
        item.origin_id.clone_from(&origin_id);
    }
    let of_code = |code: &mut super::wbs::WbsCode| {
        if let Some(item) = code.sub_job.as_mut().filter(|item| item.code == sub_job) {
            item.origin_id.clone_from(&origin_id);
        }
    };
    project.codes.change_all(of_code);
}

/// Budget codes hold their items; an item that changed is put into them again.
fn renew_items(books: &mut Books) {
    let Books { projects, codes, .. } = books;
    for project in projects.values_mut() {
        project.codes.change_all(|code| {
            if let Some(item) = codes.cost_code_by_id(code.cost_code.id) {
                code.cost_code = item.clone();
            }
            if let Some(item) = codes.cost_type_by_id(code.cost_type.id) {
                code.cost_type = item.clone();
            }
        });
    }
}
