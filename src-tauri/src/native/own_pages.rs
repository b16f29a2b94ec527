//! Which pages the window may show: Tieout's own. A link or a file that is dropped on it, or a script, would otherwise put another page
//! into a window that is titled Tieout: one that asks for a password, without a way back.

use tauri::AppHandle;
use url::Url;

/// Where the web view finds the files that are part of the program (Tauri: custom protocol).
const OWN: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// Decides for each page. In development the pages come from the development server.
pub(crate) fn only_own(app: &AppHandle) -> impl Fn(&Url) -> bool + Send + use<> {
    let own = Url::parse(OWN).ok();
    let development = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    move |url| {
        let stays = [&own, &development].into_iter().flatten().any(|own| is_page_of(url, own));
        if !stays {
            tracing::warn!(scheme = url.scheme(), host = url.host_str(), "the window does not leave its own pages");
        }
        stays
    }
}

/// The same origin, which `Url::origin` does not know of schemes like Tauri's; nor a name and a password before the host.
fn is_page_of(url: &Url, own: &Url) -> bool {
    url.scheme() == own.scheme()
        && url.host() == own.host()
        && url.port_or_known_default() == own.port_or_known_default()
        && url.username().is_empty()
        && url.password().is_none()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_tieouts_own_pages_are_shown() {
        let cases = [
            ("tauri://localhost", "tauri://localhost", true),
            ("tauri://localhost", "tauri://localhost/index.html#/budgets", true),
            ("http://tauri.localhost", "http://tauri.localhost/", true),
            ("http://localhost:1420", "http://localhost:1420/src/main.ts", true),
            ("tauri://localhost", "http://127.0.0.1:8099/evil.html", false),
            ("tauri://localhost", "http://tauri.localhost/", false),
            ("tauri://localhost", "tauri://evil.example/", false),
            ("tauri://localhost", "tauri://localhost:81/", false),
            ("tauri://localhost", "tauri://ana:secret@localhost/", false),
            ("http://tauri.localhost", "http://tauri.localhost.evil.example/", false),
            ("http://tauri.localhost", "http://tauri.localhost:8080/", false),
            ("http://tauri.localhost", "https://tauri.localhost/", false),
            ("http://localhost:1420", "http://localhost:1421/", false),
            ("tauri://localhost", "file:///home/ana/offer.html", false),
            ("tauri://localhost", "data:text/html,<h1>Sign in</h1>", false),
            ("tauri://localhost", "blob:tauri://localhost/1", false),
            ("tauri://localhost", "javascript:alert(1)", false),
            ("tauri://localhost", "about:blank", false),
        ];
        for (own, url, expected) in cases {
            let (own, page) = (Url::parse(own).unwrap(), Url::parse(url).unwrap());
            assert_eq!(is_page_of(&page, &own), expected, "{url} in {own}");
        }
    }

    #[test]
    fn the_programs_own_address_is_one() {
        assert!(Url::parse(OWN).unwrap().has_host());
    }
}
