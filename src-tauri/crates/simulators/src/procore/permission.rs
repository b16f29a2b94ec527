//! Access levels per tool (Procore: user permissions tutorial; settings/permissions).

use std::fmt;

/// How far a user may go in one tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Cannot see the tool.
    None,
    /// May look.
    ReadOnly,
    /// May edit, within limits.
    Standard,
    /// May do everything.
    Admin,
}

impl Level {
    /// The id beside the name. 2 and 4 were seen in the wild; 1 and 3 follow from them.
    pub(super) fn id(self) -> u8 {
        match self {
            Self::None => 1,
            Self::ReadOnly => 2,
            Self::Standard => 3,
            Self::Admin => 4,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "None",
            Self::ReadOnly => "Read Only",
            Self::Standard => "Standard",
            Self::Admin => "Admin",
        })
    }
}

/// A granular right on the Budget tool, or on codes (Procore: granular permissions for Budget; budget codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Set original amounts. A Standard user without it may add a line, but only without a value.
    ModifyOriginal,
    /// Lock the budget. To unlock it takes Admin.
    Lock,
    /// Delete lines.
    Delete,
    /// Make budget codes.
    CreateCodes,
}

/// What the service account may do.
#[derive(Clone, Debug)]
pub(super) struct Permissions {
    /// The company's ERP Integrations tool; `None` where the company does not have it.
    pub(super) erp_integrations: Option<Level>,
    /// The projects' Budget tool.
    pub(super) budget: Level,
    /// Its granular rights; `None` for those that usually come with the level.
    pub(super) rights: Option<Vec<Right>>,
}

impl Permissions {
    /// Admin may do everything on the budget; codes are made in another tool.
    pub(super) fn has(&self, right: Right) -> bool {
        let usual = match right {
            Right::ModifyOriginal => self.budget >= Level::Standard,
            Right::CreateCodes => true,
            Right::Lock | Right::Delete => false,
        };
        let granted = self.rights.as_ref().map_or(usual, |rights| rights.contains(&right));
        granted || (self.budget == Level::Admin && right != Right::CreateCodes)
    }
}
