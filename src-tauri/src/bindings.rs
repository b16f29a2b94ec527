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

/// Every command and event.
pub(crate) fn builder() -> Builder<tauri::Wry> {
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::builder;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    include!("commands/collected.rs");

    const WRITE: &str = "TIEOUT_WRITE_BINDINGS";
    const HEADER: &str = "// Written from tieout::view, src-tauri/src/wire and src-tauri/src/commands by\n\
                          // `TIEOUT_WRITE_BINDINGS=1 cargo test -p tieout-desktop bindings`. Do not edit: a test compares.\n";

    fn committed() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/backend/bindings.ts")
    }

    fn generated() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        builder().export(specta_typescript::Typescript::default().header(HEADER), &file).unwrap();
        std::fs::read_to_string(file).unwrap()
    }

    #[test]
    fn the_committed_bindings_are_those_of_the_code() {
        let generated = generated();
        if std::env::var_os(WRITE).is_some_and(|value| value == "1") {
            std::fs::create_dir_all(committed().parent().unwrap()).unwrap();
            std::fs::write(committed(), generated).unwrap();
            return;
        }
        let committed = std::fs::read_to_string(committed()).unwrap_or_default();
        assert!(
            committed == generated,
            "ui/src/lib/backend/bindings.ts is not what the commands say. Write it anew and commit it:\n\
             {WRITE}=1 cargo test -p tieout-desktop bindings"
        );
    }

    /// A command without a permission would only fail when the user presses its button.
    #[test]
    fn every_command_is_found_by_the_build_script_and_granted_to_the_window() {
        let generated = generated();
        let bound: BTreeSet<String> = generated
            .split("__TAURI_INVOKE(\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        let found: BTreeSet<String> = commands_in(include_str!("bindings.rs")).into_iter().collect();
        assert_eq!(bound, found);
        assert!(
            include_str!("../capabilities/main.json").contains("\"commands\""),
            "the set that the build script makes"
        );
    }
}
