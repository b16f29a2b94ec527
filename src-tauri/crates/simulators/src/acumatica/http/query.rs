use std::collections::HashMap;

use crate::acumatica::filter::{Column, Expression, FilterError, read};
use crate::acumatica::knobs::Knobs;
use crate::acumatica::problem::Problem;
use crate::acumatica::schema::{Schema, is_in_version};
use crate::acumatica::setting::SelectAnswer;

/// The query options of one request, checked against its entity. `$orderby` and anything unknown is passed over, and there is no count.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) filter: Option<Expression>,
    pub(super) top: Option<usize>,
    pub(super) skip: usize,
    pub(super) shape: Shape,
}

/// Which parts of a record are answered: positions in its schema.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) columns: Vec<usize>,
    /// Linked records, each with its fields.
    pub(super) linked: Vec<(usize, Vec<usize>)>,
    /// Lists of records, each with the names of the fields that were chosen; all fields if none were.
    pub(super) details: Vec<(usize, Vec<String>)>,
    pub(super) files: bool,
    pub(super) custom: Vec<(&'static str, &'static str)>,
}

/// What this instance does to queries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits<'a> {
    pub(super) version: &'a str,
    pub(super) numeric_refused: bool,
    pub(super) select: SelectAnswer,
}

impl<'a> Habits<'a> {
    pub(super) fn of(knobs: &Knobs, schema: &Schema, version: &'a str) -> Self {
        Self { version, numeric_refused: knobs.numeric_filters_refused, select: knobs.select(schema.name) }
    }
}

/// Reads the options of a query. What the version does not have is not known in it, and is not shown.
pub(super) fn parse(query: &str, schema: &'static Schema, habits: Habits<'_>) -> Result<Query, Problem> {
    let mut read = read_options(query, schema, habits)?;
    let known = |column: Column| match column {
        Column::Own(at) => is_in_version(habits.version, schema.name, schema.fields[at].name),
        Column::Linked(linked, at) => {
            let linked = &schema.linked[linked];
            is_in_version(habits.version, linked.name, linked.fields[at].name)
        }
    };
    if read.filter.as_ref().is_some_and(|filter| filter.names_any(&|column| !known(column))) {
        return Err(Problem::unknown_field(schema.name, "of a later version"));
    }
    let shape = &mut read.shape;
    let is_unknown =
        |(linked, _): &&(usize, Vec<usize>)| !is_in_version(habits.version, schema.name, schema.linked[*linked].name);
    if let Some((linked, _)) = shape.linked.iter().find(is_unknown) {
        return Err(Problem::unknown_field(schema.name, schema.linked[*linked].name));
    }
    shape.columns.retain(|at| known(Column::Own(*at)));
    for (linked, columns) in &mut shape.linked {
        let asked = columns.len();
        columns.retain(|at| known(Column::Linked(*linked, *at)));
        if columns.is_empty() && asked > 0 {
            return Err(Problem::unknown_field(schema.linked[*linked].name, "of a later version"));
        }
    }
    Ok(read)
}

fn read_options(query: &str, schema: &'static Schema, habits: Habits<'_>) -> Result<Query, Problem> {
    let options: HashMap<String, String> = url::form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.to_lowercase(), value.into_owned()))
        .collect();
    let option = |name: &str| options.get(name).map(String::as_str).filter(|value| !value.trim().is_empty());
    let select = match (option("$select"), habits.select) {
        (Some(_), SelectAnswer::Refused) => {
            return Err(Problem::exception(
                "System.NullReferenceException",
                "Object reference not set to an instance.",
            ));
        }
        (Some(_), SelectAnswer::Ignored) => None,
        (asked, _) => asked,
    };
    Ok(Query {
        filter: option("$filter")
            .map(|text| read(text, schema, habits.numeric_refused))
            .transpose()
            .map_err(|error| filter_problem(&error))?,
        top: option("$top").map(|text| count("$top", text)).transpose()?,
        skip: option("$skip").map(|text| count("$skip", text)).transpose()?.unwrap_or(0),
        shape: shape(schema, select, option("$expand"), option("$custom"))?,
    })
}

fn filter_problem(error: &FilterError) -> Problem {
    let kind = match error {
        FilterError::Syntax { .. } => "Microsoft.OData.ODataException",
        FilterError::UnknownField { .. } => "System.Collections.Generic.KeyNotFoundException",
        FilterError::DetailField { .. } | FilterError::Types => "System.NotSupportedException",
    };
    Problem::exception(kind, error.to_string())
}

fn count(part: &'static str, text: &str) -> Result<usize, Problem> {
    text.parse().map_err(|_| Problem::Unreadable { part, why: format!("{text} is no count.") })
}

fn shape(
    schema: &'static Schema,
    select: Option<&str>,
    expand: Option<&str>,
    custom: Option<&str>,
) -> Result<Shape, Problem> {
    let mut shape = Shape::default();
    for name in names(expand) {
        expand_name(&mut shape, schema, name)?;
    }
    for name in names(custom) {
        let (view, field) = name.split_once('.').unwrap_or((name, ""));
        let known = schema.custom.iter().find(|known| known.0 == view && known.1 == field);
        shape.custom.push(*known.ok_or_else(|| Problem::unknown_field(schema.name, name))?);
    }
    match select {
        None => shape.columns = (0..schema.fields.len()).collect(),
        Some(select) => select_names(&mut shape, schema, select)?,
    }
    Ok(shape)
}

fn expand_name(shape: &mut Shape, schema: &'static Schema, name: &str) -> Result<(), Problem> {
    if let Some(linked) = schema.linked_position(name) {
        shape.linked.push((linked, (0..schema.linked[linked].fields.len()).collect()));
    } else if let Some(detail) = schema.detail_position(name) {
        shape.details.push((detail, Vec::new()));
    } else if name.eq_ignore_ascii_case("files") {
        shape.files = true;
    } else {
        return Err(Problem::unknown_field(schema.name, name));
    }
    Ok(())
}

/// `A,B,Linked/C`: own fields by name, and fields of what is expanded. What is not expanded stays away even when it is selected.
fn select_names(shape: &mut Shape, schema: &'static Schema, select: &str) -> Result<(), Problem> {
    let mut chosen: Vec<(usize, Vec<usize>)> = Vec::new();
    for name in names(Some(select)) {
        let unknown = || Problem::unknown_field(schema.name, name);
        let (parent, child) = name.split_once('/').unwrap_or((name, ""));
        if let Some(linked) = schema.linked_position(parent) {
            let columns = if child.is_empty() {
                (0..schema.linked[linked].fields.len()).collect()
            } else {
                vec![schema.linked[linked].column(child).ok_or_else(unknown)?]
            };
            match chosen.iter_mut().find(|(at, _)| *at == linked) {
                Some((_, known)) => known.extend(columns),
                None => chosen.push((linked, columns)),
            }
        } else if let Some(detail) = schema.detail_position(parent) {
            if let Some((_, fields)) =
                shape.details.iter_mut().find(|(at, _)| *at == detail).filter(|_| !child.is_empty())
            {
                fields.push(child.to_owned());
            }
        } else if !name.eq_ignore_ascii_case("files") {
            shape.columns.push(schema.column(name).ok_or_else(unknown)?);
        }
    }
    shape.columns.sort_unstable();
    shape.columns.dedup();
    for (linked, columns) in &mut shape.linked {
        if let Some((_, narrowed)) = chosen.iter_mut().find(|(at, _)| at == linked) {
            narrowed.sort_unstable();
            narrowed.dedup();
            columns.clone_from(narrowed);
        }
    }
    Ok(())
}

fn names(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
}
