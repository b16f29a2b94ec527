//! Which addresses secrets may travel to.

use url::{Host, Url};

/// Secrets travel over TLS; plain HTTP only to this very computer, where the simulators are.
pub(crate) fn is_private(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for (address, expected) in [
            ("https://api.procore.com/", true),
            ("http://127.0.0.1:4711/", true),
            ("http://[::1]:4711/", true),
            ("http://localhost/", true),
            ("http://api.procore.com/", false),
            ("http://localhost.example.com/", false),
            ("http://10.0.0.1/", false),
            ("ftp://127.0.0.1/", false),
        ] {
            assert_eq!(Url::parse(address).map(|url| is_private(&url)), Ok(expected), "{address}");
        }
    }
}
