//! The identifiers an integration left on cost codes and sub jobs.

use crate::company::{CODES, PROJECT, TYPES, client, company, json, mount, requests};
use jobcost::{OriginIds, ProjectId};
use reimport::SideErrorKind;
use reimport::ports::CodeReader;
use wiremock::{MockServer, ResponseTemplate};

const COST_CODES: &str = "/rest/v1.0/cost_codes";
const SUB_JOBS: &str = "/rest/v1.0/sub_jobs";

/// Four codes: one of two tiers in a sub job, one of one tier, one that prints no path, one that nobody left anything on.
const BUDGET_CODES: &str = r#"[
    {"id":1,"segment_items":[{"code":"NORTH","segment":{"type":"sub_job"}},
        {"code":"30-00","path_code":"03-30-00","path_codes":["03","30-00"],"segment":{"type":"cost_code"}},{"code":"S","segment":{"type":"line_item_type"}}]},
    {"id":2,"segment_items":[{"code":"9-92116.000","segment":{"type":"cost_code"}},{"code":"S","segment":{"type":"line_item_type"}}]},
    {"id":3,"segment_items":[{"code":"12.00","path_code":"05.12.00","path_codes":["05","12.00"],"segment":{"type":"cost_code"}},{"code":"S","segment":{"type":"line_item_type"}}]},
    {"id":4,"segment_items":[{"code":"07","segment":{"type":"cost_code"}},{"code":"S","segment":{"type":"line_item_type"}}]}]"#;

async fn company_with_codes() -> MockServer {
    let server = company().await;
    mount(&server, "GET", TYPES, json("[]")).await;
    mount(&server, "GET", CODES, json(BUDGET_CODES)).await;
    server
}

async fn read(cost_codes: &str, sub_jobs: &str) -> OriginIds {
    let server = company_with_codes().await;
    mount(&server, "GET", COST_CODES, json(cost_codes)).await;
    mount(&server, "GET", SUB_JOBS, json(sub_jobs)).await;
    client(&server).codes(ProjectId(PROJECT), false).await.unwrap().origin_ids
}

fn told(ids: &OriginIds) -> Vec<String> {
    let cost_codes = ids.cost_codes.iter().map(|(code, id)| format!("{code}={id}"));
    cost_codes.chain(ids.sub_jobs.iter().map(|(code, id)| format!("{code}={id}"))).collect()
}

#[tokio::test]
async fn identifiers_are_found_by_the_full_code_or_by_the_tiers() {
    let cost_codes = r#"[
        {"id":10,"code":"03","full_code":"03","origin_id":null,"parent":{"id":null}},
        {"id":11,"code":"30-00","full_code":"03-30-00","origin_id":"800003DD-1600977189","parent":{"id":10}},
        {"id":12,"code":"9-92116.000","full_code":"9-92116.000","origin_id":"7|42"},
        {"id":13,"code":"05","full_code":"05","origin_id":""},
        {"id":14,"code":"12.00","full_code":"05-12.00","origin_id":512,"parent":{"id":13}},
        {"id":15,"code":"99","full_code":"99","origin_id":"of no budget code"},
        {"id":16,"code":"07","full_code":"07","origin_id":"deleted","deleted_at":"2024-01-01T00:00:00Z"}]"#;
    let sub_jobs = r#"[{"id":1,"code":"north","name":"North","origin_id":"T1"},{"id":2,"code":"SOUTH","origin_id":"T2"},{"id":3,"code":null,"origin_id":"T3"}]"#;
    let ids = read(cost_codes, sub_jobs).await;
    assert_eq!(told(&ids), ["03-30-00=800003DD-1600977189", "05.12.00=512", "9-92116.000=7|42", "north=T1"]);
}

#[tokio::test]
async fn two_that_could_be_meant_say_nothing() {
    // A sub job's own copy of a code may have another identifier; one that has none says nothing against the other.
    let cost_codes = r#"[{"id":1,"full_code":"03-30-00","origin_id":"A"},{"id":2,"full_code":"03-30-00","origin_id":"B"},
        {"id":3,"full_code":"9-92116.000","origin_id":"C"},{"id":4,"full_code":"9-92116.000","origin_id":"C"},
        {"id":5,"full_code":"9-92116.000","origin_id":null},
        {"id":6,"code":"05","full_code":"x"},{"id":7,"code":"12.00","full_code":"y","origin_id":"D","parent":{"id":6}},
        {"id":8,"full_code":"05.12.00","origin_id":"E"}]"#;
    let sub_jobs = r#"[{"id":1,"code":"NORTH","origin_id":"T1"},{"id":2,"code":"north","origin_id":"T2"}]"#;
    assert_eq!(told(&read(cost_codes, sub_jobs).await), ["9-92116.000=C"]);
}

#[tokio::test]
async fn who_may_not_see_them_goes_by_the_codes_text_and_other_trouble_is_told() {
    for status in [403, 404] {
        let server = company_with_codes().await;
        for path in [COST_CODES, SUB_JOBS] {
            mount(&server, "GET", path, ResponseTemplate::new(status)).await;
        }
        let codes = client(&server).codes(ProjectId(PROJECT), false).await.unwrap();
        assert_eq!((codes.origin_ids, codes.wbs_codes.len()), (OriginIds::default(), 4), "{status}");
    }
    let server = company_with_codes().await;
    mount(&server, "GET", COST_CODES, ResponseTemplate::new(500)).await;
    let error = client(&server).codes(ProjectId(PROJECT), false).await.unwrap_err();
    assert_eq!(error.kind, SideErrorKind::ServerFailed, "unknown is not none");
}

#[tokio::test]
async fn they_are_remembered_like_the_codes_and_cost_two_requests() {
    let server = company_with_codes().await;
    mount(&server, "GET", COST_CODES, json("[]")).await;
    mount(&server, "GET", SUB_JOBS, json("[]")).await;
    let client = client(&server);
    for (fresh, asked) in [(false, 1), (false, 1), (true, 2)] {
        client.codes(ProjectId(PROJECT), fresh).await.unwrap();
        for path in [CODES, COST_CODES, SUB_JOBS] {
            assert_eq!(requests(&server, path).await.len(), asked, "{path}");
        }
    }
}
