//! The lines of a job beside Acumatica's own totals of it.

use crate::instance::{LINES, PROJECTS, balances, client, instance, json, log, mount, mount_once};
use acumatica::AcumaticaClient;
use jobcost::{Estimate, JobId};
use reimport::ports::EstimateSource;
use reimport::{SideTrouble, TroubleKind};
use wiremock::{MockServer, ResponseTemplate};

/// Two lines: 100.10 of subcontracts and 50.05 of material.
fn lines() -> ResponseTemplate {
    let line = |account_group: &str, amount: &str| {
        format!(
            r#"{{"ProjectID":{{"value":"24-101"}},"ProjectTaskID":{{"value":"01"}},"CostCode":{{"value":"03-30-00"}},
            "AccountGroup":{{"value":"{account_group}"}},"InventoryID":{{"value":"<N/A>"}},"Type":{{"value":"Expense"}},
            "Description":{{}},"OriginalBudgetedAmount":{{"value":{amount}}},
            "custom":{{"Items":{{"PMProject__CuryID":{{"type":"CustomStringField","value":"USD"}}}}}}}}"#
        )
    };
    json(&format!("[{},{}]", line("SUBCON  ", "100.10"), line("MATERIAL", "50.05")))
}

fn project() -> String {
    format!("{PROJECTS}/24-101")
}

async fn estimate(client: &AcumaticaClient) -> Result<Estimate, SideTrouble> {
    client.estimate(&JobId::new("24-101")).await
}

async fn readings(server: &MockServer) -> usize {
    log(server).await.iter().filter(|request| request.ends_with("ProjectBudget")).count()
}

#[tokio::test]
async fn totals_that_agree_are_the_end_of_it() {
    let server = instance().await;
    mount(&server, "GET", LINES, lines()).await;
    let totals = [("subcon", "100.1"), ("MATERIAL", "50.0500"), ("LABOR", "0")];
    mount(&server, "GET", &project(), balances(&totals)).await;
    assert_eq!(estimate(&client(&server)).await.unwrap().lines.len(), 2);
    assert_eq!(readings(&server).await, 1);
}

#[tokio::test]
async fn a_line_the_account_may_not_see_is_missed() {
    for totals in [[("SUBCON", "100.11"), ("MATERIAL", "50.05")], [("SUBCON", "100.10"), ("EQUIPMENT", "7.00")]] {
        let server = instance().await;
        mount(&server, "GET", LINES, lines()).await;
        mount(&server, "GET", &project(), balances(&totals)).await;
        let trouble = estimate(&client(&server)).await.unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::TotalsDiffer);
        assert!(trouble.sentence.contains("24-101"), "{}", trouble.sentence);
        assert_eq!(readings(&server).await, 3, "somebody may be working on it, so it is read again first");
    }
}

#[tokio::test]
async fn a_change_between_the_two_requests_is_read_again() {
    let server = instance().await;
    mount(&server, "GET", LINES, lines()).await;
    mount_once(&server, "GET", &project(), balances(&[("SUBCON", "90.00"), ("MATERIAL", "50.05")])).await;
    mount(&server, "GET", &project(), balances(&[("SUBCON", "100.10"), ("MATERIAL", "50.05")])).await;
    assert_eq!(estimate(&client(&server)).await.unwrap().lines.len(), 2);
    assert_eq!(readings(&server).await, 2);
}

#[tokio::test]
async fn an_instance_without_totals_is_believed() {
    for answer in [json(r#"{"ProjectID":{"value":"24-101"}}"#), ResponseTemplate::new(403), ResponseTemplate::new(400)]
    {
        let server = instance().await;
        mount(&server, "GET", LINES, lines()).await;
        mount(&server, "GET", &project(), answer).await;
        assert_eq!(estimate(&client(&server)).await.unwrap().lines.len(), 2);
    }
}
