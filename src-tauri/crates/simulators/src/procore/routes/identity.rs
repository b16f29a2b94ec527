//! Who the caller is, and the companies they see (Procore: me, companies).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::procore::caller::Caller;
use crate::procore::office::Office;
use crate::procore::params::Params;
use crate::procore::refusal::Refusal;

/// `name` is told only together with a company or a project.
pub(in crate::procore) async fn me(caller: Caller, params: Params) -> Response {
    let (id, login) = (caller.id(), caller.login());
    let named = params.get("company_id").is_some() || params.get("project_id").is_some();
    let me = if named {
        json!({"id": id, "login": login, "name": caller.name()})
    } else {
        json!({"id": id, "login": login})
    };
    Json(me).into_response()
}

pub(in crate::procore) async fn companies(State(office): State<Office>, params: Params) -> Result<Response, Refusal> {
    let page = params.page(100, 2_000)?;
    let companies = office.with(|books| {
        let others = books.other_companies.iter().map(|(id, name)| listed(*id, name));
        std::iter::once(listed(books.company_id, &books.company_name)).chain(others).collect::<Vec<_>>()
    });
    Ok(page.answer(&companies))
}

fn listed(id: u64, name: &str) -> Value {
    json!({
        "id": id,
        "name": name,
        "is_active": true,
        "logo_url": null,
        "pcn_business_experience": null,
        "my_company": true,
    })
}
