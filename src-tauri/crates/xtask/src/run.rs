//! Running steps: one line each, with its time; what the tools print goes to a log that is shown when it matters.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::call::Call;
use crate::failure::Failure;
use crate::house::House;
use crate::log::Log;
use crate::order::Order;
use crate::progress::{Progress, time};
use crate::step::Step;
use crate::tally;

/// Two: while one waits for a registry, a disk or its last test, the other has the processors. More would take time from tests that watch it.
const AT_ONCE: usize = 2;

/// How often a line that is drawn over is drawn.
const DRAWN_EVERY: Duration = Duration::from_secs(1);

/// What a step reports while it runs.
enum Report {
    /// Cargo's bar.
    Compiling(usize, String),
    /// The tests that passed, or why it stopped.
    Ended(usize, Result<usize, Failure>),
}

/// Runs the steps, each as soon as those that it stands on have passed, and begins none after one has failed; the answer is the number of
/// tests passed. Before the user's eyes they run one after the other.
pub(crate) fn all(house: &House, steps: &[Step], verbose: bool) -> Result<usize, Failure> {
    let mut order = Order::new(steps, if verbose { 1 } else { AT_ONCE });
    let mut progress = Progress::new(verbose);
    let (sender, reports) = mpsc::channel();
    thread::scope(|scope| {
        let mut begin = |step: usize| {
            let sender = sender.clone();
            scope.spawn(move || {
                let ended = one(house, &steps[step], verbose, |bar| tell(&sender, Report::Compiling(step, bar)));
                tell(&sender, Report::Ended(step, ended));
            });
        };
        watch(steps, &mut order, &mut progress, &reports, &mut begin)
    })
}

/// Begins steps and shows them until all have ended, or one has failed and with it those that ran beside it have ended.
fn watch(
    steps: &[Step],
    order: &mut Order<'_>,
    progress: &mut Progress,
    reports: &Receiver<Report>,
    begin: &mut dyn FnMut(usize),
) -> Result<usize, Failure> {
    let (mut tests, mut failure) = (0, None);
    loop {
        while let Some(step) = order.begin() {
            progress.begin(&steps[step]);
            begin(step);
        }
        if order.running().next().is_none() {
            return failure.map_or(Ok(tests), Err);
        }
        match reports.recv_timeout(DRAWN_EVERY) {
            Ok(Report::Compiling(step, bar)) => progress.compiling(steps[step].name, bar),
            Ok(Report::Ended(step, ended)) => {
                order.end(step, ended.is_ok());
                let elapsed = time(progress.end(steps[step].name));
                println!("{}{}", head(steps, step, order), ending(&ended, &elapsed, &waited_for(steps, order)));
                match ended {
                    Ok(passed) => tests += passed,
                    // The first is told; what failed beside it is in its log.
                    Err(error) => failure = failure.or(Some(error)),
                }
            }
            // The time is over: a sender is kept by whoever begins the steps.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => progress.tell(),
        }
    }
}

/// How many have ended, and the name of the one that just did.
fn head(steps: &[Step], step: usize, order: &Order<'_>) -> String {
    let width = steps.iter().map(|step| step.name.len()).max().unwrap_or(0);
    format!("{:>2}/{} {:width$}  ", order.ended(), steps.len(), steps[step].name)
}

fn ending(ended: &Result<usize, Failure>, elapsed: &str, waited_for: &str) -> String {
    match ended {
        Ok(0) => format!("{elapsed:>9}"),
        Ok(passed) => format!("{elapsed:>9}  {passed} tests passed"),
        Err(_) => format!("failed after {elapsed}{waited_for}"),
    }
}

/// Nothing is left running, and nothing is broken off: what it has compiled is there the next time.
fn waited_for(steps: &[Step], order: &Order<'_>) -> String {
    let names: Vec<&str> = order.running().map(|step| steps[step].name).collect();
    if names.is_empty() { String::new() } else { format!("; waiting for {} to end", names.join(" and ")) }
}

fn tell(sender: &Sender<Report>, report: Report) {
    // Whoever listens does so until every step has ended.
    sender.send(report).unwrap_or_default();
}

fn one(house: &House, step: &Step, verbose: bool, mut tell: impl FnMut(String)) -> Result<usize, Failure> {
    let log = Log::begin(house, step.name)?;
    for call in &step.calls {
        make(call, step, &log, verbose, &mut tell)?;
    }
    let passed = tally::passed(&log.text());
    if step.must_pass_tests && passed == 0 {
        let where_to_look = format!("see what was run in {}", log.path().display());
        return Err(Failure::new(format!("the step `{}` ran no test at all", step.name), where_to_look));
    }
    Ok(passed)
}

fn make(call: &Call, step: &Step, log: &Log, verbose: bool, tell: &mut impl FnMut(String)) -> Result<(), Failure> {
    let name = step.name;
    let ended = if verbose { log.add_and_show(call) } else { log.add_and_tell(call, tell) };
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
