//! What every real company does, without any setting.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;
use simulators::procore::Limits;
use simulators::ridgeline::{BudgetRow, Company, job};

use crate::bench::{Procore, amount, harbor, header, json};

fn typed_row() -> BudgetRow {
    BudgetRow {
        sub_job: None,
        cost_code: "03-35-00".into(),
        cost_type: "L".into(),
        description: "Finishing".into(),
        original_amount: amount("30000.00"),
        modifications: amount("0"),
        uom: Some("hours".into()),
        quantity: Some(amount("200")),
        unit_cost: Some(amount("150")),
    }
}

#[tokio::test]
async fn a_row_has_the_whole_code_its_levels_and_three_widths_of_numbers() {
    let procore = Procore::of(job("24-101", "Harbor").budget("03-30-00", "S", "0").budget_row(typed_row())).await;
    let rows = procore.rows().await;
    let row = &rows[1];
    assert_eq!(
        [&row["original_budget_amount"], &row["unit_cost"], &row["quantity"], &row["uom"]],
        ["30000.00", "150.0000", "200.000000000000", "hours"]
    );
    assert_eq!(row["budget_row_id"], row["wbs_code"]["id"].to_string());
    assert_eq!(row["wbs_code"]["flat_code"], "03-35-00.L");
    let items = row["wbs_code"]["segment_items"].as_array().unwrap();
    let told: Vec<_> = items.iter().map(|item| (&item["path_code"], &item["segment"]["type"])).collect();
    assert_eq!(told, [(&"03-35-00".into(), &"cost_code".into()), (&"L".into(), &"line_item_type".into())]);
    assert_eq!(
        (&row["cost_code_level_1"], &row["cost_code_level_2"]),
        (&"03 - Concrete".into(), &"35-00 - Finishing".into()).clone()
    );
    assert_eq!((&row["cost_code_level_3"], &row["cost_code_level_3_id"]), (&"None".into(), &0.into()));
    assert_eq!(row["calculation_strategy"], "manual");
    for name in ["curve", "start_date", "end_date", "unbudgeted_reason", "Job to Date Costs"] {
        assert!(row.as_object().unwrap().contains_key(name) && row[name].is_null(), "{name}");
    }
    assert_eq!((&row["budget_forecast"]["notes"], &row["% Complete"]), (&"".into(), &"12.500000000000".into()));
    assert_eq!(row["cost_code_origin_id"], "03-35-00");
    assert_eq!((&rows[0]["deletable"], &row["deletable"]), (&true.into(), &true.into()));
    procore.simulator.lock(procore.project);
    assert!(procore.rows().await.iter().all(|row| row["deletable"] == false), "locked is a bar by itself");
}

#[tokio::test]
async fn a_title_may_end_in_blanks() {
    let procore = Procore::of(harbor()).await;
    let rows = procore.rows().await;
    let title = rows[0]["cost_code"].as_str().unwrap();
    assert!(title.ends_with("   ") && title.starts_with("03-30-00 - Work of"), "{title:?}");
    assert_eq!(rows[0]["wbs_code"]["description"], "Work of 03-30-00.Subcontract");
}

#[tokio::test]
async fn views_belong_to_projects_and_their_links_lead_elsewhere() {
    let company = Company::with_jobs([harbor(), job("24-102", "Alder").budget("03-30-00", "S", "1").own_views()]);
    let mut procore = Procore::of_company(&company).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let names: Vec<_> = views.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap()).collect();
    assert_eq!((names[0], names[4]), ("Procore Standard Budget", "Profit Projection"));
    assert!(views[0]["links"]["detail_rows"].as_str().unwrap().starts_with("https://app.procore.example/"));
    let rows = async |project: u64, view: &Value| {
        let path = format!("/rest/v1.0/budget_views/{view}/detail_rows?project_id={project}");
        procore.get(&path).await
    };
    let profit = json(rows(procore.project, &views[4]["id"]).await).await;
    assert_eq!(profit.as_array().unwrap().len(), 2, "the same lines once more");
    let standard = views[0]["id"].clone();
    let alder = procore.simulator.project_of("24-102").unwrap();
    assert_eq!(rows(alder, &standard).await.status(), 404, "known, and not shown on this project");
    procore.project = alder;
    let own = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    assert_eq!(own.as_array().unwrap().len(), 6);
    assert!(own.as_array().unwrap().iter().all(|view| !view["name"].as_str().unwrap().contains("Standard")));
    assert_eq!(procore.rows().await.len(), 1);
}

#[tokio::test]
async fn columns_are_listed_without_the_formulas_under_ids_that_are_texts() {
    let procore = Procore::of(harbor()).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path = format!("/rest/v1.0/budget_views/{}/budget_detail_columns?project_id={{project}}", views[0]["id"]);
    let columns = json(procore.get(&path).await).await;
    assert_eq!((&columns[0]["id"], &columns[0]["position"]), (&"detail_type".into(), &(-1).into()));
    assert!(columns.as_array().unwrap().iter().all(|column| column["name"] != "% Complete"));
}

#[tokio::test]
async fn summary_rows_are_one_for_the_project_and_one_for_each_sub_job() {
    let procore = Procore::of(harbor().budget_in_sub_job("NORTH", "03-30-00", "S", "40.00")).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path = format!("/rest/v1.0/budget_views/{}/summary_rows?project_id={{project}}", views[0]["id"]);
    let rows = json(procore.get(&path).await).await;
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (&row["name"], &row["original_budget_amount"])).collect();
    assert_eq!(told, [(&"Harbor Point".into(), &"637150.10".into()), (&"NORTH".into(), &"40.00".into())]);
}

#[tokio::test]
async fn the_erps_view_and_a_plain_lines_computed_fields_disagree() {
    let procore = Procore::of(harbor()).await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    assert_eq!(views[3]["name"], "ERP Budget");
    let path = format!("/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}", views[3]["id"]);
    let rows = json(procore.get(&path).await).await;
    assert_eq!(rows[0]["Projected (Over) / Under $"], "41223.00");
    let line = format!("/rest/v1.0/budget_line_items/{}?project_id={{project}}", rows[0]["id"]);
    let line = procore.get(&line).await.text().await.unwrap();
    assert!(line.contains("\"projected_over_under\":0.00"), "{line}");
}

#[tokio::test]
async fn rows_lag_behind_a_write_by_one_read_unless_a_moment_has_passed() {
    let procore = Procore::of(harbor()).await;
    let code = procore.wbs_code("03-30-00.S").await;
    let views = json(procore.get("/rest/v1.0/budget_views?project_id={project}").await).await;
    let path = format!("/rest/v1.0/budget_views/{}/detail_rows?project_id={{project}}", views[0]["id"]);
    let shown = async || json(procore.get(&path).await).await[0]["original_budget_amount"].clone();
    let write = async |digits: &str| {
        let item = format!(r#"[{{"wbs_code_id":{code},"original_budget_amount":{digits}}}]"#);
        assert_eq!(procore.sync(&item).await.status(), 200);
    };
    let clock = &procore.simulator.bench.clock;
    write("1").await;
    clock.advance(SignedDuration::from_secs(60));
    assert_eq!(shown().await, "1.00", "a moment has passed");
    write("2").await;
    clock.advance(SignedDuration::from_secs(-30));
    assert_eq!((shown().await, shown().await), ("1.00".into(), "2.00".into()), "one read is behind");
    procore.simulator.set_amount(procore.project, "03-30-00.S", amount("3"));
    assert_eq!(shown().await, "3.00", "what somebody did in the window was done a while ago");
}

#[tokio::test]
async fn limits_are_25_in_ten_seconds_and_600_in_an_hour_and_say_an_hour() {
    let procore = Procore::of(harbor()).await;
    assert_eq!(Limits::STRICT, Limits { per_hour: 600, per_10_seconds: 25 });
    for _ in 0..25 {
        assert_eq!(procore.get("/rest/v1.0/me").await.status(), 200);
    }
    let refused = procore.get("/rest/v1.0/me").await;
    assert_eq!((refused.status().as_u16(), header(&refused, "Retry-After")), (429, None));
    assert_eq!(header(&refused, "X-Rate-Limit-Limit").as_deref(), Some("25"));
    assert!(json(refused).await["errors"].as_str().unwrap().contains("for an hour"), "though ten seconds are meant");
}

#[tokio::test]
async fn some_lists_ignore_pages_and_others_honour_them() {
    let procore = Procore::of(harbor()).await;
    let base = "/rest/v1.0/projects/{project}/work_breakdown_structure";
    let segments = json(procore.get(&format!("{base}/segments")).await).await;
    let items = format!("{base}/segments/{}/segment_items?per_page=2&page=3", segments[1]["id"]);
    let answer = procore.get(&items).await;
    assert_eq!((header(&answer, "Link"), header(&answer, "Total"), header(&answer, "Per-Page")), (None, None, None));
    assert_eq!(json(answer).await.as_array().unwrap().len(), 5);
    let codes = json(procore.get(&format!("{base}/wbs_codes?per_page=2&page=2")).await).await;
    assert_eq!(codes.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_documented_or_not_a_method_is_not_there() {
    let procore = Procore::of(harbor()).await;
    for path in [
        "/rest/v1.1/budget_line_items?project_id={project}&per_page=100",
        "/rest/v1.0/projects/{project}/change_events",
    ] {
        assert_eq!(procore.get(path).await.status(), 404, "{path}");
    }
    assert_eq!(procore.send(Method::POST, "/rest/v1.0/me", "{}").await.status(), 404);
    procore.simulator.expire_tokens();
    let refused = procore.get("/rest/v2.0/companies/{company}/projects/{project}/budget_line_items").await;
    assert_eq!((refused.status().as_u16(), json(refused).await["error"]["code"].as_str()), (401, Some("UNAUTHORIZED")));
}

#[tokio::test]
async fn the_plain_list_gives_active_projects_and_a_filter_gives_others() {
    let company = Company::with_jobs([harbor(), job("24-102", "Alder").inactive()]);
    let procore = Procore::of_company(&company).await;
    let list = async |more: &str| {
        let path = format!("/rest/v1.1/projects?company_id={{company}}{more}");
        let found = json(procore.get(&path).await).await;
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["project_number"].clone(), one["active"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(list("").await, [("24-101".into(), true.into())]);
    assert_eq!(list("&filters[by_status]=Inactive").await, [("24-102".into(), false.into())]);
    assert_eq!(list("&filters[by_status]=All").await.len(), 2);
}

#[tokio::test]
async fn a_project_is_integrated_and_has_no_origin_id() {
    let procore = Procore::of(harbor().by_number_only()).await;
    let list = json(procore.get("/rest/v1.1/projects?company_id={company}").await).await;
    assert_eq!(list[0]["erp_integrated"], true);
    assert!(["origin_id", "origin_code", "origin_data"].iter().all(|name| list[0][*name].is_null()));
    assert_eq!(list[0]["estimated_value"], "1.0");
}

#[tokio::test]
async fn an_inactive_code_keeps_its_line_and_is_listed() {
    let procore = Procore::of(harbor().inactive_code("03-30-00", "S")).await;
    let path = "/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes";
    let codes = json(procore.get(path).await).await;
    let status =
        |flat: &str| codes.as_array().unwrap().iter().find(|code| code["flat_code"] == flat).unwrap()["status"].clone();
    assert_eq!((status("03-30-00.S"), status("03-35-00.L")), ("inactive".into(), "active".into()));
    assert_eq!(procore.rows().await.len(), 2);
    let (line, code) = (procore.line("03-30-00.S"), procore.wbs_code("03-30-00.S").await);
    let revised = format!(r#"[{{"id":{line},"wbs_code_id":{code},"original_budget_amount":"9.00"}}]"#);
    assert_eq!(procore.sync(&revised).await.status(), 200, "revised like any other, and a text is an amount, too");
    assert_eq!(procore.simulator.amount(procore.project, "03-30-00.S"), Some(amount("9.00")));
}

#[tokio::test]
async fn codes_of_any_shape_are_told_by_their_segments() {
    let odd = harbor()
        .budget("00-.30.14-", "L", "1.00")
        .budget("9-92116.000", "S", "2.00")
        .budget("Div 1-01-002", "O", "3.00")
        .budget("03\u{2011}30-00", "S", "4.00")
        .budget_in_sub_job("01", "03", "S", "5.00")
        .budget("01.03", "S", "6.00");
    let procore = Procore::of(odd).await;
    let rows = procore.rows().await;
    let row = |digits: &str| {
        let found = rows.iter().find(|row| row["original_budget_amount"] == digits);
        let code = &found.unwrap()["wbs_code"];
        let items = code["segment_items"].as_array().unwrap();
        (
            code["flat_code"].clone(),
            items.iter().map(|item| item["path_code"].as_str().unwrap().to_owned()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(row("1.00"), ("00-.30.14-.L".into(), vec!["00-.30.14-".into(), "L".into()]));
    assert_eq!(row("3.00").1, ["Div 1-01-002", "O"]);
    assert_eq!(row("4.00").1, ["03\u{2011}30-00", "S"], "looks like another, and is not");
    assert_eq!(
        (row("5.00").1, row("6.00").1),
        (vec!["01".into(), "03".into(), "S".into()], vec!["01.03".to_owned(), "S".into()])
    );
    assert_eq!(row("5.00").0, row("6.00").0, "both print alike");
}

#[tokio::test]
async fn the_order_of_segments_is_free() {
    let procore = Procore::of(harbor().codes_reversed()).await;
    let code = procore.rows().await[0]["wbs_code"].clone();
    assert_eq!((&code["flat_code"], &code["segment_items"][0]["code"]), (&"S.03-30-00".into(), &"S".into()));
    let pattern = json(procore.get("/rest/v1.0/projects/{project}/work_breakdown_structure/patterns").await).await;
    assert_eq!(pattern["segments"][0]["type"], "line_item_type");
}

#[tokio::test]
async fn a_projects_own_text_of_a_code_is_known_by_its_origin_id() {
    let company = Company::with_jobs([
        harbor().procore_text("03-30-00", "03-3000"),
        job("24-102", "Alder").budget("03-30-00", "S", "1"),
    ]);
    let mut procore = Procore::of_company(&company).await;
    let found = async |procore: &Procore| {
        let codes =
            json(procore.get("/rest/v1.0/cost_codes?project_id={project}&filters[origin_id]=03-30-00").await).await;
        codes.as_array().unwrap().iter().map(|code| code["full_code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&procore).await, ["03-3000"]);
    assert_eq!(procore.rows().await[0]["wbs_code"]["flat_code"], "03-3000.S");
    assert_eq!(procore.rows().await[0]["cost_code_origin_id"], "03-30-00");
    procore.project = procore.simulator.project_of("24-102").unwrap();
    assert_eq!(found(&procore).await, ["03-30-00"], "the other project has the list's text");
}

#[tokio::test]
async fn a_division_and_a_code_added_by_hand_have_no_origin_id() {
    let procore = Procore::of(harbor()).await;
    procore.simulator.make_code(procore.project, "02-41-00.S", "");
    let codes = json(procore.get("/rest/v1.0/cost_codes?project_id={project}").await).await;
    let origin = |full: &str| {
        codes.as_array().unwrap().iter().find(|code| code["full_code"] == full).unwrap()["origin_id"].clone()
    };
    assert_eq!((origin("03"), origin("02-41-00"), origin("03-30-00")), (Value::Null, Value::Null, "03-30-00".into()));
}

#[tokio::test]
async fn the_budget_opens_in_the_newer_shell_too() {
    let procore = Procore::of(harbor()).await;
    let path = format!("/webclients/host/companies/1/projects/{}/tools/budgets", procore.project);
    let page = procore.client.get(procore.url(&path)).send().await.unwrap().text().await.unwrap();
    assert_eq!(page, procore.simulator.budget_page(procore.project));
}
