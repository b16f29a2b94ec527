//! What the form of a connection lets choose. The form itself holds secrets and is each shell's own.

use serde::{Deserialize, Serialize};

/// Which way to sign in to Acumatica.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum AcumaticaWay {
    /// User and password.
    Cookie,
    /// User and password through a connected application.
    Application,
    /// In the browser through a connected application.
    Browser,
}

/// Which way to sign in to Procore.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ProcoreWay {
    /// A service account.
    ServiceAccount,
    /// A person in the browser.
    Browser,
    /// A person in the browser, who brings the code that Procore shows them.
    PastedCode,
}

/// Which of Procore's environments.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ProcoreEnvironment {
    /// The real one.
    Production,
    /// The developer sandbox.
    Sandbox,
    /// The addresses beside it.
    Custom,
}
