//! `tieoutctl check`

use crate::end::{End, Trouble};
use crate::output::{json, line};
use serde::Serialize;
use std::sync::Arc;
use tieout::{Application, Check, CheckResult, Connection, Side};

#[derive(Serialize)]
struct Row {
    side: &'static str,
    name: &'static str,
    result: &'static str,
    sentence: String,
    remedy: String,
}

pub(crate) async fn run(
    application: &Arc<Application>,
    connection: &Connection,
    as_json: bool,
) -> Result<End, Trouble> {
    let checks = application.preflight(&connection.id).await?;
    let failed = checks.iter().any(|check| check.result == CheckResult::Failed);
    let rows: Vec<Row> = checks.into_iter().map(row).collect();
    if as_json {
        json(&rows);
    } else {
        rows.iter().for_each(print);
    }
    Ok(if failed { End::Failed } else { End::Done })
}

fn row(check: Check) -> Row {
    Row {
        side: match check.side {
            Side::Acumatica => "Acumatica",
            Side::Procore => "Procore",
        },
        name: check.name,
        result: match check.result {
            CheckResult::Passed => "passed",
            CheckResult::Warning => "warning",
            CheckResult::Failed => "failed",
            CheckResult::NotAsked => "not asked",
        },
        sentence: check.sentence,
        remedy: check.remedy,
    }
}

fn print(row: &Row) {
    line(&format!("{:<10}{:<15}{:<10}{}", row.side, row.name, row.result, row.sentence));
    if !row.remedy.is_empty() {
        line(&format!("{:<35}{}", "", row.remedy));
    }
}
