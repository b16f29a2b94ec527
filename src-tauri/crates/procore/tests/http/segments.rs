//! What budget codes are made of, and the making of new ones.

use crate::company::{PROJECT, client, company, json, mount, requests};
use jobcost::{CodeSegments, ProjectId, SubJob, WbsCode};
use reimport::SideErrorKind;
use reimport::ports::{CodeReader, CodeWriter};
use wiremock::{MockServer, ResponseTemplate};

const BASE: &str = "/rest/v1.0/projects/562949953600000/work_breakdown_structure";

fn at(path: &str) -> String {
    format!("{BASE}/{path}")
}

/// Sub job, cost code, cost type; and whatever segment is given besides.
async fn company_with_segments(another: &str) -> MockServer {
    let server = company().await;
    let segments = format!(
        r#"[{{"id":1,"type":"sub_job","required":false}},{{"id":2,"type":"cost_code","required":true}},
            {{"id":3,"type":"line_item_type","required":true}}{another}]"#
    );
    mount(&server, "GET", &at("segments"), json(&segments)).await;
    let sub_jobs = r#"[{"id":11,"code":"NORTH","name":"North wing","status":"active"}]"#;
    mount(&server, "GET", &at("segments/1/segment_items"), json(sub_jobs)).await;
    let cost_codes = r#"[{"id":20,"code":"03","path_code":"03","name":"Concrete","is_parent":true,"status":"active"},
        {"id":21,"code":"30-00","path_code":"03-30-00","path_codes":["03","30-00"],"path_names":["Concrete","Cast in place"],"name":"Cast in place","is_parent":false,"status":"active"},
        {"id":22,"code":"41-00","path_code":"03-41-00","name":"Precast","is_parent":false,"status":"inactive"}]"#;
    mount(&server, "GET", &at("segments/2/segment_items"), json(cost_codes)).await;
    let cost_types = r#"[{"id":31,"code":"S","name":"Subcontract"}]"#;
    mount(&server, "GET", &at("segments/3/segment_items"), json(cost_types)).await;
    server
}

async fn segments(server: &MockServer) -> CodeSegments {
    client(server).code_segments(ProjectId(PROJECT), false).await.unwrap().unwrap()
}

fn in_north(code: WbsCode) -> WbsCode {
    WbsCode { sub_job: Some(SubJob::new("north")), ..code }
}

#[tokio::test]
async fn codes_are_made_of_active_items_of_the_last_tier() {
    let segments = segments(&company_with_segments("").await).await;
    for (code, can) in [
        (WbsCode::new("03-30-00", "s"), true),
        (in_north(WbsCode::new("03-30-00", "S")), true),
        (WbsCode::new("03", "S"), false),
        (WbsCode::new("03-41-00", "S"), false),
        (WbsCode::new("03-30-00", "L"), false),
        (WbsCode { sub_job: Some(SubJob::new("SOUTH")), ..WbsCode::new("03-30-00", "S") }, false),
    ] {
        assert_eq!(segments.can_make(&code), can, "{code}");
    }
    let name = segments.cost_codes.values().next().map(String::as_str);
    assert_eq!(name, Some("Cast in place"));
    assert_eq!(segments.divisions.into_iter().collect::<Vec<_>>(), [("03".to_owned(), "Concrete".to_owned())]);
}

#[tokio::test]
async fn another_segment_that_is_required_leaves_nothing_to_make() {
    for (another, can) in [
        (r#",{"id":4,"type":"custom","required":true}"#, false),
        (r#",{"id":4,"type":"custom","required":false}"#, true),
        (r#",{"id":4,"type":"custom","required":true,"is_included_in_project_pattern":false}"#, true),
    ] {
        let segments = segments(&company_with_segments(another).await).await;
        assert_eq!(segments.can_make(&WbsCode::new("03-30-00", "S")), can, "{another}");
    }
}

#[tokio::test]
async fn who_may_not_look_is_offered_nothing() {
    for status in [403, 404] {
        let server = company().await;
        mount(&server, "GET", &at("segments"), ResponseTemplate::new(status)).await;
        assert_eq!(client(&server).code_segments(ProjectId(PROJECT), false).await, Ok(None));
    }
    let server = company().await;
    mount(&server, "GET", &at("segments"), ResponseTemplate::new(500)).await;
    assert!(client(&server).code_segments(ProjectId(PROJECT), false).await.is_err(), "that is trouble");
}

#[tokio::test]
async fn what_was_asked_is_remembered_until_it_must_be_fresh() {
    let server = company_with_segments("").await;
    let client = client(&server);
    for fresh in [false, false, true] {
        client.code_segments(ProjectId(PROJECT), fresh).await.unwrap();
    }
    assert_eq!(requests(&server, &at("segments")).await.len(), 2);
}

#[tokio::test]
async fn codes_are_made_by_the_numbers_of_their_items_and_without_a_description() {
    let server = company_with_segments("").await;
    let made = ResponseTemplate::new(201).set_body_raw(r#"{"entities":[{"id":77}],"errors":[]}"#, "application/json");
    mount(&server, "PATCH", &at("wbs_codes/bulk_create"), made).await;
    let codes = [WbsCode::new("03-30-00", "S"), in_north(WbsCode::new("03-30-00", "S"))];
    client(&server).create_codes(ProjectId(PROJECT), &codes).await.unwrap();
    let sent = requests(&server, &at("wbs_codes/bulk_create")).await;
    let expected = r#"{"bulk":[
        {"segment_items":[{"segment_id":2,"segment_item_id":21},{"segment_id":3,"segment_item_id":31}]},
        {"segment_items":[{"segment_id":1,"segment_item_id":11},{"segment_id":2,"segment_item_id":21},{"segment_id":3,"segment_item_id":31}]}]}"#;
    let expected: String = expected.split_whitespace().collect();
    assert_eq!(sent.iter().map(|one| String::from_utf8_lossy(&one.body).into_owned()).collect::<Vec<_>>(), [expected]);
}

#[tokio::test]
async fn a_code_that_is_not_made_says_why() {
    for (status, body, kind, words) in [
        (403, "{}", SideErrorKind::Forbidden, "does not let this account create budget codes"),
        (
            201,
            r#"{"entities":[],"errors":[{"errors":{"segment_items":["are invalid"]}}]}"#,
            SideErrorKind::RefusedByServer,
            "are invalid",
        ),
        (201, "<html>", SideErrorKind::NotUnderstood, "Procore"),
        (500, "{}", SideErrorKind::ServerFailed, "Procore"),
    ] {
        let server = company_with_segments("").await;
        let answer = ResponseTemplate::new(status).set_body_raw(body, "application/json");
        mount(&server, "PATCH", &at("wbs_codes/bulk_create"), answer).await;
        let code = [WbsCode::new("03-30-00", "S")];
        let error = client(&server).create_codes(ProjectId(PROJECT), &code).await.unwrap_err();
        assert_eq!(error.kind, kind, "{error:?}");
        assert!(error.sentence.contains(words) && !error.remedy.is_empty(), "{error:?}");
        assert_eq!(requests(&server, &at("wbs_codes/bulk_create")).await.len(), 1, "{status}: never sent again unseen");
    }
    let server = company_with_segments("").await;
    let unknown = client(&server).create_codes(ProjectId(PROJECT), &[WbsCode::new("09", "S")]).await.unwrap_err();
    assert!(unknown.sentence.contains("09.S"), "{unknown:?}");
}
