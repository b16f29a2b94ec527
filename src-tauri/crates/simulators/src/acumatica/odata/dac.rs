use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use crate::acumatica::row::Row;
use crate::acumatica::schema::FieldKind::{Boolean, Moment, Number, Text, Whole};
use crate::acumatica::schema::{ACCOUNT_GROUP, Field, PROJECT, PROJECT_BUDGET, Schema, computed, key, key_number};
use crate::acumatica::store::Store;
use crate::acumatica::table::Table;
use crate::acumatica::value::Value;

/// A budget line as the class that is behind the form (Acumatica: `PX.Objects.PM.PMBudget`). Amounts are in the project's currency.
///
/// Columns that cannot be selected or filtered there are not here, so naming one is refused.
pub(super) static PM_BUDGET: Schema = Schema {
    name: "PX_Objects_PM_PMBudget",
    fields: &[
        key_number("ProjectID"),
        key_number("ProjectTaskID"),
        key_number("CostCodeID"),
        key_number("AccountGroupID"),
        key_number("InventoryID"),
        computed("Type", Text),
        computed("Description", Text),
        computed("UOM", Text),
        computed("Qty", Number),
        computed("CuryUnitRate", Number),
        computed("CuryAmount", Number),
        computed("RevisedQty", Number),
        computed("CuryRevisedAmount", Number),
        computed("CommittedQty", Number),
        computed("CuryCommittedAmount", Number),
        computed("CommittedOpenQty", Number),
        computed("CuryCommittedOpenAmount", Number),
        computed("CommittedReceivedQty", Number),
        computed("CommittedInvoicedQty", Number),
        computed("CuryCommittedInvoicedAmount", Number),
        computed("ActualQty", Number),
        computed("CuryActualAmount", Number),
        computed("CompletedPct", Number),
        computed("IsProduction", Boolean),
        computed("PercentCompleted", Number),
        computed("CuryCostToComplete", Number),
        computed("CuryCostAtCompletion", Number),
        computed("CuryAmountToInvoice", Number),
        computed("CuryInvoicedAmount", Number),
        computed("RetainagePct", Number),
        computed("RevenueTaskID", Whole),
        computed("TaxCategoryID", Text),
        computed("NoteID", Text),
        computed("LastModifiedDateTime", Moment),
    ],
    linked: &[
        navigation("PMProjectByProjectID", &PROJECT_FIELDS),
        navigation("PMTaskByProjectTaskID", &TASK_FIELDS),
        navigation("PMCostCodeByCostCodeID", &COST_CODE_FIELDS),
        navigation("PMAccountGroupByAccountGroupID", &ACCOUNT_GROUP_FIELDS),
        navigation("InventoryItemByInventoryID", &INVENTORY_FIELDS),
    ],
    details: &[],
    form: "",
    custom: &[],
};

static PROJECT_FIELDS: [Field; 4] =
    [key("ContractCD", 10), computed("Description", Text), computed("CuryID", Text), computed("Status", Text)];
static TASK_FIELDS: [Field; 2] = [key("TaskCD", 30), computed("Description", Text)];
static COST_CODE_FIELDS: [Field; 3] =
    [key("CostCodeCD", 30), computed("Description", Text), computed("IsActive", Boolean)];
static ACCOUNT_GROUP_FIELDS: [Field; 3] = [key("GroupCD", 10), computed("Description", Text), computed("Type", Text)];
static INVENTORY_FIELDS: [Field; 1] = [key("InventoryCD", 30)];

const fn navigation(name: &'static str, fields: &'static [Field]) -> Schema {
    Schema { name, fields, linked: &[], details: &[], form: "", custom: &[] }
}

/// Columns of the class, and the fields of the contract that show the same.
const SAME: [(&str, &str); 27] = [
    ("Description", "Description"),
    ("UOM", "UOM"),
    ("Qty", "OriginalBudgetedQty"),
    ("CuryUnitRate", "UnitRate"),
    ("CuryAmount", "OriginalBudgetedAmount"),
    ("RevisedQty", "RevisedBudgetedQty"),
    ("CuryRevisedAmount", "RevisedBudgetedAmount"),
    ("CommittedQty", "RevisedCommittedQty"),
    ("CuryCommittedAmount", "RevisedCommittedAmount"),
    ("CommittedOpenQty", "CommittedOpenQty"),
    ("CuryCommittedOpenAmount", "CommittedOpenAmount"),
    ("CommittedReceivedQty", "CommittedReceivedQty"),
    ("CommittedInvoicedQty", "CommittedInvoicedQty"),
    ("CuryCommittedInvoicedAmount", "CommittedInvoicedAmount"),
    ("ActualQty", "ActualQty"),
    ("CuryActualAmount", "ActualAmount"),
    ("CompletedPct", "Completed"),
    ("IsProduction", "AutoCompleted"),
    ("PercentCompleted", "PercentageOfCompletion"),
    ("CuryCostToComplete", "CostToComplete"),
    ("CuryCostAtCompletion", "CostAtCompletion"),
    ("CuryAmountToInvoice", "PendingInvoiceAmount"),
    ("CuryInvoicedAmount", "DraftInvoicesAmount"),
    ("RetainagePct", "Retainage"),
    ("RevenueTaskID", "RevenueTask"),
    ("TaxCategoryID", "TaxCategory"),
    ("LastModifiedDateTime", "LastModifiedDateTime"),
];

/// All budget lines of the tenant, in the order of the form's keys.
pub(super) fn rows(store: &Store) -> Vec<Row> {
    let listed = store.lines.rows().iter().filter(|line| store.is_listed(line.key(&PROJECT_BUDGET, 0)));
    listed.map(|line| row(store, line)).collect()
}

fn row(store: &Store, line: &Row) -> Row {
    let keys = line.keys(&PROJECT_BUDGET);
    let [project, task, cost_code, account_group, inventory] = keys[..] else {
        unreachable!("a budget line has five keys")
    };
    let mut row = Row::new(&PM_BUDGET, &[]);
    row.id = line.id;
    for (column, field) in SAME {
        row.set(&PM_BUDGET, column, line.get(&PROJECT_BUDGET, field).clone());
    }
    row.set(&PM_BUDGET, "Type", code_of_type(line.get(&PROJECT_BUDGET, "Type").text()));
    row.set(&PM_BUDGET, "NoteID", line.id.to_string().as_str());
    let ids = [
        ("ProjectID", number_of("project", &[project])),
        ("ProjectTaskID", number_of("task", &[project, task])),
        ("CostCodeID", number_of("cost code", &[cost_code])),
        ("AccountGroupID", number_of("account group", &[account_group])),
        ("InventoryID", number_of("item", &[inventory])),
    ];
    for (column, id) in ids {
        row.set(&PM_BUDGET, column, Value::Whole(id));
    }
    link_project(&mut row, store, project);
    link(&mut row, "PMTaskByProjectTaskID", "TaskCD", task, &store.tasks, &[project, task]);
    link(&mut row, "PMCostCodeByCostCodeID", "CostCodeCD", cost_code, &store.cost_codes, &[cost_code]);
    row.set_linked(&PM_BUDGET, "PMCostCodeByCostCodeID", "IsActive", store.is_active(cost_code));
    let group = "PMAccountGroupByAccountGroupID";
    link(&mut row, group, "GroupCD", account_group, &store.account_groups, &[account_group]);
    let known = store.account_groups.by_keys(&[account_group]);
    let kind = known.map_or("", |known| code_of_type(known.get(&ACCOUNT_GROUP, "Type").text()));
    row.set_linked(&PM_BUDGET, group, "Type", kind);
    row.set_linked(&PM_BUDGET, "InventoryItemByInventoryID", "InventoryCD", inventory);
    row
}

/// A record that is navigated to: its code and its description.
fn link(row: &mut Row, name: &str, code: &str, value: &str, table: &Table, keys: &[&str]) {
    row.set_linked(&PM_BUDGET, name, code, value);
    let description = table.by_keys(keys).map(|known| known.get(table.schema, "Description").clone());
    row.set_linked(&PM_BUDGET, name, "Description", description.unwrap_or(Value::Empty));
}

fn link_project(row: &mut Row, store: &Store, project: &str) {
    let name = "PMProjectByProjectID";
    link(row, name, "ContractCD", project, &store.projects, &[project]);
    row.set_linked(&PM_BUDGET, name, "CuryID", store.currency(project));
    let status = store.projects.by_keys(&[project]).map_or("", |known| known.get(&PROJECT, "Status").text());
    row.set_linked(&PM_BUDGET, name, "Status", code_of_status(status));
}

/// Stored codes of the types of account groups.
fn code_of_type(caption: &str) -> &'static str {
    match caption {
        "Expense" => "E",
        "Income" => "I",
        "Asset" => "A",
        "Liability" => "L",
        "Off-Balance" => "O",
        _ => "",
    }
}

/// Stored codes of project statuses; the letters are not in the public guides [inferred].
fn code_of_status(caption: &str) -> &'static str {
    match caption {
        "In Planning" => "D",
        "Pending Approval" => "I",
        "Rejected" => "R",
        "Active" => "A",
        "Suspended" => "E",
        "Completed" => "F",
        "Canceled" => "C",
        "Closed" => "L",
        _ => "",
    }
}

/// The integer behind a code: an `Int32` that follows from the code, so that it is the same in every run and after every change.
fn number_of(kind: &str, codes: &[&str]) -> i64 {
    let name = format!("{kind}/{}", codes.join("\u{1f}")).to_lowercase();
    let digest = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    (digest.as_u128() & 0x7fff_ffff).to_i64().expect("31 bits fit")
}
