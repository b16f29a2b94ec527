//! How far a compilation is, as cargo itself tells it: its own bar on a terminal, a line every half minute elsewhere.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// How often it is said where no line can be drawn over.
const EVERY: Duration = Duration::from_secs(30);

/// Makes cargo draw its bar though it talks to a pipe; its width is told, because a pipe has none.
pub(crate) const ENVIRONMENT: [(&str, &str); 2] =
    [("CARGO_TERM_PROGRESS_WHEN", "always"), ("CARGO_TERM_PROGRESS_WIDTH", "79")];

/// What a step shows of itself while it runs, below or in place of its own line.
pub(crate) struct Progress {
    head: String,
    on_a_terminal: bool,
    begun: Instant,
    told: Instant,
    anything_told: bool,
}

impl Progress {
    /// Begins a step's line, whose end comes with the step's.
    pub(crate) fn begin(head: String) -> io::Result<Self> {
        print!("{head}");
        // A line without its end stays in the buffer, and the user would look at nothing.
        io::stdout().flush()?;
        let begun = Instant::now();
        Ok(Self { head, on_a_terminal: io::stdout().is_terminal(), begun, told: begun, anything_told: false })
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Leaves the step's line as it was begun.
    pub(crate) fn end(&self) {
        if self.anything_told {
            print!("{}{}", if self.on_a_terminal { "\r\u{1b}[K" } else { "" }, self.head);
        }
    }

    /// Shows a bar of cargo's.
    fn tell(&mut self, bar: &str) -> io::Result<()> {
        let Some((done, all)) = counts(bar) else { return Ok(()) };
        if self.on_a_terminal {
            print!("\r\u{1b}[K{}", bar.trim_end());
        } else if self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            let end_of_head = if self.anything_told { "" } else { "\n" };
            println!("{end_of_head}      compiling: {done} of {all}, {}", time(self.elapsed()));
        } else {
            return Ok(());
        }
        self.anything_told = true;
        io::stdout().flush()
    }
}

/// A log that shows the bars in what is written into it, and keeps the rest.
pub(crate) struct Watched<'a, L: Write> {
    pub(crate) log: L,
    pub(crate) progress: &'a mut Progress,
    pub(crate) line: Vec<u8>,
}

impl<L: Write> Write for Watched<'_, L> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            // A line that the next one is drawn over: nothing for a log. On Windows a carriage return also stands before each line's end.
            if self.line.ends_with(b"\r") && *byte != b'\n' {
                self.progress.tell(&String::from_utf8_lossy(&self.line))?;
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
    use super::{Progress, Watched, counts, time};
    use std::io::Write as _;
    use std::time::{Duration, Instant};

    #[test]
    fn a_time_is_said_as_people_say_it() {
        assert_eq!(time(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 05 s");
    }

    fn quiet() -> Progress {
        let now = Instant::now();
        Progress { head: String::new(), on_a_terminal: false, begun: now, told: now, anything_told: false }
    }

    #[test]
    fn cargos_bar_is_read() {
        assert_eq!(counts("    Building [=====>      ] 212/693: syn, serde(build)...   \r"), Some((212, 693)));
        assert_eq!(counts("    Building [============] 693/693\r"), Some((693, 693)));
        assert_eq!(counts("   Compiling syn v2.0.0"), None);
    }

    #[test]
    fn what_is_drawn_over_stays_out_of_the_log() {
        let mut progress = quiet();
        let mut watched = Watched { log: Vec::new(), progress: &mut progress, line: Vec::new() };
        let printed = "   Compiling a\n    Building [> ] 1/2: b\r      \rerror: no\n\nas on Windows\r\nand an end";
        // As it comes through a pipe: cut anywhere.
        for piece in printed.as_bytes().chunks(7) {
            watched.write_all(piece).expect("a log in memory");
        }
        watched.flush().expect("a log in memory");
        let kept = String::from_utf8(watched.log).expect("what was printed");
        assert_eq!(kept, "   Compiling a\nerror: no\n\nas on Windows\r\nand an end");
    }
}
