//! The address of an instance, out of whatever a user copied from his browser.

use url::Url;

/// The text holds no address of an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this is not the address of an Acumatica instance")]
pub struct NotAnInstance;

/// Paths of an instance that are not part of its address (UI links, form addresses, the API itself, sign-in pages).
const PAGES: [&str; 7] = ["main", "frames", "entity", "identity", "scripts", "odata", "t"];

/// Cleans an address: adds a missing scheme, drops session segments like `(W(3))`, pages and the query; keeps a site's own path.
/// The result ends with a slash.
pub fn clean_instance_url(text: &str) -> Result<Url, NotAnInstance> {
    let text = text.trim();
    let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let mut url = Url::parse(&with_scheme).map_err(|_| NotAnInstance)?;
    let host = url.host_str().unwrap_or_default();
    if !matches!(url.scheme(), "http" | "https") || host.is_empty() || text.contains(char::is_whitespace) {
        return Err(NotAnInstance);
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
            assert_eq!(clean_instance_url(text), Err(NotAnInstance), "{text}");
        }
    }
}
