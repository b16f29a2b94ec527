//! A person's sign-in in the browser (authorization grant flow).

use crate::account::manners;
use crate::error::{incomplete, side_error};
use reimport::SideError;
use rest::oauth::{App, OAuth};
use rest::{Redactor, RestClient, Timeouts};
use secrecy::SecretString;
use url::Url;

/// The redirection that shows the code on a page instead, for the person to paste (installed-app variant).
pub const PASTED_CODE_REDIRECT: &str = "urn:ietf:wg:oauth:2.0:oob";

/// The flows of an application on this login host, e.g. `https://login.procore.com/`. Procore documents no PKCE and no scopes.
pub fn flows(
    login_url: Url,
    client_id: &str,
    client_secret: &SecretString,
    timeouts: Timeouts,
) -> Result<OAuth, SideError> {
    let login =
        RestClient::new(login_url, manners(timeouts), Redactor::default()).map_err(|error| side_error(&error))?;
    flows_of(login, client_id, client_secret)
}

pub(crate) fn flows_of(login: RestClient, client_id: &str, client_secret: &SecretString) -> Result<OAuth, SideError> {
    let at = |path: &str| login.base().join(path).map_err(|_| incomplete("a usable login address"));
    let app = App {
        client_id: client_id.to_owned(),
        client_secret: client_secret.clone(),
        authorize_url: at("oauth/authorize")?,
        token_url: at("oauth/token")?,
    };
    Ok(OAuth::new(login, app))
}
