//! From a row of the budget to a line of the budget: its amount, and the code it hangs on. Pure.

use crate::codes::{CompanyCostType, ProjectCode};
use crate::error::{incomplete, unknown_code};
use crate::identifier::{numbered, said};
use crate::rows::Row;
use crate::segment_items::{self, is_complete};
use jobcost::{BudgetLineItem, BudgetLineItemId, CostTypeCode, Currency, Money, WbsCode, WbsCodeId};
use reimport::SideError;
use std::collections::HashMap;

/// What names the lines: the project's WBS codes by number, and the company's cost types.
pub(crate) struct Names {
    pub(crate) codes: HashMap<i64, ProjectCode>,
    pub(crate) types: Vec<CompanyCostType>,
}

/// What a line hangs on.
type Code = (WbsCodeId, WbsCode, String);

/// The lines of these rows, two of one code as two.
pub(crate) fn line_items(rows: &[Row], names: &Names, currency: Currency) -> Result<Vec<BudgetLineItem>, SideError> {
    let lines = rows.iter().filter_map(|row| row.id.map(|id| line_item(BudgetLineItemId(id), row, names, currency)));
    lines.collect()
}

fn line_item(id: BudgetLineItemId, row: &Row, names: &Names, currency: Currency) -> Result<BudgetLineItem, SideError> {
    let amount = row.original_budget_amount.ok_or_else(|| incomplete("the original amount of a budget line"))?;
    let (wbs_code_id, wbs_code, description) = match own_code(row)? {
        Some(own) => own,
        None => listed_code(row, names)?,
    };
    Ok(BudgetLineItem { id, wbs_code_id, wbs_code, description, original_budget: Money::new(amount, currency) })
}

/// The code as the row itself tells it, by its segments.
pub(crate) fn own_code(row: &Row) -> Result<Option<Code>, SideError> {
    let (Some(number), Some(own)) = (row.number()?, row.code()) else { return Ok(None) };
    let items = own.segment_items.as_deref().unwrap_or_default();
    let Some(wbs_code) = segment_items::wbs_code(items).filter(is_complete) else { return Ok(None) };
    let description = said(own.description.as_deref()).or(said(own.flat_name.as_deref())).unwrap_or_default();
    Ok(Some((WbsCodeId(number), wbs_code, description.to_owned())))
}

/// The code as the project lists it: by its number, or where the row names none by its words. A number that is not listed, and words
/// that no code or several have, leave the line without a name: its money could be any code's.
fn listed_code(row: &Row, names: &Names) -> Result<Code, SideError> {
    let listed = match row.number()? {
        Some(number) => names.codes.get(&number),
        None => by_words(row, names),
    };
    let known = listed.and_then(|code| Some((code.id, code.wbs_code.clone()?, code.description.clone())));
    known.ok_or_else(|| unknown_code(&words(row, listed)))
}

/// The one code of the project that reads as the row does. The text before a title is compared, never taken apart.
fn by_words<'a>(row: &Row, names: &'a Names) -> Option<&'a ProjectCode> {
    let printed = said(row.cost_code.as_deref())?;
    let cost_type = cost_type(row, &names.types)?;
    // A sub job's name is not its code, so that a row of a sub job cannot be told by its words.
    if row.biller_type.as_deref() == Some("SubJob") {
        return None;
    }
    let reads = |code: &WbsCode| {
        let titled = format!("{} - ", code.cost_code);
        let cost_code = printed == code.cost_code.as_str() || printed.starts_with(&titled);
        cost_code && code.cost_type == *cost_type && code.sub_job.is_none()
    };
    let mut found = names.codes.values().filter(|code| code.wbs_code.as_ref().is_some_and(reads));
    found.next().filter(|_| found.next().is_none())
}

fn cost_type<'a>(row: &Row, types: &'a [CompanyCostType]) -> Option<&'a CostTypeCode> {
    if let Some(id) = numbered(row.category_id) {
        return types.iter().find(|known| known.id == id).map(|known| &known.cost_type.code);
    }
    let title = said(row.category.as_deref())?;
    let mut titled = types.iter().filter(|known| known.cost_type.name.eq_ignore_ascii_case(title));
    titled.next().filter(|_| titled.next().is_none()).map(|known| &known.cost_type.code)
}

/// What a person finds the line by in Procore.
fn words(row: &Row, listed: Option<&ProjectCode>) -> String {
    let own = row.code().and_then(|code| said(code.flat_code.as_deref()));
    let listed = listed.and_then(|code| said(Some(code.printed.as_str())));
    if let Some(printed) = own.or(listed) {
        return printed.to_owned();
    }
    let words = [row.cost_code.as_deref(), row.category.as_deref(), row.biller.as_deref()].map(said);
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use jobcost::CostType;

    fn names() -> Names {
        let code = |id: i64, wbs_code: Option<WbsCode>| {
            let (tiers, division) = (Vec::new(), None);
            let printed = format!("printed {id}");
            let id_of = WbsCodeId(id);
            let description = format!("Code {id}");
            (
                id,
                ProjectCode {
                    id: id_of,
                    wbs_code,
                    printed,
                    description,
                    active: true,
                    tiers,
                    division,
                    ambiguous: false,
                },
            )
        };
        let cost_type = |id: i64, code: &str, name: &str| CompanyCostType {
            id,
            cost_type: CostType { code: CostTypeCode::new(code), name: name.into(), origin_id: None },
        };
        let of = |cost_code, cost_type| Some(WbsCode::new(cost_code, cost_type));
        Names {
            codes: HashMap::from([
                code(1, of("03", "S")),
                code(2, of("05", "S")),
                code(3, of("05", "L")),
                code(4, None),
                code(5, of("9-92116.000", "L")),
            ]),
            types: vec![cost_type(9, "S", "Subcontract"), cost_type(10, "L", "Labor")],
        }
    }

    fn read(row: &str) -> Result<(i64, String, String), SideError> {
        let row: Row = serde_json::from_str(row).unwrap();
        let lines = line_items(&[row], &names(), Currency::USD)?;
        Ok((lines[0].wbs_code_id.0, lines[0].wbs_code.to_string(), lines[0].original_budget.digits()))
    }

    #[test]
    fn a_line_is_named_by_its_number_and_else_by_its_words() {
        let reversed = r#"{"id":7,"wbs_code_id":66,"wbs_code":{"id":66,"flat_code":"L.Div 1-01-002","segment_items":[
            {"code":"L","segment":{"type":"line_item_type"}},{"code":"002","path_code":"Div 1-01-002","segment":{"type":"cost_code"}}]},"original_budget_amount":1.10}"#;
        for (row, id, code) in [
            (r#"{"id":7,"wbs_code_id":1,"original_budget_amount":"1.10"}"#, 1, "03.S"),
            (r#"{"id":7,"wbs_code_id":0,"budget_row_id":"2","original_budget_amount":"1.10"}"#, 2, "05.S"),
            (r#"{"id":7,"wbs_code":{"id":3,"segment_items":[]},"original_budget_amount":"1.10"}"#, 3, "05.L"),
            (reversed, 66, "Div 1-01-002.L"),
            (
                r#"{"id":7,"wbs_code_id":null,"cost_code":"05","category_id":9,"original_budget_amount":1.10}"#,
                2,
                "05.S",
            ),
            (
                r#"{"id":7,"wbs_code_id":null,"cost_code":"05 - Metals   ","category":"Labor  ","category_id":0,"biller_type":"Project","original_budget_amount":1.10}"#,
                3,
                "05.L",
            ),
            (
                r#"{"id":7,"cost_code":"9-92116.000 - Rock","category":"Labor","original_budget_amount":"1.10"}"#,
                5,
                "9-92116.000.L",
            ),
        ] {
            assert_eq!(read(row), Ok((id, code.to_owned(), "1.10".to_owned())), "{row}");
        }
    }

    #[test]
    fn a_line_nobody_can_name_or_count_is_refused() {
        for row in [
            r#"{"id":7,"wbs_code_id":88,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":88,"cost_code":"05","category_id":9,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":4,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":null,"cost_code":"99","category_id":9,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":null,"cost_code":"05","category":"None","category_id":0,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":null,"cost_code":"05","category_id":9,"biller":"Floor 1","biller_type":"SubJob","original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":1,"wbs_code":{"id":2},"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":1,"original_budget_amount":null}"#,
            r#"{"id":7,"wbs_code_id":1}"#,
        ] {
            assert!(read(row).is_err(), "{row}");
        }
    }
}
