//! The project's budget codes and the company's cost types (WBS tutorial; line item types).

use crate::identifier;
use crate::lists::Item;
use crate::segment_items::{self, SegmentItem};
use crate::send::Api;
use jobcost::{CostType, CostTypeCode, ProjectId, WbsCode, WbsCodeId};
use reimport::SideError;
use rest::Call;
use serde::Deserialize;
use std::collections::HashMap;

/// The documents ask to stay at or below 2,000 on a page (pagination guide).
const PER_PAGE: usize = 2_000;

#[derive(Deserialize)]
struct Code {
    id: i64,
    #[serde(rename = "flat_code", default)]
    flat: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    flat_name: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    segment_items: Option<Vec<SegmentItem>>,
}

impl Item for Code {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A WBS code of the project, active or not: an inactive one may still hang on a budget line.
#[derive(Clone, Debug)]
pub(crate) struct ProjectCode {
    pub(crate) id: WbsCodeId,
    /// Read from its segments; `None` where they do not tell a cost code. The printed code is never taken apart.
    pub(crate) wbs_code: Option<WbsCode>,
    /// As Procore prints it.
    pub(crate) printed: String,
    pub(crate) description: String,
    pub(crate) active: bool,
    /// The tiers of its cost code, from the division down.
    pub(crate) tiers: Vec<String>,
    /// The division its cost code stands in, and its name; `None` where the cost codes have no tiers.
    pub(crate) division: Option<(String, String)>,
    /// Another code of the project reads the same: neither can be meant by an estimate line.
    pub(crate) ambiguous: bool,
}

impl ProjectCode {
    /// An estimate line can mean it.
    pub(crate) fn can_be_meant(&self) -> bool {
        !self.ambiguous && self.wbs_code.as_ref().is_some_and(segment_items::is_complete)
    }
}

/// Every WBS code of a project.
pub(crate) async fn project_codes(api: &Api, project: ProjectId) -> Result<Vec<ProjectCode>, SideError> {
    let path = format!("rest/v1.0/projects/{}/work_breakdown_structure/wbs_codes", project.0);
    let codes: Vec<Code> = api.list(Call::get(path), PER_PAGE).await?;
    let mut codes: Vec<ProjectCode> = codes.into_iter().map(project_code).collect();
    mark_ambiguous(&mut codes);
    Ok(codes)
}

fn project_code(code: Code) -> ProjectCode {
    let items = code.segment_items.unwrap_or_default();
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    ProjectCode {
        id: WbsCodeId(code.id),
        wbs_code: segment_items::wbs_code(&items),
        printed: said(code.flat).unwrap_or_default(),
        description: said(code.description).or(said(code.flat_name)).unwrap_or_default(),
        active: code.status.as_deref().is_none_or(|status| status.eq_ignore_ascii_case("active")),
        tiers: segment_items::tiers(&items),
        division: segment_items::division(&items),
        ambiguous: false,
    }
}

/// Codes that differ in nothing that an estimate line has, e.g. by case or by a segment that is no part of the code.
fn mark_ambiguous(codes: &mut [ProjectCode]) {
    let mut times: HashMap<WbsCode, usize> = HashMap::new();
    for code in codes.iter().filter_map(|code| code.wbs_code.clone()) {
        *times.entry(code).or_default() += 1;
    }
    for code in codes {
        code.ambiguous = code.wbs_code.as_ref().is_some_and(|wbs_code| times.get(wbs_code).is_some_and(|n| *n > 1));
        if code.ambiguous {
            tracing::warn!(code = code.id.0, printed = code.printed, "two budget codes of the project read the same");
        }
    }
}

#[derive(Deserialize)]
struct LineItemType {
    id: i64,
    #[serde(default, deserialize_with = "identifier::optional")]
    code: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default, deserialize_with = "identifier::optional")]
    origin_id: Option<String>,
}

impl Item for LineItemType {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A cost type with its number, by which budget rows name it.
#[derive(Clone, Debug)]
pub(crate) struct CompanyCostType {
    pub(crate) id: i64,
    pub(crate) cost_type: CostType,
}

/// The company's cost types. What Procore calls their base type is free text or null, and says nothing here.
pub(crate) async fn cost_types(api: &Api) -> Result<Vec<CompanyCostType>, SideError> {
    let call = Call::get("rest/v1.0/line_item_types").query("company_id", &api.company_id());
    let types: Vec<LineItemType> = api.list(call, PER_PAGE).await?;
    Ok(types.into_iter().map(of_company).collect())
}

fn of_company(listed: LineItemType) -> CompanyCostType {
    let name = listed.name.unwrap_or_default().trim().to_owned();
    let code = CostTypeCode::new(listed.code.unwrap_or_default());
    CompanyCostType { id: listed.id, cost_type: CostType { code, name, origin_id: listed.origin_id } }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn read(json: &str) -> ProjectCode {
        project_code(serde_json::from_str(json).unwrap())
    }

    fn printed(code: &ProjectCode) -> Option<String> {
        code.wbs_code.as_ref().map(ToString::to_string)
    }

    #[test]
    fn a_code_is_read_from_its_segments_in_whatever_order_they_stand() {
        let code = read(
            r#"{"id":44,"flat_code":"1.03-30-00.S","description":"","flat_name":"Concrete.Sub   ","status":"inactive","segment_items":[
            {"code":"30-00","path_code":"03-30-00","path_codes":["03","30-00"],"path_names":["Concrete  ","Cast in place"],"segment":{"type":"cost_code"}},
            {"code":"S","path_codes":null,"segment":{"type":"line_item_type"}},
            {"code":1,"segment":{"type":"sub_job"}}]}"#,
        );
        assert_eq!((printed(&code).as_deref(), code.active), (Some("1.03-30-00.S"), false));
        assert_eq!((code.description.as_str(), code.tiers.len()), ("Concrete.Sub", 2));
        assert_eq!(code.division, Some(("03".to_owned(), "Concrete".to_owned())));
        let custom = read(
            r#"{"id":45,"flat_code":"03.S.FL2","segment_items":[{"code":"03","segment":{"type":"cost_code"}},
            {"code":"S","segment":{"type":"line_item_type"}},{"code":"FL2","segment":{"type":"custom"}}]}"#,
        );
        assert_eq!(printed(&custom).as_deref(), Some("FL2.03.S"), "not taken for 03.S");
    }

    #[test]
    fn a_printed_code_is_never_taken_apart() {
        for flat_code in [r#""00-.30.14-.L""#, r#""9-92116.000""#, r#""Div 1-01-002""#, r#""01-011.CT1""#, "null"] {
            for segments in ["null", "[]", r#"[{"code":"L","segment":{"type":"line_item_type"}}]"#] {
                let code = read(&format!(r#"{{"id":1,"flat_code":{flat_code},"segment_items":{segments}}}"#));
                assert_eq!((code.wbs_code.clone(), code.can_be_meant()), (None, false), "{flat_code} {segments}");
            }
        }
    }

    #[test]
    fn codes_that_read_the_same_are_not_meant_by_anything() {
        let code = |id: u8, cost_code: &str| {
            read(&format!(
                r#"{{"id":{id},"segment_items":[{{"code":"{cost_code}","segment":{{"type":"cost_code"}}}},{{"code":"S","segment":{{"type":"line_item_type"}}}}]}}"#
            ))
        };
        let mut codes = [code(1, "03A"), code(2, "03a"), code(3, "05")];
        mark_ambiguous(&mut codes);
        assert_eq!(codes.map(|code| code.can_be_meant()), [false, false, true]);
    }
}
