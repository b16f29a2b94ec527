//! The list of jobs, and the endpoint that is spoken.

use crate::instance::{PROJECTS, client, client_waiting, instance, json, mount, parameter, parameters};
use reimport::SideErrorKind;
use reimport::ports::JobReader;
use std::time::Duration;
use wiremock::{MockServer, Request, Respond, ResponseTemplate};

/// So many projects, page by page, with the pseudo project first.
struct Projects(usize);

impl Respond for Projects {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
        let ids = std::iter::once(" X ".to_owned()).chain((1..self.0).map(|number| format!("J{number:05}  ")));
        let page = ids.skip(number("$skip")).take(number("$top")).map(|id| {
            format!(
                r#"{{"ProjectID":{{"value":"{id}"}},"Description":{{"value":" Job "}},"Status":{{"value":"Active"}}}}"#
            )
        });
        json(&format!("[{}]", page.collect::<Vec<_>>().join(",")))
    }
}

#[tokio::test]
async fn jobs_are_read_to_the_end_without_the_pseudo_project() {
    for count in [1, 1_000, 1_001, 2_345] {
        let server = instance().await;
        mount(&server, "GET", PROJECTS, Projects(count)).await;
        let jobs = client(&server).jobs().await.unwrap();
        assert_eq!(jobs.len(), count - 1);
        assert!(jobs.iter().all(|job| job.name == "Job" && job.status == "Active" && !job.job.as_str().contains(' ')));
    }
}

/// Projects of which one more comes in before all others after each request, or one goes.
struct Moving(std::sync::Mutex<Vec<u32>>, fn(&mut Vec<u32>));

impl Respond for Moving {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
        let mut projects = self.0.lock().unwrap();
        let page = projects.iter().skip(number("$skip")).take(number("$top"));
        let page: Vec<_> = page.map(|id| format!(r#"{{"ProjectID":{{"value":"J{id:06}"}}}}"#)).collect();
        (self.1)(&mut projects);
        json(&format!("[{}]", page.join(",")))
    }
}

#[tokio::test]
async fn a_job_that_slips_past_the_edge_of_a_page_is_there_once() {
    let changes: [fn(&mut Vec<u32>); 3] = [
        |projects| projects.insert(0, projects[0] - 1),
        |projects| {
            projects.remove(0);
        },
        |projects| drop(projects.drain(..40)),
    ];
    for change in changes {
        let server = instance().await;
        mount(&server, "GET", PROJECTS, Moving(std::sync::Mutex::new((10_000..12_500).collect()), change)).await;
        let jobs = client(&server).jobs().await.unwrap();
        let read: std::collections::HashSet<_> = jobs.iter().map(|job| job.job.clone()).collect();
        assert_eq!(read.len(), jobs.len(), "none twice");
        // Those that were there from the first request to the last.
        let stayed = (10_500..12_500).map(|id| jobcost::JobId::new(format!("J{id:06}")));
        assert_eq!(stayed.filter(|job| !read.contains(job)).count(), 0);
    }
}

#[tokio::test]
async fn one_project_that_cannot_be_read_is_one_and_all_are_a_right() {
    let server = instance().await;
    let projects = r#"[{"ProjectID":{"value":"24-101"},"Status":{"value":"Closed"}},{"ProjectID":{}},17,{"ProjectID":{"value":"24-102"},"Status":{"value":"Neuer Zustand"}}]"#;
    mount(&server, "GET", PROJECTS, json(projects)).await;
    let jobs = client(&server).jobs().await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.status.as_str()).collect::<Vec<_>>(), ["Closed", "Neuer Zustand"]);
    let server = instance().await;
    mount(&server, "GET", PROJECTS, json(r#"[{"ProjectID":{}},{"Status":{"value":"Active"}}]"#)).await;
    let error = client(&server).jobs().await.unwrap_err();
    assert!(error.sentence.contains("ProjectID") && error.remedy.contains("PM301000"), "{error:?}");
}

#[tokio::test]
async fn an_instance_without_a_known_endpoint_is_told_before_signing_in() {
    let server = MockServer::start().await;
    let endpoints =
        r#"{"endpoints":[{"name":"Default","version":"26.200.001"},{"name":"Other","version":"24.200.001"}]}"#;
    mount(&server, "GET", "/site/entity", json(endpoints)).await;
    let error = client(&server).jobs().await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::NotUnderstood);
    assert!(error.sentence.contains("26.200.001"));
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "no seat was taken");
}

/// Projects that are answered only to a request that some test accepts.
struct Picky(fn(&Request) -> Option<ResponseTemplate>);

impl Respond for Picky {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let failed = (self.0)(request);
        failed.unwrap_or_else(|| json(r#"[{"ProjectID":{"value":"24-101"},"Description":{"value":"Harbor Point"}}]"#))
    }
}

#[tokio::test]
async fn a_list_of_projects_that_fails_is_asked_for_in_plainer_ways() {
    let no_selection = |request: &Request| parameter(request, "$select").map(|_| ResponseTemplate::new(500));
    let small_pages = |request: &Request| {
        let top = parameter(request, "$top").unwrap().parse::<usize>().unwrap();
        (top > 500).then(|| ResponseTemplate::new(500))
    };
    for picky in [no_selection as fn(&Request) -> _, small_pages] {
        let server = instance().await;
        mount(&server, "GET", PROJECTS, Picky(picky)).await;
        let client = client(&server);
        assert_eq!(client.jobs().await.unwrap().len(), 1);
        let asked = requests(&server).await;
        assert_eq!(client.jobs().await.unwrap().len(), 1);
        assert_eq!(requests(&server).await, asked + 1, "what helped is remembered");
        client.check().await.unwrap();
    }
}

#[tokio::test]
async fn a_list_of_projects_that_is_too_slow_is_asked_for_in_smaller_pages() {
    let server = instance().await;
    let slow = |request: &Request| {
        let top = parameter(request, "$top").unwrap().parse::<usize>().unwrap();
        (top > 500).then(|| json("[]").set_delay(Duration::from_secs(30)))
    };
    mount(&server, "GET", PROJECTS, Picky(slow)).await;
    let client = client_waiting(&server, Duration::from_millis(500));
    assert_eq!(client.jobs().await.unwrap().len(), 1);
    assert_eq!(requests(&server).await, 2);
}

async fn requests(server: &MockServer) -> usize {
    parameters(server, PROJECTS, "$top").await.len()
}
