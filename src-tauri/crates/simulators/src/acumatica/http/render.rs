use std::borrow::Cow;

use super::query::Shape;
use crate::acumatica::budget;
use crate::acumatica::json::Json;
use crate::acumatica::row::Row;
use crate::acumatica::schema::{Access, Field, PROJECT_BALANCE, Schema};
use crate::acumatica::state::State;
use crate::acumatica::value::Value;

/// What the links of a record begin with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links<'a> {
    pub(super) site: &'a str,
    pub(super) version: &'a str,
}

/// Writes records of one entity in the shape that was asked for.
pub(super) struct Renderer<'a> {
    pub(super) schema: &'static Schema,
    pub(super) shape: &'a Shape,
    pub(super) state: &'a State,
    pub(super) links: Links<'a>,
}

type Fields = Vec<(Cow<'static, str>, Json)>;

impl Renderer<'_> {
    pub(super) fn record(&self, row: &Row, row_number: usize) -> Json {
        let mut fields = head(row.id, row_number);
        fields.extend(self.shape.columns.iter().map(|at| self.field(&self.schema.fields[*at], &row.values[*at])));
        for (at, columns) in &self.shape.linked {
            fields.push((self.schema.linked[*at].name.into(), self.linked(row, *at, columns)));
        }
        for (at, chosen) in &self.shape.details {
            fields.push((self.schema.details[*at].into(), self.detail(row, self.schema.details[*at], chosen)));
        }
        if self.shape.files {
            fields.push(("files".into(), Json::List(Vec::new())));
        }
        fields.push(("custom".into(), self.custom(row)));
        fields.push(("_links".into(), self.record_links(row)));
        Json::Object(fields)
    }

    fn field(&self, field: &Field, value: &Value) -> (Cow<'static, str>, Json) {
        let shown = match (field.access, value) {
            (Access::Key { width }, Value::Text(text)) if self.state.knobs.padded_keys => {
                Value::Text(format!("{text:<width$}")).wrapped()
            }
            _ => value.wrapped(),
        };
        (field.name.into(), shown)
    }

    fn linked(&self, row: &Row, at: usize, columns: &[usize]) -> Json {
        let schema = &self.schema.linked[at];
        let id = uuid::Uuid::new_v5(&row.id, schema.name.as_bytes());
        let mut fields = head(id, 1);
        fields.extend(columns.iter().map(|column| self.field(&schema.fields[*column], &row.linked[at][*column])));
        fields.push(("custom".into(), Json::Object(Vec::new())));
        Json::Object(fields)
    }

    /// Balances follow from the budget; the other lists are empty in this company.
    fn detail(&self, row: &Row, name: &str, chosen: &[String]) -> Json {
        if name != PROJECT_BALANCE.name {
            return Json::List(Vec::new());
        }
        let project = row.keys(self.schema)[0];
        let is_chosen =
            |field: &Field| chosen.is_empty() || chosen.iter().any(|name| name.eq_ignore_ascii_case(field.name));
        let record = |(balance, number): (Row, usize)| {
            let mut fields = head(balance.id, number);
            let shown = PROJECT_BALANCE.fields.iter().zip(&balance.values).filter(|(field, _)| is_chosen(field));
            fields.extend(shown.map(|(field, value)| self.field(field, value)));
            fields.push(("custom".into(), Json::Object(Vec::new())));
            Json::Object(fields)
        };
        Json::List(budget::balances(&self.state.store, project).into_iter().zip(1..).map(record).collect())
    }

    /// The one custom value there is: the currency of a budget line's project.
    fn custom(&self, row: &Row) -> Json {
        let value = |(view, field): &(&'static str, &'static str)| {
            let currency = self.state.store.currency(row.keys(self.schema)[0]);
            let typed = Json::object([("type", Json::text("CustomStringField")), ("value", Json::text(currency))]);
            ((*view).into(), Json::object([(*field, typed)]))
        };
        Json::Object(self.shape.custom.iter().map(value).collect())
    }

    fn record_links(&self, row: &Row) -> Json {
        links(self.schema, self.links, row.id)
    }
}

/// The links of a record: itself, and where its files go.
pub(super) fn links(schema: &Schema, Links { site, version }: Links<'_>, id: uuid::Uuid) -> Json {
    let base = format!("{site}/entity/Default/{version}");
    Json::object([
        ("self", Json::Text(format!("{base}/{}/{id}", schema.name))),
        ("files:put", Json::Text(format!("{base}/files/{}/{id}/{{filename}}", schema.form))),
    ])
}

/// What every record begins with, bare: not wrapped as fields are.
pub(super) fn head(id: uuid::Uuid, row_number: usize) -> Fields {
    vec![
        ("id".into(), Json::Text(id.to_string())),
        ("rowNumber".into(), Json::Number(row_number.to_string())),
        ("note".into(), Json::object([("value", Json::text(""))])),
    ]
}
