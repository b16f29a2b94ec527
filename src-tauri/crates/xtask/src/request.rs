//! What was typed after `cargo xtask`. Read by hand: five words do not pay for compiling an argument parser first.

use crate::failure::Failure;

pub(crate) const HELP: &str = "\
cargo xtask demo          build the window and open it on the demo company
                          (without a display: on a test desktop, leaving screenshots in target/demo)
cargo xtask test          every check and every test, as the CI runs them
cargo xtask test --list   the steps of the test
cargo xtask test --only STEP
                          one step alone
cargo xtask bench         the window on a large budget beside a small one, by the clock
  --verbose               show what the tools print while they run";

/// A command and its choices.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Help,
    Demo { verbose: bool },
    Bench { verbose: bool },
    ListSteps,
    Test { only: Option<String>, verbose: bool },
}

/// Reads the words; an unknown one is refused rather than skipped, because a skipped `--only` would run for many minutes.
pub(crate) fn read(words: &[String]) -> Result<Request, Failure> {
    let mut words = words.iter().map(String::as_str);
    let command = words.next().unwrap_or("help");
    let (mut verbose, mut list, mut only) = (false, false, None);
    while let Some(word) = words.next() {
        match (command, word) {
            ("demo" | "test" | "bench", "--verbose") => verbose = true,
            ("test", "--list") => list = true,
            ("test", "--only") => {
                let step = words.next().ok_or_else(|| not_understood("--only needs the name of a step"))?;
                only = Some(step.to_owned());
            }
            _ => return Err(not_understood(&format!("`{word}` is not known here"))),
        }
    }
    match command {
        "help" | "--help" | "-h" => Ok(Request::Help),
        "demo" => Ok(Request::Demo { verbose }),
        "bench" => Ok(Request::Bench { verbose }),
        "test" if list => Ok(Request::ListSteps),
        "test" => Ok(Request::Test { only, verbose }),
        other => Err(not_understood(&format!("there is no command `{other}`"))),
    }
}

fn not_understood(what: &str) -> Failure {
    Failure::new(what, format!("type one of these\n\n{HELP}"))
}

#[cfg(test)]
mod tests {
    use super::{Request, read};

    fn typed(line: &str) -> Result<Request, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        read(&words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_commands_are_read_with_their_choices() {
        assert_eq!(typed("demo"), Ok(Request::Demo { verbose: false }));
        assert_eq!(typed("test"), Ok(Request::Test { only: None, verbose: false }));
        assert_eq!(
            typed("test --only clippy --verbose"),
            Ok(Request::Test { only: Some("clippy".to_owned()), verbose: true })
        );
        assert_eq!(typed("test --list"), Ok(Request::ListSteps));
        assert_eq!(typed("bench --verbose"), Ok(Request::Bench { verbose: true }));
        assert_eq!(typed(""), Ok(Request::Help));
    }

    #[test]
    fn a_word_that_is_not_known_is_refused_with_the_help() {
        for line in ["tset", "test --onyl clippy", "test --only", "demo --list"] {
            let refusal = typed(line).expect_err("not a command");
            assert!(refusal.contains("cargo xtask demo"), "{line}: {refusal}");
        }
    }
}
