//! What is shown of the steps that run: a line that is drawn over on a terminal, a new one every half minute elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::bar::counts;
use crate::step::Step;

/// How often it is said where no line can be drawn over.
const EVERY: Duration = Duration::from_secs(30);

/// As wide as every terminal is.
const WIDTH: usize = 79;

/// A step that runs.
struct RunningStep {
    name: &'static str,
    begun: Instant,
    /// What cargo drew last, where it compiles.
    bar: String,
}

/// How it is shown what runs.
enum Manner {
    /// In a line that the next one is drawn over.
    DrawnOver,
    /// In lines that stay.
    Lines,
    /// Not at all, once each step is announced: what the tools print is shown.
    Announced,
}

/// The steps that run, as they are shown.
pub(crate) struct Progress {
    running: Vec<RunningStep>,
    manner: Manner,
    told: Instant,
}

impl Progress {
    /// Of a run that begins now.
    pub(crate) fn new(verbose: bool) -> Self {
        let manner = match (verbose, io::stdout().is_terminal()) {
            (true, _) => Manner::Announced,
            (false, true) => Manner::DrawnOver,
            (false, false) => Manner::Lines,
        };
        Self { running: Vec::new(), manner, told: Instant::now() }
    }

    /// A step begins.
    pub(crate) fn begin(&mut self, step: &Step) {
        if matches!(self.manner, Manner::Announced) {
            println!("{}: {}", step.name, step.purpose);
        }
        self.running.push(RunningStep { name: step.name, begun: Instant::now(), bar: String::new() });
        self.tell();
    }

    /// A step has ended: how long it took. Whatever is printed next begins on an empty line.
    pub(crate) fn end(&mut self, name: &'static str) -> Duration {
        if matches!(self.manner, Manner::DrawnOver) {
            print!("\r\u{1b}[K");
        }
        let begun = self.running.iter().find(|step| step.name == name).map_or_else(Instant::now, |step| step.begun);
        self.running.retain(|step| step.name != name);
        begun.elapsed()
    }

    /// How far a step is, in cargo's own words.
    pub(crate) fn compiling(&mut self, name: &'static str, bar: String) {
        if let Some(step) = self.running.iter_mut().find(|step| step.name == name) {
            step.bar = bar;
        }
        self.tell();
    }

    /// Shows what runs, where it is time to.
    pub(crate) fn tell(&mut self) {
        let now = Instant::now();
        match self.manner {
            Manner::DrawnOver => {
                print!("\r\u{1b}[K{}", status_line(&self.running, now));
                // A line without its end stays in the buffer. A terminal that cannot be written to is found by the next line.
                io::stdout().flush().unwrap_or_default();
            }
            Manner::Lines if now.duration_since(self.told) >= EVERY && !self.running.is_empty() => {
                self.told = now;
                println!("      {}", line(&self.running, now));
            }
            Manner::Lines | Manner::Announced => {}
        }
    }
}

/// For a line that the next one is drawn over: cargo's own bar, and what runs beside it.
fn status_line(running: &[RunningStep], now: Instant) -> String {
    let part = |step: &RunningStep| {
        if step.bar.is_empty() { with_time(step, now) } else { step.bar.trim().to_owned() }
    };
    let parts: Vec<String> = running.iter().map(part).collect();
    format!("      {}", parts.join(" · ")).chars().take(WIDTH).collect()
}

/// For a line that stays: `build 1 min 00 s (241 of 816 compiled), clients 4.2 s`.
fn line(running: &[RunningStep], now: Instant) -> String {
    let part = |step: &RunningStep| {
        let compiled = counts(&step.bar).map(|(done, all)| format!(" ({done} of {all} compiled)"));
        with_time(step, now) + &compiled.unwrap_or_default()
    };
    running.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn with_time(step: &RunningStep, now: Instant) -> String {
    format!("{} {}", step.name, time(now.duration_since(step.begun)))
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
    use super::{RunningStep, line, status_line, time};
    use std::time::{Duration, Instant};

    #[test]
    fn a_time_is_said_as_people_say_it() {
        assert_eq!(time(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn what_runs_is_shown_with_how_far_it_is() {
        let begun = Instant::now();
        let bar = "    Building [====>      ] 212/693: syn\r".to_owned();
        let running =
            [RunningStep { name: "build", begun, bar }, RunningStep { name: "clients", begun, bar: String::new() }];
        let now = begun + Duration::from_secs(61);
        assert_eq!(line(&running, now), "build 1 min 01 s (212 of 693 compiled), clients 1 min 01 s");
        assert_eq!(status_line(&running, now), "      Building [====>      ] 212/693: syn · clients 1 min 01 s");
    }
}
