//! What is another each time is made the same each time: times, the ports of the simulators, what the rate limit still allows, and the
//! names of plans.

use serde_json::Value;
use std::collections::BTreeMap;

const WHEN: &str = "2026-03-02T09:30:00Z";
const REMAINING: u32 = 3_412;
/// How the test of a connection says what the rate limit still allows.
const OF_REQUESTS: (&str, &str) = (" of ", " requests are left this hour.");
/// How a list writes a time, and the one that stands for all.
const MOMENT: (&str, &str) = ("0000-00-00 00:00 +00:00", "2026-03-02 09:30 +00:00");
/// How an address of a simulator begins, and the port that stands for every one.
const SIMULATOR: (&str, &str) = ("http://127.0.0.1:", "4100");

/// The answer with every time as one, and with plans named by their job.
pub(crate) fn stable(answer: Value, plan: &dyn Fn(&str) -> Option<String>) -> Value {
    match answer {
        // By name: whether a JSON object keeps its order depends on what else is built.
        Value::Object(fields) => BTreeMap::from_iter(fields)
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(_) if name.ends_with("At") => (name, Value::from(WHEN)),
                Value::Number(_) if name == "remaining" => (name, Value::from(REMAINING)),
                value => (name, stable(value, plan)),
            })
            .collect(),
        Value::Array(all) => all.into_iter().map(|one| stable(one, plan)).collect(),
        Value::String(text) => Value::from(plan(&text).unwrap_or_else(|| stable_text(&text))),
        other => other,
    }
}

fn stable_text(text: &str) -> String {
    if let Some((_, rest)) = text.split_once(OF_REQUESTS.0)
        && let Some(limit) = rest.strip_suffix(OF_REQUESTS.1)
    {
        return format!("3,412{}{limit}{}", OF_REQUESTS.0, OF_REQUESTS.1);
    }
    let mut stable = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let moment = rest.get(..MOMENT.0.len()).filter(|text| is_moment(text));
        let address = rest.strip_prefix(SIMULATOR.0);
        rest = if let Some(moment) = moment {
            stable.push_str(MOMENT.1);
            &rest[moment.len()..]
        } else if let Some(address) = address {
            stable.extend([SIMULATOR.0, SIMULATOR.1]);
            address.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            stable.push(next);
            &rest[next.len_utf8()..]
        };
    }
    stable
}

fn is_moment(text: &str) -> bool {
    let same = |(is, form): (char, char)| match form {
        '0' => is.is_ascii_digit(),
        '+' => matches!(is, '+' | '-'),
        form => is == form,
    };
    text.chars().count() == MOMENT.0.len() && text.chars().zip(MOMENT.0.chars()).all(same)
}
