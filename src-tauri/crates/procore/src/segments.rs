//! What budget codes are made of, and the making of new ones (WBS tutorial; project segments, segment items, bulk create).

use crate::error::side_error;
use crate::send::{Api, RequestError};
use crate::{identifier, lists};
use jobcost::{CodeSegments, CostCode, CostTypeCode, ProjectId, SubJob, WbsCode};
use reimport::{SideError, SideErrorKind};
use reqwest::Method;
use rest::{Body, Call};
use serde::{Deserialize, Serialize};

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;
/// How many codes one request makes. The documents name no limit of this route; a job lacks a handful.
const CREATED_AT_ONCE: usize = 100;

#[derive(Deserialize)]
struct Segment {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    required: bool,
    /// Items above the last tier may be chosen too.
    #[serde(default)]
    selectable_tiers: bool,
    /// False for a segment of the company that this project's codes do not have.
    #[serde(default = "yes")]
    is_included_in_project_pattern: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct Item {
    id: i64,
    #[serde(default, deserialize_with = "identifier::optional")]
    code: Option<String>,
    #[serde(default)]
    path_code: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    path_codes: Option<Vec<String>>,
    #[serde(default)]
    path_names: Option<Vec<String>>,
    #[serde(default)]
    is_parent: Option<bool>,
    #[serde(default)]
    status: Option<String>,
}

impl lists::Item for Item {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Item {
    /// A tiered item prints its whole path in a budget code.
    fn printed(&self) -> &str {
        let said = |text: &&str| !text.trim().is_empty();
        self.path_code.as_deref().filter(said).or(self.code.as_deref()).unwrap_or_default()
    }

    /// Its title, which may be padded.
    fn title(&self) -> String {
        self.name.as_deref().unwrap_or_default().trim().to_owned()
    }

    /// The first of several tiers.
    fn division(&self) -> Option<(String, String)> {
        let codes = self.path_codes.as_ref().filter(|codes| codes.len() > 1)?;
        let name = self.path_names.as_ref()?.first()?;
        Some((codes.first()?.trim().to_owned(), name.trim().to_owned()))
    }
}

/// The project's segments with their items.
struct Segments {
    cost_codes: Items,
    cost_types: Items,
    sub_jobs: Option<Items>,
    another_required: bool,
    sub_job_required: bool,
}

struct Items {
    segment: i64,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Bulk {
    bulk: Vec<NewCode>,
}

/// Without a description: Procore then shows the names of its items, and where somebody made the same code meanwhile their description
/// stays.
#[derive(Serialize)]
struct NewCode {
    segment_items: Vec<NewItem>,
}

#[derive(Serialize)]
struct NewItem {
    segment_id: i64,
    segment_item_id: i64,
}

/// What came of the codes. The entities are not read: whether a code is there only the list says.
#[derive(Deserialize)]
struct CreatedCode {
    #[serde(default)]
    errors: Vec<serde_json::Value>,
}

/// What codes can be made from; `None` where the account may not know.
pub(crate) async fn code_segments(api: &Api, project: ProjectId) -> Result<Option<CodeSegments>, SideError> {
    match segments(api, project).await {
        Ok(segments) => Ok(segments.map(|segments| segments.known())),
        Err(error) if matches!(error.kind, SideErrorKind::Forbidden | SideErrorKind::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes codes. The numbers of their items are asked again: between the plan and the yes an item may have been replaced.
pub(crate) async fn create_codes(api: &Api, project: ProjectId, codes: &[WbsCode]) -> Result<(), SideError> {
    let segments = segments(api, project).await?;
    let new_code = |code: &WbsCode| segments.as_ref().and_then(|segments| segments.new_code(code));
    let new_codes = codes.iter().map(|code| new_code(code).ok_or_else(|| not_makeable(code)));
    let mut new_codes = new_codes.collect::<Result<Vec<_>, _>>()?.into_iter().peekable();
    while new_codes.peek().is_some() {
        create_some(api, project, new_codes.by_ref().take(CREATED_AT_ONCE).collect()).await?;
    }
    Ok(())
}

async fn create_some(api: &Api, project: ProjectId, bulk: Vec<NewCode>) -> Result<(), SideError> {
    let path = format!("{}/wbs_codes/bulk_create", base(project));
    let body = serde_json::to_string(&Bulk { bulk }).map_err(|_| crate::error::incomplete("a budget code"))?;
    let answer = api.send(Call::change(Method::PATCH, path, Body::Json(body))).await.map_err(not_created)?;
    let made: CreatedCode = answer.json().map_err(|error| side_error(&error))?;
    match made.errors.first() {
        None => Ok(()),
        Some(error) => Err(refused(error)),
    }
}

impl Segments {
    fn known(&self) -> CodeSegments {
        let printed = |items: &Items| items.items.iter().map(|item| item.printed().to_owned()).collect::<Vec<_>>();
        CodeSegments {
            cost_codes: self
                .cost_codes
                .items
                .iter()
                .map(|item| (CostCode::new(item.printed()), item.title()))
                .collect(),
            divisions: self.cost_codes.items.iter().filter_map(Item::division).collect(),
            cost_types: printed(&self.cost_types).into_iter().map(CostTypeCode::new).collect(),
            sub_jobs: self.sub_jobs.iter().flat_map(printed).map(SubJob::new).collect(),
            another_required: self.another_required,
            sub_job_required: self.sub_job_required,
        }
    }

    fn new_code(&self, code: &WbsCode) -> Option<NewCode> {
        let sub_job = match (&code.sub_job, &self.sub_jobs) {
            (None, _) => None,
            (Some(sub_job), Some(sub_jobs)) => Some(sub_jobs.find(|printed| SubJob::new(printed) == *sub_job)?),
            (Some(_), None) => return None,
        };
        let cost_code = self.cost_codes.find(|printed| CostCode::new(printed) == code.cost_code)?;
        let cost_type = self.cost_types.find(|printed| CostTypeCode::new(printed) == code.cost_type)?;
        Some(NewCode { segment_items: sub_job.into_iter().chain([cost_code, cost_type]).collect() })
    }
}

impl Items {
    /// The one item that prints so; of two nobody can tell which is meant.
    fn find(&self, wanted: impl Fn(&str) -> bool) -> Option<NewItem> {
        let mut found = self.items.iter().filter(|item| wanted(item.printed()));
        let item = found.next().filter(|_| found.next().is_none())?;
        Some(NewItem { segment_id: self.segment, segment_item_id: item.id })
    }
}

/// `None` where the project's codes are not made of a cost code and a cost type.
async fn segments(api: &Api, project: ProjectId) -> Result<Option<Segments>, SideError> {
    // The documents give this list no pages.
    let listed: Vec<Segment> = api.get(Call::get(format!("{}/segments", base(project)))).await?;
    let (mut cost_codes, mut cost_types, mut sub_jobs) = (None, None, None);
    let (mut another_required, mut sub_job_required) = (false, false);
    for segment in listed.into_iter().filter(|segment| segment.is_included_in_project_pattern) {
        match segment.kind.as_str() {
            "cost_code" => cost_codes = Some(items(api, project, &segment).await?),
            "line_item_type" => cost_types = Some(items(api, project, &segment).await?),
            "sub_job" => {
                sub_job_required = segment.required;
                sub_jobs = Some(items(api, project, &segment).await?);
            }
            _ => another_required |= segment.required,
        }
    }
    let complete = cost_codes.zip(cost_types);
    Ok(complete.map(|(cost_codes, cost_types)| Segments {
        cost_codes,
        cost_types,
        sub_jobs,
        another_required,
        sub_job_required,
    }))
}

/// The items a code may be made of: active ones, and of a tiered segment those of the last tier where no other may be chosen.
async fn items(api: &Api, project: ProjectId, segment: &Segment) -> Result<Items, SideError> {
    let call = Call::get(format!("{}/segments/{}/segment_items", base(project), segment.id));
    let listed: Vec<Item> = api.list(call.query("only_active_items", &true), PER_PAGE).await?;
    let usable = |item: &Item| {
        let active = item.status.as_deref().is_none_or(|status| status.eq_ignore_ascii_case("active"));
        active && (segment.selectable_tiers || item.is_parent != Some(true)) && !item.printed().trim().is_empty()
    };
    Ok(Items { segment: segment.id, items: listed.into_iter().filter(usable).collect() })
}

fn base(project: ProjectId) -> String {
    format!("rest/v1.0/projects/{}/work_breakdown_structure", project.0)
}

fn not_makeable(code: &WbsCode) -> SideError {
    SideError {
        side: jobcost::Side::Procore,
        kind: SideErrorKind::RefusedByServer,
        sentence: format!("The project does not have the parts of budget code {code} any more."),
        remedy: "Look at the job again.".to_owned(),
        reference: None,
    }
}

fn not_created(failed: RequestError) -> SideError {
    let error = failed.into_error();
    if error.kind != SideErrorKind::Forbidden {
        return error;
    }
    SideError {
        sentence: "Procore does not let this account create budget codes.".to_owned(),
        remedy:
            "It needs Admin on the project's Admin tool, or the permission Create WBS Codes there. Ask your Procore administrator for it, or \
             to create the codes."
                .to_owned(),
        ..error
    }
}

/// The server's own words, as short as they are: the documents give an error of this route no shape.
fn refused(error: &serde_json::Value) -> SideError {
    const WORDS_MAX: usize = 200;
    let words: String = error.to_string().chars().take(WORDS_MAX).collect();
    SideError {
        side: jobcost::Side::Procore,
        kind: SideErrorKind::RefusedByServer,
        sentence: format!("Procore says: {words}."),
        remedy: "Create the code in Procore, or re-import the job without new budget codes.".to_owned(),
        reference: None,
    }
}
