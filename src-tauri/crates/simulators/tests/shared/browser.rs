//! As much of a browser as a consent page needs: it reads the page, fills in nothing, presses a button and stops at the redirect.

use crate::http;
use std::collections::BTreeMap;

use reqwest::redirect::Policy;

pub(crate) struct Browser {
    http: reqwest::Client,
}

/// What a page said, or where it led.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) status: u16,
    pub(crate) html: String,
    /// The parameters of the address that the browser was sent to, with the address itself as `@`.
    pub(crate) sent_to: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        Self { http: http::client().redirect(Policy::none()).build().unwrap() }
    }

    pub(crate) async fn open(&self, url: &str, query: &[(&str, &str)]) -> Visit {
        Self::visit(self.http.get(url).query(query)).await
    }

    /// Presses a button of the page's form, which goes back to the address it came from.
    pub(crate) async fn press(&self, url: &str, page: &Visit, button: &str) -> Visit {
        assert!(page.html.contains(&format!("value=\"{button}\"")), "the page has no such button: {}", page.html);
        let mut fields = hidden_fields(&page.html);
        fields.push(("decision".into(), button.into()));
        Self::visit(self.http.post(url).form(&fields)).await
    }

    async fn visit(request: reqwest::RequestBuilder) -> Visit {
        let response = request.send().await.unwrap();
        let location = response.headers().get("location").map(|to| reqwest::Url::parse(to.to_str().unwrap()).unwrap());
        let mut sent_to = BTreeMap::new();
        if let Some(mut to) = location {
            sent_to.extend(to.query_pairs().into_owned());
            to.set_query(None);
            sent_to.insert("@".into(), to.to_string());
        }
        Visit { status: response.status().as_u16(), html: response.text().await.unwrap(), sent_to }
    }
}

impl Visit {
    /// What a parameter of the redirect says; empty when there is none.
    pub(crate) fn says(&self, name: &str) -> &str {
        self.sent_to.get(name).map_or("", String::as_str)
    }
}

fn hidden_fields(html: &str) -> Vec<(String, String)> {
    let between = |text: &str, start: &str| {
        let rest = &text[text.find(start).unwrap() + start.len()..];
        rest[..rest.find('"').unwrap()].replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
    };
    let inputs = html.split("<input type=\"hidden\"").skip(1);
    inputs.map(|input| (between(input, "name=\""), between(input, "value=\""))).collect()
}
