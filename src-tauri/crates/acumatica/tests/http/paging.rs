//! Budget lines: the requests they cost, and that none is lost when the set moves while it is read.

use crate::instance::{LINES, PROJECTS, balances, client, instance, json, log, mount, parameter, parameters};
use jobcost::{JobId, LineKind};
use reimport::SideErrorKind;
use reimport::ports::{EstimateReader, JobReader, SourceJob};
use std::sync::Mutex;
use wiremock::{Request, Respond, ResponseTemplate};

/// A table of lines that may change after each request.
struct Table {
    lines: Mutex<Vec<u32>>,
    after_each: fn(&mut Vec<u32>),
}

impl Table {
    fn still(lines: u32) -> Self {
        Self::moving(lines, |_| ())
    }

    fn moving(lines: u32, after_each: fn(&mut Vec<u32>)) -> Self {
        Self { lines: Mutex::new((0..lines).collect()), after_each }
    }
}

impl Respond for Table {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
        let mut lines = self.lines.lock().unwrap();
        let page: Vec<String> =
            lines.iter().skip(number("$skip")).take(number("$top")).map(|line| row(*line)).collect();
        (self.after_each)(&mut lines);
        json(&format!("[{}]", page.join(",")))
    }
}

fn row(line: u32) -> String {
    format!(
        r#"{{"id":"x","ProjectID":{{"value":"25-500   "}},"ProjectTaskID":{{"value":"01"}},"CostCode":{{"value":"{line:06}"}},"AccountGroup":{{"value":"SUBCON"}},
        "InventoryID":{{"value":"<N/A>"}},"Type":{{"value":"Expense"}},"Description":{{}},"OriginalBudgetedAmount":{{"value":{line}.10}},
        "custom":{{"Items":{{"PMProject__CuryID":{{"type":"CustomStringField","value":"USD"}}}}}}}}"#
    )
}

#[tokio::test]
async fn a_job_of_2500_lines_costs_five_requests_and_then_two() {
    let server = instance().await;
    mount(&server, "GET", LINES, Table::still(2_500)).await;
    mount(&server, "GET", &format!("{PROJECTS}/25-500"), balances(&[("SUBCON", "3124000.00")])).await;
    let client = client(&server);
    let estimate = client.estimate(&JobId::new("25-500")).await.unwrap();
    assert_eq!((estimate.lines.len(), estimate.currency.as_str()), (2_500, "USD"));
    assert_eq!(estimate.lines[2_499].original_estimate.digits(), "2499.10");
    assert_eq!(log(&server).await.len(), 5, "endpoints, sign-in, two pages, control totals");
    assert_eq!(client.estimate(&JobId::new("25-500")).await.unwrap(), estimate);
    assert_eq!(log(&server).await.len(), 7, "the same lines need no second proof");
}

#[tokio::test]
async fn pages_that_end_exactly_at_the_edge_are_read_to_the_end() {
    for lines in [0, 1, 1_999, 2_000, 2_001, 3_999, 4_000] {
        let server = instance().await;
        mount(&server, "GET", LINES, Table::still(lines)).await;
        mount(&server, "GET", "/site/entity/Default/24.200.001/Project/25-500", project("USD")).await;
        let estimate = client(&server).estimate(&JobId::new("25-500")).await.unwrap();
        assert_eq!(estimate.lines.len(), lines as usize);
    }
}

fn project(currency: &str) -> ResponseTemplate {
    json(&format!(
        r#"{{"ProjectID":{{"value":"25-500"}},"ProjectProperties":{{"ProjectCurrency":{{"value":"{currency}"}}}}}}"#
    ))
}

#[tokio::test]
async fn a_line_that_slips_past_the_edge_of_a_page_is_not_lost() {
    let once = |lines: &mut Vec<u32>| lines.retain(|line| *line != 7);
    let server = instance().await;
    mount(&server, "GET", LINES, Table::moving(2_500, once)).await;
    let estimate = client(&server).estimate(&JobId::new("25-500")).await.unwrap();
    assert_eq!(estimate.lines.len(), 2_499);
    assert!(estimate.lines.iter().any(|line| line.cost_code.as_str() == "002000"), "the first line of the second page");
    assert_eq!(parameters(&server, LINES, "$skip").await.len(), 4, "read again from the start");
}

#[tokio::test]
async fn a_line_that_comes_in_before_the_edge_is_seen() {
    let once = |lines: &mut Vec<u32>| {
        if !lines.contains(&9_999) {
            lines.insert(3, 9_999);
        }
    };
    let server = instance().await;
    mount(&server, "GET", LINES, Table::moving(2_500, once)).await;
    let estimate = client(&server).estimate(&JobId::new("25-500")).await.unwrap();
    assert_eq!(estimate.lines.len(), 2_501);
}

#[tokio::test]
async fn a_set_that_never_rests_is_told() {
    let always = |lines: &mut Vec<u32>| {
        lines.remove(0);
    };
    let server = instance().await;
    mount(&server, "GET", LINES, Table::moving(2_500, always)).await;
    let error = client(&server).estimate(&JobId::new("25-500")).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::TotalsDiffer);
    assert_eq!(parameters(&server, LINES, "$skip").await.len(), 6, "three times, two pages each");
}

#[tokio::test]
async fn the_filter_quotes_the_job_and_never_a_number() {
    let server = instance().await;
    mount(&server, "GET", LINES, json("[]")).await;
    mount(&server, "GET", "/site/entity/Default/24.200.001/Project/O'Brien%20%2F%201", project("CAD")).await;
    let estimate = client(&server).estimate(&JobId::new("O'Brien / 1")).await.unwrap();
    assert_eq!((estimate.lines.len(), estimate.currency.as_str()), (0, "CAD"));
    let filters = parameters(&server, LINES, "$filter").await;
    assert_eq!(filters, [Some("ProjectID eq 'O''Brien / 1'".to_owned())]);
}

#[tokio::test]
async fn fields_are_read_as_they_are_wrapped() {
    let server = instance().await;
    let rows = r#"[
        {"ProjectID":{"value":"24-101 "},"ProjectTaskID":{"value":" APPT COM "},"CostCode":{"value":"01-000 "},"AccountGroup":{"value":"LABOR"},"InventoryID":{},
         "Type":{"value":"Expense"},"Description":{"value":null},"OriginalBudgetedAmount":{"value":9007199254740993.17},"custom":{"Items":{"PMProject__CuryID":{"value":"cad "}}}},
        {"ProjectID":{"value":"24-101"},"ProjectTaskID":{"value":"01"},"AccountGroup":{"value":"REVENUE"},
         "Type":{"value":"Income"},"OriginalBudgetedAmount":{"value":1E+2},"custom":{}},
        {"ProjectID":{"value":"24-101"},"ProjectTaskID":{"value":"02"},"AccountGroup":{"value":"LABOR"},
         "CostCode":{"value":"0000"},"Type":{"value":"expense"},"OriginalBudgetedAmount":{"value":0}},
        {"ProjectID":{"value":"24-1011"},"ProjectTaskID":{"value":"01"},"AccountGroup":{"value":"LABOR"},
         "Type":{"value":"Expense"},"OriginalBudgetedAmount":{"value":1}}]"#;
    mount(&server, "GET", LINES, json(rows)).await;
    let estimate = client(&server).estimate(&JobId::new("24-101")).await.unwrap();
    assert_eq!(estimate.currency.as_str(), "CAD");
    let lines: Vec<_> =
        estimate.lines.iter().map(|line| (line.task.to_string(), line.kind, line.original_estimate.digits())).collect();
    assert_eq!(
        lines,
        [
            ("APPT COM".to_owned(), LineKind::Expense, "9007199254740993.17".to_owned()),
            ("01".to_owned(), LineKind::Other, "100.00".to_owned()),
            ("02".to_owned(), LineKind::Expense, "0.00".to_owned()),
        ],
        "and another job's line is not this job's"
    );
}

#[tokio::test]
async fn all_jobs_are_read_by_set() {
    let server = instance().await;
    let line = |job: &str, code: &str| row(1).replace("25-500   ", job).replace("000001", code);
    let rows = [line("24-101", "a"), line("24-102", "a"), line("24-101", "b"), line("elsewhere", "a")];
    mount(&server, "GET", LINES, json(&format!("[{}]", rows.join(",")))).await;
    let jobs = ["24-101", "24-102"].map(|job| SourceJob {
        job: JobId::new(job),
        name: String::new(),
        status: String::new(),
        currency: None,
    });
    let estimates = client(&server).estimates(&jobs).await.unwrap();
    assert_eq!(
        estimates.iter().map(|(_, estimate)| estimate.as_ref().unwrap().lines.len()).collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(log(&server).await.len(), 3, "endpoints, sign-in, one page");
    assert_eq!(parameters(&server, LINES, "$filter").await, [None]);
}
