//! The list of jobs, and the endpoint that is spoken.

use crate::instance::{PROJECTS, client, instance, json, mount, parameter};
use reimport::TroubleKind;
use reimport::ports::EstimateSource;
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

#[tokio::test]
async fn an_instance_without_a_known_endpoint_is_told_before_signing_in() {
    let server = MockServer::start().await;
    let endpoints =
        r#"{"endpoints":[{"name":"Default","version":"26.200.001"},{"name":"Other","version":"24.200.001"}]}"#;
    mount(&server, "GET", "/site/entity", json(endpoints)).await;
    let trouble = client(&server).jobs().await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotUnderstood);
    assert!(trouble.sentence.contains("26.200.001"));
    assert_eq!(server.received_requests().await.unwrap().len(), 1, "no seat was taken");
}
