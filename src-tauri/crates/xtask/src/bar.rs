//! The bar that cargo draws while it compiles.

use std::io::{self, Write};

/// Makes cargo draw its bar though it talks to a pipe; its width is told, because a pipe has none. It leaves room for what runs beside it.
pub(crate) const ENVIRONMENT: [(&str, &str); 2] =
    [("CARGO_TERM_PROGRESS_WHEN", "always"), ("CARGO_TERM_PROGRESS_WIDTH", "60")];

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
pub(crate) fn counts(bar: &str) -> Option<(u32, u32)> {
    let (_, after) = bar.trim_start().strip_prefix("Building [")?.split_once("] ")?;
    let (done, all) = after.split([':', '\r']).next()?.trim().split_once('/')?;
    Some((done.parse().ok()?, all.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Watched, counts};
    use std::io::Write as _;

    #[test]
    fn cargos_bar_is_read() {
        assert_eq!(counts("    Building [=====>      ] 212/693: syn, serde(build)...   \r"), Some((212, 693)));
        assert_eq!(counts("    Building [============] 693/693\r"), Some((693, 693)));
        assert_eq!(counts("   Compiling syn v2.0.0"), None);
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
