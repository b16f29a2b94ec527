//! The many shapes in which servers say what is wrong, reduced to one line of plain text.
//!
//! Procore (error reference, REST concepts, the specification's default responses): `{"errors":{"field":["message"]}}`,
//! `{"errors":"text"}`, `{"errors":["text"]}`, `{"code","message","fields"}`, `{"error":{"code","message","details"}}`,
//! `{"message","error"}`, `{"error","error_description"}`, plain text. Acumatica (contract-based REST): `{"message",
//! "exceptionMessage","exceptionType","stackTrace"}`, an entity with `error` beside its fields, HTML pages.

use crate::plain::plain_text;
use serde_json::Value;

/// A longer text is cut here.
const LENGTH_MAX: usize = 300;
/// No more texts than these are put together: some servers name every field of every record.
const TEXTS_MAX: usize = 20;
/// No more of one text is looked at, in bytes: what is shown is far shorter.
const LOOKED_AT_MAX: usize = 16 << 10;

/// What the body says, in one line without control characters; empty when it says nothing. A stack trace is no part of it.
pub fn problem_text(body: &str) -> String {
    problem_text_without(body, str::to_owned)
}

/// The same, with each text as the server wrote it given to `redact` before anything of it is changed, cut or put together: afterwards a
/// secret might no longer be recognised.
pub(crate) fn problem_text_without(body: &str, redact: impl Fn(&str) -> String) -> String {
    let told = |text: &str| plain_text(without_stack(&redact(beginning(text))));
    let text = match serde_json::from_str::<Value>(body) {
        Ok(value) => {
            let mut said = ProblemTexts { texts: Vec::new(), told: &told };
            said.gather(&value);
            said.texts.join("; ")
        }
        Err(_) => plain_text(&strip_tags(without_stack(&redact(beginning(body))))),
    };
    shorten(&redact(&text))
}

/// The name of the error in OAuth (RFC 6749, 4.1.2.1 and 5.2), where the body holds one: a word of a known list repeats nobody's secret.
pub(crate) fn oauth_word(body: &str) -> Option<&'static str> {
    const WORDS: [&str; 9] = [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
        "access_denied",
        "server_error",
        "temporarily_unavailable",
    ];
    let value: Value = serde_json::from_str(body).ok()?;
    let told = value.get("error")?.as_str()?;
    WORDS.into_iter().find(|word| *word == told)
}

/// What was gathered, and how each text is made presentable.
struct ProblemTexts<'a> {
    texts: Vec<String>,
    told: &'a dyn Fn(&str) -> String,
}

impl ProblemTexts<'_> {
    /// The most telling words come first: the exception's own message before "An error has occurred."
    fn gather(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.push("", text),
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Object(fields) => {
                if let Some(text) = fields.get("exceptionMessage").and_then(Value::as_str) {
                    return self.push("", text);
                }
                for name in ["errors", "modelState", "error_description", "message", "error", "details", "reason"] {
                    match fields.get(name) {
                        Some(Value::Object(by_field)) if matches!(name, "errors" | "modelState") => {
                            by_field.iter().for_each(|(field, messages)| self.of_field(field, messages));
                        }
                        // An OAuth error is a word beside its description.
                        Some(Value::String(_)) if name == "error" && !self.texts.is_empty() => {}
                        Some(inner) => self.gather(inner),
                        None => {}
                    }
                }
                // An entity of Acumatica's carries `error` on the fields it is about.
                for (field, inner) in fields {
                    if let Some(text) = inner.get("error").and_then(Value::as_str).filter(|_| field != "error") {
                        self.push(field, text);
                    }
                }
            }
            _ => {}
        }
    }

    fn of_field(&mut self, field: &str, messages: &Value) {
        let mut of_field = ProblemTexts { texts: Vec::new(), told: self.told };
        of_field.gather(messages);
        of_field.texts.iter().for_each(|message| self.keep(format!("{}: {message}", (self.told)(field))));
    }

    fn push(&mut self, field: &str, text: &str) {
        if self.texts.len() == TEXTS_MAX {
            return;
        }
        let text = (self.told)(text);
        match field {
            _ if text.is_empty() => {}
            "" => self.keep(text),
            field => self.keep(format!("{}: {text}", (self.told)(field))),
        }
    }

    fn keep(&mut self, text: String) {
        if self.texts.len() < TEXTS_MAX && !self.texts.iter().any(|earlier| earlier.contains(&text)) {
            self.texts.push(text);
        }
    }
}

/// The words before the stack trace: where the program of the server stood is nobody's business here, and fills every sentence.
fn without_stack(text: &str) -> &str {
    const HEADS: [&str; 5] = ["--->", "--- End of", "Stack Trace:", "StackTrace:", "Traceback (most recent"];
    let mut end = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let begins = line.trim_start();
        if is_frame(begins) || HEADS.iter().any(|head| begins.starts_with(head)) {
            break;
        }
        end += line.len();
    }
    let text = &text[..end];
    // The same in one line.
    let frame = text.match_indices("  at ").find(|(at, _)| is_frame(&text[at + 2..])).map(|(at, _)| at);
    &text[..frame.into_iter().chain(text.find(" ---> ")).min().unwrap_or(text.len())]
}

/// `at Name.Space.Type.Method(`: a place in a program, not a word of a sentence.
fn is_frame(text: &str) -> bool {
    let place = text.strip_prefix("at ").and_then(|rest| rest.split_once('(')).map(|(place, _)| place.trim());
    place.is_some_and(|place| place.contains('.') && !place.contains(char::is_whitespace))
}

/// The title of an HTML page, else its text.
fn strip_tags(body: &str) -> String {
    let lower = body.to_ascii_lowercase();
    if let (Some(start), Some(end)) = (lower.find("<title>"), lower.find("</title>"))
        && let Some(title) = body.get(start + "<title>".len()..end)
    {
        return title.to_owned();
    }
    let mut inside = false;
    let text = body.chars().filter(|letter| match letter {
        '<' => {
            inside = true;
            false
        }
        '>' => !std::mem::replace(&mut inside, false),
        _ => !inside,
    });
    text.collect()
}

/// As much of a text as is looked at.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT_MAX)]
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LENGTH_MAX {
        return text.trim_end_matches('.').to_owned();
    }
    text.chars().take(LENGTH_MAX).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_shape_is_one_line() {
        for (body, expected) in [
            (
                r#"{"errors":{"wbs_code_id":["This Budget Code already exists"]}}"#,
                "wbs_code_id: This Budget Code already exists",
            ),
            (r#"{"errors":"Unauthorized"}"#, "Unauthorized"),
            (r#"{"errors":["a","b"]}"#, "a; b"),
            (r#"{"code":1,"message":"Bad thing","fields":"x"}"#, "Bad thing"),
            (r#"{"error":{"code":"BAD_REQUEST","message":"No","details":[{"code":"x","message":"why"}]}}"#, "No; why"),
            (r#"{"message":"Unprocessable Currency","error":"currency"}"#, "Unprocessable Currency"),
            (
                r#"{"error":"invalid_client","error_description":"Client authentication failed."}"#,
                "Client authentication failed",
            ),
            (
                r#"{"message":"The request is invalid","modelState":{"entity.ProjectID":["is required"]}}"#,
                "entity.ProjectID: is required; The request is invalid",
            ),
            ("Missing Procore-Company-Id header!", "Missing Procore-Company-Id header!"),
            (
                r#"{"message":"An error has occurred.","exceptionMessage":"No entity satisfies the condition.","exceptionType":"X"}"#,
                "No entity satisfies the condition",
            ),
            (
                r#"{"id":"1","error":"Inserting raised an error.","Amount":{"value":1},"Project":{"value":"B","error":"cannot be found"}}"#,
                "Inserting raised an error.; Project: cannot be found",
            ),
            ("<html><head><title>Service Unavailable</title></head><body>x</body></html>", "Service Unavailable"),
            ("<p>Down for <b>maintenance</b></p>", "Down for maintenance"),
            ("", ""),
            ("{}", ""),
        ] {
            assert_eq!(problem_text(body), expected, "{body}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(problem_text(&"x".repeat(10_000)).chars().count(), LENGTH_MAX + 1);
    }

    #[test]
    fn a_stack_trace_is_no_part_of_the_words() {
        for (body, expected) in [
            (
                r#"{"message":"An error has occurred.","exceptionMessage":"Sum is off\r\n   at PX.Api.Export.Run(String a)\r\n   at PX.B()","exceptionType":"X","stackTrace":"   at PX.Api.Run()"}"#,
                "Sum is off",
            ),
            (
                r#"{"message":"Bad","stackTrace":"   at PX.Api.Run()","innerException":{"stackTrace":"   at PX.C()"}}"#,
                "Bad",
            ),
            (
                "System.Exception: Bad thing\r\n   at PX.Data.Run() in C:\\src\\a.cs:line 1\n   at PX.B()",
                "System.Exception: Bad thing",
            ),
            ("Bad thing ---> System.Exception: inner   at PX.Data.Run()", "Bad thing"),
            ("Meet  at 5 (or later)\nat least one line.", "Meet at 5 (or later) at least one line"),
        ] {
            assert_eq!(problem_text(body), expected, "{body}");
        }
    }

    #[test]
    fn nothing_in_the_words_steers_a_terminal() {
        let body = "{\"errors\":{\"na\\u001bme\":[\"\\u001b]52;c;x\\u0007\\u001b[2J\\u202eAll 14 lines\\r\\nwere re-imported\"]}}";
        assert_eq!(problem_text(body), "na me: ]52;c;x [2JAll 14 lines were re-imported");
        assert_eq!(problem_text("<title>\u{1b}[31mDown\u{200b}\u{9b}</title>"), "[31mDown");
    }

    #[test]
    fn secrets_are_looked_for_before_a_text_is_changed_or_cut() {
        let secret = "two  blanks\u{200b}";
        let redact = |text: &str| text.replace(secret, "[redacted]");
        let body = serde_json::json!({ "errors": [format!("{}{secret} is wrong", "x".repeat(295))] }).to_string();
        assert_eq!(problem_text_without(&body, redact).matches("two").count(), 0);
        assert_eq!(problem_text_without(&format!("<p>{secret}</p>"), redact), "[redacted]");
    }
}
