use crate::acumatica::row::Row;
use crate::acumatica::schema::FieldKind::{Moment, Number, Text};
use crate::acumatica::schema::{PROJECT_BUDGET, Schema, computed, key};
use crate::acumatica::store::Store;

/// The demo tenant's one inquiry that somebody exposed via OData.
pub(super) const NAME: &str = "Job Budget Lines";

/// Its columns, under the captions that its author chose.
pub(super) static JOB_BUDGET_LINES: Schema = Schema {
    name: "JobBudgetLines",
    fields: &[
        key("JobID", 10),
        key("Task", 30),
        key("CostCode", 30),
        key("AccountGroup", 10),
        key("Item", 30),
        computed("Type", Text),
        computed("Description", Text),
        computed("OriginalAmount", Number),
        computed("RevisedAmount", Number),
        computed("LastModified", Moment),
    ],
    linked: &[],
    details: &[],
    form: "",
    custom: &[],
};

const FROM: [(&str, &str); 5] = [
    ("Type", "Type"),
    ("Description", "Description"),
    ("OriginalAmount", "OriginalBudgetedAmount"),
    ("RevisedAmount", "RevisedBudgetedAmount"),
    ("LastModified", "LastModifiedDateTime"),
];

pub(super) fn rows(store: &Store) -> Vec<Row> {
    let row = |line: &Row| {
        let mut row = Row::new(&JOB_BUDGET_LINES, &line.keys(&PROJECT_BUDGET));
        for (column, field) in FROM {
            row.set(&JOB_BUDGET_LINES, column, line.get(&PROJECT_BUDGET, field).clone());
        }
        row
    };
    store.lines.rows().iter().filter(|line| store.is_listed(line.key(&PROJECT_BUDGET, 0))).map(row).collect()
}
