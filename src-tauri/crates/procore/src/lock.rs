//! The budget's lock (procore.md 3.1, endpoints 1 to 3): read, taken away, put back.

use crate::send::{Api, Failed};
use crate::trouble::trouble;
use jobcost::ProjectId;
use reimport::{SideTrouble, TroubleKind};
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
pub(crate) async fn is_locked(api: &Api, project: ProjectId) -> Result<bool, SideTrouble> {
    let lock: Lock = api.get(Call::get(format!("rest/v1.0/projects/{}/budget", project.0))).await?;
    Ok(lock.locked)
}

/// Unlocks, and preserves the budget modifications.
pub(crate) async fn unlock(api: &Api, project: ProjectId) -> Result<(), SideTrouble> {
    let call = Call::change(Method::DELETE, path(project), Body::Empty).query(DESTROY.0, DESTROY.1);
    match api.send(call).await {
        Ok(_) => Ok(()),
        Err(failed) => Err(not_unlocked(failed)),
    }
}

/// Locks.
pub(crate) async fn lock(api: &Api, project: ProjectId) -> Result<(), SideTrouble> {
    match api.send(Call::change(Method::POST, path(project), Body::Empty)).await {
        Ok(_) => Ok(()),
        Err(failed) => Err(explained(failed, "Lock it in Procore: Budget tool, Lock.")),
    }
}

fn path(project: ProjectId) -> String {
    format!("rest/v1.0/projects/{}/budget/lock", project.0)
}

/// Budget modifications may forbid it (procore.md 7.8); Procore's own dialog would then offer to delete them.
fn not_unlocked(failed: Failed) -> SideTrouble {
    explained(
        failed,
        "Tieout never asks Procore to destroy budget modifications. Unlock the budget in Procore yourself (Budget tool, Unlock, \
         Preserve and Unlock), then re-import.",
    )
}

/// The server's own words where it refused, and what is needed where a right is missing.
fn explained(failed: Failed, hint: &str) -> SideTrouble {
    let error = match failed {
        Failed::SignIn(trouble) => return trouble,
        Failed::Rest(error) => error,
    };
    let mut explained = trouble(&error);
    match explained.kind {
        TroubleKind::Forbidden => {
            "Procore does not let this account lock and unlock the budget.".clone_into(&mut explained.sentence);
            "It needs Admin on the Budget tool, or the permission Lock Budget. Ask your Procore administrator."
                .clone_into(&mut explained.hint);
        }
        TroubleKind::RefusedByServer => {
            if !error.words.is_empty() {
                explained.sentence = format!("Procore says: {}.", error.words.trim_end_matches('.'));
            }
            hint.clone_into(&mut explained.hint);
        }
        _ => {}
    }
    explained
}
