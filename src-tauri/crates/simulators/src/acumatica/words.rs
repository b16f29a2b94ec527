//! The words of drop-downs as people see them, which is how contract version 4 answers them.
//!
//! Their labels can be localised by the platform, and relabelled by a customization; which language an API session gets, no
//! documented parameter decides (Acumatica: integration guide, signing in: `locale` is reserved). That the contract REST translates
//! them is inferred.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::row::Row;
use super::schema::Schema;
use super::value::Value;
use crate::ridgeline::Kind;

/// The language of the API user's profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The words of the documents.
    #[default]
    English,
    /// `Dépense`, `Revenu`, `Actif`, ...
    French,
}

/// What a refused sign-in says; texts of errors follow the language too [inferred].
pub(super) const WRONG_CREDENTIALS: &str = "Invalid credentials. Please try again.";
/// What a right password is answered once the account is locked.
pub(super) const LOCKED_OUT: &str = "Your account is locked out.";

/// Fields whose texts are words of a drop-down.
const DROP_DOWNS: [(&str, &str); 4] =
    [("ProjectBudget", "Type"), ("AccountGroup", "Type"), ("Project", "Status"), ("ProjectTask", "Status")];

#[rustfmt::skip]
const FRENCH: [(&str, &str); 20] = [
    ("Asset", "Actif"), ("Liability", "Passif"), ("Income", "Revenu"), ("Expense", "Dépense"), ("Off-Balance", "Hors bilan"),
    ("Asset Totals", "Totaux des actifs"), ("Liability Totals", "Totaux des passifs"), ("Income Totals", "Totaux des revenus"),
    ("Expense Totals", "Totaux des dépenses"), ("Off-Balance Totals", "Totaux hors bilan"),
    ("In Planning", "En planification"), ("Pending Approval", "En attente d'approbation"), ("Active", "En cours"),
    ("Completed", "Terminé"), ("Suspended", "Suspendu"), ("Canceled", "Annulé"), ("Closed", "Fermé"), ("Rejected", "Rejeté"),
    (WRONG_CREDENTIALS, "Informations d'identification non valides. Veuillez réessayer."),
    (LOCKED_OUT, "Votre compte est verrouillé."),
];

/// From the documents' words to those that are shown; what is not here is shown as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(BTreeMap<String, String>);

impl Words {
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::English => Self::default(),
            Language::French => Self(FRENCH.map(|(english, shown)| (english.into(), shown.into())).into()),
        }
    }

    /// Shows one word as another.
    pub(super) fn relabel(&mut self, english: String, shown: String) {
        self.0.insert(english, shown);
    }

    pub(super) fn shown<'a>(&'a self, english: &'a str) -> &'a str {
        self.0.get(english).map_or(english, String::as_str)
    }

    /// A record with its drop-downs in the words that are shown; filters compare with these.
    pub(super) fn translated<'a>(&self, schema: &Schema, row: &'a Row) -> Cow<'a, Row> {
        let field = DROP_DOWNS.iter().find(|(entity, _)| *entity == schema.name);
        let Some((_, field)) = field.filter(|_| !self.0.is_empty()) else { return Cow::Borrowed(row) };
        let mut row = row.clone();
        let shown = Value::from(self.shown(row.get(schema, field).text()));
        row.set(schema, field, shown);
        Cow::Owned(row)
    }
}

/// The documents' word for the type of a line or an account group.
pub(super) fn type_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Expense => "Expense",
        Kind::Income => "Income",
        Kind::Asset => "Asset",
        Kind::Liability => "Liability",
        Kind::OffBalance => "Off-Balance",
    }
}
