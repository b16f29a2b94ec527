//! A person's sign-in in their browser, from the question to the token that is kept.

use crate::news::error::{ApplicationError, ApplicationErrorKind};
use crate::sign_in::questions::QuestionDesk;
use crate::view::sign_in::SignInQuestion;
use jobcost::Side;
use reimport::SideErrorKind;
use rest::RestErrorKind;
use rest::oauth::{Authorization, CallbackError, Loopback, LoopbackError, OAuth};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;
use url::Url;

/// A person looks for their second factor.
const PATIENCE: Duration = Duration::from_mins(5);

/// Opens pages in the person's browser.
pub trait Browser: Send + Sync {
    /// Opens a page. An error is a sentence.
    fn open(&self, url: &Url) -> Result<(), String>;
}

/// What is asked for, and how.
pub(crate) struct Question {
    pub(crate) side: Side,
    pub(crate) back: Back,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) pkce: bool,
}

/// How the code comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Back {
    /// The browser brings it to this port.
    Port(u16),
    /// The person brings it. Nothing but the exchange tells whether it belongs to this sign-in, for the page shows no state.
    Person,
}

/// Whom to ask.
pub(crate) struct SignInDoors<'a> {
    pub(crate) browser: &'a dyn Browser,
    pub(crate) person: &'a QuestionDesk,
}

/// Asks the person in their browser. Gives the refresh token, which is all that has to be kept.
pub(crate) async fn sign_in(
    question: &Question,
    flows: &OAuth,
    asked: &SignInDoors<'_>,
) -> Result<SecretString, ApplicationError> {
    let side = question.side;
    let (authorization, code) = match question.back {
        Back::Port(port) => brought_to(port, question, flows, asked).await?,
        Back::Person => pasted(question, flows, asked).await?,
    };
    let tokens = flows.exchange(authorization, code).await.map_err(|error| not_exchanged(side, &error))?;
    tokens.refresh.ok_or_else(|| no_refresh_token(side))
}

async fn brought_to(
    port: u16,
    question: &Question,
    flows: &OAuth,
    asked: &SignInDoors<'_>,
) -> Result<(Authorization, SecretString), ApplicationError> {
    let side = question.side;
    // Listens first: a browser that is signed in already is back at once.
    let loopback = Loopback::listen(port).await.map_err(|error| no_answer(side, &error))?;
    let redirect = Loopback::redirect_uri(port).ok_or_else(|| no_refresh_token(side))?;
    let authorization = flows.begin(redirect, question.scopes, question.pkce);
    asked.browser.open(&authorization.url).map_err(no_browser)?;
    let code = loopback.code(&authorization, PATIENCE).await.map_err(|error| no_answer(side, &error))?;
    Ok((authorization, code))
}

async fn pasted(
    question: &Question,
    flows: &OAuth,
    asked: &SignInDoors<'_>,
) -> Result<(Authorization, SecretString), ApplicationError> {
    let redirect = Url::parse(procore::PASTED_CODE_REDIRECT).map_err(|_| no_refresh_token(question.side))?;
    let authorization = flows.begin(redirect, question.scopes, question.pkce);
    asked.browser.open(&authorization.url).map_err(no_browser)?;
    let code = asked.person.ask(SignInQuestion::PasteCode).await?;
    // Copied from a page, a code has the space around it.
    let code = SecretString::from(code.expose_secret().trim().to_owned());
    Ok((authorization, code))
}

fn no_browser(sentence: String) -> ApplicationError {
    let remedy = "Set a default browser in your system's settings, then try again.";
    ApplicationError::new(ApplicationErrorKind::NotReady, sentence, remedy)
}

fn side_error(side: Side, kind: SideErrorKind, sentence: String, remedy: &str) -> ApplicationError {
    ApplicationError::new(ApplicationErrorKind::Side(side, kind), sentence, remedy)
}

fn no_answer(side: Side, error: &LoopbackError) -> ApplicationError {
    let again = "Try again, and allow Tieout in the browser.";
    let (kind, sentence, remedy) = match error {
        LoopbackError::PortTaken { port } => (
            SideErrorKind::Unreachable,
            format!("Another program on this computer uses port {port}, to which the browser would return."),
            "Close it, or choose another port here and register its redirect address too.",
        ),
        LoopbackError::TooLate { strays: 0 } => {
            (SideErrorKind::SignedOut, format!("Nobody signed in to {side} in the browser within five minutes."), again)
        }
        LoopbackError::TooLate { strays } => (
            SideErrorKind::SignedOut,
            format!(
                "Nobody signed in to {side} in the browser within five minutes; {strays} requests that came instead did not belong to this sign-in and were not used."
            ),
            "Close old sign-in pages in the browser, then try again.",
        ),
        LoopbackError::Callback(CallbackError::Denied) => {
            (SideErrorKind::Forbidden, format!("Access to {side} was denied in the browser."), again)
        }
        LoopbackError::Callback(CallbackError::WrongState) => (
            SideErrorKind::NotUnderstood,
            format!("The browser came back with the answer to another sign-in to {side}; it was not used."),
            "Close old sign-in pages in the browser, then try again.",
        ),
        LoopbackError::Callback(CallbackError::Refused(word)) => (
            SideErrorKind::RefusedByServer,
            format!("{side} refused the sign-in: {word}."),
            "Check the application's registration.",
        ),
        LoopbackError::Callback(CallbackError::NoCode) => {
            (SideErrorKind::NotUnderstood, format!("The browser came back from {side} without a code."), again)
        }
    };
    side_error(side, kind, sentence, remedy)
}

fn not_exchanged(side: Side, error: &rest::RestError) -> ApplicationError {
    let system = side.to_string();
    match error.kind {
        // Which of the two, the server's word says; it may be missing.
        RestErrorKind::Unauthorized | RestErrorKind::Refused => side_error(
            side,
            SideErrorKind::WrongCredentials,
            format!("{system} did not accept the code or the client secret: {}.", error.words.trim_end_matches('.')),
            "Check the client id and secret, then sign in again: a code is good once and for minutes.",
        ),
        RestErrorKind::Tls(_) => {
            side_error(side, SideErrorKind::NotSafe, error.sentence(&system), &error.remedy(&system))
        }
        _ => side_error(side, SideErrorKind::Unreachable, error.sentence(&system), &error.remedy(&system)),
    }
}

fn no_refresh_token(side: Side) -> ApplicationError {
    side_error(
        side,
        SideErrorKind::RefusedByServer,
        format!("{side} gave no refresh token, so the sign-in would end within the hour."),
        "Let the application have refresh tokens: in Acumatica on the form Connected Applications (SM303010).",
    )
}
