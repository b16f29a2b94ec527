//! The tab Balances as it is: headings, account groups, totals, from every line there is.

use serde_json::{Value, json};
use simulators::acumatica::{AcumaticaSimulator, BalancesAnswer, Hidden, HiddenRows, Language, LineKey, Setting};
use simulators::ridgeline::{Company, Kind, job};

use crate::client::{Client, column};

async fn balances(client: &Client) -> Vec<Value> {
    let project = client.get("/entity/Default/24.200.001/Project/24-101?$expand=Balances").await.json();
    project["Balances"].as_array().unwrap().clone()
}

fn amount(row: &Value, field: &str) -> String {
    row[field]["value"].to_string()
}

/// Every type of line, an off-balance group whose lines are cost, and tax inside one group's cost.
async fn every_type() -> AcumaticaSimulator {
    let harbor = job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "100.00")
        .actual("40.00")
        .open_committed("10.00")
        .inclusive_tax("2.50")
        .estimate("01-10-00", "LABOR", "20.00")
        .estimate("31-22-00", "EQUIP", "5.00")
        .income("00-00-00", "200.00")
        .line_of(Kind::Asset, "00-00-00", "WIP", "7.00")
        .line_of(Kind::Liability, "00-00-00", "RETAIN", "3.00")
        .line_of(Kind::OffBalance, "00-00-00", "HOURS", "9.00");
    let company = Company::with_jobs([harbor])
        .with_account_group("RETAIN", "Retainage", Kind::Liability, false)
        .with_account_group("HOURS", "Hours", Kind::OffBalance, false);
    AcumaticaSimulator::start(&company, None).await.unwrap()
}

#[tokio::test]
async fn each_type_has_a_heading_without_amounts_and_a_total_without_a_group() {
    let simulator = every_type().await;
    let client = Client::signed_in(&simulator).await;
    let rows = balances(&client).await;
    #[rustfmt::skip]
    let groups = [
        "Asset", "WIP", "(none)", "Liability", "RETAIN", "(none)", "Income", "REVENUE", "(none)",
        "Expense", "EQUIP", "LABOR", "SUBCON", "(none)", "Off-Balance", "HOURS", "(none)",
    ];
    assert_eq!(column(&rows, "AccountGroup"), groups);
    let (heading, total) = (&rows[9], &rows[13]);
    for field in ["OriginalBudgetedAmount", "RevisedBudgetedAmount", "ActualAmount", "Performance"] {
        assert_eq!(heading[field], json!({}), "a heading has no {field}");
    }
    assert_eq!((&total["AccountGroup"], &total["Description"]["value"]), (&json!({}), &json!("Expense Totals")));
    assert_eq!(amount(total, "OriginalBudgetedAmount"), "125.0");
    assert!(rows.iter().all(|row| row.get("RecordID").is_none()), "nothing but its shape tells a heading");
    let group = client.get("/entity/Default/24.200.001/AccountGroup/EQUIP").await.json();
    assert_eq!((&group["Type"]["value"], &group["Expense"]["value"]), (&json!("Off-Balance"), &json!(true)));
    let line = &client.list("ProjectBudget", &[("$filter", "AccountGroup eq 'EQUIP'")]).await.records()[0];
    assert_eq!(line["Type"]["value"], "Expense");
}

#[tokio::test]
async fn tax_inside_the_cost_is_in_the_balances_and_not_in_the_lines() {
    let simulator = every_type().await;
    let client = Client::signed_in(&simulator).await;
    let line = &client.list("ProjectBudget", &[("$filter", "AccountGroup eq 'SUBCON'")]).await.records()[0];
    let group = &balances(&client).await[12];
    assert_eq!(
        (amount(line, "ActualPlusOpenCommittedAmount"), amount(line, "VarianceAmount")),
        ("50.0".into(), "50.0".into())
    );
    assert_eq!(
        (amount(group, "ActualOpenCommittedAmount"), amount(group, "VarianceAmount")),
        ("52.5".into(), "47.5".into())
    );
    assert_eq!((amount(line, "Performance"), amount(group, "Performance")), ("40.0".into(), "42.5".into()));
    assert_eq!(amount(group, "ActualAmount"), "40.0", "what was posted is the same on both");
}

#[tokio::test]
async fn lines_that_the_list_hides_are_counted() {
    let simulator = every_type().await;
    let client = Client::signed_in(&simulator).await;
    let before = balances(&client).await;
    simulator.set(Setting::RestrictedLines { line: LineKey::of("24-101").account_group("LABOR") }).unwrap();
    assert!(client.list("ProjectBudget", &[("$filter", "AccountGroup eq 'LABOR'")]).await.records().is_empty());
    assert_eq!(balances(&client).await, before);

    simulator.set(Setting::RestrictedProject { project: "24-101".into() }).unwrap();
    assert_eq!(client.list("ProjectBudget", &[]).await.text, "[]");
    assert_eq!(client.list("Project", &[]).await.text, "[]");
    assert_eq!(client.get("/entity/Default/24.200.001/Project/24-101").await.status, 500);
    simulator.set(Setting::NothingRestricted).unwrap();
    assert_eq!(client.list("ProjectBudget", &[]).await.records().len(), 7);
}

#[tokio::test]
async fn they_can_come_without_headings_or_not_at_all() {
    let simulator = every_type().await;
    let client = Client::signed_in(&simulator).await;
    let ask = async |answer| {
        simulator.set(Setting::Balances { answer }).unwrap();
        client.get("/entity/Default/24.200.001/Project/24-101?$expand=Balances").await
    };
    let groups = ask(BalancesAnswer::GroupsAlone).await.json();
    assert_eq!(groups["Balances"].as_array().unwrap().len(), 7);
    assert_eq!(ask(BalancesAnswer::Nothing).await.json()["Balances"], json!([]));
    assert!(ask(BalancesAnswer::Absent).await.json().get("Balances").is_none());
    for (answer, status) in
        [(BalancesAnswer::Forbidden, 403), (BalancesAnswer::NotFound, 404), (BalancesAnswer::Failing, 500)]
    {
        assert_eq!(ask(answer).await.status, status);
        assert_eq!(client.get("/entity/Default/24.200.001/Project/24-101").await.status, 200, "only the balances");
    }
}

#[tokio::test]
async fn headings_and_totals_speak_the_accounts_language_and_amounts_can_be_hidden() {
    let simulator = every_type().await;
    let client = Client::signed_in(&simulator).await;
    simulator.set(Setting::Language { language: Language::French }).unwrap();
    let rows = balances(&client).await;
    assert_eq!(column(&rows, "AccountGroup")[9], "Dépense");
    assert_eq!(rows[13]["Description"]["value"], "Totaux des dépenses");
    simulator
        .set(Setting::HiddenField {
            entity: "Balances".into(),
            field: "OriginalBudgetedAmount".into(),
            how: Hidden::Empty,
            rows: HiddenRows::All,
        })
        .unwrap();
    assert!(balances(&client).await.iter().all(|row| row["OriginalBudgetedAmount"] == json!({})));
}
