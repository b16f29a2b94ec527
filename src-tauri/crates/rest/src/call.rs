//! One request, described before it is sent, so that it can be sent again.

use reqwest::Method;
use secrecy::SecretString;

/// What a request carries.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing. A POST then says `Content-Length: 0`, which IIS asks for.
    Empty,
    /// JSON text.
    Json(String),
    /// A form. Its values may be secrets, so it is never logged.
    Form(Vec<(&'static str, SecretString)>),
    /// A form as it goes out, encoded by somebody else; never logged.
    EncodedForm(SecretString),
    /// JSON text with secrets in it, never logged.
    SecretJson(SecretString),
}

impl Body {
    /// It carries secrets, which its answer may repeat: a sign-in, a token request.
    pub(crate) const fn is_secret(&self) -> bool {
        matches!(self, Self::Form(_) | Self::EncodedForm(_) | Self::SecretJson(_))
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) bearer: Option<SecretString>,
    pub(crate) cookies: Option<SecretString>,
    pub(crate) body: Body,
    pub(crate) repeatable: bool,
    pub(crate) paced: bool,
    pub(crate) once: bool,
}

impl Call {
    /// A reading: it may be sent again whatever became of it.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path, Body::Empty, true)
    }

    /// A change: it is sent again only when it certainly was not carried out.
    #[must_use]
    pub fn change(method: Method, path: impl Into<String>, body: Body) -> Self {
        Self::new(method, path, body, false)
    }

    /// A POST that changes nothing worth protecting, such as signing in: it may be sent again.
    #[must_use]
    pub fn post_repeatable(path: impl Into<String>, body: Body) -> Self {
        Self::new(Method::POST, path, body, true)
    }

    fn new(method: Method, path: impl Into<String>, body: Body, repeatable: bool) -> Self {
        let (query, headers) = (Vec::new(), Vec::new());
        Self {
            method,
            path: path.into(),
            query,
            headers,
            bearer: None,
            cookies: None,
            body,
            repeatable,
            paced: true,
            once: false,
        }
    }

    /// Adds a parameter to the query.
    #[must_use]
    pub fn query(mut self, name: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    /// Sends a token along.
    #[must_use]
    pub fn bearer(mut self, token: SecretString) -> Self {
        self.bearer = Some(token);
        self
    }

    /// Sends these cookies along, and none of the client's own.
    #[must_use]
    pub fn cookies(mut self, cookies: SecretString) -> Self {
        self.cookies = Some(cookies);
        self
    }

    /// Is never sent again: every failure is the caller's to judge.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Waits neither for the rate limit nor for its turn: for signing out, which must always be possible, and for token requests,
    /// which another host counts.
    #[must_use]
    pub fn unpaced(mut self) -> Self {
        self.paced = false;
        self
    }
}
