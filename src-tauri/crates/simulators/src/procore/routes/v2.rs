//! The v2.0 routes of a budget: list (BETA), delete, change history. Ids are strings, errors have one shape
//! (Procore: REST v2).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::history::Hand;
use crate::procore::line_json::LineV2;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::permission::{Level, Right};
use crate::procore::refusal::Refusal;

/// A refusal that speaks v2.
pub(in crate::procore) struct RefusalV2(Refusal);

impl From<Refusal> for RefusalV2 {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl IntoResponse for RefusalV2 {
    fn into_response(self) -> Response {
        self.0.in_v2()
    }
}

pub(in crate::procore) async fn list(
    State(office): State<Office>,
    Path((company, project)): Path<(u64, u64)>,
    params: Params,
) -> Result<Response, RefusalV2> {
    let page = params.page(10, 100)?;
    let codes = params.all("filters[wbs_code_id]");
    let lines: Vec<LineV2> = office.with(|books| {
        if !books.switches.v2_list {
            return Err(Refusal::NotFound);
        }
        books.must_be_company(company)?;
        let project = books.budget(project, Level::ReadOnly)?;
        let is_wanted = |code: u64| codes.is_empty() || codes.contains(&code.to_string());
        let wanted = project.lines.values().filter(|line| is_wanted(line.wbs_code_id));
        Ok(wanted.filter_map(|line| LineV2::of(project, line, company)).collect())
    })?;
    Ok(page.answer_in_v2(&lines))
}

pub(in crate::procore) async fn delete(
    State(office): State<Office>,
    Path((company, project, id)): Path<(u64, u64, u64)>,
    hand: Hand,
) -> Result<StatusCode, RefusalV2> {
    office.with(|books| {
        books.must_be_company(company)?;
        let lag = books.switches.row_lag;
        books.budget_by_right(project, Right::Delete)?.delete(id, &hand, lag)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// Newest first.
pub(in crate::procore) async fn history(
    State(office): State<Office>,
    Path((company, project)): Path<(u64, u64)>,
    params: Params,
) -> Result<Response, RefusalV2> {
    let page = params.page(50, 100)?;
    let changes: Vec<Value> = office.with(|books| {
        books.must_be_company(company)?;
        let project = books.budget(project, Level::ReadOnly)?;
        let shown = project.history.iter().rev().map(|change| {
            json!({
                "budget_code": change.budget_code, "description": change.description, "type": change.kind,
                "column": change.column, "created_at": change.at.to_string(), "created_by": change.by,
                "old_value": change.old, "new_value": change.new,
            })
        });
        Ok::<_, Refusal>(shown.collect())
    })?;
    Ok(page.answer_in_v2(&changes))
}
