//! The house rules, held by tests. Each rule is a pure function over a file's path and text, has a test that shows it can
//! fail, and says how to mend what it finds.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/code.rs"]
mod code;
#[path = "tidy/doors.rs"]
mod doors;
#[path = "tidy/edges.rs"]
mod edges;
#[path = "tidy/finding.rs"]
mod finding;
#[path = "tidy/floats.rs"]
mod floats;
#[path = "tidy/house.rs"]
mod house;
#[path = "tidy/layout.rs"]
mod layout;
#[path = "tidy/modules.rs"]
mod modules;
#[path = "tidy/proxies.rs"]
mod proxies;
#[path = "tidy/quirks.rs"]
mod quirks;
#[path = "tidy/sources.rs"]
mod sources;
#[path = "tidy/syntax.rs"]
mod syntax;
#[path = "tidy/words.rs"]
mod words;

use finding::{File, Finding, report};

/// Applies a rule to every file of the house.
fn everywhere(rule: impl Fn(&File) -> Vec<Finding>) {
    let files = house::files();
    assert!(files.len() > 50, "only {} files were found: the rule would hold of nothing", files.len());
    report(&files.iter().flat_map(rule).collect::<Vec<_>>());
}

#[test]
fn crates_depend_only_downwards() {
    report(&edges::upward(&house::dependencies()));
}

#[test]
fn files_import_each_other_in_no_circle() {
    report(&circles::closing(&house::files()));
}

#[test]
fn every_crate_has_a_sentence_in_the_floor_plan() {
    report(&layout::without_a_sentence(&house::crates(), &house::text("src-tauri/crates/README.md")));
}

#[test]
fn the_top_level_stays_six_rooms() {
    let paths: Vec<String> = house::files().into_iter().map(|file| file.path).collect();
    report(&layout::strangers_at_the_top(&paths));
}

#[test]
fn files_stay_small() {
    everywhere(layout::too_long);
}

#[test]
fn functions_stay_lists_of_steps() {
    everywhere(layout::too_long_a_function);
}

#[test]
fn what_is_cited_is_here() {
    report(&sources::not_here(&house::files()));
}

#[test]
fn the_window_has_one_door_to_tauri() {
    everywhere(doors::second_door);
}

#[test]
fn no_binary_float_comes_near_money() {
    everywhere(floats::binary_floats);
}

#[test]
fn nothing_is_left_unfinished() {
    everywhere(words::unfinished);
}

#[test]
fn no_file_names_the_place_where_it_was_written() {
    everywhere(words::out_of_place);
}

#[test]
fn the_systems_proxy_is_gone_by_and_this_computer_needs_none() {
    report(&proxies::without_the_systems(&house::text(proxies::LOCK)));
    everywhere(proxies::client_through_a_proxy);
}

#[test]
fn every_quirk_has_its_test() {
    let table = house::text(quirks::TABLE);
    assert!(quirks::rows(&table).count() > 80, "the rows are not seen: the rule would hold of nothing");
    report(&quirks::without_a_test(&table, &house::files()));
}
