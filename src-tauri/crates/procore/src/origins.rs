//! The identifiers that an ERP integration left on the project's cost codes and sub jobs (list cost codes; list sub jobs). They are
//! opaque, and a hint only: nothing of them is needed, and what is not certain is left out.

use crate::codes::ProjectCode;
use crate::identifier;
use crate::lists::Item;
use crate::send::Api;
use jobcost::{CostCode, OriginIds, ProjectId, SubJob};
use reimport::{SideError, SideErrorKind};
use rest::Call;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;
/// No path of cost codes is as deep: rows have five levels.
const TIERS_MAX: usize = 12;

#[derive(Deserialize)]
struct OriginItem {
    id: i64,
    #[serde(default, deserialize_with = "identifier::optional")]
    code: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    full_code: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    origin_id: Option<String>,
    #[serde(default)]
    parent: Option<Parent>,
    #[serde(default)]
    deleted_at: Option<String>,
}

#[derive(Deserialize)]
struct Parent {
    #[serde(default)]
    id: Option<i64>,
}

impl Item for OriginItem {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// What was left on the codes that these budget codes print. None where the account may not see the lists: codes are then found by
/// their text, as they are in a company without an integration.
pub(crate) async fn origin_ids(api: &Api, project: ProjectId, codes: &[ProjectCode]) -> Result<OriginIds, SideError> {
    let cost_codes = of_cost_codes(&listed(api, project, "rest/v1.0/cost_codes").await?, codes);
    let printed: HashSet<&SubJob> = codes.iter().filter_map(|code| code.wbs_code.as_ref()?.sub_job.as_ref()).collect();
    let sub_jobs = if printed.is_empty() {
        BTreeMap::new()
    } else {
        of_sub_jobs(&listed(api, project, "rest/v1.0/sub_jobs").await?, &printed)
    };
    Ok(OriginIds { cost_codes, sub_jobs })
}

async fn listed(api: &Api, project: ProjectId, path: &str) -> Result<Vec<OriginItem>, SideError> {
    match api.list(Call::get(path).query("project_id", &project.0), PER_PAGE).await {
        Err(error) if matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound) => {
            tracing::info!(%error, path, "the identifiers of the ERP integration are not to be seen");
            Ok(Vec::new())
        }
        listed => listed,
    }
}

/// A listed cost code is the one that a budget code prints where its full code is the printed text, or the codes of its parents and its
/// own are the printed code's tiers. Two that both are, with different identifiers, say nothing.
fn of_cost_codes(listed: &[OriginItem], codes: &[ProjectCode]) -> BTreeMap<CostCode, String> {
    let by_id: HashMap<i64, &OriginItem> = listed.iter().map(|one| (one.id, one)).collect();
    let (mut by_text, mut by_tiers) = (HashMap::new(), HashMap::new());
    for one in listed {
        let Some(origin) = one.origin() else { continue };
        let text = identifier::said(one.full_code.as_deref())
            .or(identifier::said(one.code.as_deref()).filter(|_| one.parent_id().is_none()));
        if let Some(text) = text {
            by_text.entry(CostCode::new(text)).or_insert_with(HashSet::new).insert(origin);
        }
        if let Some(tiers) = one.tiers(&by_id) {
            by_tiers.entry(tiers).or_insert_with(HashSet::new).insert(origin);
        }
    }
    let found = codes.iter().filter_map(|code| {
        let printed = &code.wbs_code.as_ref()?.cost_code;
        let tiers: Vec<CostCode> = code.tiers.iter().map(CostCode::new).collect();
        let both = by_text.get(printed).into_iter().chain(by_tiers.get(&tiers)).flatten();
        Some((printed.clone(), only(both.copied())?.to_owned()))
    });
    found.collect()
}

fn of_sub_jobs(listed: &[OriginItem], printed: &HashSet<&SubJob>) -> BTreeMap<SubJob, String> {
    let mut by_code: HashMap<SubJob, HashSet<&str>> = HashMap::new();
    for one in listed {
        if let (Some(code), Some(origin)) = (identifier::said(one.code.as_deref()), one.origin()) {
            by_code.entry(SubJob::new(code)).or_default().insert(origin);
        }
    }
    let wanted = by_code.into_iter().filter(|(code, _)| printed.contains(code));
    wanted.filter_map(|(code, origins)| Some((code, only(origins.into_iter())?.to_owned()))).collect()
}

fn only<'a>(origins: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut origins: Vec<&str> = origins.collect();
    origins.sort_unstable();
    origins.dedup();
    match origins[..] {
        [origin] => Some(origin),
        _ => None,
    }
}

impl OriginItem {
    fn origin(&self) -> Option<&str> {
        identifier::said(self.origin_id.as_deref()).filter(|_| self.deleted_at.is_none())
    }

    fn parent_id(&self) -> Option<i64> {
        identifier::numbered(self.parent.as_ref()?.id)
    }

    /// Its parents' codes and its own; `None` where a parent is not listed.
    fn tiers(&self, by_id: &HashMap<i64, &Self>) -> Option<Vec<CostCode>> {
        let mut tiers = vec![CostCode::new(self.code.as_deref()?)];
        let mut parent = self.parent_id();
        while let Some(id) = parent {
            let above = by_id.get(&id)?;
            tiers.push(CostCode::new(above.code.as_deref()?));
            parent = above.parent_id().filter(|_| tiers.len() < TIERS_MAX);
        }
        tiers.reverse();
        Some(tiers)
    }
}
