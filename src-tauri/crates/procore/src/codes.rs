//! The project's budget codes and the company's cost types (WBS tutorial; line item types).

use crate::identifier;
use crate::send::Api;
use jobcost::{BudgetCode, CostCode, CostType, CostTypeCode, ProjectId, SubJob, WbsCode, WbsCodeId};
use reimport::SideTrouble;
use rest::Call;
use serde::Deserialize;

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;

#[derive(Deserialize)]
struct Code {
    id: i64,
    #[serde(rename = "flat_code", default)]
    flat: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    flat_name: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    segment_items: Vec<SegmentItem>,
}

#[derive(Deserialize)]
struct SegmentItem {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    path_code: Option<String>,
    #[serde(default)]
    path_codes: Vec<String>,
    #[serde(default)]
    path_names: Vec<String>,
    #[serde(default)]
    segment: Option<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    #[serde(rename = "type", default)]
    kind: String,
}

/// A WBS code of the project, active or not: an inactive one may still hang on a budget line.
#[derive(Clone, Debug)]
pub(crate) struct ProjectCode {
    pub(crate) code: BudgetCode,
    pub(crate) active: bool,
    /// The division its cost code stands in, and its name; `None` where the cost codes have no tiers.
    pub(crate) division: Option<(String, String)>,
}

/// Every WBS code of a project.
pub(crate) async fn project_codes(api: &Api, project: ProjectId) -> Result<Vec<ProjectCode>, SideTrouble> {
    let path = format!("rest/v1.0/projects/{}/work_breakdown_structure/wbs_codes", project.0);
    let codes: Vec<Code> = api.list(Call::get(path), PER_PAGE).await?;
    Ok(codes.into_iter().filter_map(project_code).collect())
}

fn project_code(code: Code) -> Option<ProjectCode> {
    let wbs_code = from_segments(&code.segment_items).or_else(|| from_flat_code(&code.flat))?;
    let description = code.description.filter(|text| !text.trim().is_empty()).or(code.flat_name).unwrap_or_default();
    Some(ProjectCode {
        active: code.status.as_deref().is_none_or(|status| status == "active"),
        division: division(&code.segment_items),
        code: BudgetCode { id: WbsCodeId(code.id), wbs_code, description },
    })
}

/// The first tier of a cost code that has several.
fn division(items: &[SegmentItem]) -> Option<(String, String)> {
    let is_cost_code = |item: &&SegmentItem| item.segment.as_ref().is_some_and(|segment| segment.kind == "cost_code");
    let cost_code = items.iter().find(is_cost_code).filter(|item| item.path_codes.len() > 1)?;
    Some((cost_code.path_codes.first()?.trim().to_owned(), cost_code.path_names.first()?.trim().to_owned()))
}

fn from_segments(items: &[SegmentItem]) -> Option<WbsCode> {
    let of = |kinds: &'static [&'static str]| {
        let of_kind = move |item: &&SegmentItem| {
            item.segment.as_ref().is_some_and(|segment| kinds.contains(&segment.kind.as_str()))
        };
        // A tiered segment (division, then code) prints its whole path.
        let code = |item: &'_ SegmentItem| item.path_code.clone().or(item.code.clone());
        items.iter().filter(of_kind).filter_map(code).filter(|code| !code.trim().is_empty())
    };
    // A custom segment is kept beside the sub job: without it, two codes that differ by it alone would be taken for one.
    let before: Vec<String> = of(&["sub_job", "custom"]).collect();
    Some(WbsCode {
        sub_job: (!before.is_empty()).then(|| SubJob::new(before.join("."))),
        cost_code: CostCode::new(of(&["cost_code"]).next()?),
        cost_type: CostTypeCode::new(of(&["line_item_type"]).next()?),
    })
}

/// `01-011.CT1`, with a sub job before it where one is used.
fn from_flat_code(flat_code: &str) -> Option<WbsCode> {
    let (rest, cost_type) = flat_code.rsplit_once('.')?;
    let (sub_job, cost_code) = match rest.rsplit_once('.') {
        Some((sub_job, cost_code)) => (Some(SubJob::new(sub_job)), cost_code),
        None => (None, rest),
    };
    Some(WbsCode { sub_job, cost_code: CostCode::new(cost_code), cost_type: CostTypeCode::new(cost_type) })
}

#[derive(Deserialize)]
struct LineItemType {
    id: i64,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    origin_id: Option<String>,
}

/// A cost type with its number, by which budget rows name it.
#[derive(Clone, Debug)]
pub(crate) struct CompanyCostType {
    pub(crate) id: i64,
    pub(crate) cost_type: CostType,
}

/// The company's cost types.
pub(crate) async fn cost_types(api: &Api) -> Result<Vec<CompanyCostType>, SideTrouble> {
    let call = Call::get("rest/v1.0/line_item_types").query("company_id", &api.company_id());
    let types: Vec<LineItemType> = api.list(call, PER_PAGE).await?;
    Ok(types
        .into_iter()
        .map(|of_company| CompanyCostType {
            id: of_company.id,
            cost_type: CostType {
                code: CostTypeCode::new(of_company.code.unwrap_or_default()),
                name: of_company.name.unwrap_or_default(),
                origin_id: of_company.origin_id,
            },
        })
        .collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn a_code_is_read_from_its_segments_and_else_from_its_text() {
        let json = r#"{"id":44,"flat_code":"1.03-30-00.S","description":"","flat_name":"Concrete.Sub","status":"inactive","segment_items":[
            {"code":"30-00","path_code":"03-30-00","path_codes":["03","30-00"],"path_names":["Concrete","Cast in place"],"segment":{"type":"cost_code"}},
            {"code":"S","segment":{"type":"line_item_type"}},
            {"code":"1","segment":{"type":"sub_job"}}]}"#;
        let code = project_code(serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!((code.code.wbs_code.to_string().as_str(), code.active), ("1.03-30-00.S", false));
        assert_eq!(code.code.description, "Concrete.Sub");
        assert_eq!(code.division, Some(("03".to_owned(), "Concrete".to_owned())));
        let custom = r#"{"id":45,"flat_code":"03.S.FL2","segment_items":[{"code":"03","segment":{"type":"cost_code"}},
            {"code":"S","segment":{"type":"line_item_type"}},{"code":"FL2","segment":{"type":"custom"}}]}"#;
        let custom = project_code(serde_json::from_str(custom).unwrap()).unwrap().code.wbs_code;
        assert_ne!(custom, WbsCode::new("03", "S"));
        assert_eq!(custom.to_string(), "FL2.03.S");
        for (flat_code, expected) in [("01-011.CT1", Some("01-011.CT1")), ("P.3.SVC", Some("P.3.SVC")), ("01", None)] {
            assert_eq!(from_flat_code(flat_code).map(|code| code.to_string()).as_deref(), expected);
        }
    }
}
