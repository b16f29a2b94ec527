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

/// What the service account may do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Permissions {
    /// The company's ERP Integrations tool; `None` where the company does not have it.
    pub(super) erp_integrations: Option<Level>,
    /// The projects' Budget tool.
    pub(super) budget: Level,
}
