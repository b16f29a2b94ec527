//! Running steps: one line each, with its time; what the tools print goes to a log that is shown when it matters.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;
use crate::step::Step;
use crate::tally;

/// How much of a failed step's log is shown.
const SHOWN_LINES: usize = 120;

/// Runs the steps in order and stops at the first that fails; the answer is the number of tests passed.
pub(crate) fn all(house: &House, steps: &[Step], verbose: bool) -> Result<u32, Failure> {
    fs::create_dir_all(house.logs()).map_err(|e| Failure::new(format!("no folder for the logs: {e}"), ""))?;
    let width = steps.iter().map(|step| step.name.len()).max().unwrap_or(0);
    let mut tests = 0;
    for (index, step) in steps.iter().enumerate() {
        print!("{:>2}/{} {:width$}  {}", index + 1, steps.len(), step.name, if verbose { "\n" } else { "" });
        // A line without its end stays in the buffer, and the user would look at nothing.
        std::io::stdout().flush().map_err(|e| Failure::new(format!("cannot print: {e}"), ""))?;
        let started = Instant::now();
        let passed = one(house, step, verbose).inspect_err(|_| println!("failed after {}", time(started.elapsed())))?;
        let counted = if passed > 0 { format!("  {passed} tests passed") } else { String::new() };
        println!("{:>9}{counted}", time(started.elapsed()));
        tests += passed;
    }
    Ok(tests)
}

fn one(house: &House, step: &Step, verbose: bool) -> Result<u32, Failure> {
    let log = house.logs().join(format!("{}.log", step.name));
    fs::write(&log, "").map_err(|e| Failure::new(format!("cannot write {}: {e}", log.display()), ""))?;
    for call in &step.calls {
        make(call, step, &log, verbose)?;
    }
    let passed = tally::passed(&read(&log));
    if step.must_pass_tests && passed == 0 {
        return Err(Failure::new(
            format!("the step `{}` ran no test at all", step.name),
            format!("see what was run in {}", log.display()),
        ));
    }
    Ok(passed)
}

fn make(call: &Call, step: &Step, log: &Path, verbose: bool) -> Result<(), Failure> {
    let line = format!("$ {}\n", call.line());
    let ended = append(log, &line).and_then(|()| {
        if verbose {
            print!("{line}");
            call.log_and_show(log)
        } else {
            call.log(log)
        }
    });
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(
            format!(
                "the step `{}` failed ({status}): {}{}",
                step.name,
                step.purpose,
                if verbose { String::new() } else { shown(log) }
            ),
            format!(
                "mend it and run this step alone with `cargo xtask test --only {}`; all it printed is in {}",
                step.name,
                log.display()
            ),
        )),
        Err(error) => Err(Failure::new(
            format!("the step `{}` could not start `{}`: {error}", step.name, call.line()),
            "is the program installed and on the PATH?",
        )),
    }
}

fn shown(log: &Path) -> String {
    let text = read(log);
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(SHOWN_LINES);
    format!("\n\n{}\n", lines[from..].join("\n"))
}

fn read(log: &Path) -> String {
    // Tools print what they like, also bytes that are no text.
    fs::read(log)
        .map_or_else(|e| format!("(the log cannot be read: {e})"), |bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn append(log: &Path, text: &str) -> std::io::Result<()> {
    fs::File::options().append(true).open(log)?.write_all(text.as_bytes())
}

/// Minutes and seconds, to a tenth where it is quick.
pub(crate) fn time(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds < 60 {
        format!("{seconds}.{} s", elapsed.subsec_millis() / 100)
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::time;
    use std::time::Duration;

    #[test]
    fn a_time_is_said_as_people_say_it() {
        assert_eq!(time(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 05 s");
    }
}
