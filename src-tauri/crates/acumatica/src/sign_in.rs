//! The sign-in flows of a connected application. Where they go is read from the instance's discovery document, as the vendor advises.

use crate::account::{Application, manners};
use crate::error::{incomplete, side_error};
use reimport::SideError;
use rest::oauth::{App, OAuth};
use rest::{Call, Clock, Redactor, RestClient, SystemClock, Timeouts};
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// What is asked for: the API, and refresh tokens, with which one session is reused across the tokens (scopes).
pub const SCOPES: [&str; 2] = ["api", "offline_access"];
/// Without a refresh token: for a password, which can be asked with again.
pub(crate) const API_ONLY: [&str; 1] = ["api"];

#[derive(Deserialize)]
struct Discovery {
    authorization_endpoint: Url,
    token_endpoint: Url,
}

/// The flows of an application of this instance.
pub async fn flows(instance_url: &Url, application: &Application, timeouts: Timeouts) -> Result<OAuth, SideError> {
    flows_of(instance_url, application, timeouts, Redactor::default(), Arc::new(SystemClock)).await
}

pub(crate) async fn flows_of(
    instance_url: &Url,
    application: &Application,
    timeouts: Timeouts,
    redactor: Redactor,
    clock: Arc<dyn Clock>,
) -> Result<OAuth, SideError> {
    let to = |url: Url| {
        let rest = RestClient::new(url, manners(timeouts), redactor.clone()).map_err(|error| side_error(&error))?;
        Ok::<_, SideError>(rest.with_clock(clock.clone()))
    };
    let call = Call::get("identity/.well-known/openid-configuration");
    let answer = to(instance_url.clone())?.send(call).await.map_err(|error| side_error(&error))?;
    let found: Discovery = answer.json().map_err(|error| side_error(&error))?;
    // Secrets go where the document says only if that is the instance itself.
    if [&found.authorization_endpoint, &found.token_endpoint].iter().any(|url| url.origin() != instance_url.origin()) {
        return Err(incomplete("sign-in addresses on its own host"));
    }
    let host = instance_url.join("/").map_err(|_| incomplete("a usable address"))?;
    let app = App {
        client_id: application.client_id.clone(),
        client_secret: application.client_secret.clone(),
        authorize_url: found.authorization_endpoint,
        token_url: found.token_endpoint,
    };
    Ok(OAuth::new(to(host)?, app))
}
