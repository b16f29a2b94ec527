//! `cargo xtask demo`: the window on the demo company, or, where there is no display, its tour on a test desktop.

use std::env;
use std::fs;

use crate::call::{Call, npm};
use crate::cargo;
use crate::failure::Failure;
use crate::house::House;
use crate::requirements::{self, FRONTEND, TEST_DESKTOP, WINDOW};
use crate::run;
use crate::step::{self, Step};

/// The pages that the tour's tests leave, each on a desktop of its own: the whole tour, a part of it in the dark, and a failure.
const PAGES: [&str; 3] = ["tour", "dark", "failure"];

/// Builds the window and shows it.
pub(crate) fn demo(house: &House, verbose: bool) -> Result<(), Failure> {
    let frontend = npm(&house.ui()).args(["run", "build"]);
    let mut steps = vec![Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, vec![frontend])];
    let purpose = "the window itself (a first build takes some minutes)";
    if has_display() {
        steps.push(Step::check("build", purpose, WINDOW, vec![cargo::build_window(house)]).after(&["ui-build"]));
        build(house, &steps, verbose)?;
        open(house)
    } else {
        println!("There is no display here: the demo runs on a test desktop and leaves screenshots.");
        let tour = "the tour through the real window";
        steps.push(Step::check("build", purpose, TEST_DESKTOP, vec![cargo::build_tour(house)]).after(&["ui-build"]));
        steps.push(Step::tests("tour", tour, TEST_DESKTOP, vec![drive(house)]).after(&["build"]));
        clear(house)?;
        build(house, &steps, verbose)?;
        tell(house)
    }
}

fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn build(house: &House, steps: &[Step], verbose: bool) -> Result<(), Failure> {
    requirements::meet(house, &step::needs(steps))?;
    run::all(house, steps, verbose).map(|_| ())
}

fn open(house: &House) -> Result<(), Failure> {
    println!(
        "Opening the demo company. Tieout stays in the tray when its window is closed: Quit is in the tray's menu."
    );
    let window = Call::new(house.window(), house.root()).args(["--demo"]);
    match window.show() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("the window ended with {status}"), "what it printed above says why")),
        Err(error) => Err(Failure::new(format!("the window could not be started: {error}"), "")),
    }
}

fn drive(house: &House) -> Call {
    cargo::desktops(house, PAGES.len(), Some("tour::")).env("TIEOUT_TOUR_FOLDER", house.tour())
}

fn tell(house: &House) -> Result<(), Failure> {
    let folder = house.tour();
    let pictures = pictures(house)?;
    if pictures == 0 || !PAGES.iter().all(|page| folder.join(page).with_extension("md").is_file()) {
        return Err(Failure::new(format!("the tour left no pictures or no pages in {}", folder.display()), ""));
    }
    println!("\nThe tour in {pictures} pictures, and the pages that show them: {}", folder.display());
    Ok(())
}

/// Pictures of an earlier tour would be taken for this one's.
fn clear(house: &House) -> Result<(), Failure> {
    let folder = house.tour();
    let emptied = if folder.exists() { fs::remove_dir_all(&folder) } else { Ok(()) };
    emptied
        .and_then(|()| fs::create_dir_all(&folder))
        .map_err(|e| Failure::new(format!("cannot empty {}: {e}", folder.display()), ""))
}

fn pictures(house: &House) -> Result<usize, Failure> {
    let folder = house.tour();
    let files =
        fs::read_dir(&folder).map_err(|e| Failure::new(format!("cannot read {}: {e}", folder.display()), ""))?;
    Ok(files.flatten().filter(|file| file.path().extension().is_some_and(|kind| kind == "png")).count())
}
