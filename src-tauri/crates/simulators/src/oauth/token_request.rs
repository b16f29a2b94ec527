//! The body of a token request, in whichever form it came.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// The fields of a token request, with id and secret from wherever they stand.
#[derive(Default)]
pub(crate) struct TokenRequest {
    fields: Vec<(String, String)>,
    /// Id and secret came by HTTP Basic.
    pub(crate) by_basic: bool,
}

impl TokenRequest {
    /// Reads a form, JSON or multipart body, and HTTP Basic for id and secret. Fails with what is unreadable.
    pub(crate) async fn read(request: Request) -> Result<Self, String> {
        let headers = request.headers().clone();
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if content_type.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, &()).await.map_err(|error| error.to_string())?;
            let fields = multipart_fields(multipart).await.map_err(|error| error.to_string())?;
            return Ok(Self { fields, by_basic: false }.with_basic(&headers));
        }
        let bytes = Bytes::from_request(request, &()).await.map_err(|error| error.to_string())?;
        Self::of(&headers, &bytes)
    }

    /// The same for a form or JSON body that is in memory already.
    pub(crate) fn of(headers: &HeaderMap, body: &[u8]) -> Result<Self, String> {
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let fields = if content_type.starts_with("application/json") {
            json_fields(body).map_err(|error| error.to_string())?
        } else {
            super::pairs(body)
        };
        Ok(Self { fields, by_basic: false }.with_basic(headers))
    }

    /// A field; an empty one is as good as none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    fn with_basic(mut self, headers: &HeaderMap) -> Self {
        if let Some((id, secret)) = basic(headers) {
            self.fields.retain(|(name, _)| name != "client_id" && name != "client_secret");
            self.fields.extend([("client_id".into(), id), ("client_secret".into(), secret)]);
            self.by_basic = true;
        }
        self
    }
}

async fn multipart_fields(
    mut multipart: Multipart,
) -> Result<Vec<(String, String)>, axum::extract::multipart::MultipartError> {
    let mut fields = Vec::new();
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        fields.push((name, field.text().await?));
    }
    Ok(fields)
}

/// Text fields; the others are none that a token request has.
fn json_fields(body: &[u8]) -> serde_json::Result<Vec<(String, String)>> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body)?;
    Ok(object.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect())
}

/// Name and password of `Authorization: Basic`. Clients percent-encode both for OAuth (RFC 6749, section 2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((decoded(id), decoded(secret)))
}

fn decoded(text: &str) -> String {
    let kept = text.replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(kept.as_bytes()).map(|(text, _)| text.into_owned()).collect()
}
