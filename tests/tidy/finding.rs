//! What a rule looks at, and what it says.

/// A text file of the house, by its path from the top level.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// A broken rule: where, what, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) place: String,
    pub(crate) what: String,
    pub(crate) fix: &'static str,
}

impl Finding {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>, fix: &'static str) -> Self {
        Self { place: place.into(), what: what.into(), fix }
    }
}

/// Every line of `code` that holds one of the `words`.
pub(crate) fn lines_with(file: &File, code: &str, words: &[&str], fix: &'static str) -> Vec<Finding> {
    let in_line = |(index, line): (usize, &str)| {
        let word = words.iter().find(|word| holds(line, word))?;
        Some(Finding::new(format!("{}:{}", file.path, index + 1), format!("`{word}`"), fix))
    };
    code.lines().enumerate().filter_map(in_line).collect()
}

/// Whether `word` stands in `line` and not as a part of a longer name.
fn holds(line: &str, word: &str) -> bool {
    let named = |c: char| c.is_alphanumeric() || c == '_';
    let bound = |end: char, beside: Option<char>| !(named(end) && beside.is_some_and(named));
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        word.chars().next().is_none_or(|first| bound(first, before))
            && word.chars().next_back().is_none_or(|last| bound(last, after))
    })
}

/// Fails with all findings at once.
pub(crate) fn report(findings: &[Finding]) {
    let lines: Vec<String> =
        findings.iter().map(|f| format!("{}: {}\n    mend it: {}", f.place, f.what, f.fix)).collect();
    assert!(lines.is_empty(), "{} broken:\n{}", lines.len(), lines.join("\n"));
}

/// A file for a rule's own test.
#[cfg(test)]
pub(crate) fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn a_word_is_not_found_inside_a_longer_name() {
    assert!(holds("let x: f64 = 1;", "f64") && holds("(f64)", "f64") && holds("x.toFixed(2)", ".toFixed("));
    assert!(!holds("let as_f64_like = 1;", "f64") && !holds("BigNumber(2)", "Number("));
}

#[test]
#[should_panic(expected = "mend it: write it elsewhere")]
fn a_report_with_a_finding_fails_and_says_how_to_mend_it() {
    report(&[Finding::new("here.rs:1", "something", "write it elsewhere")]);
}
