use std::borrow::Cow;

use super::query::Shape;
use crate::acumatica::balances;
use crate::acumatica::json::Json;
use crate::acumatica::row::Row;
use crate::acumatica::schema::{Access, Field, FieldKind, PROJECT_BALANCE, Schema};
use crate::acumatica::setting::{BalancesAnswer, CodeOutput, Hidden};
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

/// Whose field it is: what hides fields goes by this.
#[derive(Clone, Copy)]
struct Place<'a> {
    entity: &'a str,
    project: &'a str,
    id: uuid::Uuid,
    number: usize,
}

type Fields = Vec<(Cow<'static, str>, Json)>;

impl Renderer<'_> {
    pub(super) fn record(&self, row: &Row, row_number: usize) -> Json {
        let mut fields = head(row.id, row_number);
        let place = self.place(row, self.schema.name, row_number);
        let own = self.shape.columns.iter().map(|at| (&self.schema.fields[*at], &row.values[*at]));
        fields.extend(own.filter_map(|(field, value)| self.field(place, field, value)));
        for (at, columns) in &self.shape.linked {
            fields.push((self.schema.linked[*at].name.into(), self.linked(row, *at, columns)));
        }
        for (at, chosen) in &self.shape.details {
            let rows = self.detail(row, self.schema.details[*at], chosen);
            fields.extend(rows.map(|rows| (self.schema.details[*at].into(), rows)));
        }
        if self.shape.files {
            fields.push(("files".into(), Json::List(Vec::new())));
        }
        fields.push(("custom".into(), self.custom(row)));
        fields.push(("_links".into(), self.record_links(row)));
        Json::Object(fields)
    }

    fn place<'a>(&self, row: &'a Row, entity: &'a str, number: usize) -> Place<'a> {
        Place { entity, project: row.key(self.schema, 0), id: row.id, number }
    }

    /// A field as it is shown here: nothing where it is hidden so.
    fn field(&self, place: Place<'_>, field: &Field, value: &Value) -> Option<(Cow<'static, str>, Json)> {
        let knobs = &self.state.knobs;
        let unknown = field.name == "ProjectCurrency" && !knobs.has_currency(place.project);
        let shown = match knobs.hides(place.entity, field.name, place.project, place.number) {
            Some(Hidden::Absent) => return None,
            Some(Hidden::Empty) => Json::Object(Vec::new()),
            None if unknown => Json::Object(Vec::new()),
            None => self.digits(place, field).unwrap_or_else(|| self.written(field, value)),
        };
        Some((field.name.into(), shown))
    }

    fn digits(&self, place: Place<'_>, field: &Field) -> Option<Json> {
        let digits = &self.state.knobs.digits;
        if digits.is_empty() || field.kind != FieldKind::Number {
            return None;
        }
        let digits = digits.get(&(place.id, field.name.to_owned()))?;
        Some(Json::object([("value", Json::Number(digits.clone()))]))
    }

    /// Keys may be padded, and cost codes without their separators.
    fn written(&self, field: &Field, value: &Value) -> Json {
        let (Access::Key { width }, Value::Text(text)) = (field.access, value) else { return value.wrapped() };
        let is_cost_code = matches!(field.name, "CostCode" | "CostCodeID");
        let output = if is_cost_code { self.state.knobs.cost_codes } else { CodeOutput::Masked };
        let bare = || text.replace(['-', '.'], "");
        let shown = match output {
            CodeOutput::Masked if self.state.knobs.padded_keys => format!("{text:<width$}"),
            CodeOutput::Masked => text.clone(),
            CodeOutput::Bare => bare(),
            CodeOutput::Padded => format!("{:<width$}", bare()),
        };
        Value::Text(shown).wrapped()
    }

    fn linked(&self, row: &Row, at: usize, columns: &[usize]) -> Json {
        let schema = &self.schema.linked[at];
        let id = uuid::Uuid::new_v5(&row.id, schema.name.as_bytes());
        let mut fields = head(id, 1);
        let place = Place { id, ..self.place(row, schema.name, 1) };
        let shown = columns.iter().map(|column| (&schema.fields[*column], &row.linked[at][*column]));
        fields.extend(shown.filter_map(|(field, value)| self.field(place, field, value)));
        fields.push(("custom".into(), Json::Object(Vec::new())));
        Json::Object(fields)
    }

    /// Balances follow from the budget; the other lists are empty in this company.
    fn detail(&self, row: &Row, name: &str, chosen: &[String]) -> Option<Json> {
        if name != PROJECT_BALANCE.name {
            return Some(Json::List(Vec::new()));
        }
        let project = row.key(self.schema, 0);
        let store = &self.state.store;
        let balances = match self.state.knobs.balances {
            BalancesAnswer::Absent => return None,
            BalancesAnswer::Nothing => Vec::new(),
            BalancesAnswer::GroupsAlone => balances::groups_alone(store, project),
            _ => balances::rows(store, &self.state.knobs.words, project),
        };
        let is_chosen =
            |field: &Field| chosen.is_empty() || chosen.iter().any(|name| name.eq_ignore_ascii_case(field.name));
        let record = |(balance, number): (Row, usize)| {
            let mut fields = head(balance.id, number);
            let place = Place { entity: PROJECT_BALANCE.name, project, id: balance.id, number };
            let shown = PROJECT_BALANCE.fields.iter().zip(&balance.values).filter(|(field, _)| is_chosen(field));
            fields.extend(shown.filter_map(|(field, value)| self.field(place, field, value)));
            fields.push(("custom".into(), Json::Object(Vec::new())));
            Json::Object(fields)
        };
        Some(Json::List(balances.into_iter().zip(1..).map(record).collect()))
    }

    /// The one custom value there is: the currency of a budget line's project.
    fn custom(&self, row: &Row) -> Json {
        let project = row.key(self.schema, 0);
        let value = |(view, field): &(&'static str, &'static str)| {
            let kind = ("type".into(), Json::text("CustomStringField"));
            let mut typed: Fields = vec![kind];
            if self.state.knobs.has_currency(project) {
                typed.push(("value".into(), Json::text(self.state.store.currency(project))));
            }
            ((*view).into(), Json::object([(*field, Json::Object(typed))]))
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
