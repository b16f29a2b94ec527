//! The requests of the flows.

use crate::call::{Body, Call};
use crate::client::RestClient;
use crate::clock::Clock;
use crate::error::{RestError, RestErrorKind};
use crate::oauth::callback::{self, CallbackError};
use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, ResourceOwnerPassword, ResourceOwnerUsername, Scope, TokenResponse, TokenUrl, http,
};
use secrecy::{ExposeSecret, SecretString};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A server that does not say how long a token is good for means a short while.
const GOOD_FOR_UNTOLD: Duration = Duration::from_mins(5);

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// An application as the server knows it, and where its flows go.
#[derive(Clone, Debug)]
pub struct App {
    /// The client id; no secret.
    pub client_id: String,
    /// The client secret. Both vendors ask for it even where PKCE would do without.
    pub client_secret: SecretString,
    /// Where the browser goes.
    pub authorize_url: Url,
    /// Where tokens come from; on the host of the client that sends.
    pub token_url: Url,
}

/// The flows of one application.
pub struct OAuth {
    transport: Transport,
    client: Client,
}

/// How the crate's requests go out: by our own client.
struct Transport(RestClient);

/// A sign-in that was begun: what the browser is to open, and what its answer is held against.
#[derive(Debug)]
pub struct Authorization {
    /// What the browser opens.
    pub url: Url,
    redirect: RedirectUrl,
    state: CsrfToken,
    verifier: Option<PkceCodeVerifier>,
}

impl Authorization {
    /// Reads the query of the redirection back to this computer.
    pub fn code(&self, query: &str) -> Result<SecretString, CallbackError> {
        callback::code(query, self.state.secret())
    }
}

/// What a token request gives.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Lets its bearer in. In memory only.
    pub access: SecretString,
    /// Gives the next pair, once. `None` where the flow has none.
    pub refresh: Option<SecretString>,
    /// How long the access token is good.
    pub good_for: Duration,
}

impl OAuth {
    /// The flows of an application, sent by this client. Its secret and every token are blacked out of whatever is printed.
    pub fn new(rest: RestClient, app: App) -> Self {
        rest.redactor().know(&app.client_secret);
        let client = BasicClient::new(ClientId::new(app.client_id))
            .set_client_secret(ClientSecret::new(app.client_secret.expose_secret().to_owned()))
            .set_auth_uri(AuthUrl::from_url(app.authorize_url))
            .set_token_uri(TokenUrl::from_url(app.token_url))
            // In the body: what both vendors document. In the header some servers in between look for a person.
            .set_auth_type(AuthType::RequestBody);
        Self { transport: Transport(rest), client }
    }

    /// The clock of the client that sends.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        self.transport.0.clock()
    }

    /// Begins a sign-in in the browser. `state` always; PKCE (S256) where the server documents it, because one that does not might refuse
    /// what it does not know.
    pub fn begin(&self, redirect: Url, scopes: &[&str], pkce: bool) -> Authorization {
        let redirect = RedirectUrl::from_url(redirect);
        let scopes = scopes.iter().map(|scope| Scope::new((*scope).to_owned()));
        let request =
            self.client.authorize_url(CsrfToken::new_random).set_redirect_uri(std::borrow::Cow::Borrowed(&redirect));
        let request = request.add_scopes(scopes);
        let (request, verifier) = if pkce {
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            (request.set_pkce_challenge(challenge), Some(verifier))
        } else {
            (request, None)
        };
        let (url, state) = request.url();
        Authorization { url, redirect, state, verifier }
    }

    /// Exchanges the code, which is good once.
    pub async fn exchange(&self, authorization: Authorization, code: SecretString) -> Result<Tokens, RestError> {
        self.transport.0.redactor().know(&code);
        let code = AuthorizationCode::new(code.expose_secret().to_owned());
        let redirect = std::borrow::Cow::Owned(authorization.redirect);
        let mut request = self.client.exchange_code(code).set_redirect_uri(redirect);
        if let Some(verifier) = authorization.verifier {
            self.transport.0.redactor().know(&SecretString::from(verifier.secret().clone()));
            request = request.set_pkce_verifier(verifier);
        }
        self.tokens(request.request_async(&self.transport).await)
    }

    /// Exchanges a refresh token, which is good once. The caller keeps the new one before using what came with it.
    pub async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, RestError> {
        self.transport.0.redactor().know(refresh);
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        self.tokens(self.client.exchange_refresh_token(&refresh).request_async(&self.transport).await)
    }

    /// Signs in with a name and a password.
    pub async fn password(&self, user: &str, password: &SecretString, scopes: &[&str]) -> Result<Tokens, RestError> {
        self.transport.0.redactor().know(password);
        let user = ResourceOwnerUsername::new(user.to_owned());
        let password = ResourceOwnerPassword::new(password.expose_secret().to_owned());
        let scopes = scopes.iter().map(|scope| Scope::new((*scope).to_owned()));
        let request = self.client.exchange_password(&user, &password).add_scopes(scopes);
        self.tokens(request.request_async(&self.transport).await)
    }

    /// Signs the application itself in.
    pub async fn client_credentials(&self) -> Result<Tokens, RestError> {
        self.tokens(self.client.exchange_client_credentials().request_async(&self.transport).await)
    }

    fn tokens<T: oauth2::ErrorResponse>(
        &self,
        answer: Result<BasicTokenResponse, RequestTokenError<RestError, T>>,
    ) -> Result<Tokens, RestError> {
        let answer = answer.map_err(|error| match error {
            RequestTokenError::Request(error) => error,
            // A 2xx answer that is no token; its text may be anything, so it is not quoted.
            RequestTokenError::ServerResponse(_) | RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                no_token()
            }
        })?;
        let access = SecretString::from(answer.access_token().secret().clone());
        let refresh = answer.refresh_token().map(|refresh| SecretString::from(refresh.secret().clone()));
        [Some(&access), refresh.as_ref()]
            .into_iter()
            .flatten()
            .for_each(|secret| self.transport.0.redactor().know(secret));
        Ok(Tokens { access, refresh, good_for: answer.expires_in().unwrap_or(GOOD_FOR_UNTOLD) })
    }
}

impl Transport {
    /// Once, whatever becomes of it: codes and refresh tokens are spent by being asked about, and wrong secrets lock accounts.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, RestError> {
        let path = request.uri().path().to_owned();
        let form = SecretString::from(String::from_utf8_lossy(request.body()).into_owned());
        let call = Call::post_repeatable(path, Body::EncodedForm(form)).once().unpaced();
        let answer = self.0.send(call).await?;
        let mut response = http::Response::new(answer.text().as_bytes().to_vec());
        *response.status_mut() = http::StatusCode::from_u16(answer.status()).unwrap_or(http::StatusCode::OK);
        if let Some(kind) = answer.header("content-type").and_then(|kind| http::HeaderValue::from_str(kind).ok()) {
            response.headers_mut().insert(http::header::CONTENT_TYPE, kind);
        }
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Transport {
    type Error = RestError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, RestError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

fn no_token() -> RestError {
    RestError {
        words: "an answer to the sign-in that holds no token".to_owned(),
        path: "token".to_owned(),
        ..RestError::of(RestErrorKind::NotUnderstood)
    }
}
