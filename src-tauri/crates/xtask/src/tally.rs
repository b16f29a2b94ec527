//! How many tests a runner says it passed. A run of no test at all looks like success to the runners; it is none to us.

/// The tests passed according to what cargo test, nextest or vitest printed; colours are skipped.
pub(crate) fn passed(log: &str) -> usize {
    log.lines().map(|line| passed_in_line(&without_colours(line))).sum()
}

fn passed_in_line(line: &str) -> usize {
    let line = line.trim();
    // "test result: ok. 12 passed; 0 failed" · "Summary [ 1.2s] 12 tests run: 12 passed, 0 skipped" · "Tests  12 passed (12)"
    let counts = line.starts_with("test result:") || line.starts_with("Summary [") || line.starts_with("Tests ");
    if counts { number_before(line, "passed") } else { 0 }
}

fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || ";,".contains(c)).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| *w == word).filter(|at| *at > 0);
    at.and_then(|at| words[at - 1].parse().ok()).unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..start]);
        let code = &rest[start..];
        rest = code.find('m').map_or("", |end| &code[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn each_runner_is_understood() {
        assert_eq!(
            passed("test result: ok. 12 passed; 0 failed; 0 ignored\nrunning 1 test\ntest result: ok. 1 passed; 0"),
            13
        );
        assert_eq!(passed("     Summary [   1.204s] 40 tests run: 40 passed, 0 skipped"), 40);
        assert_eq!(
            passed("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m8 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (8)"),
            8
        );
    }

    #[test]
    fn a_run_of_nothing_counts_nothing() {
        assert_eq!(passed("running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 7 filtered out"), 0);
        assert_eq!(passed("12 passed, said by something else"), 0);
    }
}
