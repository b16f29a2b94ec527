//! Other people work while a client reads: between pages, at the screens, on locked budgets.

use std::collections::BTreeSet;

use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::Value;
use simulators::acumatica::{AcumaticaSimulator, Edit, EditAfter, LineKey, Setting};
use simulators::bench::Nth;
use simulators::ridgeline::{Company, job};

use crate::client::{Client, column, small_company};

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

async fn first(client: &Client, filter: &str) -> Value {
    client.list("ProjectBudget", &[("$filter", filter)]).await.records().remove(0)
}

fn between_pages(nth: Nth, then: Edit) -> EditAfter {
    EditAfter { entity: "ProjectBudget".into(), nth, then }
}

/// All pages of three lines, as ids.
async fn pages(client: &Client) -> Vec<String> {
    let mut ids = Vec::new();
    for page in 0..10 {
        let skip = (page * 3).to_string();
        let lines = client.list("ProjectBudget", &[("$top", "3"), ("$skip", &skip)]).await.records();
        ids.extend(lines.iter().map(|line| line["id"].as_str().unwrap().to_owned()));
        if lines.len() < 3 {
            break;
        }
    }
    ids
}

async fn two_jobs() -> (AcumaticaSimulator, Client) {
    let lines =
        |id: &str| (1..=5).fold(job(id, id), |job, number| job.estimate(&format!("01-{number}0-00"), "LABOR", "10.00"));
    let company = Company::with_jobs([lines("24-101"), lines("24-102")]);
    let simulator = AcumaticaSimulator::start(&company, None).await.unwrap();
    let client = Client::signed_in(&simulator).await;
    (simulator, client)
}

#[tokio::test]
async fn a_line_that_comes_between_pages_shows_another_one_twice() {
    let (simulator, client) = two_jobs().await;
    simulator.edit_after(between_pages(Nth::Only(2), Edit::Grow { project: "24-101".into() }));
    let seen = pages(&client).await;
    assert!(seen.iter().collect::<BTreeSet<_>>().len() < seen.len(), "one line came twice");
    assert_eq!(simulator.original_total("24-101", simulators::ridgeline::Kind::Expense), amount("50"));
}

#[tokio::test]
async fn a_line_that_goes_between_pages_hides_another_one() {
    let (simulator, client) = two_jobs().await;
    let all: BTreeSet<_> = pages(&client).await.into_iter().collect();
    simulator.edit_after(between_pages(Nth::Only(1), Edit::Shrink { project: "24-101".into() }));
    let seen: BTreeSet<_> = pages(&client).await.into_iter().collect();
    let left: BTreeSet<_> = pages(&client).await.into_iter().collect();
    assert_eq!((all.len(), left.len()), (10, 9));
    assert_eq!(left.difference(&seen).count(), 1, "a line that is there was never seen");
}

#[tokio::test]
async fn every_second_page_can_move() {
    let (simulator, client) = two_jobs().await;
    simulator.edit_after(between_pages(Nth::Each(2), Edit::Grow { project: "24-101".into() }));
    for _ in 0..4 {
        client.list("ProjectBudget", &[("$top", "1")]).await;
    }
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-101'")]).await.records();
    assert_eq!(lines.len(), 7);
    simulator.stop_waiting_edits();
    client.list("ProjectBudget", &[("$top", "1")]).await;
    assert_eq!(client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-101'")]).await.records().len(), 7);
}

#[tokio::test]
async fn skip_can_be_passed_over() {
    let (simulator, client) = two_jobs().await;
    let page = async |skip| client.list("ProjectBudget", &[("$top", "3"), ("$skip", skip)]).await.records();
    assert_ne!(page("0").await, page("3").await);
    simulator.set(Setting::IgnoredSkip { ignored: true }).unwrap();
    assert_eq!(page("0").await, page("3").await);
}

#[tokio::test]
async fn an_estimate_can_change_after_the_third_request() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let then = Edit::SetOriginal { line: LineKey::of("24-102"), amount: amount("75.00") };
    simulator.edit_after(EditAfter { entity: String::new(), nth: Nth::Only(3), then });
    let mut amounts = Vec::new();
    for _ in 0..4 {
        let line = first(&client, "ProjectID eq '24-102'").await;
        amounts.push(line["OriginalBudgetedAmount"]["value"].to_string());
    }
    assert_eq!(amounts, ["0.0", "0.0", "0.0", "75.0"]);
}

#[tokio::test]
async fn a_posting_dates_the_line_and_leaves_the_estimate_and_a_deletion_leaves_no_trace() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let before = first(&client, "ProjectID eq '24-102'").await;
    let line = LineKey::of("24-102");
    simulator.edit(Edit::Post { line: line.clone(), amount: amount("12.00") }).unwrap();
    let after = first(&client, "ProjectID eq '24-102'").await;
    assert_ne!(after["LastModifiedDateTime"], before["LastModifiedDateTime"]);
    assert_eq!(after["OriginalBudgetedAmount"], before["OriginalBudgetedAmount"]);
    assert_eq!(after["ActualAmount"]["value"].to_string(), "12.0");

    let new = line.clone().task("BASE").cost_code("01-10-00").account_group("LABOR");
    simulator.edit(Edit::Post { line: new.clone(), amount: amount("3.00") }).unwrap();
    let born = first(&client, "ProjectID eq '24-102' and AccountGroup eq 'LABOR'").await;
    assert_eq!(
        (born["OriginalBudgetedAmount"]["value"].to_string(), &born["Type"]["value"]),
        ("0.0".into(), &"Expense".into())
    );
    let since =
        format!("LastModifiedDateTime gt datetimeoffset'{}'", born["LastModifiedDateTime"]["value"].as_str().unwrap());
    simulator.edit(Edit::RemoveLine { line: new }).unwrap();
    assert!(client.list("ProjectBudget", &[("$filter", &since)]).await.records().is_empty());
}

#[tokio::test]
async fn a_locked_budget_puts_a_written_estimate_back_without_a_word() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let lock = r#"{"entity":{"ProjectID":{"value":"24-102"}}}"#;
    let act = async |action: &str| {
        client.send(Method::POST, &format!("/entity/Default/24.200.001/Project/{action}"), lock).await.status.as_u16()
    };
    assert_eq!((act("LockProjectBudget").await, act("ApproveEverything").await), (204, 404));
    let before = first(&client, "ProjectID eq '24-102'").await;
    let write = r#"{"ProjectID":{"value":"24-102"},"OriginalBudgetedAmount":{"value":75}}"#;
    let told = client.put("ProjectBudget", write).await;
    assert_eq!((told.status.as_u16(), told.json()["OriginalBudgetedAmount"]["value"].to_string()), (200, "0.0".into()));
    assert_eq!(first(&client, "ProjectID eq '24-102'").await, before, "not even its date moved");
    let project = client.get("/entity/Default/24.200.001/Project/24-102?$expand=ProjectProperties").await;
    assert!(!project.text.to_lowercase().contains("lock"), "nothing shows the lock");
    assert_eq!(act("UnlockProjectBudget").await, 204);
    assert_eq!(client.put("ProjectBudget", write).await.json()["OriginalBudgetedAmount"]["value"].to_string(), "75.0");
}

#[tokio::test]
async fn a_written_estimate_overwrites_what_change_orders_revised() {
    let changed = job("24-101", "Changed").estimate("01-10-00", "LABOR", "100").change_orders("20");
    let simulator = AcumaticaSimulator::start(&Company::with_jobs([changed]), None).await.unwrap();
    let client = Client::signed_in(&simulator).await;
    let revised = |line: &Value| line["RevisedBudgetedAmount"]["value"].to_string();
    assert_eq!(revised(&first(&client, "ProjectID eq '24-101'").await), "120.0");
    simulator.edit(Edit::ReleaseChangeOrder { line: LineKey::of("24-101"), amount: amount("5") }).unwrap();
    let line = first(&client, "ProjectID eq '24-101'").await;
    assert_eq!((revised(&line), line["OriginalBudgetedAmount"]["value"].to_string()), ("125.0".into(), "100.0".into()));
    let write = r#"{"ProjectID":{"value":"24-101"},"OriginalBudgetedAmount":{"value":90}}"#;
    let line = client.put("ProjectBudget", write).await.json();
    assert_eq!((revised(&line), line["BudgetedCOAmount"]["value"].to_string()), ("90.0".into(), "25.0".into()));
    let revise = r#"{"ProjectID":{"value":"24-101"},"RevisedBudgetedAmount":{"value":7}}"#;
    assert_eq!(revised(&client.put("ProjectBudget", revise).await.json()), "90.0", "change orders revise it");
    let typed = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ChangeOrderWorkflow":{"value":false}}}"#;
    client.put("Project", typed).await;
    assert_eq!(revised(&client.put("ProjectBudget", revise).await.json()), "7.0", "without their workflow it is typed");
}

#[tokio::test]
async fn another_process_can_set_the_instance_and_edit_the_books() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let told = async |route: &str, body: &'static str| {
        client.control(&simulator, Method::POST, route, body).await.status.as_u16()
    };
    let hide = r#"{"setting":"hidden_field","entity":"ProjectBudget","field":"Type","how":"absent","rows":{"project":"24-102"}}"#;
    assert_eq!(told("setting", hide).await, 204);
    assert!(first(&client, "ProjectID eq '24-102'").await.get("Type").is_none());
    assert_eq!(told("setting", r#"{"setting":"language","language":"french"}"#).await, 204);
    assert_eq!(told("setting", r#"{"setting":"weather"}"#).await, 422);
    let later = r#"{"entity":"ProjectBudget","nth":{"only":1},"then":{"edit":"set_original","line":{"project":"24-102"},"amount":"0.10"}}"#;
    assert_eq!(told("edit_after", later).await, 204);
    assert_eq!(first(&client, "ProjectID eq '24-102'").await["OriginalBudgetedAmount"]["value"].to_string(), "0.0");
    assert_eq!(first(&client, "ProjectID eq '24-102'").await["OriginalBudgetedAmount"]["value"].to_string(), "0.1");
    let status = r#"{"edit":"project_status","project":"24-102","status":"Rejected"}"#;
    assert_eq!(told("edit", status).await, 204);
    assert_eq!(column(&client.list("Project", &[]).await.records(), "Status"), ["En cours", "Rejeté"]);
    assert_eq!(told("edit", r#"{"edit":"shrink","project":"24-999"}"#).await, 404);
}
