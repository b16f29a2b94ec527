//! `POST /oauth/token` for service accounts (Procore: OAuth client credentials).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::procore::office::Office;
use crate::procore::refusal::Refusal;

/// What a token request says, in whichever form it came.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// JSON, form and multipart bodies are in use, and HTTP Basic for id and secret.
pub(in crate::procore) async fn token(State(office): State<Office>, request: Request) -> Response {
    let basic = basic_credentials(request.headers());
    let asked = match read(request).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    let (id, secret) = match basic {
        Some((id, secret)) => (Some(id), Some(secret)),
        None => (asked.client_id, asked.client_secret),
    };
    if asked.grant_type.as_deref() != Some("client_credentials") {
        return Refusal::UnsupportedGrant.into_response();
    }
    let now = office.now();
    office.with(|books| {
        if id.as_deref() != Some(&books.client_id) || secret.as_deref() != Some(&books.client_secret) {
            return Refusal::InvalidClient.into_response();
        }
        let token = books.tokens.issue(now);
        Json(json!({
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": books.tokens.lifetime_seconds(),
            "created_at": now.as_second(),
        }))
        .into_response()
    })
}

async fn read(request: Request) -> Result<Asked, Refusal> {
    let unreadable = |what: &str| Refusal::BadRequest(format!("The token request is unreadable: {what}"));
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    if content_type.starts_with("multipart/form-data") {
        let multipart = Multipart::from_request(request, &()).await.map_err(|error| unreadable(&error.to_string()))?;
        return read_multipart(multipart).await.map_err(|error| unreadable(&error.to_string()));
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|error| unreadable(&error.to_string()))?;
    if content_type.starts_with("application/json") {
        return super::body(&bytes);
    }
    let mut asked = Asked::default();
    for (name, value) in url::form_urlencoded::parse(&bytes) {
        asked.set(&name, value.into_owned());
    }
    Ok(asked)
}

async fn read_multipart(mut multipart: Multipart) -> Result<Asked, axum::extract::multipart::MultipartError> {
    let mut asked = Asked::default();
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        asked.set(&name, field.text().await?);
    }
    Ok(asked)
}

impl Asked {
    fn set(&mut self, name: &str, value: String) {
        match name {
            "grant_type" => self.grant_type = Some(value),
            "client_id" => self.client_id = Some(value),
            "client_secret" => self.client_secret = Some(value),
            _ => {}
        }
    }
}

fn basic_credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}
