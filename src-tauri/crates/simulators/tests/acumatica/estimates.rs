//! Estimates changed from behind the API: by a test, or by a test in another process.

use reqwest::Method;
use rust_decimal::Decimal;
use simulators::acumatica::EstimateError;
use simulators::ridgeline::{Bookings, EstimateRow, Kind, NO_INVENTORY};

use crate::client::{Client, column, small_company};

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_changed_amount_is_read_dated_and_summed() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let subcontract = "/entity/Default/24.200.001/ProjectBudget?$filter=ProjectID%20eq%20'24-101'%20and%20AccountGroup%20eq%20'SUBCON'";
    let before = client.get(subcontract).await.records();
    simulator.set_original_amount("24-101", "BASE", "03-30-00", "SUBCON", NO_INVENTORY, amount("612400.01")).unwrap();

    let after = client.get(subcontract).await.records();
    assert_eq!(after[0]["OriginalBudgetedAmount"]["value"].to_string(), "612400.01");
    assert_eq!(after[0]["VarianceAmount"]["value"].to_string(), "612400.01");
    assert!(column(&after, "LastModifiedDateTime") > column(&before, "LastModifiedDateTime"));
    assert_eq!(simulator.original_total("24-101", Kind::Expense), amount("630101.84"));
    assert_eq!(simulator.original_total("24-101", Kind::Income), amount("900000"));

    let missing = simulator.set_original_amount("24-101", "BASE", "03-30-00", "LABOR", NO_INVENTORY, Decimal::ONE);
    assert!(matches!(missing, Err(EstimateError::NoSuchLine(_))));
}

#[tokio::test]
async fn lines_come_and_go() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let line = EstimateRow {
        task: "BASE".into(),
        cost_code: "26-05-00".into(),
        account_group: "SUBCON".into(),
        inventory_id: NO_INVENTORY.into(),
        kind: Kind::Expense,
        description: "Electrical".into(),
        uom: "LS".into(),
        quantity: Decimal::ONE,
        unit_rate: amount("5"),
        original_amount: amount("5"),
        booked: Bookings::default(),
    };
    simulator.add_line("24-102", &line).unwrap();
    assert!(matches!(simulator.add_line("24-102", &line), Err(EstimateError::LineExists(_))));
    assert!(matches!(simulator.add_line("24-999", &line), Err(EstimateError::NoSuchProject(_))));
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
    assert_eq!(column(&lines, "CostCode"), ["03-30-00", "26-05-00"]);
    simulator.remove_line("24-102", "BASE", "26-05-00", "SUBCON", NO_INVENTORY).unwrap();
    assert!(simulator.remove_line("24-102", "BASE", "26-05-00", "SUBCON", NO_INVENTORY).is_err());
    assert_eq!(simulator.original_total("24-102", Kind::Expense), Decimal::ZERO);
}

#[tokio::test]
async fn another_process_can_change_an_estimate() {
    let simulator = small_company().await;
    let client = Client::new(&simulator);
    let control = |method, body| client.control(&simulator, method, "estimate", body);
    let change =
        r#"{"project":"24-101","cost_code":"03-30-00","account_group":"SUBCON","original_amount":"612400.01"}"#;
    assert_eq!(control(Method::POST, change).await.status, 204);
    assert_eq!(simulator.original_total("24-101", Kind::Expense), amount("630101.84"));
    assert_eq!(control(Method::POST, r#"{"project":"24-102","original_amount":0.1}"#).await.status, 204);
    assert_eq!(simulator.original_total("24-102", Kind::Expense), amount("0.1"));

    let ambiguous = r#"{"project":"24-101","cost_code":"03-30-00","original_amount":1}"#;
    assert_eq!(control(Method::POST, ambiguous).await.status, 409);
    assert_eq!(control(Method::POST, r#"{"project":"24-999","original_amount":1}"#).await.status, 404);
    assert_eq!(control(Method::POST, r#"{"project":"24-102"}"#).await.status, 422);
    assert_eq!(control(Method::DELETE, r#"{"project":"24-102"}"#).await.status, 204);
    assert_eq!(control(Method::DELETE, r#"{"project":"24-102"}"#).await.status, 404);
    assert!(simulator.bench.log.all().is_empty(), "control requests are not logged");
}
