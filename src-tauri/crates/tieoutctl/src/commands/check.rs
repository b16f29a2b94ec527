//! `tieoutctl check`

use crate::end::{CommandError, End};
use crate::output::{json, line};
use serde::Serialize;
use std::sync::Arc;
use tieout::view::{Check, CheckResult, SideName};
use tieout::{Application, Connection};

#[derive(Serialize)]
struct Document {
    checks: Vec<Check>,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    connection: &Connection,
    as_json: bool,
) -> Result<End, CommandError> {
    let checks = application.preflight(&connection.id).await?;
    let failed = checks.iter().any(|check| check.result == CheckResult::Failed);
    if as_json {
        json(&Document { checks });
    } else {
        checks.iter().for_each(print);
    }
    Ok(if failed { End::Failed } else { End::Done })
}

fn print(check: &Check) {
    let side = match check.side {
        SideName::Acumatica => "Acumatica",
        SideName::Procore => "Procore",
    };
    let result = match check.result {
        CheckResult::Passed => "passed",
        CheckResult::Warning => "warning",
        CheckResult::Failed => "failed",
        CheckResult::NotAsked => "not asked",
    };
    line(&format!("{side:<10}{:<15}{result:<10}{}", check.name, check.sentence));
    if !check.remedy.is_empty() {
        line(&format!("{:<35}{}", "", check.remedy));
    }
}
