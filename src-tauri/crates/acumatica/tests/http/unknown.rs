//! What an answer does not say is neither zero nor "other" nor left out; and it is one job's trouble, not every job's.

use crate::instance::{LINES, PROJECTS, client, instance, json, log, mount};
use crate::lines::{job, line, list, project, told, with, without};
use jobcost::{JobId, LineKind};
use reimport::SideErrorKind;
use reimport::ports::{EstimateReader, JobReader};
use wiremock::ResponseTemplate;

const COST_CODES: &str = "/site/entity/Default/24.200.001/CostCode";

#[tokio::test]
async fn an_amount_that_is_not_there_is_unknown_and_never_zero() {
    let whole = line("24-101", "01", "5.00");
    for (spoilt, word) in [
        (with(&whole, "OriginalBudgetedAmount", "{}"), "gave no OriginalBudgetedAmount"),
        (with(&whole, "OriginalBudgetedAmount", "null"), "gave no OriginalBudgetedAmount"),
        (with(&whole, "OriginalBudgetedAmount", r#"{"value":null}"#), "gave no OriginalBudgetedAmount"),
        (without(&whole, "OriginalBudgetedAmount"), "gave no OriginalBudgetedAmount"),
        (with(&whole, "OriginalBudgetedAmount", r#"{"value":"12,50"}"#), "cannot be read"),
        (with(&whole, "Type", "{}"), "gave no Type"),
        (with(&whole, "ProjectTaskID", "{}"), "gave no ProjectTaskID"),
        (with(&whole, "AccountGroup", r#"{"value":"  "}"#), "gave no AccountGroup"),
        (with(&whole, "CostCode", "{}"), "gave no CostCode"),
        (with(&whole, "Type", r#"{"value":{"id":"E"}}"#), "cannot be read"),
    ] {
        let server = instance().await;
        mount(&server, "GET", LINES, list(&[line("24-101", "02", "1.00"), spoilt.clone()])).await;
        let client = client(&server);
        let error = client.estimate(&JobId::new("24-101")).await.unwrap_err();
        assert_eq!(error.kind, SideErrorKind::NotUnderstood, "{spoilt}");
        assert!(error.sentence.contains("24-101") && error.sentence.contains(word), "{}", error.sentence);
        assert!(error.remedy.contains("PM309000"), "{}", error.remedy);
    }
}

#[tokio::test]
async fn a_field_that_no_line_has_is_a_right_that_is_missing() {
    for field in ["OriginalBudgetedAmount", "Type", "ProjectTaskID", "AccountGroup"] {
        let server = instance().await;
        let hidden = ["01", "02"].map(|code| with(&line("24-101", code, "5.00"), field, "{}"));
        mount(&server, "GET", LINES, list(&[&hidden[..], &[line("24-102", "01", "7.00")]].concat())).await;
        let client = client(&server);
        let estimates = told(client.estimates(&[job("24-101"), job("24-102")]).await.unwrap());
        assert_eq!(estimates[1], ("24-102".to_owned(), "7.00".to_owned()), "the other job is read");
        assert!(estimates[0].1.contains(field) && estimates[0].1.contains("any of its 2"), "{}", estimates[0].1);
        let error = client.estimate(&JobId::new("24-101")).await.unwrap_err();
        assert!(error.remedy.contains("administrator") && error.remedy.contains("PM309000"), "{}", error.remedy);
    }
}

#[tokio::test]
async fn a_type_that_is_none_of_the_five_words_stops_the_job() {
    let words = [
        ("EXPENSE", Some(LineKind::Expense)),
        ("Income", Some(LineKind::Other)),
        ("asset", Some(LineKind::Other)),
        ("Liability", Some(LineKind::Other)),
        ("Off-Balance", Some(LineKind::Other)),
        ("Dépense", None),
        ("Gasto", None),
        ("E", None),
        ("Expenses", None),
    ];
    for (word, kind) in words {
        let server = instance().await;
        let typed = with(&line("24-101", "01", "5.00"), "Type", &format!(r#"{{"value":"{word}"}}"#));
        mount(&server, "GET", LINES, list(&[typed, line("24-102", "01", "7.00")])).await;
        let estimates = client(&server).estimates(&[job("24-101"), job("24-102")]).await.unwrap();
        match (&estimates[0].1, kind) {
            (Ok(estimate), Some(kind)) => assert_eq!(estimate.lines[0].kind, kind),
            (Err(error), None) => {
                assert!(error.sentence.contains(word) && error.sentence.contains("24-101"), "{error}");
                assert!(error.remedy.contains("English"), "{}", error.remedy);
            }
            (estimate, _) => panic!("{word}: {estimate:?}"),
        }
        assert!(estimates[1].1.is_ok());
    }
}

#[tokio::test]
async fn one_line_that_cannot_be_read_costs_its_neighbours_a_reading_and_nobody_else() {
    for broken in ["17", "null", r#"{"ProjectID":{}}"#, r#"{"ProjectID":{"value":7}}"#] {
        let server = instance().await;
        let rows = [
            line("24-101", "01", "1.00"),
            line("24-102", "01", "2.00"),
            broken.to_owned(),
            line("24-103", "01", "3.00"),
        ];
        mount(&server, "GET", LINES, Filtered(rows.to_vec())).await;
        let estimates = client(&server).estimates(&[job("24-101"), job("24-102"), job("24-103")]).await.unwrap();
        let estimates = told(estimates);
        assert_eq!(estimates[0].1, "1.00");
        assert!(estimates[1].1.contains("24-102") && estimates[1].1.contains("ProjectID"), "{}", estimates[1].1);
        assert_eq!(estimates[2].1, "3.00", "read alone, it is whole");
    }
}

/// A list whose broken line is of job 24-102, whatever it says.
struct Filtered(Vec<String>);

impl wiremock::Respond for Filtered {
    fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
        let filter = crate::instance::parameter(request, "$filter").unwrap_or_default();
        let of = |row: &&String| {
            filter.is_empty()
                || filter.split('\'').nth(1).is_some_and(|id| row.contains(&format!("\"value\":\"{id}\"")))
        };
        let mut rows: Vec<String> = self.0.iter().filter(of).cloned().collect();
        if filter.contains("24-102") {
            rows.push(self.0[2].clone());
        }
        list(&rows)
    }
}

#[tokio::test]
async fn lines_of_which_none_says_whose_it_is_are_told_at_once() {
    let server = instance().await;
    let hidden = ["01", "02"].map(|code| with(&line("24-101", code, "5.00"), "ProjectID", "{}"));
    mount(&server, "GET", LINES, list(&hidden)).await;
    let jobs: Vec<_> = (0..50).map(|number| job(&format!("J{number}"))).collect();
    let error = client(&server).estimates(&jobs).await.unwrap_err();
    assert!(error.sentence.contains("ProjectID"), "{error}");
    assert_eq!(log(&server).await.len(), 3, "endpoints, sign-in, one page");
}

#[tokio::test]
async fn a_job_without_a_currency_or_with_a_slash_is_its_own_trouble() {
    let server = instance().await;
    let bare = |job: &str| line(job, "01", "1.00").split(",\"custom\"").next().unwrap().to_owned() + "}";
    let huge = with(&line("24-103", "01", "1.00"), "OriginalBudgetedAmount", r#"{"value":"1e999"}"#);
    mount(&server, "GET", LINES, list(&[bare("24-101"), bare("24/102"), huge, line("24-104", "01", "4.00")])).await;
    mount(&server, "GET", &format!("{PROJECTS}/24-101"), json(r#"{"ProjectID":{"value":"24-101"}}"#)).await;
    let jobs = ["24-101", "24/102", "24-103", "24-104"].map(job);
    let estimates = told(client(&server).estimates(&jobs).await.unwrap());
    assert!(estimates[0].1.contains("currency of job 24-101"), "{}", estimates[0].1);
    assert!(estimates[1].1.contains("Acumatica"), "{}", estimates[1].1);
    assert!(estimates[2].1.contains("24-103") && estimates[2].1.contains("cannot be read"), "{}", estimates[2].1);
    assert_eq!(estimates[3].1, "4.00");
}

#[tokio::test]
async fn a_job_whose_id_cannot_stand_in_a_path_is_found_by_its_record() {
    let server = instance().await;
    mount(&server, "GET", LINES, json("[]")).await;
    let found = r#"[{"id":"aaaa-bbbb","ProjectID":{"value":"24/102 "}}]"#;
    mount(&server, "GET", PROJECTS, json(found)).await;
    project(&server, "aaaa-bbbb").await;
    let estimate = client(&server).estimate(&JobId::new("24/102")).await.unwrap();
    assert_eq!((estimate.currency.as_str(), estimate.lines.len()), ("USD", 0));
}

#[tokio::test]
async fn two_lines_that_cannot_be_told_apart_are_told_by_the_field_that_is_empty() {
    for field in ["InventoryID", "CostCode"] {
        let server = instance().await;
        let same = ["1.00", "2.00"].map(|amount| with(&line("24-101", "01", amount), field, "{}"));
        mount(&server, "GET", LINES, list(&[&same[..], &[line("24-102", "01", "7.00")]].concat())).await;
        let estimates = told(client(&server).estimates(&[job("24-101"), job("24-102")]).await.unwrap());
        assert!(estimates[0].1.contains(field) && estimates[0].1.contains("24-101"), "{}", estimates[0].1);
        assert!(!estimates[0].1.contains("changed while"), "nothing moved");
        assert_eq!(estimates[1].1, "7.00");
    }
}

#[tokio::test]
async fn the_same_line_twice_is_one_and_two_of_one_key_are_trouble() {
    let one = line("24-101", "01", "5.00");
    for (again, expected) in
        [(one.clone(), "5.00"), (one.replace("24-101-01", "other id"), "twice"), (one.replace("5.00", "6.00"), "twice")]
    {
        let server = instance().await;
        mount(&server, "GET", LINES, list(&[one.clone(), again])).await;
        let estimates = told(client(&server).estimates(&[job("24-101")]).await.unwrap());
        assert!(estimates[0].1.contains(expected), "{}", estimates[0].1);
    }
}

/// The table of `cost_codes.rs`.
#[tokio::test]
async fn no_cost_codes_are_told_apart_from_hidden_ones() {
    let empty = |task: &str| {
        with(
            &with(&line("24-101", "x", "5.00"), "CostCode", "{}"),
            "ProjectTaskID",
            &format!(r#"{{"value":"{task}"}}"#),
        )
    };
    let elsewhere = line("24-102", "01", "7.00");
    let answers = ResponseTemplate::new(200).set_body_string(r#"[{"CostCodeID":{"value":"0000"}}]"#);
    for (rows, list_of_codes, good) in [
        (vec![empty("01"), empty("02")], ResponseTemplate::new(403), true),
        (vec![empty("01"), empty("01")], ResponseTemplate::new(403), false),
        (vec![empty("01"), empty("02"), elsewhere], ResponseTemplate::new(403), false),
        (vec![empty("01"), line("24-101", "02", "1.00")], ResponseTemplate::new(403), false),
        (vec![empty("01"), empty("02")], answers, false),
        (vec![empty("01"), empty("02")], ResponseTemplate::new(404), false),
    ] {
        let server = instance().await;
        let shown = format!("{rows:?}");
        // Lines of different ids, so that only their keys say whether they are one.
        let rows: Vec<_> =
            rows.iter().enumerate().map(|(at, row)| row.replace("24-101-x", &format!("id{at}"))).collect();
        mount(&server, "GET", LINES, list(&rows)).await;
        mount(&server, "GET", COST_CODES, list_of_codes).await;
        let estimates = client(&server).estimates(&[job("24-101")]).await.unwrap();
        match &estimates[0].1 {
            Ok(estimate) => assert!(good && estimate.lines.iter().all(|line| line.cost_code.is_empty()), "{shown}"),
            Err(error) => assert!(!good && error.sentence.contains("CostCode"), "{error} {shown}"),
        }
    }
}

#[tokio::test]
async fn a_filter_that_is_ignored_brings_no_other_jobs_lines() {
    let server = instance().await;
    let mut hidden = with(&line("24-102", "01", "7.00"), "OriginalBudgetedAmount", "{}");
    hidden = with(&hidden, "Type", r#"{"value":"Dépense"}"#);
    mount(&server, "GET", LINES, list(&[line("24-101", "01", "5.00"), hidden])).await;
    let estimate = client(&server).estimate(&JobId::new("24-101")).await.unwrap();
    assert_eq!(estimate.lines.len(), 1);
}
