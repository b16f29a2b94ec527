//! Where a job's currency comes from.

use crate::instance::{LINES, PROJECTS, client, instance, json, log, mount, parameter, parameters};
use jobcost::{Estimate, JobId};
use reimport::ports::{EstimateReader, JobReader, SourceJob};
use reimport::{SideError, SideErrorKind};
use wiremock::{Request, Respond, ResponseTemplate};

const LINE: &str = r#"[{"ProjectID":{"value":"24-101"},"ProjectTaskID":{"value":"01"},"CostCode":{"value":"01"},"AccountGroup":{"value":"LABOR"},
    "InventoryID":{"value":"<N/A>"},"Type":{"value":"Expense"},"Description":{},"OriginalBudgetedAmount":{"value":1.5}}]"#;
const CAD: &str = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{"value":"CAD"}}}"#;

/// An instance that refuses the field of the form's grid.
struct RefusesCustom;

impl Respond for RefusesCustom {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        match parameter(request, "$custom") {
            Some(_) => ResponseTemplate::new(500).set_body_string(r#"{"exceptionMessage":"Field not found"}"#),
            None => json(LINE),
        }
    }
}

fn job(id: &str) -> SourceJob {
    SourceJob { job: JobId::new(id), name: String::new(), status: String::new(), currency: None }
}

#[tokio::test]
async fn a_refused_field_is_given_up_once_and_the_project_is_asked_once() {
    let server = instance().await;
    mount(&server, "GET", LINES, RefusesCustom).await;
    mount(&server, "GET", &format!("{PROJECTS}/24-101"), json(CAD)).await;
    let client = client(&server);
    for requests in [6, 8] {
        let estimate = client.estimate(&JobId::new("24-101")).await.unwrap();
        assert_eq!((estimate.lines.len(), estimate.currency.as_str()), (1, "CAD"));
        assert_eq!(
            log(&server).await.len(),
            requests,
            "endpoints, sign-in, lines twice, no control totals, project; then lines and no totals"
        );
    }
}

#[tokio::test]
async fn many_unknown_currencies_are_one_request() {
    let server = instance().await;
    mount(&server, "GET", LINES, json("[]")).await;
    let list = format!("[{CAD},{}]", CAD.replace("24-101", "24-102 ").replace("CAD", "USD"));
    mount(&server, "GET", PROJECTS, json(&list)).await;
    let client = client(&server);
    for requests in [4, 5] {
        let estimates = client.estimates(&[job("24-101"), job("24-102")]).await.unwrap();
        let currency = |(_, estimate): &(JobId, Result<Estimate, SideError>)| estimate.as_ref().unwrap().currency;
        assert_eq!(estimates.iter().map(currency).map(|code| code.to_string()).collect::<Vec<_>>(), ["CAD", "USD"]);
        assert_eq!(log(&server).await.len(), requests, "endpoints, sign-in, lines, projects; then the lines");
    }
    assert_eq!(parameters(&server, PROJECTS, "$expand").await, [Some("ProjectProperties".to_owned())]);
}

#[tokio::test]
async fn a_list_that_cannot_be_expanded_is_asked_job_by_job() {
    let server = instance().await;
    mount(&server, "GET", LINES, json("[]")).await;
    let refusal = r#"{"message":"An error has occurred.","exceptionMessage":"Optimization cannot be performed.",
        "exceptionType":"PX.Api.ContractBased.OptimizedExport.CannotOptimizeException"}"#;
    mount(&server, "GET", PROJECTS, ResponseTemplate::new(500).set_body_string(refusal)).await;
    for id in ["24-101", "24-102"] {
        mount(&server, "GET", &format!("{PROJECTS}/{id}"), json(CAD)).await;
    }
    let estimates = client(&server).estimates(&[job("24-101"), job("24-102")]).await.unwrap();
    assert!(estimates.iter().all(|(_, estimate)| estimate.as_ref().unwrap().currency.as_str() == "CAD"));
}

#[tokio::test]
async fn a_job_without_a_currency_is_told_and_not_guessed() {
    for project in
        [r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{}}}"#, r#"{"ProjectID":{}}"#]
    {
        let server = instance().await;
        mount(&server, "GET", LINES, json("[]")).await;
        mount(&server, "GET", &format!("{PROJECTS}/24-101"), json(project)).await;
        let error = client(&server).estimate(&JobId::new("24-101")).await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::NotUnderstood);
    }
}
