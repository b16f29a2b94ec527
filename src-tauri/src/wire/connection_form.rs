//! A connection's form. Its secrets cross in one direction only: from here into the keychain.

use serde::{Deserialize, Serialize};
use specta::Type;
use tieout::view::{AcumaticaWay, Band, ProcoreEnvironment, ProcoreWay};

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
            band: form.band,
            acumatica_url: form.acumatica_url,
            acumatica_way: form.acumatica_way,
            application_id: form.application_id,
            application_secret: form.application_secret.into(),
            acumatica_port: form.acumatica_port,
            tenant: form.tenant,
            user: form.user,
            password: form.password.into(),
            procore_environment: form.procore_environment,
            procore_url: form.procore_url,
            procore_login_url: form.procore_login_url,
            procore_way: form.procore_way,
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
            band: form.band,
            acumatica_url: form.acumatica_url,
            acumatica_way: form.acumatica_way,
            application_id: form.application_id,
            application_secret: String::new(),
            acumatica_port: form.acumatica_port,
            tenant: form.tenant,
            user: form.user,
            password: String::new(),
            procore_environment: form.procore_environment,
            procore_url: form.procore_url,
            procore_login_url: form.procore_login_url,
            procore_way: form.procore_way,
            procore_port: form.procore_port,
            client_id: form.client_id,
            client_secret: String::new(),
            company_id: form.company_id,
        }
    }
}

/// A field of the form that is not right.
#[derive(Serialize, Type, Clone, PartialEq, Eq, Debug)]
pub(crate) struct WrongField {
    /// The form's field.
    field: &'static str,
    /// Why, as a sentence.
    sentence: String,
}

impl From<tieout::WrongField> for WrongField {
    fn from(wrong: tieout::WrongField) -> Self {
        Self { field: wrong.field, sentence: wrong.sentence }
    }
}
