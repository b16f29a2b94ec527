//! The list of budget changes (Procore: budget changes). Companies that still have modifications do not have the route.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use crate::procore::budget_change::BudgetChange;
use crate::procore::line_json::{Currency, short};
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::Level;
use crate::procore::refusal::Refusal;

pub(in crate::procore) async fn list(
    State(office): State<Office>,
    Path(project): Path<u64>,
    params: Params,
) -> Result<Response, Refusal> {
    let page = params.page(10, 100)?;
    let found: Vec<Value> = office.with(|books| {
        if !books.switches.budget_changes || books.switches.budget_changes_hidden {
            return Err(Refusal::NotFound);
        }
        let project = books.budget(project, Level::ReadOnly)?;
        Ok(project.budget_changes.iter().map(|one| shown(one, &Currency::of(project))).collect())
    })?;
    Ok(page.answer_in_v2(&found))
}

fn shown(one: &BudgetChange, currency: &Currency) -> Value {
    json!({
        "id": one.id,
        "number": one.number.to_string(),
        "status": one.status,
        "title": format!("Budget Change {}", one.number),
        "description": null,
        "erp_status": "not_in_erp",
        "prime_contract_id": null,
        "amount": short(one.amount),
        "change_event_line_item_ids": [],
        "created_by": {"name": one.created_by},
        "custom_fields": {},
        "currency_configuration": currency,
    })
}
