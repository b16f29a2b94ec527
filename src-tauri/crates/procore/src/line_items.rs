//! From a row of the budget to a line of the budget: its amount, and the code it hangs on. Pure.

use crate::codes::{CompanyCostType, ProjectCode};
use crate::rows::Row;
use crate::trouble::incomplete;
use jobcost::{BudgetLineItem, BudgetLineItemId, Currency, Money, SubJob, WbsCode, WbsCodeId};
use reimport::SideTrouble;
use std::collections::HashMap;

/// What names the lines: the project's WBS codes by number, and the company's cost types.
pub(crate) struct Names {
    pub(crate) codes: HashMap<i64, ProjectCode>,
    pub(crate) types: Vec<CompanyCostType>,
}

/// The lines of these rows. All of them are in one currency; a mixture is refused rather than added up.
pub(crate) fn line_items(rows: &[Row], names: &Names, currency: Currency) -> Result<Vec<BudgetLineItem>, SideTrouble> {
    let lines = rows.iter().filter_map(|row| row.id.map(|id| line_item(BudgetLineItemId(id), row, names, currency)));
    lines.collect()
}

fn line_item(
    id: BudgetLineItemId,
    row: &Row,
    names: &Names,
    currency: Currency,
) -> Result<BudgetLineItem, SideTrouble> {
    if row.currency().is_some_and(|code| Currency::parse(code) != Ok(currency)) {
        return Err(incomplete("one currency for all budget lines"));
    }
    let (wbs_code_id, wbs_code, description) = code_of(row, names)?;
    let original_budget = Money::new(row.original_budget_amount, currency);
    Ok(BudgetLineItem { id, wbs_code_id, wbs_code, description, original_budget })
}

/// The code by its number. A row that names no number, or one that the project's list does not hold, still says cost code and
/// category in words, by which the number can be found.
fn code_of(row: &Row, names: &Names) -> Result<(WbsCodeId, WbsCode, String), SideTrouble> {
    if let Some(known) = row.wbs_code_id.and_then(|id| names.codes.get(&id)) {
        return Ok((known.code.id, known.code.wbs_code.clone(), known.code.description.clone()));
    }
    let wbs_code = by_text(row, &names.types).ok_or_else(|| incomplete("the budget code of a line"))?;
    let listed = names.codes.values().find(|code| code.code.wbs_code == wbs_code);
    let id = row.wbs_code_id.map(WbsCodeId).or_else(|| listed.map(|listed| listed.code.id));
    let id = id.ok_or_else(|| incomplete(&format!("the number of budget code {wbs_code}")))?;
    Ok((id, wbs_code, listed.map(|listed| listed.code.description.clone()).unwrap_or_default()))
}

fn by_text(row: &Row, types: &[CompanyCostType]) -> Option<WbsCode> {
    let of_row = types.iter().find(|known| Some(known.id) == row.category_id);
    let cost_type = of_row.map(|known| known.cost_type.code.as_str()).or(row.category.as_deref())?;
    let code = WbsCode::new(row.cost_code.as_deref()?, cost_type);
    // A sub job's name where its code is not known: the line must not be taken for the project's own.
    let sub_job = row.biller.as_deref().filter(|_| row.biller_type.as_deref() == Some("SubJob")).map(SubJob::new);
    Some(WbsCode { sub_job, ..code })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;
    use jobcost::{BudgetCode, CostType, CostTypeCode};

    fn names() -> Names {
        let code = |id: i64, cost_code: &str| {
            let wbs_code = WbsCode::new(cost_code, "S");
            let code = BudgetCode { id: WbsCodeId(id), wbs_code, description: format!("Code {id}") };
            (id, ProjectCode { code, active: true, division: None })
        };
        let cost_type = CostType { code: CostTypeCode::new("S"), name: "Subcontract".into(), origin_id: None };
        Names {
            codes: HashMap::from([code(1, "03"), code(2, "05")]),
            types: vec![CompanyCostType { id: 9, cost_type }],
        }
    }

    fn read(row: &str) -> Result<(i64, String, String), SideTrouble> {
        let row: Row = serde_json::from_str(row).unwrap();
        let lines = line_items(&[row], &names(), Currency::USD)?;
        Ok((lines[0].wbs_code_id.0, lines[0].wbs_code.to_string(), lines[0].original_budget.digits()))
    }

    #[test]
    fn a_line_is_named_by_its_number_and_else_by_its_words() {
        for (row, id, code) in [
            (r#"{"id":7,"wbs_code_id":1,"original_budget_amount":"1.10"}"#, 1, "03.S"),
            (
                r#"{"id":7,"wbs_code_id":null,"cost_code":"05","category_id":9,"original_budget_amount":1.10}"#,
                2,
                "05.S",
            ),
            (
                r#"{"id":7,"wbs_code_id":88,"cost_code":"07","category":"Labor","original_budget_amount":"1.10"}"#,
                88,
                "07.Labor",
            ),
            (
                r#"{"id":7,"wbs_code_id":88,"cost_code":"05","category_id":9,"biller":"Floor 1","biller_type":"SubJob","original_budget_amount":"1.10"}"#,
                88,
                "Floor 1.05.S",
            ),
        ] {
            assert_eq!(read(row), Ok((id, code.to_owned(), "1.10".to_owned())), "{row}");
        }
    }

    #[test]
    fn a_line_nobody_can_name_or_add_up_is_refused() {
        for row in [
            r#"{"id":7,"wbs_code_id":88,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":null,"cost_code":"99","category_id":9,"original_budget_amount":"1.10"}"#,
            r#"{"id":7,"wbs_code_id":1,"original_budget_amount":"1.10","currency_configuration":{"currency_iso_code":"CAD"}}"#,
        ] {
            assert!(read(row).is_err(), "{row}");
        }
    }
}
