//! The address of an instance, out of whatever a user copied from their browser.

use url::Url;

/// The text holds no address of an instance that is used. Prints no part of it, because it may hold a password.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum InstanceUrlError {
    /// No `http` or `https` address with a host.
    NotAnAddress,
    /// A user name or a password stands before the host.
    HoldsCredentials,
}

impl InstanceUrlError {
    /// What is wrong and what to do, for the field it was typed into.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAnAddress => "This is not the address of an Acumatica instance.",
            Self::HoldsCredentials => rest::AddressError::HoldsCredentials.sentence(),
        }
    }
}

/// Paths of an instance that are not part of its address (UI links, form addresses, the API itself, sign-in pages).
const PAGES: [&str; 7] = ["main", "frames", "entity", "identity", "scripts", "odata", "t"];

/// Cleans an address: adds a missing scheme, drops session segments like `(W(3))`, pages and the query; keeps a site's own path.
/// The result ends with a slash. An address with a user name or a password in it is refused: they would be sent and written down
/// with it, and what stands before an `@` may only look like the host.
pub fn clean_instance_url(text: &str) -> Result<Url, InstanceUrlError> {
    let text = text.trim();
    // A browser takes any slashes, or none, behind these two for the usual ones; so does what stands before an @ there.
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
    let has_scheme = text.contains("://") || matches!(scheme.as_str(), "http" | "https");
    let with_scheme = if has_scheme { text.to_owned() } else { format!("https://{text}") };
    let mut url = Url::parse(&with_scheme).map_err(|_| InstanceUrlError::NotAnAddress)?;
    let host = url.host_str().unwrap_or_default();
    if !matches!(url.scheme(), "http" | "https") || host.is_empty() || text.contains(char::is_whitespace) {
        return Err(InstanceUrlError::NotAnAddress);
    }
    if rest::holds_credentials(&url) {
        return Err(InstanceUrlError::HoldsCredentials);
    }
    let site: Vec<String> = url
        .path_segments()
        .into_iter()
        .flatten()
        .filter(|segment| !segment.is_empty() && !segment.starts_with('('))
        .take_while(|segment| {
            let name = segment.split('.').next().unwrap_or_default().to_lowercase();
            !PAGES.contains(&name.as_str())
        })
        .map(str::to_owned)
        .collect();
    url.set_path(&site.join("/"));
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_was_copied_from_the_browser() {
        for (text, expected) in [
            ("https://ridgeline.acumatica.com", "https://ridgeline.acumatica.com/"),
            (" ridgeline.acumatica.com ", "https://ridgeline.acumatica.com/"),
            ("https://host/AcumaticaERP/Main?ScreenId=PM301000&ProjectID=1", "https://host/AcumaticaERP/"),
            ("https://host/AcumaticaERP/(W(3))/Main.aspx#x", "https://host/AcumaticaERP/"),
            ("https://host/(W(10))/Frames/Login.aspx", "https://host/"),
            ("https://host/site/entity/Default/24.200.001/Project", "https://host/site/"),
            ("https://host/site/identity/connect/authorize", "https://host/site/"),
            ("http://127.0.0.1:4711", "http://127.0.0.1:4711/"),
        ] {
            assert_eq!(clean_instance_url(text).map(|url| url.to_string()), Ok(expected.to_owned()), "{text}");
        }
        for text in ["", "not an address", "ftp://host", "https://"] {
            assert_eq!(clean_instance_url(text), Err(InstanceUrlError::NotAnAddress), "{text}");
        }
    }

    #[test]
    fn an_address_with_credentials_is_refused_and_not_printed() {
        for text in [
            "https://okafor:Hunter2@host/AcumaticaERP",
            "okafor:Hunter2@ridgeline.acumatica.com",
            "okafor@ridgeline.acumatica.com",
            "https://:Hunter2@host/",
            "https://ridgeline.acumatica.com@evil.example/",
            "https:\\\\okafor:Hunter2@host/(W(3))/Main",
            "HTTPS:okafor:Hunter2@host",
        ] {
            let refused = clean_instance_url(text);
            assert_eq!(refused, Err(InstanceUrlError::HoldsCredentials), "{text}");
            assert!(!format!("{refused:?} {}", InstanceUrlError::HoldsCredentials).contains("Hunter2"));
        }
        // An @ behind the host is no credential.
        let url = clean_instance_url("https://host/site@home/Main").map(|url| url.to_string());
        assert_eq!(url, Ok("https://host/site@home/".to_owned()));
    }
}
