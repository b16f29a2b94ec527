//! What is shown of the steps that run: a line that is drawn over on a terminal, a new one every half minute elsewhere.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// How often it is said where no line can be drawn over.
const EVERY: Duration = Duration::from_secs(30);

/// As wide as every terminal is.
const WIDTH: usize = 79;

/// Makes cargo draw its bar though it talks to a pipe; its width is told, because a pipe has none. It leaves room for what runs beside it.
pub(crate) const ENVIRONMENT: [(&str, &str); 2] =
    [("CARGO_TERM_PROGRESS_WHEN", "always"), ("CARGO_TERM_PROGRESS_WIDTH", "60")];

/// A step that runs.
struct Running {
    name: &'static str,
    begun: Instant,
    /// What cargo drew last, where it compiles.
    bar: String,
}

/// The steps that run, as they are shown.
pub(crate) struct Progress {
    running: Vec<Running>,
    on_a_terminal: bool,
    told: Instant,
}

impl Progress {
    /// Of a run that begins now.
    pub(crate) fn new() -> Self {
        Self { running: Vec::new(), on_a_terminal: io::stdout().is_terminal(), told: Instant::now() }
    }

    /// A step begins.
    pub(crate) fn begin(&mut self, name: &'static str) {
        self.running.push(Running { name, begun: Instant::now(), bar: String::new() });
        self.tell();
    }

    /// A step has ended: how long it took. Whatever is printed next begins on an empty line.
    pub(crate) fn end(&mut self, name: &'static str) -> Duration {
        if self.on_a_terminal {
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
        if self.on_a_terminal {
            print!("\r\u{1b}[K{}", drawn(&self.running, now));
            // A line without its end stays in the buffer. A terminal that cannot be written to is found by the next line.
            io::stdout().flush().unwrap_or_default();
        } else if now.duration_since(self.told) >= EVERY && !self.running.is_empty() {
            self.told = now;
            println!("      {}", said(&self.running, now));
        }
    }
}

/// For a line that the next one is drawn over: cargo's own bar, and what runs beside it.
fn drawn(running: &[Running], now: Instant) -> String {
    let part = |step: &Running| {
        if step.bar.is_empty() { with_time(step, now) } else { step.bar.trim().to_owned() }
    };
    let parts: Vec<String> = running.iter().map(part).collect();
    format!("      {}", parts.join(" · ")).chars().take(WIDTH).collect()
}

/// For a line that stays: `build 1 min 00 s (241 of 816 compiled), clients 4.2 s`.
fn said(running: &[Running], now: Instant) -> String {
    let part = |step: &Running| {
        let compiled = counts(&step.bar).map(|(done, all)| format!(" ({done} of {all} compiled)"));
        with_time(step, now) + &compiled.unwrap_or_default()
    };
    running.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn with_time(step: &Running, now: Instant) -> String {
    format!("{} {}", step.name, time(now.duration_since(step.begun)))
}

/// A log that gives on the bars in what is written into it, and keeps the rest.
pub(crate) struct Watched<L: Write, T: FnMut(String)> {
    log: L,
    tell: T,
    line: Vec<u8>,
}

impl<L: Write, T: FnMut(String)> Watched<L, T> {
    /// Of nothing written yet.
    pub(crate) fn new(log: L, tell: T) -> Self {
        Self { log, tell, line: Vec::new() }
    }
}

impl<L: Write, T: FnMut(String)> Write for Watched<L, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            // A line that the next one is drawn over: nothing for a log. On Windows a carriage return also stands before each line's end.
            if self.line.ends_with(b"\r") && *byte != b'\n' {
                let bar = String::from_utf8_lossy(&self.line).into_owned();
                if counts(&bar).is_some() {
                    (self.tell)(bar);
                }
                self.line.clear();
            }
            self.line.push(*byte);
            if *byte == b'\n' {
                self.log.write_all(&self.line)?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.log.write_all(&std::mem::take(&mut self.line))?;
        self.log.flush()
    }
}

/// The units that are compiled and those there are: `    Building [==>   ] 212/693: syn, serde`.
fn counts(bar: &str) -> Option<(u32, u32)> {
    let (_, after) = bar.trim_start().strip_prefix("Building [")?.split_once("] ")?;
    let (done, all) = after.split([':', '\r']).next()?.trim().split_once('/')?;
    Some((done.parse().ok()?, all.parse().ok()?))
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
    use super::{Running, Watched, counts, drawn, said, time};
    use std::io::Write as _;
    use std::time::{Duration, Instant};

    #[test]
    fn a_time_is_said_as_people_say_it() {
        assert_eq!(time(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn cargos_bar_is_read() {
        assert_eq!(counts("    Building [=====>      ] 212/693: syn, serde(build)...   \r"), Some((212, 693)));
        assert_eq!(counts("    Building [============] 693/693\r"), Some((693, 693)));
        assert_eq!(counts("   Compiling syn v2.0.0"), None);
    }

    #[test]
    fn what_runs_is_shown_with_how_far_it_is() {
        let begun = Instant::now();
        let bar = "    Building [====>      ] 212/693: syn\r".to_owned();
        let running = [Running { name: "build", begun, bar }, Running { name: "clients", begun, bar: String::new() }];
        let now = begun + Duration::from_secs(61);
        assert_eq!(said(&running, now), "build 1 min 01 s (212 of 693 compiled), clients 1 min 01 s");
        assert_eq!(drawn(&running, now), "      Building [====>      ] 212/693: syn · clients 1 min 01 s");
    }

    #[test]
    fn what_is_drawn_over_stays_out_of_the_log() {
        let (mut log, mut bars) = (Vec::new(), Vec::new());
        let mut watched = Watched::new(&mut log, |bar| bars.push(bar));
        let printed = "   Compiling a\n    Building [> ] 1/2: b\r      \rerror: no\n\nas on Windows\r\nand an end";
        // As it comes through a pipe: cut anywhere.
        for piece in printed.as_bytes().chunks(7) {
            watched.write_all(piece).expect("a log in memory");
        }
        watched.flush().expect("a log in memory");
        assert_eq!(String::from_utf8_lossy(&log), "   Compiling a\nerror: no\n\nas on Windows\r\nand an end");
        assert_eq!(bars, ["    Building [> ] 1/2: b\r"]);
    }
}
