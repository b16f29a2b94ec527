//! Running steps: one line each, with its time; what the tools print goes to a log that is shown when it matters.

use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;
use crate::log::Log;
use crate::progress::{Progress, time};
use crate::step::Step;
use crate::tally;

/// Runs the steps in order and stops at the first that fails; the answer is the number of tests passed.
pub(crate) fn all(house: &House, steps: &[Step], verbose: bool) -> Result<usize, Failure> {
    let width = steps.iter().map(|step| step.name.len()).max().unwrap_or(0);
    let mut tests = 0;
    for (index, step) in steps.iter().enumerate() {
        let end = if verbose { "\n" } else { "" };
        let head = format!("{:>2}/{} {:width$}  {end}", index + 1, steps.len(), step.name);
        let mut progress = Progress::begin(head).map_err(|e| Failure::new(format!("cannot print: {e}"), ""))?;
        let passed = one(house, step, &mut progress, verbose);
        progress.end();
        let passed = passed.inspect_err(|_| println!("failed after {}", time(progress.elapsed())))?;
        let counted = if passed > 0 { format!("  {passed} tests passed") } else { String::new() };
        println!("{:>9}{counted}", time(progress.elapsed()));
        tests += passed;
    }
    Ok(tests)
}

fn one(house: &House, step: &Step, progress: &mut Progress, verbose: bool) -> Result<usize, Failure> {
    let log = Log::begin(house, step.name)?;
    for call in &step.calls {
        make(call, step, &log, progress, verbose)?;
    }
    let passed = tally::passed(&log.text());
    if step.must_pass_tests && passed == 0 {
        let where_to_look = format!("see what was run in {}", log.path().display());
        return Err(Failure::new(format!("the step `{}` ran no test at all", step.name), where_to_look));
    }
    Ok(passed)
}

fn make(call: &Call, step: &Step, log: &Log, progress: &mut Progress, verbose: bool) -> Result<(), Failure> {
    let name = step.name;
    let ended = if verbose { log.add_and_show(call) } else { log.add_and_tell(call, progress) };
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(
            format!(
                "the step `{name}` failed ({status}): {}{}",
                step.purpose,
                if verbose { String::new() } else { log.tail() }
            ),
            format!("mend it and try again; all it printed is in {}", log.path().display()),
        )),
        Err(error) => Err(Failure::new(
            format!("the step `{name}` could not start `{}`: {error}", call.line()),
            "is the program installed and on the PATH?",
        )),
    }
}
