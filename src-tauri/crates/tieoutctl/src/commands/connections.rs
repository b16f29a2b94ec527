//! `tieoutctl connections`

use crate::end::{End, Trouble};
use crate::output::{json, line, table};
use serde::Serialize;
use tieout::{Application, Connection, ProcoreEnvironment};

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    acumatica: String,
    tenant: String,
    user: String,
    procore: String,
    company_id: String,
}

pub(crate) async fn run(application: &Application, as_json: bool) -> Result<End, Trouble> {
    let connections: Vec<Row> = application.start_state().await?.connections.into_iter().map(row).collect();
    if as_json {
        json(&connections);
    } else if connections.is_empty() {
        line("No connection is stored on this computer. Connect the accounts in Tieout's window.");
    } else {
        let rows = connections
            .into_iter()
            .map(|one| vec![one.name, one.acumatica, one.tenant, one.user, one.procore, one.company_id]);
        table(&["Name", "Acumatica", "Tenant", "User", "Procore", "Company"], &[], rows);
    }
    Ok(End::Done)
}

fn row(connection: Connection) -> Row {
    Row {
        id: connection.id.0,
        name: connection.name,
        acumatica: connection.acumatica.url.to_string(),
        tenant: connection.acumatica.tenant,
        user: connection.acumatica.user,
        procore: match connection.procore.environment {
            ProcoreEnvironment::Production => "production".to_owned(),
            ProcoreEnvironment::Sandbox => "sandbox".to_owned(),
            ProcoreEnvironment::Custom { api, .. } => api.to_string(),
        },
        company_id: connection.procore.company_id.to_string(),
    }
}
