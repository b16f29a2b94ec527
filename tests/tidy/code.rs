//! Code without its comments and texts, line for line, so that a rule may be named where it is explained.

/// Rust without comments and without the contents of its strings.
pub(crate) fn rust(text: &str) -> String {
    strip(text, true)
}

/// TypeScript, Svelte or CSS without comments. Strings stay: in markup an apostrophe is no quotation mark.
pub(crate) fn script(text: &str) -> String {
    strip(text, false)
}

fn strip(text: &str, strings_too: bool) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(next) = rest.chars().next() {
        let length = skipped(rest, before, strings_too);
        if length == 0 {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            // The lines stay, for the numbers in the findings.
            code.extend(rest[..length].chars().filter(|c| *c == '\n'));
            rest = &rest[length..];
        }
        before = next;
    }
    code
}

/// The length of the comment or string that starts here; 0 where none does.
fn skipped(rest: &str, before: char, strings_too: bool) -> usize {
    let up_to = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") && before != ':' {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return up_to("*/", 2);
    }
    if rest.starts_with("<!--") {
        return up_to("-->", 4);
    }
    if !strings_too {
        return 0;
    }
    if rest.starts_with("'\"'") {
        return 3;
    }
    if rest.starts_with('"') {
        return string_length(rest);
    }
    let hashes = rest.strip_prefix('r').map_or(0, |after| after.len() - after.trim_start_matches('#').len());
    if rest[usize::from(rest.starts_with('r')) + hashes..].starts_with('"')
        && rest.starts_with('r')
        && !before.is_alphanumeric()
    {
        return up_to(&format!("\"{}", "#".repeat(hashes)), 2 + hashes);
    }
    0
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

#[test]
fn comments_and_texts_are_gone_and_the_lines_stay() {
    let text = "a // f64\nb /* f64\n */ c \"f64 \\\" f64\" d r#\"f64 \" f64\"# e '\"' f64";
    assert_eq!(rust(text), "a \nb \n c  d  e  f64");
}

#[test]
fn an_address_is_no_comment_and_an_apostrophe_no_string() {
    assert_eq!(script("<p>don't</p> x('https://a') // gone"), "<p>don't</p> x('https://a') ");
}
