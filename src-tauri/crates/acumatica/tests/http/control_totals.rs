//! The lines of a job beside Acumatica's own totals of it.

use crate::instance::{LINES, PROJECTS, balances, client, instance, json, log, mount, mount_once};
use acumatica::AcumaticaClient;
use jobcost::{Estimate, JobId};
use reimport::ports::EstimateReader;
use reimport::{SideError, SideErrorKind};
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

async fn estimate(client: &AcumaticaClient) -> Result<Estimate, SideError> {
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
        let error = estimate(&client(&server)).await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::TotalsDiffer);
        assert!(error.sentence.contains("24-101"), "{}", error.sentence);
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

/// A type's heading, its groups, its total.
type Block<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

/// The tab as the form computes it: for each type a heading without amounts, the groups, and a total without a group.
fn tab(types: &[Block<'_>]) -> ResponseTemplate {
    let mut rows = Vec::new();
    for (heading, groups, total) in types {
        rows.push(format!(
            r#"{{"AccountGroup":{{"value":"{heading}"}},"Description":{{}},"OriginalBudgetedAmount":{{}}}}"#
        ));
        for (group, amount) in *groups {
            rows.push(format!(
                r#"{{"AccountGroup":{{"value":"{group}"}},"OriginalBudgetedAmount":{{"value":{amount}}}}}"#
            ));
        }
        rows.push(format!(
            r#"{{"AccountGroup":{{}},"Description":{{"value":"{heading} Totals"}},"OriginalBudgetedAmount":{{"value":{total}}}}}"#
        ));
    }
    json(&format!(r#"{{"ProjectID":{{"value":"24-101"}},"Balances":[{}]}}"#, rows.join(",")))
}

#[tokio::test]
async fn headings_and_totals_are_told_apart_by_their_shape() {
    for expense in ["Expense", "Dépense", "EXPENSE", "MATERIAL"] {
        let server = instance().await;
        mount(&server, "GET", LINES, lines()).await;
        let groups = [("MATERIAL  ", "50.05"), ("SUBCON", "100.10")];
        let income = [("REVENUE", "0.00")];
        mount(&server, "GET", &project(), tab(&[("Income", &income, "0.00"), (expense, &groups, "150.15")])).await;
        assert_eq!(estimate(&client(&server)).await.unwrap().lines.len(), 2, "{expense}");
        assert_eq!(readings(&server).await, 1);
    }
}

#[tokio::test]
async fn among_headings_and_totals_a_missing_line_is_still_missed() {
    for groups in [[("MATERIAL", "50.05"), ("SUBCON", "100.11")], [("EXPENSE", "7.00"), ("SUBCON", "100.10")]] {
        let server = instance().await;
        mount(&server, "GET", LINES, lines()).await;
        mount(&server, "GET", &project(), tab(&[("Expense", &groups, "150.16")])).await;
        let error = estimate(&client(&server)).await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::TotalsDiffer, "{error}");
    }
}

#[tokio::test]
async fn a_row_that_is_no_account_group_after_all_is_left_out() {
    let groups = [("MATERIAL", "50.05"), ("SUBCON", "100.10"), ("Expense Totals", "150.15")];
    let answer = |ids: &[&str]| {
        let ids: Vec<_> = ids.iter().map(|id| format!(r#"{{"AccountGroupID":{{"value":"{id}  "}}}}"#)).collect();
        json(&format!("[{}]", ids.join(",")))
    };
    for (known, good) in
        [(&["MATERIAL", "SUBCON"][..], true), (&["MATERIAL", "SUBCON", "EXPENSE TOTALS"], false), (&[], false)]
    {
        let server = instance().await;
        mount(&server, "GET", LINES, lines()).await;
        mount(&server, "GET", &project(), balances(&groups)).await;
        mount(&server, "GET", "/site/entity/Default/24.200.001/AccountGroup", answer(known)).await;
        assert_eq!(estimate(&client(&server)).await.is_ok(), good, "{known:?}");
    }
}

#[tokio::test]
async fn a_hidden_total_is_unknown_and_not_zero() {
    let hidden = r#"{"ProjectID":{"value":"24-101"},"Balances":[
        {"AccountGroup":{"value":"SUBCON"},"OriginalBudgetedAmount":{}},{"AccountGroup":{"value":"MATERIAL"}}]}"#;
    let half =
        hidden.replace(r#""value":"MATERIAL"}"#, r#""value":"MATERIAL"},"OriginalBudgetedAmount":{"value":50.05}"#);
    let server = instance().await;
    mount(&server, "GET", LINES, lines()).await;
    mount(&server, "GET", &project(), json(hidden)).await;
    assert!(estimate(&client(&server)).await.is_ok(), "totals that say nothing are no totals");
    let server = instance().await;
    mount(&server, "GET", LINES, lines()).await;
    mount(&server, "GET", &project(), json(&half)).await;
    let error = estimate(&client(&server)).await.unwrap_err();
    assert!(error.sentence.contains("SUBCON") && error.sentence.contains("gave no"), "{error}");
}

#[tokio::test]
async fn totals_are_held_to_the_currencys_smallest_unit() {
    for (currency, total, good) in [
        ("USD", "100.104", true),
        ("USD", "100.11", false),
        ("BHD", "100.101", false),
        ("JPY", "100.4", true),
        ("JPY", "101.1", false),
        ("USD", "79228162514264337593543950335", false),
    ] {
        let server = instance().await;
        let line = crate::lines::line("24-101", "01", "100.10").replace("USD", currency);
        mount(&server, "GET", LINES, crate::lines::list(&[line])).await;
        mount(&server, "GET", &project(), balances(&[("LABOR", total)])).await;
        let client = client(&server);
        assert_eq!(estimate(&client).await.is_ok(), good, "{currency} {total}");
    }
}

#[tokio::test]
async fn amounts_that_cannot_be_added_are_the_jobs_trouble() {
    let huge = "79228162514264337593543950335";
    let server = instance().await;
    let lines = ["01", "02"].map(|code| crate::lines::line("24-101", code, huge));
    mount(&server, "GET", LINES, crate::lines::list(&lines)).await;
    mount(&server, "GET", &project(), balances(&[("LABOR", "1"), ("LABOR", "2")])).await;
    let error = estimate(&client(&server)).await.unwrap_err();
    assert!(error.sentence.contains("too large"), "{error}");
}

#[tokio::test]
async fn no_lines_beside_a_total_are_hidden_lines() {
    let server = instance().await;
    mount(&server, "GET", LINES, json("[]")).await;
    let totals = r#"{"ProjectID":{"value":"24-101"},"ProjectProperties":{"ProjectCurrency":{"value":"USD"}},
        "Balances":[{"AccountGroup":{"value":"LABOR"},"OriginalBudgetedAmount":{"value":5}}]}"#;
    mount(&server, "GET", &project(), json(totals)).await;
    let error = estimate(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::TotalsDiffer);
}

#[tokio::test]
async fn a_selection_that_fails_is_asked_without() {
    struct RefusesSelect;
    impl wiremock::Respond for RefusesSelect {
        fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
            match crate::instance::parameter(request, "$select") {
                Some(_) => ResponseTemplate::new(500),
                None => balances(&[("SUBCON", "100.11"), ("MATERIAL", "50.05")]),
            }
        }
    }
    let server = instance().await;
    mount(&server, "GET", LINES, lines()).await;
    mount(&server, "GET", &project(), RefusesSelect).await;
    assert_eq!(estimate(&client(&server)).await.unwrap_err().kind, SideErrorKind::TotalsDiffer);
}
