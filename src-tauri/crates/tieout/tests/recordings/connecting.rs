//! Connections as they are listed, and the test of one.

use crate::clock::StandingClock;
use crate::company::{company, two_jobs};
use crate::opened::{Opened, form, parts};
use crate::shown::shown;
use jiff::SignedDuration;
use serde_json::{Value, json};
use simulators::procore::Level;
use std::sync::Arc;
use tempfile::TempDir;
use tieout::view::{Connection, ProcoreEnvironment};
use tieout::{Application, ConnectionForm};

/// The demo company, and one of the user's own. Nobody signs in to the latter: its addresses are made up.
pub(crate) async fn connections() -> Value {
    let folder = TempDir::new().unwrap();
    let application = Application::start(parts(folder.path(), Arc::new(StandingClock::new()))).await.unwrap();
    let demo = Connection::from(application.open_demo().await.unwrap());
    let stage = Opened::on(two_jobs()).await;
    let own = ConnectionForm {
        name: "Marlow & Finch Construction".into(),
        acumatica_url: "https://marlowfinch.acumatica.com".into(),
        tenant: "MARLOW".into(),
        user: "d.okafor".into(),
        procore_environment: ProcoreEnvironment::Production,
        company_id: "8812".into(),
        ..form(&stage.simulation)
    };
    stage.close().await;
    let own = Connection::from(application.open_unstored(own).await.unwrap());
    application.quit().await;
    json!({ "demo": shown(&demo), "own": shown(&own) })
}

/// What is wrong with a form that lacks Acumatica's address and user.
pub(crate) async fn wrong_fields() -> Value {
    let stage = Opened::on(two_jobs()).await;
    let lacking = ConnectionForm { acumatica_url: String::new(), user: String::new(), ..form(&stage.simulation) };
    stage.close().await;
    let wrong = tieout::wrong_fields(&lacking, false).into_iter();
    wrong.map(|wrong| json!({ "field": wrong.field, "sentence": wrong.sentence })).collect()
}

/// The test of a connection where this computer's clock is behind and the account may only look.
pub(crate) async fn checks() -> Value {
    let stage = Opened::on(company()).await;
    // A little more than seven minutes, for servers tell whole seconds.
    stage.simulation.acumatica.bench.clock.advance(SignedDuration::from_secs(7 * 60 + 20));
    stage.simulation.procore.set_erp_level(Some(Level::ReadOnly));
    let checks = stage.application.preflight(&stage.company.connection().id).await.unwrap();
    stage.close().await;
    shown(&checks)
}
