use super::FieldKind::{Boolean, Moment, Number, Text};
use super::{Schema, computed, free, key};

/// A project (Acumatica: Projects, form PM301000).
pub(in crate::acumatica) static PROJECT: Schema = Schema {
    name: "Project",
    fields: &[
        key("ProjectID", 10),
        computed("Assets", Number),
        free("Customer", Text),
        free("Description", Text),
        computed("Expenses", Number),
        free("ExternalRefNbr", Text),
        free("Hold", Boolean),
        computed("Income", Number),
        computed("LastModifiedDateTime", Moment),
        computed("Liabilities", Number),
        free("ProjectTemplateID", Text),
        computed("Status", Text),
    ],
    linked: &[PROJECT_PROPERTIES, PROJECT_ADDRESS],
    details: &[
        "Balances",
        "Attributes",
        "Employees",
        "Equipments",
        "Invoices",
        "ActivityHistory",
        "ApprovalDetails",
        "UnionLocals",
    ],
    form: "PX.Objects.PM.ProjectEntry/Project",
    custom: &[],
};

const PROJECT_PROPERTIES: Schema = Schema {
    name: "ProjectProperties",
    fields: &[
        free("CertifiedJob", Boolean),
        free("ChangeOrderWorkflow", Boolean),
        free("CostBudgetLevel", Text),
        free("CostTaxZone", Text),
        free("EndDate", Moment),
        free("InventoryTrackingMode", Text),
        free("LastRevenueChangeNbr", Text),
        free("ProjectCurrency", Text),
        free("ProjectManager", Text),
        free("RateType", Text),
        free("RestrictEmployees", Boolean),
        free("RestrictEquipment", Boolean),
        free("RevenueBudgetLevel", Text),
        free("RevenueTaxZone", Text),
        free("StartDate", Moment),
        free("TimeActivityApprover", Text),
        free("TrackProductionData", Boolean),
    ],
    linked: &[],
    details: &[],
    form: "",
    custom: &[],
};

const PROJECT_ADDRESS: Schema = Schema {
    name: "ProjectAddress",
    fields: &[
        free("AddressLine1", Text),
        free("City", Text),
        free("Country", Text),
        free("Latitude", Number),
        free("Longitude", Number),
        free("PostalCode", Text),
        free("State", Text),
    ],
    linked: &[],
    details: &[],
    form: "",
    custom: &[],
};

/// A project's totals of one account group, computed from its budget lines (Acumatica: Projects, tab Balances).
pub(in crate::acumatica) static PROJECT_BALANCE: Schema = Schema {
    name: "Balances",
    fields: &[
        key("AccountGroup", 10),
        computed("ActualAmount", Number),
        computed("ActualOpenCommittedAmount", Number),
        computed("BudgetedCOAmount", Number),
        computed("CommittedCOAmount", Number),
        computed("CommittedInvoicedAmount", Number),
        computed("CommittedOpenAmount", Number),
        computed("Description", Text),
        computed("OriginalBudgetedAmount", Number),
        computed("OriginalCommittedAmount", Number),
        computed("Performance", Number),
        computed("RevisedBudgetedAmount", Number),
        computed("RevisedCommittedAmount", Number),
        computed("VarianceAmount", Number),
    ],
    linked: &[],
    details: &[],
    form: "",
    custom: &[],
};
