use std::collections::BTreeMap;

use axum::http::HeaderMap;

const REDACTED: &str = "[redacted]";

/// Fields of sign-in bodies that are secrets or stand for one.
const SECRET_FIELDS: [&str; 9] = [
    "password",
    "client_secret",
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "code",
    "code_verifier",
    "client_assertion",
];

/// Headers by name, with the kind of credential in place of the credential.
pub(super) fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes());
            let kept = match name.as_str() {
                "authorization" | "proxy-authorization" => credential_kind(&text),
                "cookie" => cookie_names(&text),
                "set-cookie" => cookie_names(text.split(';').next().unwrap_or_default()),
                _ => text.into_owned(),
            };
            (name.as_str().to_owned(), kept)
        })
        .collect()
}

/// `Bearer abc` becomes `Bearer [redacted]`.
fn credential_kind(value: &str) -> String {
    let kind = value.split_once(' ').map_or("", |(kind, _)| kind);
    format!("{kind} {REDACTED}").trim_start().to_owned()
}

/// `A=1; B=2` becomes `A, B [redacted]`.
fn cookie_names(value: &str) -> String {
    let names: Vec<&str> = value.split(';').map(|cookie| cookie.split('=').next().unwrap_or_default().trim()).collect();
    format!("{} {REDACTED}", names.join(", "))
}

/// A sign-in body without its secrets. A body of a form that is not understood is not kept at all, since there is no telling
/// where in it the secret stands.
pub(super) fn sign_in_body(content_type: &str, body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    if content_type.starts_with("application/x-www-form-urlencoded") {
        return form_body(body);
    }
    json_body(body).unwrap_or_else(|| format!("[{} bytes, redacted]", body.len()))
}

fn form_body(body: &str) -> String {
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(body.as_bytes()) {
        kept.append_pair(&name, if is_secret(&name) { REDACTED } else { &value });
    }
    kept.finish()
}

fn json_body(body: &str) -> Option<String> {
    let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(body).ok()?;
    for (name, value) in &mut fields {
        if is_secret(name) || value.is_object() || value.is_array() {
            *value = REDACTED.into();
        }
    }
    serde_json::to_string(&fields).ok()
}

fn is_secret(name: &str) -> bool {
    SECRET_FIELDS.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_leave_no_trace_in_any_form_of_body() {
        let bodies = [
            ("application/json", r#"{"name":"ana","password":"canary","tenant":"T"}"#),
            ("application/json", r#"{"Password":"canary","nested":{"x":"canary"}}"#),
            ("application/x-www-form-urlencoded; charset=utf-8", "client_id=ana&client_secret=canary"),
            ("multipart/form-data; boundary=b", "--b\r\nname=\"client_secret\"\r\n\r\ncanary\r\n--b--"),
            ("text/plain", "canary"),
        ];
        for (content_type, body) in bodies {
            let kept = sign_in_body(content_type, body);
            assert!(!kept.contains("canary"), "{kept}");
            assert!(!kept.is_empty());
        }
    }

    #[test]
    fn what_is_no_secret_stays_readable() {
        let kept = sign_in_body("application/json", r#"{"name":"ana","password":"canary"}"#);
        assert_eq!(kept, r#"{"name":"ana","password":"[redacted]"}"#);
    }

    #[test]
    fn credentials_in_headers_say_only_their_kind() {
        let mut sent = HeaderMap::new();
        sent.insert("authorization", "Bearer canary".parse().expect("a header"));
        sent.insert("cookie", "ASP.NET_SessionId=canary; .ASPXAUTH=canary".parse().expect("a header"));
        sent.insert("set-cookie", "S=canary; path=/; HttpOnly".parse().expect("a header"));
        sent.insert("accept", "application/json".parse().expect("a header"));
        let kept = headers(&sent);
        assert_eq!(kept["authorization"], "Bearer [redacted]");
        assert_eq!(kept["cookie"], "ASP.NET_SessionId, .ASPXAUTH [redacted]");
        assert_eq!(kept["set-cookie"], "S [redacted]");
        assert_eq!(kept["accept"], "application/json");
    }
}
