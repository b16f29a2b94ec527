//! By which way requests leave this computer: the proxy of the environment or of the system, and none for this computer itself.

use crate::address::is_this_computer;
use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

/// The way to a server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// Never through a proxy: what is sent to this computer does not leave it, and what another computer is told about
    /// `127.0.0.1` means that computer.
    ThisComputer,
    /// No proxy is set for it.
    Direct,
    /// Through the proxy at this address, without the name and password that may belong to it.
    Proxy(String),
}

/// The way to a server by the settings that the client itself goes by. An automatic configuration script is not among them.
pub(crate) fn way_to(base: &Url) -> Way {
    if is_this_computer(base) { Way::ThisComputer } else { way_by(base, &Matcher::from_system()) }
}

fn way_by(base: &Url, settings: &Matcher) -> Way {
    let Ok(uri) = base.as_str().parse() else { return Way::Direct };
    settings.intercept(&uri).map_or(Way::Direct, |proxy| Way::Proxy(proxy.uri().to_string()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn a_proxy_is_named_without_its_password() {
        let settings = Matcher::builder().all("http://okafor:canary@proxy.example:3128").no("intranet.example").build();
        let way = |address: &str| way_by(&Url::parse(address).unwrap(), &settings);
        assert_eq!(way("https://api.procore.com/"), Way::Proxy("http://proxy.example:3128/".to_owned()));
        assert_eq!(way("https://erp.intranet.example/"), Way::Direct);
        // Other private addresses may well be reached through a proxy.
        assert!(matches!(way("https://10.0.0.7/"), Way::Proxy(_)));
    }

    #[test]
    fn this_computer_is_reached_without_a_proxy_whatever_is_set() {
        for address in
            ["http://127.0.0.1:4711/", "https://[::1]/", "http://localhost:53682/", "https://demo.localhost/"]
        {
            assert_eq!(way_to(&Url::parse(address).unwrap()), Way::ThisComputer, "{address}");
        }
    }
}
