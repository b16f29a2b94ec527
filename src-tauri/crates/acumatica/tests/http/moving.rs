//! A tenant that people work in while it is read, and one that is slow.

use crate::instance::{LINES, client, client_waiting, instance, json, log, mount, parameter, parameters};
use crate::lines::{job, line};
use jobcost::JobId;
use reimport::SideErrorKind;
use reimport::ports::{EstimateReader, JobReader, SourceJob};
use std::sync::Mutex;
use std::time::Duration;
use wiremock::{Request, Respond, ResponseTemplate};

/// What happens to the lines, each a job and a number, after so many requests.
type Change = fn(usize, &mut Vec<(u32, u32)>);

/// The lines of a tenant by job, which may change after each request.
struct Tenant {
    lines: Mutex<(usize, Vec<(u32, u32)>)>,
    after_each: Change,
}

impl Tenant {
    /// So many jobs with so many lines each.
    fn moving(jobs: u32, lines: u32, after_each: Change) -> Self {
        let lines = (0..jobs).flat_map(|job| (0..lines).map(move |line| (job, line))).collect();
        Self { lines: Mutex::new((0, lines)), after_each }
    }
}

fn name(job: u32) -> String {
    format!("J{job:04}")
}

impl Respond for Tenant {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
        let filter = parameter(request, "$filter");
        let mut tenant = self.lines.lock().unwrap();
        let of = |line: &&(u32, u32)| filter.as_ref().is_none_or(|filter| filter.contains(&name(line.0)));
        let page = tenant.1.iter().filter(of).skip(number("$skip")).take(number("$top"));
        let page: Vec<_> = page.map(|(job, at)| line(&name(*job), &format!("{at:05}"), "1.00")).collect();
        tenant.0 += 1;
        let requests = tenant.0;
        (self.after_each)(requests, &mut tenant.1);
        json(&format!("[{}]", page.join(",")))
    }
}

fn jobs(count: u32) -> Vec<SourceJob> {
    (0..count).map(|number| job(&name(number))).collect()
}

#[tokio::test]
async fn a_tenant_in_which_somebody_works_is_read_all_the_same() {
    let changes: [Change; 5] = [
        // A line comes into the first job, again and again.
        |request, lines| lines.insert(0, (0, 50_000 + u32::try_from(request).unwrap())),
        |request, lines| {
            if request.is_multiple_of(3) {
                lines.insert(5, (0, 60_000 + u32::try_from(request).unwrap()));
            }
        },
        // Lines of the first jobs go.
        |_, lines| {
            lines.remove(0);
        },
        |_, lines| drop(lines.drain(..30)),
        // So many that nothing of the next page is known.
        |request, lines| {
            if request == 1 {
                drop(lines.drain(..1_500));
            }
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let server = instance().await;
        mount(&server, "GET", LINES, Tenant::moving(90, 100, change)).await;
        let client = client(&server);
        let estimates = client.estimates(&jobs(90)).await.unwrap();
        for (job, estimate) in &estimates[20..] {
            let lines = estimate.as_ref().unwrap().lines.len();
            assert_eq!(lines, 100, "{job} of change {number}: whole, and nothing twice");
        }
        assert!(estimates.iter().all(|(_, estimate)| estimate.is_ok()), "change {number}");
        let requests = parameters(&server, LINES, "$skip").await.len();
        assert!(requests <= 12, "{requests} requests of five pages in change {number}");
    }
}

#[tokio::test]
async fn a_tenant_at_rest_costs_its_pages_and_nothing_else() {
    let server = instance().await;
    mount(&server, "GET", LINES, Tenant::moving(90, 100, |_, _| ())).await;
    assert_eq!(client(&server).estimates(&jobs(90)).await.unwrap().len(), 90);
    assert_eq!(parameters(&server, LINES, "$filter").await, vec![None; 5]);
}

#[tokio::test]
async fn a_job_at_an_edge_that_moved_is_read_alone_and_one_that_never_rests_is_its_own_trouble() {
    // One job of many pages in the middle, which loses a line after each request.
    let moving = |_: usize, lines: &mut Vec<(u32, u32)>| {
        let at = lines.iter().position(|line| line.0 == 1).unwrap();
        lines.remove(at);
    };
    let server = instance().await;
    mount(&server, "GET", LINES, Tenant::moving(3, 3_000, moving)).await;
    let client = client(&server);
    let estimates = client.estimates(&jobs(3)).await.unwrap();
    assert_eq!(estimates[0].1.as_ref().unwrap().lines.len(), 3_000);
    let error = estimates[1].1.as_ref().unwrap_err();
    assert!(error.kind == SideErrorKind::TotalsDiffer && error.sentence.contains(&name(1)), "{error}");
    assert_eq!(estimates[2].1.as_ref().unwrap().lines.len(), 3_000);
}

#[tokio::test]
async fn lines_whose_order_is_not_kept_are_not_lost() {
    /// The lines of one account group of one job come in another order with each request.
    struct Shuffled(Mutex<usize>);
    impl Respond for Shuffled {
        fn respond(&self, request: &Request) -> ResponseTemplate {
            let number = |name| parameter(request, name).unwrap().parse::<usize>().unwrap();
            let alone = parameter(request, "$filter").is_some();
            let mut requests = self.0.lock().unwrap();
            *requests += 1;
            let mut rows: Vec<String> =
                (0..if alone { 0 } else { 1_900 }).map(|at| line("A", &format!("{at:05}"), "1.00")).collect();
            let mut tied: Vec<String> = (0..300).map(|at| line("B", &format!("{at:05}"), "1.00")).collect();
            tied.rotate_left(*requests * 77 % 300);
            rows.extend(tied);
            let page: Vec<_> = rows.into_iter().skip(number("$skip")).take(number("$top")).collect();
            json(&format!("[{}]", page.join(",")))
        }
    }
    let server = instance().await;
    mount(&server, "GET", LINES, Shuffled(Mutex::new(0))).await;
    let estimates = client(&server).estimates(&[job("A"), job("B")]).await.unwrap();
    assert_eq!(
        estimates.iter().map(|(_, estimate)| estimate.as_ref().unwrap().lines.len()).collect::<Vec<_>>(),
        [1_900, 300]
    );
}

#[tokio::test]
async fn a_server_that_ignores_skip_is_told_and_not_asked_for_ever() {
    let server = instance().await;
    let page: Vec<_> = (0..2_000).map(|at| line("24-101", &format!("{at:05}"), "1.00")).collect();
    mount(&server, "GET", LINES, json(&format!("[{}]", page.join(",")))).await;
    let client = client(&server);
    let error = client.estimates(&[job("24-101")]).await.unwrap_err();
    assert!(error.sentence.contains("first page"), "{error}");
    let error = client.estimate(&JobId::new("24-101")).await.unwrap_err();
    assert!(error.sentence.contains("24-101"), "{error}");
    assert_eq!(parameters(&server, LINES, "$skip").await.len(), 4);
}

#[tokio::test]
async fn a_server_that_ignores_top_gives_all_at_once() {
    let server = instance().await;
    let page: Vec<_> = (0..2_345).map(|at| line("24-101", &format!("{at:05}"), "1.00")).collect();
    mount(&server, "GET", LINES, json(&format!("[{}]", page.join(",")))).await;
    let estimates = client(&server).estimates(&[job("24-101")]).await.unwrap();
    assert_eq!(estimates[0].1.as_ref().unwrap().lines.len(), 2_345);
    assert_eq!(log(&server).await.len(), 3);
}

/// An instance that cannot give more than so many lines: not in time, or not at all.
struct Governed(usize, Option<u16>, Tenant);

impl Respond for Governed {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let answer = self.2.respond(request);
        if parameter(request, "$top").unwrap().parse::<usize>().unwrap() <= self.0 {
            return answer;
        }
        match self.1 {
            Some(status) => ResponseTemplate::new(status).set_body_string(r#"{"message":"An error has occurred."}"#),
            None => answer.set_delay(Duration::from_mins(2)),
        }
    }
}

#[tokio::test]
async fn pages_become_smaller_where_large_ones_fail_and_stay_so() {
    for (failure, tops) in [
        (None, ["2000", "1000", "500", "500", "500", "500"]),
        (Some(504), ["2000", "1000", "500", "500", "500", "500"]),
    ] {
        let server = instance().await;
        mount(&server, "GET", LINES, Governed(500, failure, Tenant::moving(3, 300, |_, _| ()))).await;
        let client = client_waiting(&server, Duration::from_millis(1_500));
        for _ in 0..2 {
            assert_eq!(client.estimates(&jobs(3)).await.unwrap().len(), 3);
        }
        let asked: Vec<_> = parameters(&server, LINES, "$top").await.into_iter().flatten().collect();
        assert_eq!(asked, tops, "{failure:?}");
    }
    let server = instance().await;
    mount(&server, "GET", LINES, Governed(250, Some(500), Tenant::moving(1, 200, |_, _| ()))).await;
    let client = client(&server);
    for _ in 0..2 {
        assert_eq!(client.estimates(&jobs(1)).await.unwrap().len(), 1);
    }
    let asked: Vec<_> = parameters(&server, LINES, "$top").await.into_iter().flatten().collect();
    assert_eq!(asked, ["2000", "2000", "1000", "500", "250", "250"]);
}

#[tokio::test]
async fn a_selection_that_is_refused_is_given_up() {
    struct RefusesSelect;
    impl Respond for RefusesSelect {
        fn respond(&self, request: &Request) -> ResponseTemplate {
            match parameter(request, "$select").or(parameter(request, "$custom")) {
                Some(_) => ResponseTemplate::new(400).set_body_string(r#"{"message":"no"}"#),
                None => json(&format!("[{}]", line("24-101", "01", "1.00"))),
            }
        }
    }
    let server = instance().await;
    mount(&server, "GET", LINES, RefusesSelect).await;
    let client = client(&server);
    for requests in [3, 4] {
        assert!(client.estimates(&[job("24-101")]).await.unwrap()[0].1.is_ok());
        assert_eq!(parameters(&server, LINES, "$select").await.len(), requests);
    }
}
