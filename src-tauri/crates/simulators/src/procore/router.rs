//! Which path leads where.

use axum::Router;
use axum::middleware::{from_fn_with_state, map_request};
use axum::routing::{delete, get, patch, post};

use super::gate;
use super::office::Office;
use super::params::keep_whole_uri;
use super::refusal::Refusal;
use super::routes::{
    auth, budget_changes, budget_page, budget_reads, control, cost_codes, identity, line_items, lock, modifications,
    permissions, projects, sync, v2, wbs_codes, wbs_segments,
};
use crate::bench;
use crate::oauth;

/// Everything, behind the bench; the control routes beside it.
pub(super) fn router(office: &Office) -> Router {
    let simulator = Router::new()
        .route("/oauth/authorize", get(auth::ask).post(auth::answer))
        .route("/oauth/token", post(auth::token))
        .route("/oauth/token/info", get(auth::info))
        .route("/oauth/revoke", post(auth::revoke))
        .route("/{project}/project/budgeting", get(budget_page::show))
        .route(
            "/webclients/host/companies/{company}/projects/{project}/tools/budgets",
            get(budget_page::show_in_new_shell),
        )
        .nest("/rest", rest(office))
        .with_state(office.clone())
        .layer(map_request(keep_whole_uri));
    bench::attach(simulator, &office.bench)
        .merge(control_routes(office))
        .merge(oauth::control_routes(&office.authority(), &office.bench.door))
}

/// What needs a token and counts against the limits.
fn rest(office: &Office) -> Router<Office> {
    Router::new()
        .nest("/v1.0", identity_and_projects().merge(budget()).merge(codes()))
        .nest("/v1.1", v1_1())
        .nest("/v2.0/companies/{company}/projects/{project}", v2_0())
        .fallback(async || Refusal::NotFound)
        // A wrong method is 404, too, and so is the list of v1.1 lines that some apps page: it is documented nowhere.
        .method_not_allowed_fallback(async || Refusal::NotFound)
        .layer(from_fn_with_state(office.clone(), gate::pass))
}

fn identity_and_projects() -> Router<Office> {
    Router::new()
        .route("/me", get(identity::me))
        .route("/companies", get(identity::companies))
        .route("/companies/{company}/projects", get(projects::of_company))
        .route("/companies/{company}/uoms", get(cost_codes::units))
        .route("/projects/{project}", get(projects::show))
        .route("/settings/permissions", get(permissions::show))
}

fn budget() -> Router<Office> {
    Router::new()
        .route("/projects/{project}/budget", get(lock::show))
        .route("/projects/{project}/budget/lock", post(lock::lock).delete(lock::unlock))
        .route("/projects/{project}/budget_modifications", get(modifications::list).post(modifications::create))
        .route(
            "/projects/{project}/budget_modifications/{id}",
            get(modifications::show).patch(modifications::update).delete(modifications::delete),
        )
        .route("/projects/{project}/budget_changes", get(budget_changes::list))
        .route("/budget_views", get(budget_reads::list))
        .route("/budget_views/{view}/detail_rows", get(budget_reads::detail_rows))
        .route("/budget_views/{view}/summary_rows", get(budget_reads::summary_rows))
        .route("/budget_views/{view}/budget_detail_columns", get(budget_reads::columns))
        .route("/budget_line_items/sync", post(sync::sync))
        .route("/budget_line_items/{id}", get(line_items::show_older))
}

fn codes() -> Router<Office> {
    let wbs = Router::new()
        .route("/patterns", get(wbs_segments::pattern))
        .route("/segments", get(wbs_segments::list))
        .route("/segments/{segment}/segment_items", get(wbs_segments::items))
        .route("/wbs_codes", get(wbs_codes::list).post(wbs_codes::create))
        .route("/wbs_codes/bulk_create", patch(wbs_codes::create_many))
        .route("/wbs_codes/update_all", patch(wbs_codes::edit_many))
        .route("/wbs_codes/{id}", patch(wbs_codes::edit));
    let company = Router::new()
        .route("/patterns", get(wbs_segments::company_pattern))
        .route("/segments", get(wbs_segments::company_list))
        .route("/segments/{segment}/segment_items", get(wbs_segments::company_items));
    Router::new()
        .nest("/projects/{project}/work_breakdown_structure", wbs)
        .nest("/companies/{company}/work_breakdown_structure", company)
        .route("/cost_codes", get(cost_codes::list))
        .route("/line_item_types", get(cost_codes::types))
        .route("/sub_jobs", get(cost_codes::sub_jobs))
}

fn v1_1() -> Router<Office> {
    Router::new()
        .route("/projects", get(projects::list))
        .route("/budget_line_items", post(line_items::create))
        .route("/budget_line_items/{id}", get(line_items::show).patch(line_items::update))
}

fn v2_0() -> Router<Office> {
    Router::new()
        .route("/budget_line_items", get(v2::list))
        .route("/budget_line_items/{id}", delete(v2::delete))
        .route("/budget_change_history", get(v2::history))
}

fn control_routes(office: &Office) -> Router {
    let routes = Router::new()
        .route("/lock", post(control::lock))
        .route("/unlock", post(control::unlock))
        .route("/amount", post(control::amount))
        .route("/somebody", post(control::somebody))
        .route("/settings", post(control::settings))
        .with_state(office.clone());
    office.bench.door.guard(routes)
}
