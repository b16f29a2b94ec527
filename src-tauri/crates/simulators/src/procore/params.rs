//! Query parameters, and pages (Procore: pagination guide).

use axum::Json;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::office::Office;
use super::refusal::Refusal;

/// Where a request went: nested routes see only what is left of the path, and links name the whole.
#[derive(Clone, Debug)]
struct WholeUri(Uri);

/// Keeps the whole address for the nested routes.
pub(super) async fn keep_whole_uri(mut request: Request) -> Request {
    let whole = WholeUri(request.uri().clone());
    request.extensions_mut().insert(whole);
    request
}

/// The query of a request, and where the request went.
#[derive(Clone, Debug)]
pub(super) struct Params {
    pairs: Vec<(String, String)>,
    host: String,
    path: String,
    /// The list gives everything to any page.
    unpaged: bool,
}

impl FromRequestParts<Office> for Params {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Self::Rejection> {
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
        let uri = parts.extensions.get::<WholeUri>().map_or(&parts.uri, |whole| &whole.0);
        let path = uri.path();
        let unpaged = office.with(|books| books.switches.unpaged.iter().any(|list| path.ends_with(list)));
        Ok(Self { unpaged, ..Self::new(uri, host) })
    }
}

impl Params {
    fn new(uri: &Uri, host: &str) -> Self {
        let query = uri.query().unwrap_or_default();
        Self {
            pairs: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            host: host.into(),
            path: uri.path().into(),
            unpaged: false,
        }
    }

    /// The first value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a list parameter: `name=`, `name[]=` and `name=[1,2]`.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let listed = format!("{name}[]");
        let values = self.pairs.iter().filter(|(key, _)| key == name || *key == listed).map(|(_, value)| value);
        values.flat_map(|value| value.trim_matches(['[', ']']).split(',')).map(|one| one.trim().to_owned()).collect()
    }

    /// A required id (Procore: a missing or invalid parameter is 400).
    pub(super) fn id(&self, name: &str) -> Result<u64, Refusal> {
        let text = self
            .get(name)
            .ok_or_else(|| Refusal::BadRequest(format!("param is missing or the value is empty: {name}")))?;
        text.parse().map_err(|_| Refusal::BadRequest(format!("{name} is invalid")))
    }

    /// A whole number, or a fallback where it is absent.
    fn number(&self, name: &str, fallback: usize) -> Result<usize, Refusal> {
        match self.get(name) {
            None => Ok(fallback),
            Some(text) => text.parse().map_err(|_| Refusal::BadRequest(format!("{name} is invalid"))),
        }
    }

    /// The page that was asked for: counted from 1, `per_page` cut to what the route allows.
    pub(super) fn page(&self, default: usize, max: usize) -> Result<Page<'_>, Refusal> {
        let number = self.number("page", 1)?.max(1);
        let size = self.number("per_page", default)?.clamp(1, max);
        Ok(Page { params: self, number, size })
    }

    fn address_of_page(&self, page: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs.iter().filter(|(key, _)| key != "page") {
            query.append_pair(key, value);
        }
        query.append_pair("page", &page.to_string());
        format!("http://{}{}?{}", self.host, self.path, query.finish())
    }
}

/// One page of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    params: &'a Params,
    pub(super) number: usize,
    size: usize,
}

impl Page<'_> {
    /// Answers with this page of all items, as a bare array (v1).
    pub(super) fn answer<T: Serialize>(&self, all: &[T]) -> Response {
        self.with_headers(all.len(), Json(self.slice(all)))
    }

    /// The same of items that are made into their JSON: only those of this page are, for a budget may have 20,000.
    ///
    /// Into a text, because `serde_json::Value` writes itself by code that is compiled with it, optimised. What [`Json`] takes would be
    /// written by code that is generic and so compiled here, unoptimised: a third of the demo company's time.
    pub(super) fn answer_shown<T>(&self, all: &[T], show: impl Fn(&T) -> String) -> Response {
        let shown = self.slice(all).iter().map(show).collect::<Vec<_>>().join(",");
        self.with_headers(all.len(), ([(header::CONTENT_TYPE, "application/json")], format!("[{shown}]")))
    }

    /// Answers with this page of all items under `data` (v2).
    pub(super) fn answer_in_v2<T: Serialize>(&self, all: &[T]) -> Response {
        #[derive(Serialize)]
        struct Data<'a, T> {
            data: &'a [T],
        }
        self.with_headers(all.len(), Json(Data { data: self.slice(all) }))
    }

    fn slice<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        if self.params.unpaged {
            return all;
        }
        let start = (self.number - 1).saturating_mul(self.size).min(all.len());
        &all[start..(start + self.size).min(all.len())]
    }

    fn with_headers(&self, total: usize, body: impl IntoResponse) -> Response {
        let mut response = body.into_response();
        if self.params.unpaged {
            return response;
        }
        let headers = response.headers_mut();
        headers.insert("total", HeaderValue::from(total));
        headers.insert("per-page", HeaderValue::from(self.size));
        if let Some(links) = self.links(total) {
            headers.insert(header::LINK, HeaderValue::from_str(&links).expect("an encoded address is a header value"));
        }
        response
    }

    /// Page 1 has `next` and `last`, page 2 also `first`, from page 3 on also `prev`; the last page has no `next`.
    fn links(&self, total: usize) -> Option<String> {
        let last = total.div_ceil(self.size).max(1);
        let links = [
            (self.number > 1, "first", 1),
            (self.number > 2, "prev", self.number - 1),
            (self.number < last, "next", self.number + 1),
            (last > 1, "last", last),
        ];
        let told = links.into_iter().filter(|(told, ..)| *told);
        let text = told.map(|(_, rel, page)| format!("<{}>; rel=\"{rel}\"", self.params.address_of_page(page)));
        let text = text.collect::<Vec<_>>().join(", ");
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn params(uri: &'static str) -> Params {
        Params::new(&Uri::from_static(uri), "localhost:1")
    }

    #[test]
    fn links_keep_the_query_and_name_the_neighbours() {
        let params = params("/rest/x?project_id=7&page=3&per_page=5");
        let page = params.page(100, 2000).unwrap();
        let links = page.links(30).unwrap();
        let rels: Vec<_> = links.split(", ").map(|link| link.rsplit_once("rel=").unwrap().1).collect();
        assert_eq!(rels, ["\"first\"", "\"prev\"", "\"next\"", "\"last\""]);
        assert!(links.contains("<http://localhost:1/rest/x?project_id=7&per_page=5&page=4>; rel=\"next\""), "{links}");
    }

    #[test]
    fn the_last_page_has_no_next_and_a_page_beyond_is_empty() {
        let items: Vec<u32> = (0..12).collect();
        let last = params("/x?page=3&per_page=5");
        assert!(!last.page(1, 9).unwrap().links(12).unwrap().contains("next"));
        assert_eq!(last.page(1, 9).unwrap().slice(&items), [10, 11]);
        let beyond = params("/x?page=99");
        assert!(beyond.page(5, 9).unwrap().slice(&items).is_empty());
    }

    #[test]
    fn lists_come_in_three_spellings_and_numbers_must_be_numbers() {
        assert_eq!(params("/x?id[]=1&id[]=2").all("id"), ["1", "2"]);
        assert_eq!(params("/x?id=%5B1,2%5D").all("id"), ["1", "2"]);
        assert!(params("/x?page=two").page(1, 1).is_err());
        assert!(params("/x").id("project_id").is_err());
    }
}
