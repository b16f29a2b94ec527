use axum::body::Body;
use axum::http::{Response, StatusCode, header};

use super::json::Json;

/// Why a request is refused, in the shapes the vendor documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// 401: no session, or an expired one.
    NotSignedIn,
    /// 403: no rights to the form, or its feature is off. It names the entity and the form.
    Forbidden { entity: &'static str },
    /// 404: no such endpoint, entity or action.
    NoSuchPath { path: String },
    /// 405: the path exists, the method does not.
    NoSuchMethod,
    /// 400: the query or the body cannot be read; the part, and what is wrong with it.
    Unreadable { part: &'static str, why: String },
    /// 400 as a page: the web server in front refuses the path itself.
    DangerousPath,
    /// 411 as a page: the web server in front wants a length.
    LengthRequired,
    /// 412: `If-Match` or `If-None-Match` does not hold.
    Precondition { why: &'static str },
    /// 422: the record itself, with what is wrong per field.
    Invalid(Json),
    /// The token endpoint's own way to refuse (RFC 6749, section 5.2).
    OAuth { status: StatusCode, error: &'static str },
    /// OData's own way to refuse.
    OData { status: StatusCode, why: String },
    /// 429: no seat left for a sign-in.
    SignInLimit,
    /// 429 from the web server in front, which put its own text in place of the body.
    SignInLimitUnexplained,
    /// 429: the queue was full, or the wait in it too long.
    LimitReached,
    /// 500 (or another status) with an exception.
    Exception { status: StatusCode, kind: &'static str, message: String },
}

impl Problem {
    pub(super) fn exception(kind: &'static str, message: impl Into<String>) -> Self {
        Self::Exception { status: StatusCode::INTERNAL_SERVER_ERROR, kind, message: message.into() }
    }

    pub(super) fn oauth(error: &'static str) -> Self {
        Self::OAuth { status: StatusCode::BAD_REQUEST, error }
    }

    /// No record with this key or id: 500, not 404.
    pub(super) fn no_entity() -> Self {
        Self::exception(
            "PX.Api.ContractBased.NoEntitySatisfiesTheConditionException",
            "No entity satisfies the condition.",
        )
    }

    /// A name in a query that the entity does not have.
    pub(super) fn unknown_field(entity: &str, name: &str) -> Self {
        Self::exception("System.Collections.Generic.KeyNotFoundException", format!("{entity} has no field {name}."))
    }

    /// Names that a list cannot be read with in one query.
    pub(super) fn not_optimizable(names: &[&str]) -> Self {
        let lines: Vec<String> = names.iter().map(|name| format!("{name}: View {name} has BQL delegate\r\n")).collect();
        Self::exception(
            "PX.Api.ContractBased.OptimizedExport.CannotOptimizeException",
            format!("Optimization cannot be performed.The following fields cause the error:\r\n{}", lines.concat()),
        )
    }

    pub(super) fn response(self) -> Response<Body> {
        let message = |status, text: &str| json(status, &Json::object([("message", Json::text(text))]));
        match self {
            Self::NotSignedIn => message(StatusCode::UNAUTHORIZED, "You are not signed in."),
            Self::Forbidden { entity } => message(
                StatusCode::FORBIDDEN,
                &format!("You have insufficient rights to access {entity} ({}).", screen(entity)),
            ),
            Self::NoSuchPath { path } => {
                message(StatusCode::NOT_FOUND, &format!("No HTTP resource was found that matches {path}."))
            }
            Self::NoSuchMethod => message(StatusCode::METHOD_NOT_ALLOWED, "The resource does not support this method."),
            Self::Precondition { why } => message(StatusCode::PRECONDITION_FAILED, why),
            Self::OAuth { status, error } => json(status, &Json::object([("error", Json::text(error))])),
            Self::OData { status, why } => {
                let error = Json::object([("code", Json::text("")), ("message", Json::Text(why))]);
                json(status, &Json::object([("error", error)]))
            }
            Self::SignInLimit => message(StatusCode::TOO_MANY_REQUESTS, "API Login Limit"),
            Self::SignInLimitUnexplained => text(
                StatusCode::TOO_MANY_REQUESTS,
                "text/plain",
                "The custom error module does not recognize this error.",
            ),
            Self::LimitReached => {
                message(StatusCode::TOO_MANY_REQUESTS, "The limit of web service requests is exceeded.")
            }
            Self::DangerousPath => {
                page(StatusCode::BAD_REQUEST, "Bad Request", "The path holds a character that is not allowed.")
            }
            Self::LengthRequired => {
                page(StatusCode::LENGTH_REQUIRED, "Length Required", "HTTP Error 411. A length is required.")
            }
            Self::Unreadable { part, why } => unreadable(part, why),
            Self::Invalid(record) => json(StatusCode::UNPROCESSABLE_ENTITY, &record),
            Self::Exception { status, kind, message } => exception(status, kind, message),
        }
    }
}

/// What a developer would want to see, and nobody else.
const STACK: &str = "   at PX.Simulated.Graph.Execute(Object parameters) in C:\\build\\agent\\Graph.cs:line 417\r\n   \
                     at PX.Simulated.Controller.Answer(HttpRequestMessage request)";

/// The form that an entity stands on.
fn screen(entity: &str) -> &'static str {
    match entity {
        "Project" => "PM301000",
        "ProjectTask" => "PM302000",
        "ProjectBudget" => "PM309000",
        "CostCode" => "PM209500",
        _ => "PM201000",
    }
}

/// A JSON answer.
pub(super) fn json(status: StatusCode, body: &Json) -> Response<Body> {
    text(status, "application/json; charset=utf-8", body.to_bytes())
}

fn text(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type));
    response
}

fn page(status: StatusCode, title: &str, sentence: &str) -> Response<Body> {
    let html = format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><h2>{title}</h2><p>{sentence}</p></body></html>"
    );
    text(status, "text/html; charset=us-ascii", html)
}

fn unreadable(part: &'static str, why: String) -> Response<Body> {
    let state = Json::object([(part, Json::List(vec![Json::Text(why)]))]);
    let body = Json::object([("message", Json::text("The request is invalid.")), ("modelState", state)]);
    json(StatusCode::BAD_REQUEST, &body)
}

fn exception(status: StatusCode, kind: &'static str, message: String) -> Response<Body> {
    let body = Json::object([
        ("message", Json::text("An error has occurred.")),
        ("exceptionMessage", Json::Text(message)),
        ("exceptionType", Json::text(kind)),
        ("stackTrace", Json::text(STACK)),
    ]);
    json(status, &body)
}
