//! Lists that do not know pages, that have no end, and that move while they are read.

use crate::company::{
    BUDGET, CODES, PROJECT, PROJECTS, ROWS, TYPES, VIEWS, client, code, company, company_with, json, mount, parameter,
    requests,
};
use jobcost::ProjectId;
use reimport::SideErrorKind;
use reimport::ports::{BudgetReader, CodeReader, ProjectReader};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use wiremock::{Request, Respond, ResponseTemplate};

const SEGMENTS: &str = "/rest/v1.0/projects/562949953600000/work_breakdown_structure/segments";

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn number(request: &Request, name: &str) -> usize {
    parameter(request, name).unwrap().parse().unwrap()
}

fn project(id: usize) -> String {
    format!(r#"{{"id":{id},"name":"P{id}","active":true}}"#)
}

#[tokio::test]
async fn a_list_that_does_not_know_pages_ends_after_one_or_two_requests() {
    for (count, most) in [(37, 1), (120, 2), (2_000, 2), (2_500, 1)] {
        let server = company().await;
        let codes = list((1..=count).map(|id| code(id, &format!("{id}.S"))));
        mount(&server, "GET", TYPES, json("[]")).await;
        mount(&server, "GET", CODES, json(&codes)).await;
        let read = client(&server).codes(ProjectId(PROJECT), false).await.unwrap();
        assert_eq!(read.wbs_codes.len(), usize::try_from(count).unwrap());
        assert!(requests(&server, CODES).await.len() <= most, "{count}");
    }
}

#[tokio::test]
async fn views_rows_and_segment_items_without_pages_are_read_once() {
    let views = list((1..=120).map(|id| format!(r#"{{"id":{id},"name":"View {id}","role":"budgeting"}}"#)));
    let rows = list((1..=2_500).map(|id| {
        format!(r#"{{"id":{id},"wbs_code_id":{id},"wbs_code":{},"original_budget_amount":"1.00"}}"#, code(id, "03.S"))
    }));
    let server = company().await;
    mount(&server, "GET", BUDGET, json(r#"{"locked":false}"#)).await;
    mount(&server, "GET", VIEWS, json(&views)).await;
    mount(&server, "GET", TYPES, json("[]")).await;
    mount(&server, "GET", CODES, json("[]")).await;
    mount(&server, "GET", "/rest/v1.0/budget_views/1/detail_rows", json(&rows)).await;
    mount(&server, "GET", SEGMENTS, json(r#"[{"id":2,"type":"cost_code"},{"id":3,"type":"line_item_type"}]"#)).await;
    let items = list((1..=2_000).map(|id| format!(r#"{{"id":{id},"code":"{id}","name":"Item {id}"}}"#)));
    for segment in [2, 3] {
        mount(&server, "GET", &format!("{SEGMENTS}/{segment}/segment_items"), json(&items)).await;
    }
    let client = client(&server);
    assert_eq!(client.budget(ProjectId(PROJECT)).await.unwrap().line_items.len(), 2_500);
    let segments = client.code_segments(ProjectId(PROJECT), false).await.unwrap().unwrap();
    assert_eq!((segments.cost_codes.len(), segments.cost_types.len()), (2_000, 2_000));
    assert_eq!(requests(&server, VIEWS).await.len(), 1);
    assert_eq!(requests(&server, "/rest/v1.0/budget_views/1/detail_rows").await.len(), 1);
    assert_eq!(requests(&server, &format!("{SEGMENTS}/2/segment_items")).await.len(), 2, "the same once more");
}

#[tokio::test]
async fn a_list_without_an_end_is_given_up() {
    let server = company().await;
    let forever = |request: &Request| {
        json(&list([project(number(request, "page"))].into_iter())).insert_header("link", r#"<x>; rel="next""#)
    };
    mount(&server, "GET", PROJECTS, forever).await;
    let error = client(&server).projects().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::NotUnderstood);
    assert!(error.sentence.contains("has no end"), "{}", error.sentence);
    assert_eq!(requests(&server, PROJECTS).await.len(), 500);
}

#[tokio::test]
async fn an_object_where_a_list_was_to_be_is_trouble_with_its_words() {
    let server = company_with(r#"{"message":"The Budget tool is not enabled."}"#).await;
    let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::NotUnderstood);
    assert_eq!(error.sentence, "Procore gave no list, but says: The Budget tool is not enabled.");
    assert!(error.remedy.contains("switched off"), "{}", error.remedy);
}

/// Projects on two pages. After the first page was read, the first project is gone, so that one slips past the edge.
struct Moving {
    tells_total: bool,
    rests: bool,
    requests: AtomicUsize,
}

impl Moving {
    fn new(tells_total: bool, rests: bool) -> Self {
        Self { tells_total, rests, requests: AtomicUsize::new(0) }
    }
}

impl Respond for Moving {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let before = self.requests.fetch_add(1, Ordering::Relaxed);
        let (first, end) = if self.rests { (before.min(1), 302) } else { (before, before + 302) };
        let (page, size) = (number(request, "page"), number(request, "per_page"));
        let answer = json(&list((first..end).skip((page - 1) * size).take(size).map(project)));
        if self.tells_total { answer.insert_header("total", (end - first).to_string()) } else { answer }
    }
}

#[tokio::test]
async fn a_project_that_slips_past_the_edge_of_a_page_is_not_lost() {
    for tells_total in [true, false] {
        let server = company().await;
        mount(&server, "GET", PROJECTS, Moving::new(tells_total, true)).await;
        let projects = client(&server).projects().await.unwrap();
        let ids: BTreeSet<i64> = projects.iter().map(|project| project.project.0).collect();
        assert_eq!(ids, (1..=301).collect(), "with its length told: {tells_total}");
        assert_eq!(projects.len(), 301, "each one once");
    }
}

#[tokio::test]
async fn a_list_that_never_rests_is_told() {
    let server = company().await;
    mount(&server, "GET", PROJECTS, Moving::new(false, false)).await;
    let error = client(&server).projects().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::TotalsDiffer);
    assert!(error.sentence.contains("three times in a row"), "{}", error.sentence);
}

#[tokio::test]
async fn rows_on_several_pages_of_untold_length_are_read_until_two_readings_agree() {
    let row = |id: usize| format!(r#"{{"id":{id},"wbs_code_id":44,"original_budget_amount":"1.00"}}"#);
    let server = company().await;
    mount(&server, "GET", TYPES, json("[]")).await;
    mount(&server, "GET", BUDGET, json(r#"{"locked":false}"#)).await;
    mount(&server, "GET", VIEWS, json(r#"[{"id":7,"name":"Procore Standard Budget"}]"#)).await;
    mount(&server, "GET", CODES, json(&format!("[{}]", code(44, "03-30-00.S")))).await;
    // A server that stays at 100 a page without a word of it.
    let pages = move |request: &Request| {
        let first = (number(request, "page") - 1) * 100;
        json(&list((first..250.min(first + 100)).map(row)))
    };
    mount(&server, "GET", ROWS, pages).await;
    let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
    assert_eq!((budget.line_items.len(), requests(&server, ROWS).await.len()), (250, 6));
}
