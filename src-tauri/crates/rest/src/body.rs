//! Reads an answer to its end, and no further than is sane.
//!
//! Answers are asked for as they are (`Accept-Encoding: identity`). Unpacking would save some seconds on the largest lists; but a few
//! kilobytes may unpack to gigabytes, one more library would read what any proxy sends, and where secrets and a stranger's text share
//! a packed answer its length tells of them. A page of two thousand lines is a few megabytes.

use crate::error::RestErrorKind;
use reqwest::Response;

/// The largest page of either system is a few megabytes.
const BODY_MAX: usize = 64 << 20;

/// The body to its end, or why there is none.
pub(crate) async fn whole_body(mut response: Response) -> Result<String, (RestErrorKind, &'static str)> {
    if is_packed(&response) {
        return Err((RestErrorKind::NotUnderstood, "a compressed answer, which was not asked for"));
    }
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= BODY_MAX => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Err((RestErrorKind::NotUnderstood, "an answer far larger than any it documents")),
            Ok(None) => break,
            Err(error) if error.is_timeout() => return Err((RestErrorKind::TooSlow, "")),
            Err(_) => return Err((RestErrorKind::NotUnderstood, "an answer that was cut short")),
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    // JSON must not begin with a byte order mark, but some servers' JSON does.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn is_packed(response: &Response) -> bool {
    let encodings = response.headers().get_all("content-encoding").iter();
    encodings.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|encoding| {
        let encoding = encoding.trim();
        !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")
    })
}
