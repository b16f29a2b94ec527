//! `swagger.json`: the endpoint described as OpenAPI, made from the simulator's own tables of fields, so that it describes
//! exactly what is served (Acumatica: integration guide, REST API reference of an endpoint).

use std::borrow::Cow;

use super::json::Json;
use super::schema::{FieldKind, PROJECT_BALANCE, Schema};

type Fields = Vec<(Cow<'static, str>, Json)>;

/// The types that wrap values: name, JSON type and format.
const WRAPPERS: [(&str, &str, Option<&str>); 5] = [
    ("StringValue", "string", None),
    ("DecimalValue", "number", Some("double")),
    ("IntValue", "integer", Some("int32")),
    ("BooleanValue", "boolean", None),
    ("DateTimeValue", "string", Some("date-time")),
];

/// Names under which query and path parameters are referred to, where they stand, and their type.
const PARAMETERS: [(&str, &str, &str, &str); 7] = [
    ("select", "$select", "query", "string"),
    ("filter", "$filter", "query", "string"),
    ("expand", "$expand", "query", "string"),
    ("custom", "$custom", "query", "string"),
    ("skip", "$skip", "query", "integer"),
    ("top", "$top", "query", "integer"),
    ("ids", "ids", "path", "string"),
];

/// The description of these entities in one version of the endpoint.
pub(super) fn document(version: &str, entities: &[&'static Schema]) -> Json {
    Json::object([
        ("openapi", Json::text("3.0.1")),
        ("info", Json::object([("title", Json::Text(format!("Default/{version}"))), ("version", Json::text("4"))])),
        ("paths", Json::Object(entities.iter().flat_map(|schema| paths(schema)).collect())),
        (
            "components",
            Json::object([
                ("schemas", Json::Object(schemas(entities))),
                ("parameters", Json::Object(PARAMETERS.map(parameter).into())),
            ]),
        ),
    ])
}

/// `$adHocSchema`: an empty record of an entity, with the types of its custom values.
pub(super) fn skeleton(schema: &Schema) -> Json {
    let mut record = empty_fields(schema);
    for linked in schema.linked {
        record.push((linked.name.into(), Json::Object(empty_fields(linked))));
    }
    for detail in schema.details {
        let rows =
            if *detail == PROJECT_BALANCE.name { vec![Json::Object(empty_fields(&PROJECT_BALANCE))] } else { vec![] };
        record.push(((*detail).into(), Json::List(rows)));
    }
    let typed = |(view, field): &(&'static str, &'static str)| {
        let kind = Json::object([("type", Json::text("CustomStringField"))]);
        ((*view).into(), Json::object([(*field, kind)]))
    };
    record.push(("custom".into(), Json::Object(schema.custom.iter().map(typed).collect())));
    Json::Object(record)
}

fn empty_fields(schema: &Schema) -> Fields {
    schema.fields.iter().map(|field| (field.name.into(), Json::Object(Vec::new()))).collect()
}

fn paths(schema: &'static Schema) -> [(Cow<'static, str>, Json); 3] {
    let name = schema.name;
    let list = Json::object([("type", Json::text("array")), ("items", reference("schemas", name))]);
    let record = || reference("schemas", name);
    let operation = |verb: &str, parameters: &[&str], answer: Json| {
        let parameters = parameters.iter().map(|one| reference("parameters", one)).collect();
        vec![
            ("tags".into(), Json::List(vec![Json::text(name)])),
            ("operationId".into(), Json::Text(format!("{name}_{verb}"))),
            ("parameters".into(), Json::List(parameters)),
            ("responses".into(), responses(answer)),
        ]
    };
    let mut put = operation("PutEntity", &["select", "filter", "expand", "custom"], record());
    put.push(("requestBody".into(), Json::object([("required", Json::Boolean(true)), ("content", content(record()))])));
    let get_list = operation("GetList", &["select", "filter", "expand", "custom", "skip", "top"], list);
    let get = operation("GetByKeys", &["ids", "select", "expand", "custom"], record());
    let blank = operation("GetAdHocSchema", &[], record());
    [
        (format!("/{name}").into(), Json::object([("get", Json::Object(get_list)), ("put", Json::Object(put))])),
        (format!("/{name}/{{ids}}").into(), Json::object([("get", Json::Object(get))])),
        (format!("/{name}/$adHocSchema").into(), Json::object([("get", Json::Object(blank))])),
    ]
}

/// What is answered when all is well; the problems have one shape each, which the guide tells in words.
fn responses(answer: Json) -> Json {
    let problem = |why: &str| Json::object([("description", Json::text(why))]);
    Json::object([
        ("200", Json::object([("description", Json::text("Done.")), ("content", content(answer))])),
        ("401", problem("Not signed in.")),
        ("500", problem("An exception.")),
    ])
}

fn content(schema: Json) -> Json {
    Json::object([("application/json", Json::object([("schema", schema)]))])
}

fn reference(kind: &str, name: &str) -> Json {
    Json::object([("$ref", Json::Text(format!("#/components/{kind}/{name}")))])
}

fn schemas(entities: &[&'static Schema]) -> Fields {
    let mut all: Fields = WRAPPERS.map(wrapper).into();
    all.push(("Entity".into(), head()));
    all.push(("ProjectBalance".into(), derived(&PROJECT_BALANCE)));
    for schema in entities {
        all.push((schema.name.into(), derived(schema)));
        all.extend(schema.linked.iter().map(|linked| (linked.name.into(), derived(linked))));
    }
    all
}

fn wrapper((name, kind, format): (&'static str, &str, Option<&str>)) -> (Cow<'static, str>, Json) {
    let mut value = vec![("type".into(), Json::text(kind))];
    value.extend(format.map(|format| ("format".into(), Json::text(format))));
    let error = Json::object([("type", Json::text("string"))]);
    (name.into(), object(vec![("value".into(), Json::Object(value)), ("error".into(), error)]))
}

/// What every record has.
fn head() -> Json {
    let plain = |kind: &str, format: &str| Json::object([("type", Json::text(kind)), ("format", Json::text(format))]);
    object(vec![
        ("id".into(), plain("string", "uuid")),
        ("rowNumber".into(), plain("integer", "int64")),
        ("note".into(), reference("schemas", "StringValue")),
        ("custom".into(), Json::object([("type", Json::text("object"))])),
        ("error".into(), Json::object([("type", Json::text("string"))])),
    ])
}

/// A record: what every record has, and its own fields.
fn derived(schema: &Schema) -> Json {
    let mut properties: Fields = Vec::new();
    for field in schema.fields {
        let wrapper = match field.kind {
            FieldKind::Text => "StringValue",
            FieldKind::Number => "DecimalValue",
            FieldKind::Whole => "IntValue",
            FieldKind::Boolean => "BooleanValue",
            FieldKind::Moment => "DateTimeValue",
        };
        properties.push((field.name.into(), reference("schemas", wrapper)));
    }
    for linked in schema.linked {
        properties.push((linked.name.into(), reference("schemas", linked.name)));
    }
    for detail in schema.details {
        let row = if *detail == PROJECT_BALANCE.name { "ProjectBalance" } else { "Entity" };
        let list = Json::object([("type", Json::text("array")), ("items", reference("schemas", row))]);
        properties.push(((*detail).into(), list));
    }
    Json::object([("allOf", Json::List(vec![reference("schemas", "Entity"), object(properties)]))])
}

fn object(properties: Fields) -> Json {
    Json::object([("type", Json::text("object")), ("properties", Json::Object(properties))])
}

fn parameter((key, name, place, kind): (&'static str, &str, &str, &str)) -> (Cow<'static, str>, Json) {
    let described = Json::object([
        ("name", Json::text(name)),
        ("in", Json::text(place)),
        ("required", Json::Boolean(place == "path")),
        ("schema", Json::object([("type", Json::text(kind))])),
    ]);
    (key.into(), described)
}
