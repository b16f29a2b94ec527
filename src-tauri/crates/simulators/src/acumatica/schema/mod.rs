//! The entities of the endpoint as tables: names and types of their fields, their keys, what can be expanded.
//!
//! Field names and types are facts of the `Default` endpoint, 20.200.001 to 25.200.001; what is younger than
//! the oldest of these is said in one table.

mod budget;
mod others;
mod project;

pub(super) use budget::PROJECT_BUDGET;
pub(super) use others::{ACCOUNT_GROUP, COST_CODE, PROJECT_TASK};
pub(super) use project::{PROJECT, PROJECT_BALANCE};

/// One kind of record.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) name: &'static str,
    /// In the order in which records are answered. Keys are [`Access::Key`], in the order of a path of keys.
    pub(super) fields: &'static [Field],
    /// Records of which there is one per record, each with its own fields.
    pub(super) linked: &'static [Schema],
    /// Names under which lists of records can be expanded.
    pub(super) details: &'static [&'static str],
    /// Graph and view of the form, as they stand in the link for files.
    pub(super) form: &'static str,
    /// Single values outside the contract that `$custom` can name: view and field.
    pub(super) custom: &'static [(&'static str, &'static str)],
}

/// One field of a record.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: FieldKind,
    pub(super) access: Access,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Number,
    Whole,
    Boolean,
    Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Part of the key; the width to which an instance may pad it with spaces.
    Key { width: usize },
    /// Written as it is sent.
    Free,
    /// Computed by the server: written values are passed over in silence.
    Computed,
}

/// Fields and linked records that the endpoint has since 23.200.001; in older versions nobody knows their names.
const SINCE_23: [(&str, &str); 9] = [
    ("ProjectProperties", "CostBudgetLevel"),
    ("ProjectProperties", "CostTaxZone"),
    ("ProjectProperties", "InventoryTrackingMode"),
    ("ProjectProperties", "ProjectCurrency"),
    ("ProjectProperties", "RateType"),
    ("ProjectProperties", "RevenueTaxZone"),
    ("ProjectProperties", "TimeActivityApprover"),
    ("Project", "ProjectAddress"),
    ("AccountGroup", "LastModifiedDateTime"),
];

/// Whether a version of the endpoint has a field.
pub(super) fn is_in_version(version: &str, entity: &str, field: &str) -> bool {
    let is_older = version.split('.').next().and_then(|year| year.parse::<u32>().ok()).is_some_and(|year| year < 23);
    !is_older || !SINCE_23.contains(&(entity, field))
}

impl Schema {
    /// The position of a field, by its name without regard to case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The position of a field, by its name as it is written: OData minds case.
    pub(super) fn column_exactly(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    pub(super) fn linked_position(&self, name: &str) -> Option<usize> {
        self.linked.iter().position(|linked| linked.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn detail_position(&self, name: &str) -> Option<usize> {
        self.details.iter().position(|detail| detail.eq_ignore_ascii_case(name))
    }

    /// The positions of the key fields, in the order of a path of keys.
    pub(super) fn key_columns(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().enumerate().filter(|(_, field)| matches!(field.access, Access::Key { .. })).map(|(at, _)| at)
    }
}

pub(super) const fn key(name: &'static str, width: usize) -> Field {
    Field { name, kind: FieldKind::Text, access: Access::Key { width } }
}

/// A key that is a number and has no width.
pub(super) const fn key_number(name: &'static str) -> Field {
    Field { name, kind: FieldKind::Whole, access: Access::Key { width: 0 } }
}

const fn free(name: &'static str, kind: FieldKind) -> Field {
    Field { name, kind, access: Access::Free }
}

pub(super) const fn computed(name: &'static str, kind: FieldKind) -> Field {
    Field { name, kind, access: Access::Computed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(schema: &Schema) -> Vec<(&str, FieldKind)> {
        schema.fields.iter().map(|field| (field.name, field.kind)).collect()
    }

    #[test]
    fn a_budget_line_has_its_45_fields_and_5_keys_in_the_order_of_the_form() {
        let fields = types(&PROJECT_BUDGET);
        assert_eq!(fields.len(), 45);
        let of = |kind| fields.iter().filter(|(_, each)| *each == kind).count();
        assert_eq!((of(FieldKind::Text), of(FieldKind::Number)), (9, 33));
        assert_eq!((of(FieldKind::Whole), of(FieldKind::Boolean), of(FieldKind::Moment)), (1, 1, 1));
        let keys: Vec<_> = PROJECT_BUDGET.key_columns().map(|column| PROJECT_BUDGET.fields[column].name).collect();
        assert_eq!(keys, ["ProjectID", "ProjectTaskID", "CostCode", "AccountGroup", "InventoryID"]);
    }

    #[test]
    fn what_came_with_23_is_not_in_older_versions() {
        assert!(is_in_version("23.200.001", "ProjectProperties", "ProjectCurrency"));
        assert!(!is_in_version("22.200.001", "ProjectProperties", "ProjectCurrency"));
        assert!(is_in_version("20.200.001", "ProjectBudget", "OriginalBudgetedAmount"));
    }

    #[test]
    fn no_schema_names_a_field_twice() {
        for schema in [&PROJECT_BUDGET, &PROJECT, &PROJECT_TASK, &COST_CODE, &ACCOUNT_GROUP, &PROJECT_BALANCE] {
            for (at, field) in schema.fields.iter().enumerate() {
                assert_eq!(schema.column(&field.name.to_uppercase()), Some(at), "{} {}", schema.name, field.name);
            }
        }
    }
}
