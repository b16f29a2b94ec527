//! What was typed after `cargo xtask`. Read by hand: five words do not pay for compiling an argument parser first.

use crate::failure::Failure;
use crate::suite::Suite;

pub(crate) const HELP: &str = "\
cargo xtask demo          build the window and open it on the demo company
                          (without a display: on a test desktop, leaving screenshots in target/demo)
cargo xtask test          every test: compiled once, then run, the window on a test desktop included
cargo xtask check         what needs no test: formats, lints, documents, licences
cargo xtask bench         the window on a large budget beside a small one, by the clock

test and check take
  --list                  their steps
  --only STEP             one step alone
and all four take
  --verbose               show what the tools print while they run";

/// A command and its choices.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Help,
    Demo { verbose: bool },
    Bench { verbose: bool },
    ListSteps(Suite),
    Run { suite: Suite, only: Option<String>, verbose: bool },
}

/// Reads the words; an unknown one is refused rather than skipped, because a skipped `--only` would run for many minutes.
pub(crate) fn read(words: &[String]) -> Result<Request, Failure> {
    let mut words = words.iter().map(String::as_str);
    let command = words.next().unwrap_or("help");
    let (mut verbose, mut list, mut only) = (false, false, None);
    while let Some(word) = words.next() {
        match (command, word) {
            ("demo" | "test" | "check" | "bench", "--verbose") => verbose = true,
            ("test" | "check", "--list") => list = true,
            ("test" | "check", "--only") => {
                let step = words.next().ok_or_else(|| not_understood("--only needs the name of a step"))?;
                only = Some(step.to_owned());
            }
            _ => return Err(not_understood(&format!("`{word}` is not known here"))),
        }
    }
    let of = |suite| if list { Request::ListSteps(suite) } else { Request::Run { suite, only, verbose } };
    match command {
        "help" | "--help" | "-h" => Ok(Request::Help),
        "demo" => Ok(Request::Demo { verbose }),
        "bench" => Ok(Request::Bench { verbose }),
        "test" => Ok(of(Suite::Test)),
        "check" => Ok(of(Suite::Check)),
        other => Err(not_understood(&format!("there is no command `{other}`"))),
    }
}

fn not_understood(what: &str) -> Failure {
    Failure::new(what, format!("type one of these\n\n{HELP}"))
}

#[cfg(test)]
mod tests {
    use super::{Request, read};
    use crate::suite::Suite;

    fn typed(line: &str) -> Result<Request, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        read(&words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_commands_are_read_with_their_choices() {
        let run =
            |suite, only: Option<&str>, verbose| Ok(Request::Run { suite, only: only.map(str::to_owned), verbose });
        assert_eq!(typed("demo"), Ok(Request::Demo { verbose: false }));
        assert_eq!(typed("test"), run(Suite::Test, None, false));
        assert_eq!(typed("test --only tests"), run(Suite::Test, Some("tests"), false));
        assert_eq!(typed("check --only clippy --verbose"), run(Suite::Check, Some("clippy"), true));
        assert_eq!(typed("check --list"), Ok(Request::ListSteps(Suite::Check)));
        assert_eq!(typed("bench --verbose"), Ok(Request::Bench { verbose: true }));
        assert_eq!(typed(""), Ok(Request::Help));
    }

    #[test]
    fn a_word_that_is_not_known_is_refused_with_the_help() {
        for line in ["tset", "test --onyl clippy", "check --only", "demo --list"] {
            let refusal = typed(line).expect_err("not a command");
            assert!(refusal.contains("cargo xtask demo"), "{line}: {refusal}");
        }
    }
}
