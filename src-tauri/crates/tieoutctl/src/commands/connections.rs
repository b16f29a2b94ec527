//! `tieoutctl connections`

use crate::end::{CommandError, End};
use crate::output::{json, line, table};
use serde::Serialize;
use tieout::Application;
use tieout::view::Connection;

#[derive(Serialize)]
struct Document {
    connections: Vec<Connection>,
}

pub(crate) async fn run(application: &Application, as_json: bool) -> Result<End, CommandError> {
    let connections: Vec<Connection> =
        application.start_state().await?.connections.into_iter().map(Into::into).collect();
    if as_json {
        json(&Document { connections });
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
