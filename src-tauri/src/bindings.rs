//! What the window may call and hear, and the TypeScript that says so.

use crate::commands::{
    budgets, comparison, connections, exporting, links, mapping, reconciling, reimport, start, watch, window,
};
use crate::wire::{
    BudgetsChanged, ConnectionChanged, JobChosen, NoticePosted, ReimportEnded, ReimportProgressed, SignInAsked,
};
use tauri_specta::{Builder, collect_commands, collect_events};

/// The one list of commands: permissions and the window's grant are made of it, so that none is forgotten.
macro_rules! every_command {
    () => {
        collect_commands![
            start::start_state,
            start::open_demo,
            start::dismiss_notice,
            connections::open_connection,
            connections::connect,
            connections::wrong_fields,
            connections::connection_form,
            connections::edit_connection,
            connections::answer_sign_in,
            connections::cancel_sign_in,
            connections::test_connection,
            connections::test_form,
            connections::forget_connection,
            connections::close_connection,
            budgets::budgets_page,
            budgets::table_of_budgets,
            budgets::adopt_agreeing,
            budgets::take_back_adoption,
            budgets::check_now,
            budgets::show_rows,
            budgets::read_job,
            budgets::open_budget,
            budgets::open_project,
            budgets::await_unlock,
            budgets::set_ownership,
            budgets::state_currency,
            watch::pause_watch,
            watch::set_watch_interval,
            watch::out_of_balance_by_day,
            links::link_review,
            links::link_job,
            links::unlink_job,
            links::set_job_aside,
            links::link_by_evidence,
            links::adopt_budget,
            comparison::open_comparison,
            comparison::choose,
            comparison::stand_by_choices,
            comparison::arrange_lines,
            comparison::divisions,
            comparison::sum_lines,
            comparison::table_of_lines,
            comparison::outdated_lines,
            comparison::who_moved,
            exporting::export_plan,
            exporting::export_budget,
            exporting::export_budgets,
            mapping::mapping,
            mapping::mapping_examples,
            mapping::save_mapping,
            mapping::mapping_versions,
            mapping::export_mapping,
            mapping::import_mapping,
            reconciling::accept_lines,
            reconciling::accept_rest,
            reconciling::take_back_items,
            reconciling::reconciling_items,
            reimport::prepare_reimport,
            reimport::reimport,
            window::zoom_window,
            window::hold_draft,
        ]
    };
}

/// Every command that the window may call and every event that it may hear; what the window's TypeScript is written from.
pub fn bindings() -> Builder<tauri::Wry> {
    Builder::new()
        // What is written and what is read have one shape here; told apart, the window would see every type three times.
        .disable_serde_phases()
        .commands(every_command!())
        .events(collect_events![
            BudgetsChanged,
            ReimportProgressed,
            ReimportEnded,
            NoticePosted,
            JobChosen,
            ConnectionChanged,
            SignInAsked
        ])
}
