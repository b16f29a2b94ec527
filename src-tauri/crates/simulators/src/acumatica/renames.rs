//! *Change ID*: a code rewritten wherever it stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::estimate::EstimateError;
use super::schema::{ACCOUNT_GROUP, COST_CODE, PROJECT, PROJECT_BUDGET, PROJECT_TASK, Schema};
use super::store::Store;
use super::table::bump;
use super::text::same_text;

/// What has a *Change ID*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenameTarget {
    /// A project.
    Project,
    /// A cost code.
    CostCode,
    /// An account group.
    AccountGroup,
}

/// Where the code of each kind of record stands: its own entity first, then those that name it.
fn places(what: RenameTarget) -> Vec<(&'static Schema, &'static str)> {
    match what {
        RenameTarget::Project => {
            vec![(&PROJECT, "ProjectID"), (&PROJECT_TASK, "ProjectID"), (&PROJECT_BUDGET, "ProjectID")]
        }
        RenameTarget::CostCode => vec![(&COST_CODE, "CostCodeID"), (&PROJECT_BUDGET, "CostCode")],
        RenameTarget::AccountGroup => vec![(&ACCOUNT_GROUP, "AccountGroupID"), (&PROJECT_BUDGET, "AccountGroup")],
    }
}

/// Rewrites a code wherever it stands. Records keep their ids.
pub(super) fn apply(
    store: &mut Store,
    what: RenameTarget,
    from: &str,
    to: &str,
    now: Timestamp,
) -> Result<(), EstimateError> {
    let places = places(what);
    let exists = |store: &Store, code: &str| {
        places.first().and_then(|(own, _)| store.table(own.name)).is_some_and(|table| table.by_keys(&[code]).is_some())
    };
    if !exists(store, from) {
        return Err(EstimateError::NoSuchRecord(from.to_owned()));
    }
    if exists(store, to) {
        return Err(EstimateError::LineExists(to.to_owned()));
    }
    for (schema, field) in places {
        let Some(table) = store.table_mut(schema) else { continue };
        table.rewrite(|row| {
            if same_text(row.get(schema, field).text(), from) {
                row.set(schema, field, to);
                bump(schema, row, now);
            }
        });
    }
    Ok(())
}
