//! Whether somebody changed the budget in Procore, past its original amounts: a budget change, or a budget modification of older
//! companies (list budget changes; list budget modifications; budget changes tutorial).

use crate::identifier;
use crate::lists::Item;
use crate::send::Api;
use jobcost::{ProjectId, Side};
use reimport::{SideError, SideErrorKind};
use rest::{Answer, Call, RestError};
use serde::Deserialize;

/// What v2.0 gives at most; of these lists nothing else is documented.
const PER_PAGE: usize = 100;
/// A budget change that does not count any more. Drafts and those under review count: somebody plans by today's budget.
const VOID: &str = "void";

#[derive(Deserialize)]
struct Changes {
    data: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    #[serde(default, deserialize_with = "identifier::optional")]
    id: Option<String>,
    #[serde(default)]
    number: Option<serde_json::Value>,
    #[serde(default)]
    status: Option<String>,
}

impl Item for Change {
    fn key(&self) -> String {
        format!("{:?} {:?}", self.id, self.number)
    }

    fn may_repeat(&self) -> bool {
        self.id.is_none()
    }
}

impl Change {
    /// A status that is not said, or not known, counts.
    fn counts(&self) -> bool {
        !self.status.as_deref().is_some_and(|status| status.trim().eq_ignore_ascii_case(VOID))
    }
}

/// One that exists is enough; nothing of it is read.
#[derive(Deserialize)]
struct Modification {}

/// Whether there is one that is not void. Fails where the account may not look: nobody can tell then. A company has one of the two kinds,
/// and may have both; the list of a kind that it does not have is not there. Where neither is there, both are hidden or switched off.
pub(crate) async fn has_budget_changes(api: &Api, project: ProjectId) -> Result<bool, SideError> {
    let changes = seen(has_changes(api, project).await)?;
    if changes == Some(true) {
        return Ok(true);
    }
    let modifications = seen(has_modifications(api, project).await)?;
    modifications.or(changes).ok_or_else(neither_to_be_seen)
}

async fn has_changes(api: &Api, project: ProjectId) -> Result<bool, SideError> {
    let call = Call::get(format!("rest/v1.0/projects/{}/budget_changes", project.0));
    let data = |answer: &Answer| -> Result<Vec<Change>, RestError> { answer.json::<Changes>().map(|body| body.data) };
    let reading = api.reading(&call, PER_PAGE, data).await?;
    Ok(reading.items.iter().any(Change::counts))
}

async fn has_modifications(api: &Api, project: ProjectId) -> Result<bool, SideError> {
    let call = Call::get(format!("rest/v1.0/projects/{}/budget_modifications", project.0));
    let first: Vec<Modification> = api.get(call.query("page", &1).query("per_page", &1)).await?;
    Ok(!first.is_empty())
}

/// `None` where there is no such list, or it is not to be seen.
fn seen(answer: Result<bool, SideError>) -> Result<Option<bool>, SideError> {
    match answer {
        Err(error) if error.kind == SideErrorKind::NotFound => Ok(None),
        Err(error) if error.kind == SideErrorKind::Forbidden => Err(may_not_look(error.reference)),
        answer => answer.map(Some),
    }
}

fn may_not_look(reference: Option<String>) -> SideError {
    SideError {
        side: Side::Procore,
        kind: SideErrorKind::Forbidden,
        sentence:
            "Procore does not let this account see the project's budget changes, which decide who owns its budget."
                .into(),
        remedy: "Ask your Procore administrator for Read Only on the Budget tool, or set another owner of the budget."
            .into(),
        reference,
    }
}

fn neither_to_be_seen() -> SideError {
    SideError {
        kind: SideErrorKind::NotFound,
        sentence: "Procore shows this account neither budget changes nor budget modifications of the project, so nobody can tell whether \
                   its budget was changed there."
            .into(),
        remedy: "The Budget tool may be switched off in this project, or the account lacks the right to it. Ask your Procore administrator, \
               or set another owner of the budget."
            .into(),
        ..may_not_look(None)
    }
}
