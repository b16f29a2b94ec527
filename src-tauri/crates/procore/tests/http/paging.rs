//! Lists are read to their end, and a budget that moves meanwhile is read again.

use crate::company::{
    CODES, PROJECT, PROJECTS, ROWS, TYPES, VIEWS, client, company, company_with, json, mount, parameter,
};
use crate::company::{mount_once, requests};
use jobcost::ProjectId;
use reimport::SideErrorKind;
use reimport::ports::{BudgetReader, ProjectReader};
use wiremock::{Request, Respond, ResponseTemplate};

/// So many projects, on pages of which the server decides the size.
struct Projects {
    count: usize,
    size: usize,
    /// `Link`, `Total`, `Per-Page`, or nothing.
    tells: Tells,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Tells {
    /// As the documents' samples do: the other parameters of the request are dropped from the addresses.
    LinksWithoutTheQuery,
    Total,
    Size,
    Nothing,
}

impl Respond for Projects {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
        let (page, size) = (number("page"), self.size.min(number("per_page")));
        let ids = ((page - 1) * size..self.count.min(page * size)).map(|id| format!(r#"{{"id":{id},"name":"P{id}"}}"#));
        let answer = json(&format!("[{}]", ids.collect::<Vec<_>>().join(",")));
        match self.tells {
            Tells::Nothing => answer,
            Tells::Total => answer.insert_header("total", self.count.to_string()),
            Tells::Size => answer.insert_header("per-page", size.to_string()),
            Tells::LinksWithoutTheQuery => {
                let next = format!(r#"<http://elsewhere.example/projects?page={}>; rel="next", "#, page + 1);
                let next = if page * size < self.count { next } else { String::new() };
                answer.insert_header("link", format!(r#"{next}<http://elsewhere.example/projects?page=9>; rel="last""#))
            }
        }
    }
}

#[tokio::test]
async fn pages_are_counted_up_with_the_original_query() {
    for tells in [Tells::LinksWithoutTheQuery, Tells::Total, Tells::Size, Tells::Nothing] {
        for (count, pages) in [(0, 1), (299, 1), (301, 2), (900, 3)] {
            let server = company().await;
            mount(&server, "GET", PROJECTS, Projects { count, size: 300, tells }).await;
            assert_eq!(client(&server).projects().await.unwrap().len(), count, "{tells:?}");
            let asked = requests(&server, PROJECTS).await;
            // Without links a page that is full may not be the last.
            let pages = pages + usize::from(count == 900 && matches!(tells, Tells::Size | Tells::Nothing));
            // Without a length, a list of several pages is believed when it is the same twice.
            let readings = if pages > 1 && tells != Tells::Total { 2 } else { 1 };
            assert_eq!(asked.len(), pages * readings, "{count} {tells:?}");
            for (number, request) in (1..=pages).cycle().zip(&asked) {
                let said = ["page", "per_page", "view"].map(|name| parameter(request, name).unwrap());
                assert_eq!(said, [&number.to_string(), "300", "normal"]);
                assert!(parameter(request, "company_id").is_some());
            }
        }
    }
}

#[tokio::test]
async fn a_server_that_gives_smaller_pages_than_it_was_asked_for_is_read_to_the_end() {
    for tells in [Tells::LinksWithoutTheQuery, Tells::Total, Tells::Size, Tells::Nothing] {
        for (count, size) in [(250, 100), (200, 100), (100, 100), (60, 25), (12, 10)] {
            let server = company().await;
            mount(&server, "GET", PROJECTS, Projects { count, size, tells }).await;
            assert_eq!(client(&server).projects().await.unwrap().len(), count, "{tells:?}");
        }
    }
}

#[tokio::test]
async fn a_link_that_never_ends_ends_with_an_empty_page() {
    let server = company().await;
    let forever = r#"<http://elsewhere.example/?page=2>; rel="next""#;
    mount_once(&server, "GET", PROJECTS, json(r#"[{"id":1}]"#).insert_header("link", forever)).await;
    mount(&server, "GET", PROJECTS, json("[]").insert_header("link", forever)).await;
    assert_eq!(client(&server).projects().await.unwrap().len(), 1);
}

#[tokio::test]
async fn no_list_is_asked_for_larger_pages_than_it_gives() {
    let server = company_with("[]").await;
    mount(&server, "GET", PROJECTS, json("[]")).await;
    let client = client(&server);
    client.projects().await.unwrap();
    client.budget(ProjectId(PROJECT)).await.unwrap();
    for (list, most) in [(PROJECTS, 300), (VIEWS, 2_000), (ROWS, 2_000), (CODES, 2_000), (TYPES, 2_000)] {
        let size = parameter(&requests(&server, list).await[0], "per_page").unwrap();
        assert!(size.parse::<u32>().unwrap() <= most, "{list}: {size}");
    }
}

const ROW: &str = r#"{"id":1,"wbs_code_id":44,"original_budget_amount":"1.00"}"#;

#[tokio::test]
async fn rows_that_are_not_as_many_as_the_server_says_are_read_again() {
    for moving in [format!("[{ROW}]"), format!("[{ROW},{ROW}]")] {
        let server = company_with("[]").await;
        mount_once(&server, "GET", ROWS, json(&moving).insert_header("total", "2")).await;
        mount_once(&server, "GET", ROWS, json(&format!("[{ROW}]")).insert_header("total", "1")).await;
        let budget = client(&server).budget(ProjectId(PROJECT)).await.unwrap();
        assert_eq!((budget.line_items.len(), requests(&server, ROWS).await.len()), (1, 2), "{moving}");
    }
}

#[tokio::test]
async fn rows_that_never_rest_are_told() {
    let server = company().await;
    for (at, body) in [(VIEWS, r#"[{"id":7,"name":"Ours"}]"#), (crate::company::BUDGET, r#"{"locked":false}"#)] {
        mount(&server, "GET", at, json(body)).await;
    }
    mount(&server, "GET", ROWS, json(&format!("[{ROW}]")).insert_header("total", "5")).await;
    let error = client(&server).budget(ProjectId(PROJECT)).await.unwrap_err();
    assert_eq!((error.kind, requests(&server, ROWS).await.len()), (SideErrorKind::TotalsDiffer, 3));
}
