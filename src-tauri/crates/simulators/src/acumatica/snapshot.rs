//! What the simulated tenant holds, in a form that can be kept: every record of every entity. Sessions, tokens and knobs are not part of
//! it: those are the running server's.

use std::collections::BTreeMap;

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
    values: Vec<Value>,
    linked: Vec<Vec<Value>>,
}

impl AcumaticaSnapshot {
    pub(super) fn of(store: &Store) -> Self {
        let kept =
            |row: &Row| KeptRow { id: row.id.to_string(), values: row.values.clone(), linked: row.linked.clone() };
        let entity = |table: &super::table::Table| {
            let rows = table.rows().iter().map(kept).collect();
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
        Some(Row { id, values: self.values.clone(), linked: self.linked.clone() })
    }
}
