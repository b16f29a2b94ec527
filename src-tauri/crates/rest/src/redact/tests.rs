#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
use super::*;
use ::base64::Engine;
use ::base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use proptest::prelude::*;

/// Letters that every encoding changes.
const CANARIES: [&str; 6] = [
    "can+ary/17=x&y\"z\\w %é",
    "c%2Bs/1=secret&x",
    "two  blanks",
    "tab\tand\nline",
    "naïve \u{1f426} bird",
    "<b>bold</b>'s",
];

fn knowing(secret: &str) -> Redactor {
    let redactor = Redactor::default();
    redactor.know(&SecretString::from(secret));
    redactor
}

fn percent(text: &str, upper: bool, plus: bool) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' if plus => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) => char::from(byte).to_string(),
            byte if upper => format!("%{byte:02X}"),
            byte => format!("%{byte:02x}"),
        })
        .collect()
}

fn json(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

/// As .NET and some proxies write it: everything but letters and digits as `\u`.
fn json_all(text: &str, upper: bool) -> String {
    let unit = |unit: u16| if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
    text.encode_utf16()
        .map(|code| match u8::try_from(code) {
            Ok(byte) if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => unit(code),
        })
        .collect()
}

fn html(text: &str, number: fn(char) -> String) -> String {
    text.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_string() } else { number(letter) })
        .collect()
}

/// Every way in which a server may give a text back.
fn written(text: &str) -> Vec<String> {
    let named = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut ways = vec![
        text.to_owned(),
        percent(text, true, false),
        percent(text, false, false),
        percent(text, true, true),
        percent(text, false, true),
        json(text),
        json(text).replace('/', "\\/"),
        json_all(text, true),
        json_all(text, false),
        named,
        html(text, |letter| format!("&#{};", u32::from(letter))),
        html(text, |letter| format!("&#x{:X};", u32::from(letter))),
        percent(&percent(text, true, false), true, false),
        percent(&percent(text, false, false), false, false),
        percent(&json(text), true, true),
        json(&percent(text, true, true)),
        json(&json(text)),
    ];
    for before in ["", "a", "ab", "abc", "okafor:", "okafor@ridgeline.example:"] {
        for after in ["", "&x=1", "z"] {
            let bytes = format!("{before}{text}{after}");
            ways.extend([STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD].map(|engine| engine.encode(&bytes)));
            ways.push(percent(&STANDARD.encode(&bytes), true, false));
            ways.push(STANDARD.encode(&bytes).replace('/', "\\/"));
        }
    }
    ways
}

#[test]
fn a_secret_is_blacked_out_however_it_is_written() {
    for secret in CANARIES {
        let redactor = knowing(secret);
        for way in written(secret) {
            for (before, after) in [("could not parse: password=", "&x=1"), ("Basic ", " is wrong"), ("\"", "\"")] {
                let redacted = redactor.redact(&format!("{before}{way}{after}"));
                assert!(redacted.contains(REDACTED) && !redacted.contains(&way), "{secret}: {way} -> {redacted}");
                assert!(redacted.starts_with(before.trim_end()), "what stands before it stays: {redacted}");
            }
        }
    }
}

#[test]
fn short_secrets_are_blacked_out_where_they_stand_by_themselves() {
    for (secret, text, expected) in [
        ("pw", "password=pw&x=1", "password=[redacted]&x=1"),
        ("pw", "pwned by pw.", "pwned by [redacted]."),
        ("+", "password=%2B", "password=[redacted]"),
        ("p&1", "p%261 p&amp;1 \"p&1\"", "[redacted] [redacted] \"[redacted]\""),
        ("pw", "Basic b2thZm9yOnB3 is wrong", "Basic [redacted] is wrong"),
        ("pw", "Basic b2s6cHc= is wrong", "Basic [redacted] is wrong"),
        ("1", "Basic b2s6MQ==", "Basic [redacted]"),
        ("abcd", "xabcdx", "x[redacted]x"),
    ] {
        assert_eq!(knowing(secret).redact(text), expected, "{secret}");
    }
}

#[test]
fn every_cookie_is_a_secret_by_itself() {
    let redactor = Redactor::default();
    redactor.know_cookies(&SecretString::from("ASP.NET_SessionId=q1w2e3r4t5; .ASPXAUTH=A+B/C=canary; Locale=en-US"));
    assert_eq!(
        redactor.redact("session q1w2e3r4t5 of A%2BB%2FC%3Dcanary in en-US"),
        "session [redacted] of [redacted] in en-US"
    );
}

#[test]
fn the_first_secrets_stay_and_the_newest_tokens_are_known() {
    let redactor = knowing("canary-1");
    assert_eq!(redactor.redact("echo canary-1!"), "echo [redacted]!");
    for number in 0..1_000 {
        redactor.know(&SecretString::from(format!("token-{number:04}")));
    }
    assert_eq!(redactor.redact("canary-1 token-0999"), "[redacted] [redacted]");
}

#[test]
fn the_longest_secret_goes_and_nothing_of_it_stays() {
    let redactor = knowing("canary");
    redactor.know(&SecretString::from("canary-with-more"));
    assert_eq!(redactor.redact("canary-with-more, canary"), "[redacted], [redacted]");
}

#[test]
fn nothing_is_known_of_an_empty_secret_and_ordinary_words_stay() {
    let redactor = knowing("");
    redactor.know(&SecretString::from("  "));
    redactor.know(&SecretString::from("Hunter2secret"));
    let words = "wbs_code_id: This Budget Code already exists; é & 100% + \\u0041 &amp; &#65; dGhpcyBpcyBub25l";
    assert_eq!(redactor.redact(words), words);
    assert!(!format!("{redactor:?}").contains("Hunter"));
}

#[test]
fn a_long_text_with_many_secrets_takes_no_time() {
    let redactor = Redactor::default();
    for number in 0..REMEMBERED {
        redactor.know(&SecretString::from(format!("eyJhbGciOi{number:064}+/=")));
    }
    let begun = std::time::Instant::now();
    let text = "eyJhb is the beginning of 0000%2B+000 & \\ an answer ".repeat(60);
    assert_eq!(redactor.redact(&text), text);
    // Seconds are what a busy machine makes of milliseconds; a search that explodes takes hours.
    assert!(begun.elapsed() < std::time::Duration::from_mins(1), "{:?}", begun.elapsed());
}

#[test]
fn no_secret_makes_the_search_explode() {
    let secret = "\\".repeat(60);
    let redacted = knowing(&secret).redact(&"\\".repeat(600));
    assert!(redacted.len() < 600);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_way_of_writing_any_secret_is_passed_over(secret in "[ -~é\u{1f426}]{6,24}") {
        prop_assume!(secret.trim() == secret);
        let redactor = knowing(&secret);
        for way in written(&secret) {
            let redacted = redactor.redact(&format!("({way})"));
            prop_assert!(!redacted.contains(&way) || REDACTED.contains(&way), "{}: {} -> {}", secret, way, redacted);
        }
    }
}
