//! What the simulated tenant holds, in a form that can be kept: every record of every entity. Sessions, tokens and knobs are not part of
//! it: those are the running server's.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::Row;
use super::schema::Schema;
use super::store::Store;
use super::value::Value;

/// All records of a tenant, by the names of their entities.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AcumaticaSnapshot {
    entities: BTreeMap<String, KeptEntity>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptEntity {
    /// The names of its fields and of those of its linked records: values are kept by their places.
    fields: Vec<String>,
    rows: Vec<KeptRow>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptRow {
    id: String,
    values: RowValues,
    linked: Vec<RowValues>,
}

/// In the order of their fields; `None` for zero, which nearly all of a budget's columns hold.
type RowValues = Vec<Option<Value>>;

const ZERO: Value = Value::Number(Decimal::ZERO);

fn kept(values: &[Value]) -> RowValues {
    values.iter().map(|value| Some(value).filter(|value| **value != ZERO).cloned()).collect()
}

fn taken_up(values: &RowValues) -> Vec<Value> {
    values.iter().map(|value| value.clone().unwrap_or(ZERO)).collect()
}

impl AcumaticaSnapshot {
    pub(super) fn of(store: &Store) -> Self {
        let row = |row: &Row| KeptRow {
            id: row.id.to_string(),
            values: kept(&row.values),
            linked: row.linked.iter().map(|values| kept(values)).collect(),
        };
        let entity = |table: &super::table::Table| {
            let rows = table.rows().iter().map(row).collect();
            (table.schema.name.to_owned(), KeptEntity { fields: names(table.schema), rows })
        };
        Self { entities: store.tables().map(entity).collect() }
    }

    /// All or nothing: every entity has to be there, and every record has to have its entity's fields.
    pub(super) fn put_on(&self, store: &mut Store) -> bool {
        let schemas: Vec<&'static Schema> = store.tables().map(|table| table.schema).collect();
        let read = |schema: &&'static Schema| {
            let kept = self.entities.get(schema.name).filter(|kept| kept.fields == names(schema))?;
            Some((*schema, kept.rows.iter().map(|row| row.of(schema)).collect::<Option<Vec<Row>>>()?))
        };
        let Some(all) = schemas.iter().map(read).collect::<Option<Vec<_>>>() else { return false };
        for (schema, rows) in all {
            if let Some(table) = store.table_mut(schema) {
                table.replace(rows);
            }
        }
        true
    }
}

fn names(schema: &Schema) -> Vec<String> {
    let linked = schema
        .linked
        .iter()
        .flat_map(|linked| linked.fields.iter().map(move |field| format!("{}/{}", linked.name, field.name)));
    schema.fields.iter().map(|field| field.name.to_owned()).chain(linked).collect()
}

impl KeptRow {
    fn of(&self, schema: &Schema) -> Option<Row> {
        let fits = self.values.len() == schema.fields.len()
            && self.linked.len() == schema.linked.len()
            && self.linked.iter().zip(schema.linked).all(|(row, linked)| row.len() == linked.fields.len());
        let id = Uuid::parse_str(&self.id).ok().filter(|_| fits)?;
        Some(Row { id, values: taken_up(&self.values), linked: self.linked.iter().map(taken_up).collect() })
    }
}
