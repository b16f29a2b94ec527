//! How different ERP connectors write the ids they leave in `origin_id` (Procore: ERP events dictionary).

use serde::{Deserialize, Serialize};

use super::guid::guid;

/// What an ERP connector writes into `origin_id`. A client can take none of them apart: they are opaque.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginForm {
    /// The ERP's own code, as the simulator does at first.
    Code,
    /// A list id as of a small accounting program: `800003DD-1600977189`.
    ListId,
    /// The project's id, a bar and the code's id: `PRJ001|03-30-00`.
    Joined,
    /// A GUID.
    Guid,
    /// The code with the letters of a private integration in front: `CE_03-30-00`.
    Prefixed,
    /// Nothing at all.
    Absent,
}

impl OriginForm {
    /// What stands for an ERP code.
    pub(super) fn of(self, code: &str) -> Option<String> {
        Some(match self {
            Self::Code => code.to_owned(),
            Self::ListId => {
                let digits = guid(code);
                format!("80{}-16009{}", digits[..6].to_uppercase(), code.len() + 77_180)
            }
            Self::Joined => format!("PRJ001|{code}"),
            Self::Guid => guid(code),
            Self::Prefixed => format!("CE_{code}"),
            Self::Absent => return None,
        })
    }
}
