//! The cost types of the demo company.

/// The letters of the cost types and the account groups they belong to.
pub(super) const COST_TYPES: [(char, &str); 5] =
    [('L', "LABOR"), ('M', "MATERIAL"), ('S', "SUBCON"), ('E', "EQUIP"), ('O', "OTHER")];

pub(super) fn account_group(cost_type: char) -> &'static str {
    COST_TYPES.iter().find(|(letter, _)| *letter == cost_type).expect("every letter has an account group").1
}

/// The letter of an account group's cost type; `None` for a group Procore does not know.
pub(super) fn cost_type(account_group: &str) -> Option<char> {
    COST_TYPES.iter().find(|(_, group)| *group == account_group).map(|(letter, _)| *letter)
}
