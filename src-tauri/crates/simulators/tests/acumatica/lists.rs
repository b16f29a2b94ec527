//! Lists: filtered, chosen, expanded, in pages.

use std::collections::BTreeSet;

use simulators::acumatica::AcumaticaSimulator;
use simulators::ridgeline::{Company, job};

use crate::client::{Client, column, small_company};

#[tokio::test]
async fn a_budget_line_is_answered_whole_and_wrapped() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let answer = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-101' and Type eq 'Expense'")]).await;
    let records = answer.records();
    assert_eq!(column(&records, "CostCode"), ["01-10-00", "03-30-00", "01-20-00", "03-30-00"]);
    assert_eq!(column(&records, "AccountGroup"), ["LABOR", "MATERIAL", "OTHER", "SUBCON"], "not by cost code");
    assert_eq!(column(&records, "InventoryID"), ["<N/A>", "REBAR", "<N/A>", "<N/A>"]);
    // Digits, not what a binary float makes of them.
    for digits in ["201.73", "-500.0", "18000.1", "612400.0"] {
        assert!(answer.text.contains(&format!(r#""OriginalBudgetedAmount":{{"value":{digits}}}"#)), "{digits}");
    }
    let line = records[3].as_object().unwrap();
    let bare = ["id", "rowNumber", "note", "custom", "_links"];
    assert_eq!(line.keys().filter(|name| !bare.contains(&name.as_str())).count(), 45);
    assert_eq!(line["TaxCategory"], serde_json::json!({}));
    assert_eq!(line["rowNumber"], 4);
    assert_eq!(line["RevisedBudgetedAmount"], line["OriginalBudgetedAmount"]);
    let own = line["_links"]["self"].as_str().unwrap();
    assert_eq!(own, format!("/entity/Default/24.200.001/ProjectBudget/{}", line["id"].as_str().unwrap()));
    assert_eq!(client.get(own).await.json()["id"], line["id"]);
}

#[tokio::test]
async fn choosing_expanding_and_custom_values() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let options = [
        ("$select", "ProjectID,Status,ProjectProperties/ProjectCurrency"),
        ("$expand", "ProjectProperties"),
        ("$filter", "ProjectProperties/ProjectCurrency ne null and ProjectID ne 'X'"),
        ("$orderby", "Status desc"),
    ];
    let projects = client.list("Project", &options).await.records();
    assert_eq!(column(&projects, "ProjectID"), ["24-101", "24-102"]);
    assert_eq!(projects[1]["ProjectProperties"]["ProjectCurrency"]["value"], "CAD");
    assert!(projects[1]["ProjectProperties"].get("StartDate").is_none() && projects[1].get("Customer").is_none());
    let plain = client.list("Project", &[("$select", "ProjectID,ProjectProperties/ProjectCurrency")]).await.records();
    assert!(plain[0].get("ProjectProperties").is_none(), "what is not expanded stays away");
    assert_eq!(column(&plain, "ProjectID"), ["24-101", "24-102"], "neither no project nor a template");

    let options = [("$custom", "Items.PMProject__CuryID"), ("$filter", "ProjectID eq '24-102'")];
    let lines = client.list("ProjectBudget", &options).await.records();
    assert_eq!(lines[0]["custom"]["Items"]["PMProject__CuryID"]["value"], "CAD");
}

#[tokio::test]
async fn the_other_entities_are_there() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let tasks = client.list("ProjectTask", &[("$filter", "ProjectID eq '24-101'")]).await.records();
    assert_eq!(column(&tasks, "ProjectTaskID"), ["BASE"]);
    let codes = client.list("CostCode", &[("$filter", "startswith(CostCodeID, '01')")]).await.records();
    assert_eq!(column(&codes, "CostCodeID"), ["01-10-00", "01-20-00"]);
    let groups = client.list("AccountGroup", &[("$filter", "Expense eq false")]).await.records();
    assert_eq!(column(&groups, "AccountGroupID"), ["REVENUE", "WIP"]);
    let one = client.get("/entity/default/24.200.001/projecttask/24-101/base").await;
    assert_eq!((one.status.as_u16(), one.json()["Description"]["value"].as_str()), (200, Some("Base building")));
}

#[tokio::test]
async fn balances_are_the_sums_of_the_lines_and_only_a_single_record_has_them() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let project = client.get("/entity/Default/24.200.001/Project/24-101?$expand=Balances").await.json();
    let balances = project["Balances"].as_array().unwrap();
    let groups = ["Income", "REVENUE", "(none)", "Expense", "LABOR", "MATERIAL", "OTHER", "SUBCON", "(none)"];
    assert_eq!(column(balances, "AccountGroup"), groups);
    assert_eq!(balances[6]["OriginalBudgetedAmount"]["value"].to_string(), "-500.0");

    let (status, kind, message) = client.list("Project", &[("$expand", "Balances")]).await.exception();
    assert_eq!((status, kind.as_str()), (500, "PX.Api.ContractBased.OptimizedExport.CannotOptimizeException"));
    assert!(message.contains("Balances: View Balances has BQL delegate"), "{message}");
    simulator.refuse_on_lists("ProjectProperties");
    assert_eq!(client.list("Project", &[("$expand", "ProjectProperties")]).await.status, 500);
}

#[tokio::test]
async fn pages_lead_to_the_end_of_2500_lines_without_a_gap_or_a_double() {
    let lines = (0..2_500).fold(job("24-149", "Brickyard Data Hall B"), |job, number| {
        job.estimate(&format!("{:02}-{:02}-{:02}", number / 900, number / 30 % 30, number % 30), "LABOR", "10.01")
    });
    let small = job("24-150", "Small").estimate("01-10-00", "LABOR", "1.00");
    let simulator = AcumaticaSimulator::start(&Company::with_jobs([small, lines]), None).await.unwrap();
    let client = Client::signed_in(&simulator).await;
    let mut seen = Vec::new();
    loop {
        let skip = seen.len().to_string();
        let options = [("$filter", "ProjectID eq '24-149'"), ("$top", "1000"), ("$skip", &skip)];
        let page = client.list("ProjectBudget", &options).await.records();
        assert_eq!(page.first().map(|first| first["rowNumber"].as_u64()), Some(Some(1)));
        seen.extend(column(&page, "CostCode"));
        if page.len() < 1_000 {
            break;
        }
    }
    assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (2_500, 2_500));
    assert!(!seen.is_sorted(), "the order within an account group is not the cost code's");
    let requests = simulator.bench.log.count(|request| request.path.contains("/ProjectBudget"));
    assert_eq!(requests, 3);
    let whole = client.list("ProjectBudget", &[("$select", "CostCode")]).await.records();
    assert_eq!(whole.len(), 2_501, "without $top it is everything");
    assert!(client.list("ProjectBudget", &[("$skip", "9999")]).await.records().is_empty());
}

#[tokio::test]
async fn plus_and_percent_20_are_spaces_and_an_unescaped_plus_breaks_a_date() {
    let simulator = small_company().await;
    let client = Client::signed_in(&simulator).await;
    let lists = "/entity/Default/24.200.001/ProjectBudget";
    for query in [
        "%24filter=ProjectID+eq+%2724-102%27",
        "$filter=ProjectID%20eq%20'24-102'",
        "$FILTER=(ProjectID%20eq%20'24-102%20%20')",
    ] {
        assert_eq!(client.get(&format!("{lists}?{query}")).await.records().len(), 1, "{query}");
    }
    let since = "$filter=LastModifiedDateTime%20gt%20datetimeoffset'2020-01-01T00:00:00";
    assert_eq!(client.get(&format!("{lists}?{since}%2B04:00'")).await.records().len(), 6);
    assert_eq!(client.get(&format!("{lists}?{since}+04:00'")).await.status, 500);
}

#[tokio::test]
async fn keys_can_come_padded() {
    let simulator = small_company().await;
    simulator.pad_keys(true);
    let client = Client::signed_in(&simulator).await;
    let lines = client.list("ProjectBudget", &[("$filter", "ProjectID eq '24-102'")]).await.records();
    assert_eq!(column(&lines, "ProjectID"), ["24-102    "]);
    assert_eq!(column(&lines, "AccountGroup"), ["SUBCON    "]);
}
