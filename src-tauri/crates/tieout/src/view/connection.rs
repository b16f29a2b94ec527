//! A connection, without its secrets.

use crate::connections::connection::{self as stored, ProcoreEnvironment};
use crate::view::band::Band;
use serde::Serialize;

/// A connection, without its secrets.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Names it.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// It is the demo company: nothing it does reaches a real system.
    pub demo: bool,
    /// Acumatica's address.
    pub acumatica: String,
    /// Acumatica's tenant; empty on a single-tenant instance.
    pub tenant: String,
    /// Acumatica's user; empty where they sign in in the browser.
    pub user: String,
    /// Procore's address.
    pub procore: String,
    /// The number of Procore's company.
    pub company_id: String,
    /// The colour of its band; without one its environment decides.
    pub band: Option<Band>,
}

impl From<stored::Connection> for Connection {
    fn from(connection: stored::Connection) -> Self {
        let procore = match &connection.procore.environment {
            ProcoreEnvironment::Production => "https://app.procore.com/".to_owned(),
            ProcoreEnvironment::Sandbox => "https://sandbox.procore.com/".to_owned(),
            ProcoreEnvironment::Custom { api, .. } => api.to_string(),
        };
        Self {
            demo: connection.is_demo(),
            id: connection.id.0,
            name: connection.name,
            band: connection.band,
            acumatica: connection.acumatica.url.to_string(),
            tenant: connection.acumatica.tenant,
            user: connection.acumatica.user,
            procore,
            company_id: connection.procore.company_id.to_string(),
        }
    }
}
