//! `cargo xtask bench`: what the built window takes for a large budget, beside what it takes for a small one in the same run.

use std::fs;

use crate::call::npm;
use crate::cargo;
use crate::failure::Failure;
use crate::house::House;
use crate::requirements::{self, FRONTEND, TEST_DESKTOP};
use crate::run;
use crate::step::{self, Step};

/// Builds the window, measures, and prints what was measured.
pub(crate) fn bench(house: &House, verbose: bool) -> Result<(), Failure> {
    let frontend = npm(&house.ui()).args(["run", "build"]);
    let steps = [
        Step::check("ui-build", "the window's frontend, as it is embedded", FRONTEND, vec![frontend]),
        Step::check(
            "build",
            "the window itself (a first build takes some minutes)",
            TEST_DESKTOP,
            vec![cargo::build_bench(house)],
        )
        .after(&["ui-build"]),
        Step::check(
            "bench",
            "the window on a test desktop, by the clock",
            TEST_DESKTOP,
            vec![cargo::desktop_bench(house)],
        )
        .after(&["build"]),
    ];
    requirements::meet(house, &step::needs(&steps))?;
    run::all(house, &steps, verbose)?;
    let measured = house.measured();
    let text = fs::read_to_string(&measured)
        .map_err(|error| Failure::new(format!("nothing was measured in {}: {error}", measured.display()), ""))?;
    println!("\n{text}");
    Ok(())
}
