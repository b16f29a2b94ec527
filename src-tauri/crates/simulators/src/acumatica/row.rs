use uuid::Uuid;

use super::schema::Schema;
use super::text::same_text;
use super::value::Value;

/// One record: its values in the order of its schema's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) values: Vec<Value>,
    /// The linked records' values, in the order of the schema's linked records and of their fields.
    pub(super) linked: Vec<Vec<Value>>,
}

impl Row {
    /// A record of empty values, with an id that follows from its key: the same record has the same id in every run.
    pub(super) fn new(schema: &Schema, keys: &[&str]) -> Self {
        let mut row = Self {
            id: stable_id(schema, keys),
            values: vec![Value::Empty; schema.fields.len()],
            linked: schema.linked.iter().map(|linked| vec![Value::Empty; linked.fields.len()]).collect(),
        };
        for (column, key) in schema.key_columns().zip(keys) {
            row.values[column] = Value::from(*key);
        }
        row
    }

    /// Sets a field by its name. The name is this program's own, so an unknown one is a slip in it.
    pub(super) fn set(&mut self, schema: &Schema, name: &str, value: impl Into<Value>) {
        let column = schema.column(name).expect("the simulator names only fields of the schema");
        self.values[column] = value.into();
    }

    /// A field by its name, as in [`Row::set`].
    pub(super) fn get(&self, schema: &Schema, name: &str) -> &Value {
        &self.values[schema.column(name).expect("the simulator names only fields of the schema")]
    }

    /// Sets a field of a linked record by names, as in [`Row::set`].
    pub(super) fn set_linked(&mut self, schema: &Schema, linked: &str, name: &str, value: impl Into<Value>) {
        let at = schema.linked_position(linked).expect("the simulator names only linked records of the schema");
        let column = schema.linked[at].column(name).expect("the simulator names only fields of the schema");
        self.linked[at][column] = value.into();
    }

    /// The key's values, in the order of a path of keys.
    pub(super) fn keys(&self, schema: &Schema) -> Vec<&str> {
        schema.key_columns().map(|column| self.values[column].text()).collect()
    }

    /// One of them by its place, which there is.
    pub(super) fn key(&self, schema: &Schema, place: usize) -> &str {
        self.values[schema.key_columns().nth(place).expect("the simulator names only keys of the schema")].text()
    }

    pub(super) fn has_keys(&self, schema: &Schema, keys: &[&str]) -> bool {
        schema.key_columns().count() == keys.len()
            && schema.key_columns().zip(keys).all(|(column, key)| same_text(self.values[column].text(), key))
    }
}

fn stable_id(schema: &Schema, keys: &[&str]) -> Uuid {
    let name = format!("{}/{}", schema.name, keys.join("\u{1f}")).to_lowercase();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}
