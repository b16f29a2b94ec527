//! Which addresses secrets may travel to, and how an address is shown to people.

use url::{Host, Url};

/// Why an address is not used. Prints no part of the address, because it may hold a password.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum AddressError {
    /// No `http` or `https` address with a host.
    NotAnAddress,
    /// A user name or a password stands before the host.
    HoldsCredentials,
    /// Plain HTTP to another computer.
    NotEncrypted,
}

impl AddressError {
    /// What is wrong and what to do, for the field it was typed into.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAnAddress => "This is not a web address.",
            Self::HoldsCredentials => {
                "The address must not hold a user name or a password: what stands before an @ is sent to the host after it. Enter them in their own fields."
            }
            Self::NotEncrypted => "The address must begin with https://, for passwords travel over it.",
        }
    }
}

/// Reads the address of a server, and leaves out its query and its fragment.
pub fn server_address(text: &str) -> Result<Url, AddressError> {
    let mut url = Url::parse(text.trim()).map_err(|_| AddressError::NotAnAddress)?;
    check(&url)?;
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// Whether secrets may travel there: over TLS, or to this very computer, where the simulators are; and with no credentials in the
/// address, which would be sent as a header, written down with the address, and may hide who the host really is.
pub(crate) fn check(url: &Url) -> Result<(), AddressError> {
    if !url.has_host() || !matches!(url.scheme(), "http" | "https") {
        return Err(AddressError::NotAnAddress);
    }
    if holds_credentials(url) {
        return Err(AddressError::HoldsCredentials);
    }
    if url.scheme() == "http" && !is_this_computer(url) { Err(AddressError::NotEncrypted) } else { Ok(()) }
}

/// A user name or a password stands before the host.
pub fn holds_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// The address is this very computer's, so what is sent there never leaves it: 127.0.0.0/8, `::1`, `localhost` and the names below it
/// (RFC 6761, 6.3).
pub fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// The host as people should see it, with its port where that is not the usual one. Letters beyond ASCII stand in punycode, so that
/// a name that only looks like another one does not look like it.
pub fn shown_host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// The host has letters beyond ASCII, so that it may look like another one: a reason to show [`shown_host`] beside what was typed.
pub fn has_foreign_letters(url: &Url) -> bool {
    url.domain().is_some_and(|name| name.split('.').any(|label| label.starts_with("xn--")))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for (address, expected) in [
            ("https://api.procore.com/", Ok(())),
            ("http://127.0.0.1:4711/", Ok(())),
            ("http://127.8.9.1/", Ok(())),
            ("http://[::1]:4711/", Ok(())),
            ("http://[::ffff:127.0.0.1]/", Ok(())),
            ("http://localhost/", Ok(())),
            ("http://LOCALHOST./", Ok(())),
            ("http://demo.localhost/", Ok(())),
            ("http://api.procore.com/", Err(AddressError::NotEncrypted)),
            ("http://localhost.example.com/", Err(AddressError::NotEncrypted)),
            ("http://notlocalhost/", Err(AddressError::NotEncrypted)),
            ("http://10.0.0.1/", Err(AddressError::NotEncrypted)),
            ("http://0.0.0.0/", Err(AddressError::NotEncrypted)),
            ("ftp://127.0.0.1/", Err(AddressError::NotAnAddress)),
            ("mailto:okafor@example.com", Err(AddressError::NotAnAddress)),
        ] {
            assert_eq!(check(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn no_credentials_travel_in_an_address_and_none_are_printed() {
        for address in [
            "https://okafor:Hunter2@host.example/",
            "https://okafor@host.example/",
            "https://:Hunter2@host.example/",
            "https://ridgeline.acumatica.com@evil.example/",
            "https://okafor%40ridgeline:Hunter2@host.example/site",
            "http://okafor:Hunter2@127.0.0.1/",
        ] {
            let error = server_address(address).unwrap_err();
            assert_eq!(error, AddressError::HoldsCredentials, "{address}");
            assert!(!format!("{error} {error:?}").contains("Hunter2"));
        }
    }

    #[test]
    fn query_and_fragment_are_no_part_of_an_address() {
        assert_eq!(
            server_address(" https://api.procore.com/rest?token=1#x ").unwrap().as_str(),
            "https://api.procore.com/rest"
        );
        assert_eq!(server_address("not an address"), Err(AddressError::NotAnAddress));
    }

    #[test]
    fn a_name_that_looks_like_another_is_shown_in_ascii() {
        // The first letter is a Cyrillic one.
        let look_alike = Url::parse("https://\u{430}cumatica.com/").unwrap();
        assert_eq!(shown_host(&look_alike), "xn--cumatica-06g.com");
        assert!(has_foreign_letters(&look_alike));
        let plain = Url::parse("https://ridgeline.acumatica.com:8443/site").unwrap();
        assert_eq!((shown_host(&plain).as_str(), has_foreign_letters(&plain)), ("ridgeline.acumatica.com:8443", false));
    }
}
