//! The reconciling items of a job that explain something of a plan. Pure.

use jobcost::{LineKey, ReimportPlan};
use journal::ReconcilingItem;
use std::collections::HashSet;

/// Those whose lines still have the accepted difference: one whose line has another by now explains nothing.
pub(crate) fn standing_items<'a>(plan: &ReimportPlan, items: &'a [ReconcilingItem]) -> Vec<&'a ReconcilingItem> {
    let accepted: HashSet<&LineKey> = plan.out_of_balance.accepted_parts().map(|part| &part.key).collect();
    items.iter().filter(|item| accepted.contains(&item.key)).collect()
}
