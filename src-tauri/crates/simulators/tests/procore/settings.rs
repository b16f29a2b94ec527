//! What some companies, accounts and projects are like: settings.

use reqwest::Method;
use serde_json::{Value, json as value};
use simulators::procore::{Level, OriginForm, Right};
use simulators::ridgeline::{Company, job};

use crate::bench::{Procore, amount, harbor, header, json};

fn body(item: &str) -> String {
    format!(r#"{{"project_id":{{project}},"budget_line_item":{item}}}"#)
}

#[tokio::test]
async fn before_the_app_is_installed_only_signing_in_and_the_companies_work() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_installed(false);
    assert_eq!(procore.get("/rest/v1.0/companies").await.status(), 200);
    let refused = procore.get("/rest/v1.1/projects?company_id={company}").await;
    assert_eq!(refused.status(), 403);
    assert_eq!(json(refused).await, value!({"errors": ["App is not connected to this company."]}));
    procore.simulator.set_installed(true);
    assert_eq!(procore.get("/rest/v1.1/projects?company_id={company}").await.status(), 200);
}

#[tokio::test]
async fn without_the_right_a_new_line_has_no_value_and_is_answered_201() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_budget_level(Level::Standard);
    procore.simulator.set_budget_rights(Some(&[]));
    let (metal, concrete) = (procore.wbs_code("05-50-00.M").await, procore.line("03-30-00.S"));
    let created = procore
        .send(
            Method::POST,
            "/rest/v1.1/budget_line_items",
            &body(&format!(r#"{{"wbs_code_id":{metal},"original_budget_amount":"7.00"}}"#)),
        )
        .await;
    assert_eq!(created.status(), 201);
    assert!(created.text().await.unwrap().contains("\"original_budget_amount\":0.00"));
    assert_eq!(procore.simulator.amount(procore.project, "05-50-00.M"), Some(amount("0")));
    let path = format!("/rest/v1.1/budget_line_items/{concrete}");
    let refused = procore.send(Method::PATCH, &path, &body(r#"{"original_budget_amount":1}"#)).await;
    assert_eq!(refused.status(), 403);
    procore.simulator.set_budget_rights(Some(&[Right::ModifyOriginal]));
    assert_eq!(procore.send(Method::PATCH, &path, &body(r#"{"original_budget_amount":1}"#)).await.status(), 200);
}

#[tokio::test]
async fn a_granular_right_locks_and_only_admin_unlocks() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_budget_level(Level::Standard);
    procore.simulator.set_budget_rights(Some(&[Right::Lock]));
    let path = "/rest/v1.0/projects/{project}/budget/lock?destroy_all_budget_line_item_transfers=false";
    assert_eq!(procore.send(Method::POST, path, "").await.status(), 201);
    assert_eq!(procore.send(Method::DELETE, path, "").await.status(), 403);
    procore.simulator.set_budget_level(Level::Admin);
    assert_eq!(procore.send(Method::DELETE, path, "").await.status(), 200);
}

#[tokio::test]
async fn a_budget_that_waits_in_the_erp_looks_locked_and_cannot_be_unlocked() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_with_erp(procore.project, true);
    assert_eq!(json(procore.get("/rest/v1.0/projects/{project}/budget").await).await, value!({"locked": true}));
    let path = "/rest/v1.0/projects/{project}/budget/lock?destroy_all_budget_line_item_transfers=false";
    let refused = procore.send(Method::DELETE, path, "").await;
    assert_eq!(refused.status(), 422);
    assert!(json(refused).await["errors"][0].as_str().unwrap().contains("ERP"));
    procore.simulator.set_with_erp(procore.project, false);
    assert!(procore.simulator.is_locked(procore.project), "retrieved, and still locked");
    assert_eq!(procore.send(Method::DELETE, path, "").await.status(), 200);
}

#[tokio::test]
async fn a_tool_that_is_off_is_not_there_and_not_among_the_permissions() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_budget_tool(procore.project, false);
    assert_eq!(procore.get("/rest/v1.0/projects/{project}/budget").await.status(), 404);
    assert_eq!(procore.get("/rest/v1.0/budget_views?project_id={project}").await.status(), 404);
    let tools = json(procore.get("/rest/v1.0/settings/permissions?project_id={project}").await).await;
    let names: Vec<_> = tools["tools"].as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["home", "change_events", "admin"]);
    assert!(tools["tools"][1]["url"].as_str().unwrap().starts_with("https://"), "one address is whole");
    assert!(tools["tools"][0]["can_create"].is_null());
}

#[tokio::test]
async fn codes_are_made_only_with_the_right_to() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.set_budget_rights(Some(&[Right::ModifyOriginal]));
    let path = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes";
    assert_eq!(procore.send(Method::POST, path, r#"{"segment_items":[]}"#).await.status(), 403);
    procore.simulator.set_budget_rights(None);
    assert_eq!(procore.send(Method::POST, path, r#"{"segment_items":[]}"#).await.status(), 422);
}

#[tokio::test]
async fn an_account_may_not_see_budget_changes_on_either_route() {
    let procore = Procore::of(harbor().modified_by("1.00")).await;
    for (hidden, status) in [(true, 404), (false, 200)] {
        procore.simulator.hide_budget_changes(hidden);
        for list in ["budget_changes", "budget_modifications"] {
            assert_eq!(
                procore.get(&format!("/rest/v1.0/projects/{{project}}/{list}")).await.status(),
                status,
                "{list}"
            );
        }
    }
}

#[tokio::test]
async fn a_code_outside_the_erps_list_takes_no_line_where_the_switch_is_on() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.make_code(procore.project, "02-41-00.S", "");
    let (outside, inside) = (procore.wbs_code("02-41-00.S").await, procore.wbs_code("05-50-00.M").await);
    procore.simulator.set_erp_list_only(true);
    let item = |code: u64| format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":1}}]"#);
    assert_eq!(procore.sync(&item(outside)).await.status(), 422);
    assert_eq!(procore.sync(&item(inside)).await.status(), 200);
    procore.simulator.set_erp_list_only(false);
    assert_eq!(procore.sync(&item(outside)).await.status(), 200);
}

#[tokio::test]
async fn any_list_may_give_everything_to_any_page() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.add_views(procore.project, 120);
    procore.simulator.set_unpaged(&["/budget_views", "/detail_rows", "/projects"]);
    for page in [1, 2, 900] {
        let answer =
            procore.get(&format!("/rest/v1.0/budget_views?project_id={{project}}&per_page=100&page={page}")).await;
        assert_eq!(
            (header(&answer, "Link"), header(&answer, "Per-Page"), header(&answer, "Total")),
            (None, None, None)
        );
        assert_eq!(json(answer).await.as_array().unwrap().len(), 125);
    }
    assert_eq!(procore.rows().await.len(), 2);
    let projects = procore.get("/rest/v1.1/projects?company_id={company}&page=7").await;
    assert_eq!(json(projects).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_currency_may_be_unstated_or_another_one_and_a_budget_empty() {
    let company = Company::with_jobs([
        harbor().currency_unstated(),
        job("24-102", "Kingston").budget_currency("CAD").estimate_currency("CAD").estimate("03-30-00", "SUBCON", "5"),
    ]);
    let mut procore = Procore::of_company(&company).await;
    let told = async |procore: &Procore| {
        procore.rows().await.first().map(|row| row["currency_configuration"]["currency_iso_code"].clone())
    };
    assert_eq!(told(&procore).await, Some(Value::Null));
    procore.simulator.set_currency(procore.project, Some("BHD"));
    assert_eq!(told(&procore).await, Some("BHD".into()));
    procore.project = procore.simulator.project_of("24-102").unwrap();
    assert_eq!(told(&procore).await, None, "nothing says which currency");
    let code = procore.wbs_code("03-30-00.S").await;
    let written = procore.sync(&format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":5}}]"#)).await;
    assert_eq!(json(written).await[0]["currency_configuration"]["currency_iso_code"], "CAD");
}

#[tokio::test]
async fn amounts_are_written_as_servers_compute_them() {
    let procore = Procore::of(harbor()).await;
    let long = "588900.0000000000000000000000000000000000000001";
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path = format!("/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}", views[0]["id"]);
    for (text, as_number, shown) in [
        (long, true, format!("\"original_budget_amount\":{long}")),
        ("5.889E+5", true, "\"original_budget_amount\":5.889E+5".into()),
        (long, false, format!("\"original_budget_amount\":\"{long}\"")),
    ] {
        procore.simulator.spell_amount(procore.project, "03-30-00.S", text, as_number);
        let rows = procore.get(&path).await.text().await.unwrap();
        assert!(rows.contains(&shown), "{rows}");
    }
}

#[tokio::test]
async fn amounts_may_be_rounded_when_they_are_written() {
    let procore = Procore::of(harbor()).await;
    let code = procore.wbs_code("03-30-00.S").await;
    let item = format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":1234.505}}]"#);
    assert_eq!(procore.sync(&item).await.status(), 422);
    for (places, kept) in [(2, "1234.51"), (0, "1235")] {
        procore.simulator.set_rounding(procore.project, Some(places));
        assert_eq!(procore.sync(&item).await.status(), 200);
        assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount(kept)));
    }
}

#[tokio::test]
async fn a_code_may_take_no_line_and_so_may_all() {
    let procore = Procore::of(harbor()).await;
    let (concrete, metal) = (procore.wbs_code("03-30-00.S").await, procore.wbs_code("05-50-00.M").await);
    let both = format!(
        r#"[{{"wbs_code_id":{concrete},"original_budget_amount":1}},{{"wbs_code_id":{metal},"original_budget_amount":2}}]"#
    );
    procore.simulator.refuse_line(procore.project, "05-50-00.M", "The line is part of an executed contract.");
    let refused = procore.sync(&both).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(json(refused).await["errors"]["base"][0], "The line is part of an executed contract.");
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("588900.00")), "all or none");
    let alone = format!(r#"[{{"wbs_code_id":{concrete},"original_budget_amount":1}}]"#);
    assert_eq!(procore.sync(&alone).await.status(), 200);
    procore.simulator.refuse_all_lines(procore.project, "The fiscal period is closed.");
    assert_eq!(procore.sync(&alone).await.status(), 422);
    procore.simulator.refuse_no_line(procore.project);
    assert_eq!(procore.sync(&both).await.status(), 200);
}

#[tokio::test]
async fn a_bulk_creation_may_leave_a_code_out_without_a_word() {
    let procore = Procore::of(harbor().budget("05-50-00", "L", "1").code_to_be_made("05-50-00", "M")).await;
    let base = "/rest/v1.0/projects/{project}/work_breakdown_structure";
    let segments = json(procore.get(&format!("{base}/segments")).await).await;
    let row = procore.rows().await.into_iter().find(|row| row["wbs_code"]["flat_code"] == "05-50-00.L").unwrap();
    let item = row["wbs_code"]["segment_items"][0]["id"].clone();
    let types = json(procore.get(&format!("{base}/segments/{}/segment_items", segments[2]["id"])).await).await;
    let material = types.as_array().unwrap().iter().find(|one| one["code"] == "M").unwrap();
    procore.simulator.never_make(procore.project, "05-50-00.M");
    let wanted = value!({"bulk": [{"segment_items": [
        {"segment_id": segments[1]["id"], "segment_item_id": item},
        {"segment_id": segments[2]["id"], "segment_item_id": material["id"]},
    ]}]});
    let answer = procore.send(Method::PATCH, &format!("{base}/wbs_codes/bulk_create"), &wanted.to_string()).await;
    assert_eq!(answer.status(), 201);
    assert_eq!(json(answer).await, value!({"entities": [], "errors": []}));
}

#[tokio::test]
async fn origin_ids_have_the_form_of_their_connector() {
    let procore = Procore::of(
        harbor().estimate_in_task("NORTH", "03-30-00", "SUBCON", "1").budget_in_sub_job("NORTH", "03-30-00", "S", "1"),
    )
    .await;
    let origins = async || {
        let codes = json(procore.get("/rest/v1.0/cost_codes?project_id={project}").await).await;
        let code = codes.as_array().unwrap().iter().find(|code| code["full_code"] == "03-30-00").unwrap().clone();
        let types = json(procore.get("/rest/v1.0/line_item_types?project_id={project}").await).await;
        (code["origin_id"].clone(), types[0]["origin_id"].clone())
    };
    assert_eq!(origins().await, ("03-30-00".into(), "LABOR".into()));
    let sub_jobs = json(procore.get("/rest/v1.0/sub_jobs?project_id={project}").await).await;
    assert_eq!(sub_jobs[0]["origin_id"], "NORTH", "a task that became a sub job");
    procore.simulator.set_origin_of_sub_job(procore.project, "NORTH", None);
    let sub_jobs = json(procore.get("/rest/v1.0/sub_jobs?project_id={project}").await).await;
    assert!(sub_jobs[0]["origin_id"].is_null());
    procore.simulator.set_origin_of_cost_code("03-30-00", Some("9"));
    procore.simulator.set_origin_of_cost_type("L", None);
    procore.simulator.set_base_type("L", None);
    assert_eq!(origins().await, ("9".into(), Value::Null));
    assert_eq!(procore.rows().await[0]["cost_code_origin_id"], "9");
    procore.simulator.set_origin_ids(OriginForm::Prefixed);
    assert_eq!(origins().await.0, "CE_9");
    procore.simulator.set_origin_ids(OriginForm::Absent);
    assert_eq!(origins().await, (Value::Null, Value::Null));
    procore.simulator.set_origin(procore.project, None);
    let list = json(procore.get("/rest/v1.1/projects?company_id={company}").await).await;
    assert!(list[0]["origin_id"].is_null());
}

#[tokio::test]
async fn settings_can_be_made_from_another_process() {
    let procore = Procore::of(harbor()).await;
    let settings = value!([
        {"name": "budget_changes_hidden", "value": true},
        {"name": "project", "project": procore.project, "setting": {"name": "with_erp", "value": true}},
        {"name": "project", "project": procore.project,
            "setting": {"name": "refuse_line", "code": null, "message": "The period is closed."}},
        {"name": "origin_ids", "form": "guid"},
    ]);
    let url = procore.url("/__simulator/settings");
    let request = procore.control(&url);
    assert_eq!(request.body(settings.to_string()).send().await.unwrap().status(), 204);
    assert!(procore.simulator.is_locked(procore.project));
    let unknown = value!([{"name": "project", "project": 1, "setting": {"name": "active", "value": false}}]);
    let request = procore.control(&url);
    assert_eq!(request.body(unknown.to_string()).send().await.unwrap().status(), 404);
}
