//! What the user settled of a company: the mapping, who owns which budget, which project a job is, which currency a budget is in, what
//! they imported or adopted, what they wait for, and what they chose of re-imports. Loaded from the journal in one place, because another
//! Tieout on this computer may have settled something meanwhile.

use crate::linking::link::Decisions;
use crate::news::error::ApplicationError;
use jobcost::{CodeMapping, Currency, JobId, Ownership, ProjectId, ReconcilingItems};
use journal::{ChoiceSet, Journal, ReconcilingItem};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Below it in the journal's settings, the numbers of projects whose currency was stated.
pub(crate) const CURRENCY_KEYS: &str = "currency/";

/// Everything that the user settled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Settled {
    /// How estimate lines find their budget codes.
    pub(crate) mapping: CodeMapping,
    /// Who owns which job's budget, where somebody said so.
    pub(crate) ownerships: BTreeMap<JobId, Ownership>,
    /// What was said of links.
    pub(crate) decisions: Decisions,
    /// Whose budgets were re-imported or adopted here.
    pub(crate) imported: HashSet<(JobId, ProjectId)>,
    /// The currencies that were stated, by project.
    pub(crate) currencies: BTreeMap<ProjectId, Currency>,
    /// The jobs whose budgets are waited for to be unlocked.
    pub(crate) awaited_unlocks: BTreeSet<JobId>,
    /// What was chosen of each job's next re-import.
    pub(crate) choices: BTreeMap<JobId, ChoiceSet>,
    /// The differences that were accepted.
    pub(crate) items: BTreeMap<JobId, Accepted>,
}

impl Settled {
    /// Loads it from the journal.
    pub(crate) async fn load(journal: &Journal) -> Result<Self, ApplicationError> {
        let ownerships = journal.set_ownerships().await?.into_iter().map(|set| (set.job, set.ownership));
        let decisions = journal.set_links().await?.into_iter().map(|set| (set.job, set.decision));
        let currencies = journal.settings_below(CURRENCY_KEYS).await?.into_iter();
        let currency =
            |(project, code): (String, String)| Some((ProjectId(project.parse().ok()?), Currency::parse(&code).ok()?));
        Ok(Self {
            mapping: journal.mapping().await?.map(|saved| saved.mapping).unwrap_or_default(),
            ownerships: ownerships.collect(),
            decisions: decisions.collect(),
            imported: journal.imported().await?.into_iter().collect(),
            currencies: currencies.filter_map(currency).collect(),
            awaited_unlocks: journal.awaited_unlocks().await?.into_iter().collect(),
            choices: journal.kept_choices().await?.into_iter().map(|set| (set.job.clone(), set)).collect(),
            items: by_job(journal.reconciling_items().await?),
        })
    }
}

/// The differences of a job that were accepted: as a plan counts them, and with who accepted them why.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Accepted {
    pub(crate) amounts: Arc<ReconcilingItems>,
    pub(crate) items: Arc<Vec<ReconcilingItem>>,
}

fn by_job(items: Vec<ReconcilingItem>) -> BTreeMap<JobId, Accepted> {
    let mut jobs: BTreeMap<JobId, Vec<ReconcilingItem>> = BTreeMap::new();
    for item in items {
        jobs.entry(item.job.clone()).or_default().push(item);
    }
    let accepted = |items: Vec<ReconcilingItem>| Accepted {
        amounts: Arc::new(items.iter().map(|item| (item.key.clone(), item.amount)).collect()),
        items: Arc::new(items),
    };
    jobs.into_iter().map(|(job, items)| (job, accepted(items))).collect()
}
