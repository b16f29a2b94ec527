//! Budget lines as they come over the wire, for the tests that spoil one.

use crate::instance::{PROJECTS, json, mount};
use jobcost::{Estimate, JobId};
use reimport::SideError;
use reimport::ports::SourceJob;
use wiremock::{MockServer, ResponseTemplate};

/// A cost line of LABOR.
pub(crate) fn line(job: &str, cost_code: &str, amount: &str) -> String {
    format!(
        r#"{{"id":"{job}-{cost_code}","ProjectID":{{"value":"{job}"}},"ProjectTaskID":{{"value":"01"}},"CostCode":{{"value":"{cost_code}"}},"AccountGroup":{{"value":"LABOR"}},"InventoryID":{{"value":"<N/A>"}},"Type":{{"value":"Expense"}},"Description":{{}},"OriginalBudgetedAmount":{{"value":{amount}}},"custom":{{"Items":{{"PMProject__CuryID":{{"type":"CustomStringField","value":"USD"}}}}}}}}"#
    )
}

/// A line with one field otherwise.
pub(crate) fn with(line: &str, field: &str, value: &str) -> String {
    let from = line.find(&format!("\"{field}\":")).unwrap();
    let to = from + line[from..].find('}').unwrap() + 1;
    format!("{}\"{field}\":{value}{}", &line[..from], &line[to..])
}

/// A line without one of its fields.
pub(crate) fn without(line: &str, field: &str) -> String {
    with(line, field, "0").replace(&format!("\"{field}\":0,"), "")
}

pub(crate) fn list(lines: &[String]) -> ResponseTemplate {
    json(&format!("[{}]", lines.join(",")))
}

pub(crate) fn job(id: &str) -> SourceJob {
    SourceJob { job: JobId::new(id), name: String::new(), status: String::new(), currency: None }
}

/// A project in US dollars.
pub(crate) async fn project(server: &MockServer, id: &str) {
    let project =
        format!(r#"{{"ProjectID":{{"value":"{id}"}},"ProjectProperties":{{"ProjectCurrency":{{"value":"USD"}}}}}}"#);
    mount(server, "GET", &format!("{PROJECTS}/{id}"), json(&project)).await;
}

/// What became of each job: its total, or the words of its trouble.
pub(crate) fn told(estimates: Vec<(JobId, Result<Estimate, SideError>)>) -> Vec<(String, String)> {
    let told = |estimate: Estimate| {
        estimate.lines.iter().map(|line| line.original_estimate.amount()).sum::<rust_decimal::Decimal>()
    };
    let told = estimates.into_iter().map(|(job, estimate)| {
        (job.to_string(), estimate.map_or_else(|error| error.sentence, |estimate| told(estimate).to_string()))
    });
    told.collect()
}
