//! Whether somebody changed the budget in Procore, past its original amounts: a budget change (procore.md 3.8), or a budget modification
//! of older companies (procore.md 3.7).

use crate::send::{Api, Failed};
use crate::trouble::trouble;
use jobcost::ProjectId;
use reimport::{SideTrouble, TroubleKind};
use rest::{Answer, Call};
use serde::Deserialize;

/// What v2.0 gives at most; of this list nothing else is documented.
const PER_PAGE: usize = 100;
/// A budget change that does not count any more. Drafts and those under review count: somebody plans by today's budget.
const VOID: &str = "void";

#[derive(Deserialize)]
struct Changes {
    data: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    status: String,
}

/// One that exists is enough; nothing else of it is read.
#[derive(Deserialize)]
struct Modification {}

/// Whether there is one that is not void. Fails where the account may not look: nobody can tell then.
pub(crate) async fn has_budget_changes(api: &Api, project: ProjectId) -> Result<bool, SideTrouble> {
    Ok(has_changes(api, project).await? || has_modifications(api, project).await?)
}

async fn has_changes(api: &Api, project: ProjectId) -> Result<bool, SideTrouble> {
    for page in 1.. {
        let call = Call::get(format!("rest/v1.0/projects/{}/budget_changes", project.0));
        let Some(answer) = looked_up(api, call.query("page", &page).query("per_page", &PER_PAGE)).await? else {
            return Ok(false);
        };
        let changes = answer.json::<Changes>().map_err(|error| trouble(&error))?.data;
        if changes.iter().any(|change| change.status != VOID) {
            return Ok(true);
        }
        if changes.len() < PER_PAGE {
            break;
        }
    }
    Ok(false)
}

async fn has_modifications(api: &Api, project: ProjectId) -> Result<bool, SideTrouble> {
    let call = Call::get(format!("rest/v1.0/projects/{}/budget_modifications", project.0));
    let Some(answer) = looked_up(api, call.query("page", &1).query("per_page", &1)).await? else { return Ok(false) };
    let modifications: Vec<Modification> = answer.json().map_err(|error| trouble(&error))?;
    Ok(!modifications.is_empty())
}

/// `None` where the company does not have this kind of change at all.
async fn looked_up(api: &Api, call: Call) -> Result<Option<Answer>, SideTrouble> {
    match api.send(call).await.map_err(Failed::into_trouble) {
        Ok(answer) => Ok(Some(answer)),
        Err(trouble) if trouble.kind == TroubleKind::NotFound => Ok(None),
        Err(trouble) if trouble.kind == TroubleKind::Forbidden => Err(may_not_look(trouble)),
        Err(trouble) => Err(trouble),
    }
}

fn may_not_look(trouble: SideTrouble) -> SideTrouble {
    SideTrouble {
        sentence:
            "Procore does not let this account see the project's budget changes, which decide who owns its budget."
                .into(),
        hint: "Ask your Procore administrator for Read Only on the Budget tool, or set another owner of the budget."
            .into(),
        ..trouble
    }
}
