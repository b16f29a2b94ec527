//! Links, opened in the user's browser. Only pages of the systems the open connection names: an address from an answer of a
//! server is not trusted to be one.

use crate::wire::{AppError, ErrorCode};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;
use tieout::{Connection, ProcoreEnvironment};
use url::Url;

/// Procore's web application lives on one host per zone (`app`, `us02`, …) of this domain (Procore: development environments).
const PROCORE: &str = "procore.com";

/// Opens an address, if it is one of the open connection's.
pub(crate) async fn open(app: &AppHandle, address: &str, connection: Option<&Connection>) -> Result<(), AppError> {
    let url = connection.and_then(|connection| allowed(address, connection)).ok_or_else(|| {
        tracing::warn!(address, "a link was not opened: it leads elsewhere");
        AppError::new(
            ErrorCode::NotUnderstood,
            "This link does not lead to the connection's own systems, so it was not opened.",
            "Open the project's Budget tab in Procore yourself.",
        )
    })?;
    let app = app.clone();
    // Starting a browser can take its time.
    let opened = tokio::task::spawn_blocking(move || app.opener().open_url(url.as_str(), None::<&str>)).await;
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(no_browser(&error)),
        Err(error) => Err(no_browser(&error)),
    }
}

/// The person's browser, for the pages on which they sign in. Where those lead is what the connection names itself.
pub(crate) struct PersonsBrowser(pub(crate) AppHandle);

impl tieout::Browser for PersonsBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        self.0.opener().open_url(url.as_str(), None::<&str>).map_err(|error| {
            tracing::warn!(%error, "no browser could be started");
            "No browser could be started.".to_owned()
        })
    }
}

fn no_browser(error: &dyn std::error::Error) -> AppError {
    tracing::warn!(%error, "no browser could be started");
    AppError::new(
        ErrorCode::Internal,
        "No browser could be started.",
        "Set a default browser in your system's settings, then try again.",
    )
}

/// The address, when it is a web page of one of the connection's systems. Plain HTTP only where the connection itself speaks it.
fn allowed(address: &str, connection: &Connection) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let mut own = vec![&connection.acumatica.url];
    let procore = match &connection.procore.environment {
        ProcoreEnvironment::Production | ProcoreEnvironment::Sandbox => is_procore(&url),
        ProcoreEnvironment::Custom { api, login } => {
            own.extend([api, login]);
            // A monthly sandbox has its web pages on Procore's domain, beside its API.
            is_procore(api) && is_procore(&url)
        }
    };
    (procore || own.iter().any(|own| own.origin() == url.origin())).then_some(url)
}

fn is_procore(url: &Url) -> bool {
    url.scheme() == "https"
        && url.port().is_none()
        && url
            .domain()
            .is_some_and(|host| host.strip_suffix(PROCORE).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use tieout::{AcumaticaAddress, ConnectionId, ProcoreAddress};

    fn connection(environment: ProcoreEnvironment) -> Connection {
        Connection {
            id: ConnectionId::random(),
            band: None,
            name: "Ridgeline".into(),
            acumatica: AcumaticaAddress {
                url: Url::parse("https://ridgeline.acumatica.com/").unwrap(),
                tenant: String::new(),
                user: "ana".into(),
                way: tieout::AcumaticaWay::Cookie,
            },
            procore: ProcoreAddress {
                environment,
                client_id: "id".into(),
                way: tieout::ProcoreWay::ServiceAccount,
                company_id: 1,
            },
        }
    }

    fn custom(api: &str) -> ProcoreEnvironment {
        ProcoreEnvironment::Custom { api: Url::parse(api).unwrap(), login: Url::parse(api).unwrap() }
    }

    #[test]
    fn only_the_connections_own_pages_are_opened() {
        let cases = [
            ("https://us02.procore.com/562949953443325/project/budgeting", true),
            ("https://app.procore.com/1/project/budgeting", true),
            ("https://ridgeline.acumatica.com/Main?ScreenId=PM301000", true),
            ("http://us02.procore.com/1/project/budgeting", false),
            ("https://us02.procore.com:8443/1", false),
            ("https://evilprocore.com/1", false),
            ("https://procore.com.evil.example/1", false),
            ("https://procore.com@evil.example/1", false),
            ("https://ana:secret@us02.procore.com/1", false),
            ("http://127.0.0.1:4000/1", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("ms-settings:privacy", false),
            ("not an address", false),
        ];
        for (address, expected) in cases {
            let connection = connection(ProcoreEnvironment::Production);
            assert_eq!(allowed(address, &connection).is_some(), expected, "{address}");
        }
    }

    #[test]
    fn a_simulator_is_reached_on_its_own_port_only() {
        let connection = connection(custom("http://127.0.0.1:4000/"));
        assert!(allowed("http://127.0.0.1:4000/1/project/budgeting", &connection).is_some());
        assert!(allowed("http://127.0.0.1:4001/1/project/budgeting", &connection).is_none());
        assert!(allowed("http://localhost:4000/1/project/budgeting", &connection).is_none());
        assert!(
            allowed("https://us02.procore.com/1", &connection).is_none(),
            "a simulator's company has no page there"
        );
    }

    #[test]
    fn a_monthly_sandbox_has_its_pages_on_procores_domain() {
        let connection = connection(custom("https://sandbox-monthly.procore.com/"));
        assert!(allowed("https://sandbox.procore.com/1/project/budgeting", &connection).is_some());
    }
}
