use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::row::Row;
use super::schema::Schema;
use super::value::Value;

/// All records of one entity, in the order of their keys.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) schema: &'static Schema,
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn new(schema: &'static Schema, mut rows: Vec<Row>) -> Self {
        rows.sort_by_cached_key(|row| sort_key(schema, row));
        Self { schema, rows }
    }

    /// The records of a snapshot, in the order of their keys.
    pub(super) fn replace(&mut self, rows: Vec<Row>) {
        *self = Self::new(self.schema, rows);
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn by_id(&self, id: Uuid) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    pub(super) fn by_keys(&self, keys: &[&str]) -> Option<&Row> {
        self.rows.iter().find(|row| row.has_keys(self.schema, keys))
    }

    /// Changes a record in place; its key stays.
    pub(super) fn change(&mut self, id: Uuid, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            change(row);
        }
    }

    pub(super) fn insert(&mut self, row: Row) {
        let key = sort_key(self.schema, &row);
        let at = self.rows.partition_point(|other| sort_key(self.schema, other) < key);
        self.rows.insert(at, row);
    }

    /// False when there was no such record.
    pub(super) fn remove(&mut self, id: Uuid) -> bool {
        let before = self.rows.len();
        self.rows.retain(|row| row.id != id);
        self.rows.len() < before
    }
}

fn sort_key(schema: &Schema, row: &Row) -> Vec<String> {
    row.keys(schema).into_iter().map(|key| key.trim_end().to_lowercase()).collect()
}

/// Notes that a record was changed: now, and in any case later than it was changed before, to the millisecond that is shown.
pub(super) fn bump(schema: &Schema, row: &mut Row, now: Timestamp) {
    let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
    let moment = match row.get(schema, "LastModifiedDateTime") {
        Value::Moment(before) => now.max(*before + SignedDuration::from_millis(1)),
        _ => now,
    };
    row.set(schema, "LastModifiedDateTime", moment);
}
