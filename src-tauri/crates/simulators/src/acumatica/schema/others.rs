use super::FieldKind::{Boolean, Moment, Text, Whole};
use super::{Schema, computed, free, key};

/// A task (phase) of a project (Acumatica: Project Tasks, form PM302000).
pub(in crate::acumatica) static PROJECT_TASK: Schema = Schema {
    name: "ProjectTask",
    fields: &[
        key("ProjectID", 10),
        key("ProjectTaskID", 30),
        free("Default", Boolean),
        free("Description", Text),
        free("ExternalRefNbr", Text),
        computed("LastModifiedDateTime", Moment),
        computed("Status", Text),
    ],
    linked: &[],
    details: &["Attributes", "ActivityHistory"],
    form: "PX.Objects.PM.ProjectTaskEntry/Task",
    custom: &[],
};

/// A cost code (Acumatica: Cost Codes, form PM209500). There is no active flag in the contract.
pub(in crate::acumatica) static COST_CODE: Schema = Schema {
    name: "CostCode",
    fields: &[key("CostCodeID", 30), free("Description", Text), computed("LastModifiedDateTime", Moment)],
    linked: &[],
    details: &[],
    form: "PX.Objects.PM.CostCodeMaint/Items",
    custom: &[],
};

/// An account group, the ERP's cost type (Acumatica: Account Groups, form PM201000).
pub(in crate::acumatica) static ACCOUNT_GROUP: Schema = Schema {
    name: "AccountGroup",
    fields: &[
        key("AccountGroupID", 10),
        free("Active", Boolean),
        free("DefaultAccountID", Text),
        free("Description", Text),
        computed("Expense", Boolean),
        computed("LastModifiedDateTime", Moment),
        free("SortOrder", Whole),
        free("Type", Text),
    ],
    linked: &[],
    details: &["Attributes"],
    form: "PX.Objects.PM.AccountGroupMaint/AccountGroup",
    custom: &[],
};
