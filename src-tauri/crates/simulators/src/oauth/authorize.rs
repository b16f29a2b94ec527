//! The authorization endpoint (RFC 6749, section 4.1): what it is asked, and where the browser goes next.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use jiff::Timestamp;
use url::Url;

use super::authority::{Authority, Consent};
use super::client::Client;
use super::grants::Grant;
use super::{SHOWN_ON_A_PAGE, page};

/// What differs between the vendors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vendor {
    pub(crate) name: &'static str,
    /// Who is signed in in the browser.
    pub(crate) user: &'static str,
    /// The scopes there are; `None` where the vendor has none and passes over what is sent.
    pub(crate) scopes: Option<&'static [&'static str]>,
    /// Whether a code may be shown on a page.
    pub(crate) shows_codes: bool,
    /// Whether proof keys are checked; where they are not documented they are passed over.
    pub(crate) checks_proof_keys: bool,
}

/// What the browser is told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Page(String),
    /// 400: what was asked is not safe to answer by a redirect, as it may not be the client's own address.
    Refused(String),
    Redirect(String),
}

/// The parameters of the request, with the client they name.
struct Request<'a> {
    client: Client,
    redirect_uri: &'a str,
    state: Option<&'a str>,
    scopes: Vec<String>,
    challenge: Option<&'a str>,
}

pub(crate) fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(encoded).into_owned().collect()
}

/// `GET`: shows the consent page, or goes on at once when the simulator was told so.
pub(crate) fn asked(authority: &Authority, vendor: &Vendor, pairs: &[(String, String)], now: Timestamp) -> Reply {
    let request = match read(authority, vendor, pairs) {
        Ok(request) => request,
        Err(reply) => return reply,
    };
    match authority.consent() {
        Consent::Allow => allow(authority, vendor, request, now),
        Consent::Deny => deny(vendor, &request),
        Consent::Ask => {
            let hidden: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
            Reply::Page(page::consent(vendor.name, &request.client.id, vendor.user, &request.scopes, &hidden))
        }
    }
}

/// `POST`: the page's form, with the request in its hidden fields and the decision.
pub(crate) fn answered(authority: &Authority, vendor: &Vendor, pairs: &[(String, String)], now: Timestamp) -> Reply {
    let request = match read(authority, vendor, pairs) {
        Ok(request) => request,
        Err(reply) => return reply,
    };
    match get(pairs, "decision") {
        Some("allow") => allow(authority, vendor, request, now),
        _ => deny(vendor, &request),
    }
}

fn allow(authority: &Authority, vendor: &Vendor, request: Request<'_>, now: Timestamp) -> Reply {
    let scope = request.scopes.join(" ");
    let grant = Grant::new(&request.client.id, true, request.scopes);
    let challenge = request.challenge.map(str::to_owned);
    let code = authority.issue_code(now, grant, request.redirect_uri, challenge);
    if request.redirect_uri == SHOWN_ON_A_PAGE {
        return Reply::Page(page::code(vendor.name, &code));
    }
    let scope = vendor.scopes.map(|_| ("scope", scope.as_str()));
    redirect(request.redirect_uri, [Some(("code", code.as_str())), scope, request.state.map(|state| ("state", state))])
}

fn deny(vendor: &Vendor, request: &Request<'_>) -> Reply {
    if request.redirect_uri == SHOWN_ON_A_PAGE {
        return Reply::Page(page::refusal(vendor.name, "Access was denied. You can close this window."));
    }
    error(request.redirect_uri, "access_denied", request.state)
}

/// First whose address it is, for an error may be sent only there (RFC 6749, section 4.1.2.1); then the rest.
fn read<'a>(authority: &Authority, vendor: &Vendor, pairs: &'a [(String, String)]) -> Result<Request<'a>, Reply> {
    let refused = |sentence: &str| Reply::Refused(page::refusal(vendor.name, sentence));
    let client = get(pairs, "client_id").and_then(|id| authority.client_of(id));
    let client = client.ok_or_else(|| refused("The client is unknown."))?;
    let redirect_uri = get(pairs, "redirect_uri").ok_or_else(|| refused("The redirect URI is missing."))?;
    let shown = vendor.shows_codes && redirect_uri == SHOWN_ON_A_PAGE;
    if !shown && !client.may_redirect_to(redirect_uri) {
        return Err(refused("The redirect URI is not one that is registered for this client."));
    }
    let state = get(pairs, "state");
    if get(pairs, "response_type") != Some("code") {
        return Err(error(redirect_uri, "unsupported_response_type", state));
    }
    let challenge = get(pairs, "code_challenge").filter(|_| vendor.checks_proof_keys);
    if challenge.is_some() && get(pairs, "code_challenge_method") != Some("S256") {
        return Err(error(redirect_uri, "invalid_request", state));
    }
    let scopes = scopes(authority, vendor, get(pairs, "scope").unwrap_or_default());
    let scopes = scopes.ok_or_else(|| error(redirect_uri, "invalid_scope", state))?;
    Ok(Request { client, redirect_uri, state, scopes, challenge })
}

/// The scopes that were asked for, if the vendor has all of them and the client may have them.
pub(crate) fn scopes(authority: &Authority, vendor: &Vendor, asked: &str) -> Option<Vec<String>> {
    let Some(known) = vendor.scopes else { return Some(Vec::new()) };
    let asked: Vec<String> = asked.split_whitespace().map(str::to_owned).collect();
    let allowed = |scope: &String| {
        known.contains(&scope.as_str()) && (scope != "offline_access" || authority.gives_refresh_tokens())
    };
    (!asked.is_empty() && asked.iter().all(allowed)).then_some(asked)
}

fn get<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
}

fn error(redirect_uri: &str, error: &str, state: Option<&str>) -> Reply {
    redirect(redirect_uri, [Some(("error", error)), state.map(|state| ("state", state)), None])
}

/// The registered address with these parameters behind its own.
fn redirect(uri: &str, parameters: [Option<(&str, &str)>; 3]) -> Reply {
    match Url::parse(uri) {
        Ok(mut url) => {
            url.query_pairs_mut().extend_pairs(parameters.into_iter().flatten());
            Reply::Redirect(url.into())
        }
        Err(_) => Reply::Refused(page::refusal("", "The redirect URI is no address.")),
    }
}

impl Reply {
    pub(crate) fn response(self) -> Response<Body> {
        let (status, body, location) = match self {
            Self::Page(html) => (StatusCode::OK, html, None),
            Self::Refused(html) => (StatusCode::BAD_REQUEST, html, None),
            Self::Redirect(to) => (StatusCode::FOUND, String::new(), Some(to)),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(to) = location {
            headers.insert(header::LOCATION, HeaderValue::from_str(&to).expect("an encoded address is a header value"));
        }
        response
    }
}
