//! Whether a tenant budgets by cost code at all. Without the feature Cost Codes every line is budgeted by its task, and `CostCode` comes
//! empty or as zeros; a right that hides the field leaves the same emptiness.
//!
//! | `CostCode` of a job's cost lines | the list of cost codes | what it means |
//! |---|---|---|
//! | all known | not asked | as it says; zeros of any length are the mapping's to judge |
//! | some empty | not asked | trouble of the job: a code is never guessed |
//! | all empty, known elsewhere | not asked | trouble of the job: the tenant has cost codes |
//! | all empty | answers | trouble: the feature is on, so the field is hidden |
//! | all empty | 403 | no cost codes, as long as no two lines then have the same keys; else trouble, because they are hidden |
//! | all empty | anything else | trouble: nobody can tell |

use reimport::{SideError, SideErrorKind};
use rest::Answer;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::OnceCell;

/// What is known of a tenant's cost codes.
#[derive(Default)]
pub(crate) struct CostCodes {
    seen: AtomicBool,
    none: OnceCell<bool>,
}

impl CostCodes {
    /// A line has one.
    pub(crate) fn see(&self) {
        self.seen.store(true, Ordering::Relaxed);
    }

    /// The tenant certainly works without them. `ask` reads one of the list of cost codes, at most once: the form of a feature that is off answers 403 (access rights).
    pub(crate) async fn are_none(
        &self,
        ask: impl AsyncFnOnce() -> Result<Answer, SideError>,
    ) -> Result<bool, SideError> {
        if self.seen.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let look = async || match ask().await {
            Ok(_) => Ok(false),
            Err(error) => match error.kind {
                SideErrorKind::Forbidden => Ok(true),
                SideErrorKind::NotFound | SideErrorKind::RefusedByServer | SideErrorKind::NotUnderstood => Ok(false),
                _ => Err(error),
            },
        };
        self.none.get_or_try_init(look).await.copied()
    }
}
