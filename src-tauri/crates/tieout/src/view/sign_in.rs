//! What a sign-in asks the person.

use serde::Serialize;

/// A question of a sign-in.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SignInQuestion {
    /// Procore showed the person a code in their browser; they bring it here.
    PasteCode,
    /// The account sees several companies; the answer is the number of one.
    ChooseCompany {
        /// Those it sees.
        companies: Vec<CompanyChoice>,
    },
}

/// A company that can be chosen.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CompanyChoice {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
}
