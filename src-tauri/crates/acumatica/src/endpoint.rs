//! Which version of the Default endpoint is spoken: chosen by `GET /entity`, which answers without signing in.

use crate::error::no_endpoint;
use reimport::SideError;
use serde::Deserialize;

/// The versions of Contract 4 that have the fields Tieout reads, in the order of preference. 26.200.001 is Contract 5, with another
/// query syntax and other drop-down values, and is never used silently.
const KNOWN: [&str; 5] = ["24.200.001", "25.200.001", "23.200.001", "22.200.001", "20.200.001"];

/// The answer of `GET /entity`: an object, or on very old builds the bare list.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Offer {
    Object { endpoints: Vec<Endpoint> },
    List(Vec<Endpoint>),
}

#[derive(Deserialize)]
pub(crate) struct Endpoint {
    name: String,
    version: String,
}

/// Chooses the version.
pub(crate) fn choose(offer: Offer) -> Result<&'static str, SideError> {
    let (Offer::Object { endpoints } | Offer::List(endpoints)) = offer;
    let offered: Vec<String> = endpoints
        .into_iter()
        .filter(|endpoint| endpoint.name.eq_ignore_ascii_case("Default"))
        .map(|endpoint| endpoint.version)
        .collect();
    KNOWN.into_iter().find(|known| offered.iter().any(|version| version == known)).ok_or_else(|| no_endpoint(&offered))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    fn offered(versions: &[&str]) -> Offer {
        let endpoints = versions.iter().map(|version| Endpoint { name: "default".into(), version: (*version).into() });
        Offer::Object { endpoints: endpoints.collect() }
    }

    #[test]
    fn the_pinned_version_then_the_newest_of_contract_4() {
        assert_eq!(choose(offered(&["20.200.001", "25.200.001", "24.200.001", "26.200.001"])).unwrap(), "24.200.001");
        assert_eq!(choose(offered(&["20.200.001", "25.200.001", "26.200.001"])).unwrap(), "25.200.001");
        let refused = choose(offered(&["26.200.001"])).unwrap_err();
        assert!(refused.sentence.contains("26.200.001"));
    }

    #[test]
    fn both_shapes_are_read() {
        for json in [
            r#"{"version":{},"endpoints":[{"name":"Default","version":"24.200.001","href":"x"}]}"#,
            r#"[{"name":"Default","version":"24.200.001"}]"#,
        ] {
            assert!(choose(serde_json::from_str(json).unwrap()).is_ok());
        }
    }
}
