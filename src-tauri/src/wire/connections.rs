//! Connections on the wire. Secrets cross in one direction only: from the form into the keychain.

use super::Notice;
use serde::{Deserialize, Serialize};
use specta::Type;
use tieout::{FormAcumaticaWay, FormEnvironment, FormProcoreWay, ProcoreEnvironment as Environment};

/// A connection, without its secrets.
#[derive(Serialize, Deserialize, Type, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    id: String,
    name: String,
    demo: bool,
    acumatica: String,
    tenant: String,
    user: String,
    procore: String,
    company_id: String,
    /// The colour of its band; without one its environment decides.
    band: Option<Band>,
}

impl From<tieout::Connection> for Connection {
    fn from(connection: tieout::Connection) -> Self {
        let procore = match &connection.procore.environment {
            Environment::Production => "https://app.procore.com/".to_owned(),
            Environment::Sandbox => "https://sandbox.procore.com/".to_owned(),
            Environment::Custom { api, .. } => api.to_string(),
        };
        Self {
            demo: connection.is_demo(),
            id: connection.id.0,
            name: connection.name,
            band: connection.band.map(Into::into),
            acumatica: connection.acumatica.url.to_string(),
            tenant: connection.acumatica.tenant,
            user: connection.acumatica.user,
            procore,
            // A string: 64-bit ids do not fit the window's numbers.
            company_id: connection.procore.company_id.to_string(),
        }
    }
}

/// The colours of the bands.
#[derive(Serialize, Deserialize, Type, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Band {
    Green,
    Blue,
    Violet,
    Amber,
    Red,
}

impl From<tieout::Band> for Band {
    fn from(band: tieout::Band) -> Self {
        match band {
            tieout::Band::Green => Self::Green,
            tieout::Band::Blue => Self::Blue,
            tieout::Band::Violet => Self::Violet,
            tieout::Band::Amber => Self::Amber,
            tieout::Band::Red => Self::Red,
        }
    }
}

impl From<Band> for tieout::Band {
    fn from(band: Band) -> Self {
        match band {
            Band::Green => Self::Green,
            Band::Blue => Self::Blue,
            Band::Violet => Self::Violet,
            Band::Amber => Self::Amber,
            Band::Red => Self::Red,
        }
    }
}

/// Another connection is open now, or none.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct ConnectionChanged(pub(crate) Option<Connection>);

/// What the window shows first.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct StartState {
    connections: Vec<Connection>,
    open: Option<Connection>,
    notices: Vec<Notice>,
    version: String,
}

impl From<tieout::StartState> for StartState {
    fn from(state: tieout::StartState) -> Self {
        Self {
            connections: state.connections.into_iter().map(Into::into).collect(),
            open: state.open.map(Into::into),
            notices: state.notices.into_iter().map(Into::into).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// What a sign-in asks the person.
#[derive(Serialize, Deserialize, Type, Clone, Debug)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum SignInQuestion {
    PasteCode,
    ChooseCompany { companies: Vec<CompanyChoice> },
}

/// A company that can be chosen.
#[derive(Serialize, Deserialize, Type, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CompanyChoice {
    id: String,
    name: String,
}

impl From<tieout::SignInQuestion> for SignInQuestion {
    fn from(question: tieout::SignInQuestion) -> Self {
        match question {
            tieout::SignInQuestion::PasteCode => Self::PasteCode,
            tieout::SignInQuestion::ChooseCompany(choices) => Self::ChooseCompany {
                companies: choices
                    .into_iter()
                    .map(|choice| CompanyChoice { id: choice.id.to_string(), name: choice.name })
                    .collect(),
            },
        }
    }
}

/// A sign-in waits for an answer.
#[derive(Serialize, Deserialize, Type, tauri_specta::Event, Clone, Debug)]
pub(crate) struct SignInAsked(pub(crate) SignInQuestion);

/// Which of Procore's environments.
#[derive(Serialize, Deserialize, Type, Clone, Copy)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ProcoreEnvironment {
    Production,
    Sandbox,
    Custom,
}

impl From<ProcoreEnvironment> for FormEnvironment {
    fn from(environment: ProcoreEnvironment) -> Self {
        match environment {
            ProcoreEnvironment::Production => Self::Production,
            ProcoreEnvironment::Sandbox => Self::Sandbox,
            ProcoreEnvironment::Custom => Self::Custom,
        }
    }
}

/// The ways to sign in to Acumatica.
#[derive(Serialize, Deserialize, Type, Clone, Copy)]
#[serde(rename_all = "camelCase")]
pub(crate) enum AcumaticaWay {
    Cookie,
    Application,
    Browser,
}

/// The ways to sign in to Procore.
#[derive(Serialize, Deserialize, Type, Clone, Copy)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ProcoreWay {
    ServiceAccount,
    Browser,
    PastedCode,
}

/// The form. It has no `Debug`, for it holds the secrets in plain text until it is converted.
#[derive(Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionForm {
    name: String,
    band: Option<Band>,
    acumatica_url: String,
    acumatica_way: AcumaticaWay,
    application_id: String,
    application_secret: String,
    acumatica_port: String,
    tenant: String,
    user: String,
    password: String,
    procore_environment: ProcoreEnvironment,
    procore_url: String,
    procore_login_url: String,
    procore_way: ProcoreWay,
    procore_port: String,
    client_id: String,
    client_secret: String,
    company_id: String,
}

impl From<ConnectionForm> for tieout::ConnectionForm {
    fn from(form: ConnectionForm) -> Self {
        Self {
            name: form.name,
            band: form.band.map(Into::into),
            acumatica_url: form.acumatica_url,
            acumatica_way: match form.acumatica_way {
                AcumaticaWay::Cookie => FormAcumaticaWay::Cookie,
                AcumaticaWay::Application => FormAcumaticaWay::Application,
                AcumaticaWay::Browser => FormAcumaticaWay::Browser,
            },
            application_id: form.application_id,
            application_secret: form.application_secret.into(),
            acumatica_port: form.acumatica_port,
            tenant: form.tenant,
            user: form.user,
            password: form.password.into(),
            procore_environment: form.procore_environment.into(),
            procore_url: form.procore_url,
            procore_login_url: form.procore_login_url,
            procore_way: match form.procore_way {
                ProcoreWay::ServiceAccount => FormProcoreWay::ServiceAccount,
                ProcoreWay::Browser => FormProcoreWay::Browser,
                ProcoreWay::PastedCode => FormProcoreWay::PastedCode,
            },
            procore_port: form.procore_port,
            client_id: form.client_id,
            client_secret: form.client_secret.into(),
            company_id: form.company_id,
        }
    }
}

/// For changing a connection: the form without its secrets, which never cross towards the window.
impl From<tieout::ConnectionForm> for ConnectionForm {
    fn from(form: tieout::ConnectionForm) -> Self {
        Self {
            name: form.name,
            band: form.band.map(Into::into),
            acumatica_url: form.acumatica_url,
            acumatica_way: match form.acumatica_way {
                FormAcumaticaWay::Cookie => AcumaticaWay::Cookie,
                FormAcumaticaWay::Application => AcumaticaWay::Application,
                FormAcumaticaWay::Browser => AcumaticaWay::Browser,
            },
            application_id: form.application_id,
            application_secret: String::new(),
            acumatica_port: form.acumatica_port,
            tenant: form.tenant,
            user: form.user,
            password: String::new(),
            procore_environment: match form.procore_environment {
                FormEnvironment::Production => ProcoreEnvironment::Production,
                FormEnvironment::Sandbox => ProcoreEnvironment::Sandbox,
                FormEnvironment::Custom => ProcoreEnvironment::Custom,
            },
            procore_url: form.procore_url,
            procore_login_url: form.procore_login_url,
            procore_way: match form.procore_way {
                FormProcoreWay::ServiceAccount => ProcoreWay::ServiceAccount,
                FormProcoreWay::Browser => ProcoreWay::Browser,
                FormProcoreWay::PastedCode => ProcoreWay::PastedCode,
            },
            procore_port: form.procore_port,
            client_id: form.client_id,
            client_secret: String::new(),
            company_id: form.company_id,
        }
    }
}
