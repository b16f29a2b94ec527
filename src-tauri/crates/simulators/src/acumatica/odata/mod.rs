//! OData 4 for reading in bulk: generic inquiries and data access classes (Acumatica: OData guide). It is another protocol than the
//! contract REST: other names, stored codes instead of captions, keys padded with spaces, `contains` instead of `substringof`.

mod dac;
mod edmx;
mod inquiry;
mod query;
mod render;

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::filter::satisfies;
use super::json::Json;
use super::problem::{Problem, json};
use super::row::Row;
use super::schema::Schema;
use super::store::Store;

/// The two services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// Inquiries that were exposed.
    Inquiries,
    /// Data access classes.
    Classes,
}

/// What can be read as one list: its names, its columns, its rows, and the form whose rights it needs.
struct Set {
    names: &'static [&'static str],
    schema: &'static Schema,
    rows: fn(&Store) -> Vec<Row>,
    dialect: render::Dialect,
}

impl Service {
    /// The path segment behind `odata`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Inquiries => "gi",
            Self::Classes => "dac",
        }
    }

    fn sets(self) -> &'static [Set] {
        match self {
            Self::Inquiries => &INQUIRIES,
            Self::Classes => &CLASSES,
        }
    }
}

static INQUIRIES: [Set; 1] = [Set {
    names: &[inquiry::NAME],
    schema: &inquiry::JOB_BUDGET_LINES,
    rows: inquiry::rows,
    dialect: render::Dialect::Inquiry,
}];

static CLASSES: [Set; 1] = [Set {
    names: &["PX_Objects_PM_PMBudget", "ProjectBudget", "PMBudget1"],
    schema: &dac::PM_BUDGET,
    rows: dac::rows,
    dialect: render::Dialect::Class,
}];

/// The entity that a list shows, for its rights.
pub(super) const ENTITY: &str = "ProjectBudget";

/// Answers one request below a service: its index, its description, or a list. `base` is the service's own address.
pub(super) fn answer(
    store: &Store,
    service: Service,
    base: &str,
    rest: &[String],
    query: &str,
) -> Result<Response<Body>, Problem> {
    let name = match rest {
        [] => return Ok(index(service, base)),
        [only] if only == "$metadata" => return Ok(edmx::response(service)),
        [only] => only,
        _ => return Err(Problem::OData { status: StatusCode::NOT_FOUND, why: "There is no such resource.".into() }),
    };
    let set = service.sets().iter().find(|set| set.names.contains(&name.as_str())).ok_or_else(|| Problem::OData {
        status: StatusCode::NOT_FOUND,
        why: format!("Resource not found for the segment '{name}'."),
    })?;
    let query = query::parse(query, set.schema)?;
    let mut rows = (set.rows)(store);
    rows.retain(|row| query.filter.as_ref().is_none_or(|filter| satisfies(row, filter)));
    query.sort(&mut rows);
    let page = rows.iter().skip(query.skip).take(query.top.unwrap_or(usize::MAX));
    let records = page.map(|row| render::record(set.schema, &query, set.dialect, row)).collect();
    let body = Json::object([
        ("@odata.context", Json::Text(format!("{base}/$metadata#{name}"))),
        ("value", Json::List(records)),
    ]);
    Ok(json(StatusCode::OK, &body))
}

fn index(service: Service, base: &str) -> Response<Body> {
    let entry = |name: &&'static str| {
        Json::object([("name", Json::text(*name)), ("kind", Json::text("EntitySet")), ("url", Json::text(*name))])
    };
    let sets = service.sets().iter().flat_map(|set| set.names).map(entry).collect();
    let body = Json::object([("@odata.context", Json::Text(format!("{base}/$metadata"))), ("value", Json::List(sets))]);
    json(StatusCode::OK, &body)
}
