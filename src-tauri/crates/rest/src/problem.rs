//! The many shapes in which servers say what is wrong, reduced to one line of plain text.
//!
//! Procore (error reference, REST concepts, the specification's default responses): `{"errors":{"field":["message"]}}`,
//! `{"errors":"text"}`, `{"errors":["text"]}`, `{"code","message","fields"}`, `{"error":{"code","message","details"}}`,
//! `{"message","error"}`, `{"error","error_description"}`, plain text. Acumatica (contract-based REST): `{"message",
//! "exceptionMessage","exceptionType"}`, an entity with `error` beside its fields, HTML pages.

use serde_json::Value;

/// A longer text is cut here.
const LENGTH_MAX: usize = 300;

/// What the body says, in one line; empty when it says nothing.
pub fn problem_text(body: &str) -> String {
    let text = match serde_json::from_str::<Value>(body) {
        Ok(value) => {
            let mut said = Vec::new();
            gather(&value, &mut said);
            said.join("; ")
        }
        Err(_) => strip_tags(body),
    };
    shorten(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The most telling words come first: the exception's own message before "An error has occurred."
fn gather(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::String(text) => push(said, text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, said)),
        Value::Object(fields) => {
            if let Some(text) = fields.get("exceptionMessage").and_then(Value::as_str) {
                return push(said, text);
            }
            for name in ["errors", "modelState", "error_description", "message", "error", "details", "reason"] {
                match fields.get(name) {
                    Some(Value::Object(by_field)) if matches!(name, "errors" | "modelState") => {
                        for (field, messages) in by_field {
                            let mut of_field = Vec::new();
                            gather(messages, &mut of_field);
                            for message in of_field {
                                push(said, &format!("{field}: {message}"));
                            }
                        }
                    }
                    // An OAuth error is a word beside its description.
                    Some(Value::String(_)) if name == "error" && !said.is_empty() => {}
                    Some(inner) => gather(inner, said),
                    None => {}
                }
            }
            // An entity of Acumatica's carries `error` on the fields it is about.
            for (field, inner) in fields {
                if let Some(text) = inner.get("error").and_then(Value::as_str).filter(|_| field != "error") {
                    push(said, &format!("{field}: {text}"));
                }
            }
        }
        _ => {}
    }
}

fn push(said: &mut Vec<String>, text: &str) {
    let text = text.trim();
    if !text.is_empty() && !said.iter().any(|earlier| earlier.contains(text)) {
        said.push(text.to_owned());
    }
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
}
