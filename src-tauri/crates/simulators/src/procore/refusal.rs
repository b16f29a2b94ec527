//! Every way Procore says no, in the body shapes that occur (Procore: error reference, REST concepts).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 422: one field breaks a rule.
    Invalid { field: String, message: String },
    /// 422: a rule is broken, and the message stands alone (as the wording of the locked budget's suggests).
    Sentence(String),
    /// 422: the amount is not an amount of money.
    UnprocessableCurrency(String),
    /// 400: a parameter is missing or unreadable.
    BadRequest(String),
    /// 400: no company header.
    CompanyHeaderMissing { as_json: bool },
    /// 401: no token, an expired one or a foreign one.
    Unauthorized,
    /// 401 of the token route.
    InvalidClient,
    /// 400 of the token route.
    UnsupportedGrant,
    /// 400 of the token route: code or refresh token are not good, or not any more.
    InvalidGrant,
    /// 403: the permission is too low.
    Forbidden,
    /// 403: the company in the header is not the app's.
    NotConnected,
    /// 404: not there, or not to be seen by this user.
    NotFound,
    /// 405: budget modifications can only be read since Budget Changes.
    ReadOnlyResource,
    /// 413: more items than one call takes.
    TooLarge { limit: usize },
    /// 429; the headers are added by the gate.
    TooManyRequests,
}

pub(super) const LOCKED: &str = "The original_budget_amount cannot be updated for a locked budget.";
pub(super) const DUPLICATE: &str = "This Budget Code already exists";
pub(super) const WITH_ERP: &str = "The budget cannot be unlocked while it is waiting to be accepted in ERP.";
const NO_ACCESS: &str = "You do not have sufficient access to complete that action";

impl Refusal {
    pub(super) fn invalid(field: &str, message: &str) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Invalid { .. } | Self::Sentence(_) | Self::UnprocessableCurrency(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::BadRequest(_) | Self::CompanyHeaderMissing { .. } | Self::UnsupportedGrant | Self::InvalidGrant => {
                StatusCode::BAD_REQUEST
            }
            Self::Unauthorized | Self::InvalidClient => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::NotConnected => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::ReadOnlyResource => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Invalid { field, message } => format!("{field} {message}"),
            Self::Sentence(message) | Self::UnprocessableCurrency(message) | Self::BadRequest(message) => {
                message.clone()
            }
            Self::CompanyHeaderMissing { .. } => {
                "Missing Procore-Company-Id header! Every call has to carry the id of the company.".into()
            }
            Self::Unauthorized => "The access token is invalid".into(),
            Self::InvalidClient => "Client authentication failed due to unknown client, no client authentication \
                                    included, or unsupported authentication method."
                .into(),
            Self::UnsupportedGrant => {
                "The authorization grant type is not supported by the authorization server.".into()
            }
            Self::InvalidGrant => "The provided authorization grant is invalid, expired, revoked, does not match the \
                                   redirection URI used in the authorization request, or was issued to another client."
                .into(),
            Self::Forbidden => NO_ACCESS.into(),
            Self::NotConnected => "App is not connected to this company.".into(),
            Self::NotFound => "Resource not found".into(),
            Self::ReadOnlyResource => "Budget modifications can only be read; use budget changes.".into(),
            Self::TooLarge { limit } => format!("No more than {limit} items are allowed in one call."),
            Self::TooManyRequests => "You have surpassed the maximum number of requests for an hour.".into(),
        }
    }

    /// The one shape of all v2 routes (Procore: announcement of REST v2): `{"error":{code,message,details}}`.
    pub(super) fn in_v2(self) -> Response {
        let status = self.status();
        let code = status.canonical_reason().unwrap_or("Error").to_uppercase().replace(' ', "_");
        let details = match &self {
            Self::Invalid { field, message } => json!([{"code": "INVALID", "message": message, "source": field}]),
            _ => json!([]),
        };
        (status, Json(json!({"error": {"code": code, "message": self.message(), "details": details}}))).into_response()
    }
}

/// The shapes of the v1 routes.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, message) = (self.status(), self.message());
        match self {
            Self::CompanyHeaderMissing { as_json: false } => (status, message).into_response(),
            Self::Invalid { field, message } => (status, Json(json!({"errors": {field: [message]}}))).into_response(),
            Self::Sentence(_) | Self::NotConnected => (status, Json(json!({"errors": [message]}))).into_response(),
            Self::UnprocessableCurrency(_) => {
                (status, Json(json!({"message": message, "error": "Unprocessable Currency"}))).into_response()
            }
            Self::InvalidClient => token_error(status, "invalid_client", &message),
            Self::UnsupportedGrant => token_error(status, "unsupported_grant_type", &message),
            Self::InvalidGrant => token_error(status, "invalid_grant", &message),
            Self::NotFound => {
                (status, Json(json!({"code": status.as_u16(), "message": message, "fields": ""}))).into_response()
            }
            Self::ReadOnlyResource => {
                let mut response = (status, Json(json!({"errors": message}))).into_response();
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET"));
                response
            }
            _ => (status, Json(json!({"errors": message}))).into_response(),
        }
    }
}

fn token_error(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({"error": error, "error_description": description}))).into_response()
}
