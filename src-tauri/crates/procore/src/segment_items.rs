//! What a budget code is made of: its segment items (WBS tutorial). The printed code is never taken apart: cost codes hold dots and
//! blanks of their own, and the order of the segments is the company's.

use crate::identifier;
use jobcost::{CostCode, CostTypeCode, SubJob, WbsCode};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SegmentItem {
    #[serde(default, deserialize_with = "identifier::optional")]
    code: Option<String>,
    #[serde(default)]
    path_code: Option<String>,
    #[serde(default)]
    path_codes: Option<Vec<String>>,
    #[serde(default)]
    path_names: Option<Vec<String>>,
    #[serde(default)]
    segment: Option<Segment>,
}

#[derive(Clone, Debug, Deserialize)]
struct Segment {
    #[serde(rename = "type", default)]
    kind: Option<String>,
}

impl SegmentItem {
    fn is(&self, kind: &str) -> bool {
        self.segment.as_ref().and_then(|segment| segment.kind.as_deref()) == Some(kind)
    }

    /// A tiered item prints its whole path.
    fn printed(&self) -> Option<&str> {
        let said = |text: &Option<String>| text.as_deref().map(str::trim).is_some_and(|text| !text.is_empty());
        if said(&self.path_code) {
            self.path_code.as_deref()
        } else {
            self.code.as_deref().filter(|_| said(&self.code))
        }
    }
}

/// The code of these items; `None` where there is no cost code among them. Without a cost type it is one that has none.
pub(crate) fn wbs_code(items: &[SegmentItem]) -> Option<WbsCode> {
    let of = |kind: &'static str| items.iter().filter(move |item| item.is(kind)).filter_map(SegmentItem::printed);
    // A custom segment is kept beside the sub job: without it, two codes that differ by it alone would be taken for one.
    let before: Vec<&str> = of("sub_job").chain(of("custom")).collect();
    Some(WbsCode {
        sub_job: (!before.is_empty()).then(|| SubJob::new(before.join("."))),
        cost_code: CostCode::new(of("cost_code").next()?),
        cost_type: CostTypeCode::new(of("line_item_type").next().unwrap_or_default()),
    })
}

/// A line can be made on it.
pub(crate) fn is_complete(code: &WbsCode) -> bool {
    !code.cost_code.is_empty() && !code.cost_type.is_empty()
}

/// The tiers of the cost code, from the division down; empty where the items do not tell them.
pub(crate) fn tiers(items: &[SegmentItem]) -> Vec<String> {
    let cost_code = items.iter().find(|item| item.is("cost_code"));
    cost_code.and_then(|item| item.path_codes.clone()).unwrap_or_default()
}

/// The first tier of a cost code that has several, and its name.
pub(crate) fn division(items: &[SegmentItem]) -> Option<(String, String)> {
    let cost_code = items.iter().find(|item| item.is("cost_code"))?;
    let codes = cost_code.path_codes.as_ref().filter(|codes| codes.len() > 1)?;
    let name = cost_code.path_names.as_ref()?.first()?;
    Some((codes.first()?.trim().to_owned(), name.trim().to_owned()))
}
