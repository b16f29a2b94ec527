use axum::http::{HeaderMap, HeaderValue, header};
use uuid::Uuid;

use crate::acumatica::sessions::Session;

const SESSION: &str = "ASP.NET_SessionId";
const TICKET: &str = ".ASPXAUTH";

/// The session's two cookies, if both came.
pub(super) fn session(headers: &HeaderMap) -> Option<(Uuid, Uuid)> {
    Some((cookie(headers, SESSION)?, cookie(headers, TICKET)?))
}

fn cookie(headers: &HeaderMap, wanted: &str) -> Option<Uuid> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = sent.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).and_then(|(_, value)| value.parse().ok())
}

/// The headers that hand a session to the client.
pub(super) fn hand_out(headers: &mut HeaderMap, session: &Session) {
    for (name, value) in
        [(SESSION, session.id.to_string()), (TICKET, session.ticket.simple().to_string().to_uppercase())]
    {
        append(headers, &format!("{name}={value}; path=/; HttpOnly; SameSite=Lax"));
    }
}

/// The headers that take it back.
pub(super) fn take_back(headers: &mut HeaderMap) {
    for name in [SESSION, TICKET] {
        append(headers, &format!("{name}=; path=/; HttpOnly; expires=Tue, 12-Oct-1999 00:00:00 GMT"));
    }
}

fn append(headers: &mut HeaderMap, cookie: &str) {
    headers.append(header::SET_COOKIE, HeaderValue::from_str(cookie).expect("names and ids are plain ASCII"));
}
