//! The budget's lock (show budget, create and delete budget lock): read, taken away, put back.

use crate::error::side_error;
use crate::send::{Api, RequestError};
use jobcost::ProjectId;
use reimport::{SideError, SideErrorKind};
use reqwest::Method;
use rest::{Body, Call};
use serde::Deserialize;

/// The route destroys every budget modification of the project unless this says otherwise. Nothing in Tieout ever says so.
const DESTROY: (&str, &str) = ("destroy_all_budget_line_item_transfers", "false");

#[derive(Deserialize)]
struct Lock {
    locked: bool,
}

/// Whether the budget is locked.
pub(crate) async fn is_locked(api: &Api, project: ProjectId) -> Result<bool, SideError> {
    let lock: Lock = api.get(Call::get(format!("rest/v1.0/projects/{}/budget", project.0))).await?;
    Ok(lock.locked)
}

/// Unlocks, and preserves the budget modifications.
pub(crate) async fn unlock(api: &Api, project: ProjectId) -> Result<(), SideError> {
    let call = Call::change(Method::DELETE, path(project), Body::Empty).query(DESTROY.0, DESTROY.1);
    match api.send(call).await {
        Ok(_) => Ok(()),
        Err(failed) => Err(explained(failed, &UNLOCKING)),
    }
}

/// Locks.
pub(crate) async fn lock(api: &Api, project: ProjectId) -> Result<(), SideError> {
    match api.send(Call::change(Method::POST, path(project), Body::Empty)).await {
        Ok(_) => Ok(()),
        Err(failed) => Err(explained(failed, &LOCKING)),
    }
}

/// What is said of a failure.
struct Words {
    forbidden: &'static str,
    right: &'static str,
    refused: &'static str,
}

const LOCKING: Words = Words {
    forbidden: "Procore does not let this account lock the budget.",
    right: "It needs Admin on the Budget tool, or the permission Lock Budget. Ask your Procore administrator.",
    refused: "Lock it in Procore: Budget tool, Lock.",
};

/// The permission Lock Budget is one to lock only. A budget that was sent to the ERP looks like any other that is locked, and stays so
/// until it is retrieved or its approver has acted; budget modifications may forbid to unlock it too, and Procore's own dialog would then
/// offer to delete them.
const UNLOCKING: Words = Words {
    forbidden: "Procore does not let this account lock and unlock the budget.",
    right: "Unlocking needs Admin on the project's Budget tool; the permission Lock Budget is one to lock only. Ask your Procore \
            administrator for Admin, or to unlock the budget.",
    refused: "Tieout never asks Procore to destroy budget modifications. If the budget was sent to the ERP, retrieve it there first, or wait \
              for the accounting approver. Then unlock it in Procore yourself (Budget tool, Unlock, Preserve and Unlock) and re-import.",
};

fn path(project: ProjectId) -> String {
    format!("rest/v1.0/projects/{}/budget/lock", project.0)
}

/// The server's own words where it refused, and what is needed where a right is missing.
fn explained(failed: RequestError, words: &Words) -> SideError {
    let error = match failed {
        RequestError::SignIn(side_error) => return side_error,
        RequestError::Rest(error) => error,
    };
    let mut explained = side_error(&error);
    match explained.kind {
        SideErrorKind::Forbidden => {
            words.forbidden.clone_into(&mut explained.sentence);
            words.right.clone_into(&mut explained.remedy);
        }
        SideErrorKind::RefusedByServer => {
            if !error.words.is_empty() {
                explained.sentence = format!("Procore says: {}.", error.words.trim_end_matches('.'));
            }
            words.refused.clone_into(&mut explained.remedy);
        }
        _ => {}
    }
    explained
}
