use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::row::Row;
use super::schema::{PROJECT_BUDGET, Schema};
use super::value::Value;

/// All records of one entity, in the order in which lists give them.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) schema: &'static Schema,
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn new(schema: &'static Schema, rows: Vec<Row>) -> Self {
        let mut table = Self { schema, rows };
        table.sort();
        table
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

    pub(super) fn insert_all(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
        self.sort();
    }

    /// Changes records, their keys too.
    pub(super) fn rewrite(&mut self, change: impl FnMut(&mut Row)) {
        self.rows.iter_mut().for_each(change);
        self.sort();
    }

    fn sort(&mut self) {
        let schema = self.schema;
        self.rows.sort_by_cached_key(|row| sort_key(schema, row));
    }

    /// False when there was no such record.
    pub(super) fn remove(&mut self, id: Uuid) -> bool {
        let before = self.rows.len();
        self.rows.retain(|row| row.id != id);
        self.rows.len() < before
    }
}

/// By key. Budget lines only by project, task and account group: cost code and item are not in the form's order, and what is
/// equal in it comes as its ids happen to lie.
fn sort_key(schema: &Schema, row: &Row) -> (Vec<String>, Uuid) {
    let keys = row.keys(schema).into_iter().map(|key| key.trim_end().to_lowercase());
    if schema.name != PROJECT_BUDGET.name {
        return (keys.collect(), row.id);
    }
    (keys.enumerate().filter(|(place, _)| [0, 1, 3].contains(place)).map(|(_, key)| key).collect(), row.id)
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
