//! One exchange against its contract.

use super::book::{Book, Contract, Vendor};
use super::notation::Shape;
use super::{body, route, text};
use serde_json::Value;
use simulators::bench::{Exchange, ExchangeAnswer};
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// Where the traffic is not as the contracts say.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Breach {
    /// `Procore GET /rest/v1.0/companies`.
    pub route: String,
    /// `answer 200: [].colour: not in the contract`.
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.route, self.what)
    }
}

/// Headers that HTTP itself puts on a request.
const OF_HTTP: [&str; 9] =
    ["accept", "accept-encoding", "connection", "content-length", "content-type", "cookie", "host", "te", "user-agent"];

/// Every breach once, however often it occurs.
pub fn breaches(vendor: Vendor, exchanges: &[Exchange]) -> Vec<Breach> {
    let mut known = KnownAnswers::new();
    let all: BTreeSet<Breach> = exchanges.iter().flat_map(|exchange| of_one(vendor, exchange, &mut known)).collect();
    all.into_iter().collect()
}

/// Method, path, status and body: books are read again and again, and what is answered alike has the same breaches in its body.
type KnownAnswers<'e> = HashSet<(&'e str, &'e str, u16, &'e str)>;

fn of_one<'e>(vendor: Vendor, exchange: &'e Exchange, known: &mut KnownAnswers<'e>) -> Vec<Breach> {
    let book = vendor.book();
    let request = &exchange.request;
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let breach = |route: &str, what: String| Breach { route: format!("{vendor:?} {} {route}", request.method), what };
    let Some((contract, places)) = route::find(book, &request.method, path) else {
        return vec![breach(path, "there is no contract for this route".to_owned())];
    };
    let query: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut found = labelled("path", text::differences(book, &contract.path, &places));
    found.extend(labelled("parameter", text::differences(book, &contract.query, &query)));
    found.extend(labelled("header", headers(book, contract, exchange)));
    found.extend(labelled("request", sent(book, contract, exchange)));
    if let Some(answer) = &exchange.answer {
        let label = format!("answer {}", answer.status);
        found.extend(labelled(&label, answer_head(contract, answer)));
        if known.insert((&request.method, &request.path, answer.status, &answer.body)) {
            found.extend(labelled(&label, answer_body(book, contract, answer, &query)));
        }
    }
    found.into_iter().map(|what| breach(&contract.template, what)).collect()
}

fn labelled(label: &str, differences: Vec<String>) -> Vec<String> {
    differences.into_iter().map(|difference| format!("{label}: {difference}")).collect()
}

fn headers(book: &Book, contract: &Contract, exchange: &Exchange) -> Vec<String> {
    let is_named = |name: &String| contract.headers.fields.contains_key(name);
    let of_vendor =
        exchange.request.headers.iter().filter(|(name, _)| is_named(name) || !OF_HTTP.contains(&name.as_str()));
    let pairs: Vec<_> = of_vendor.map(|(name, value)| (name.clone(), value.clone())).collect();
    text::differences(book, &contract.headers, &pairs)
}

fn sent(book: &Book, contract: &Contract, exchange: &Exchange) -> Vec<String> {
    let request = &exchange.request;
    let content_type = request.headers.get("content-type").map(String::as_str).unwrap_or_default();
    match (&contract.body, &contract.form) {
        (_, Some(form)) if content_type.starts_with("application/x-www-form-urlencoded") => {
            let fields = url::form_urlencoded::parse(request.body.as_bytes());
            let fields = fields.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())));
            body::differences(book, form, &Value::Object(fields.collect()))
        }
        (Some(shape), _) if content_type.starts_with("application/json") => match read(shape, &request.body) {
            Ok(value) => value.map(|value| body::differences(book, shape, &value)).unwrap_or_default(),
            Err(why) => vec![why],
        },
        (None, None) if request.body.is_empty() => vec![],
        _ => vec![format!("a body of type \"{content_type}\" is not in the contract")],
    }
}

/// The status and the headers.
fn answer_head(contract: &Contract, answer: &ExchangeAnswer) -> Vec<String> {
    if !contract.answers.contains_key(&answer.status) {
        return vec!["this status is not in the contract".to_owned()];
    }
    let mut found = Vec::new();
    for (name, expected) in &contract.answer_headers.fields {
        match answer.headers.get(name) {
            Some(value) if !text::is_form(&expected.shape, value) => found.push(format!("header {name}: \"{value}\"")),
            None if expected.required && answer.status < 300 => found.push(format!("header {name}: missing")),
            _ => {}
        }
    }
    found
}

/// The body, where one is described.
fn answer_body(book: &Book, contract: &Contract, answer: &ExchangeAnswer, query: &[(String, String)]) -> Vec<String> {
    let Some(Some(shape)) = contract.answers.get(&answer.status) else { return vec![] };
    let value = match read(shape, &answer.body) {
        Ok(Some(value)) => value,
        Ok(None) => return vec![],
        Err(why) => return vec![why],
    };
    let mut found = body::differences(book, shape, &value);
    if answer.status == 200 {
        found.extend(unselected(contract, &value, query));
    }
    found
}

/// The value that a body is; `None` where there is to be none.
fn read(shape: &Shape, text: &str) -> Result<Option<Value>, String> {
    if *shape == Shape::Nothing {
        return if text.is_empty() { Ok(None) } else { Err("a body where the contract says none".to_owned()) };
    }
    serde_json::from_str(text).map(Some).map_err(|error| format!("no JSON: {error}"))
}

/// What `$select` asked for must be in every record, whatever else the schema leaves open.
fn unselected(contract: &Contract, answer: &Value, query: &[(String, String)]) -> Vec<String> {
    let selects = |(name, _): &&(String, String)| matches!(contract.query.fields.get(name), Some(expected) if matches!(expected.shape, Shape::NamesOf(_)));
    let Value::Array(records) = answer else { return vec![] };
    let names = query.iter().filter(selects).flat_map(|(_, value)| value.split(','));
    let names: BTreeSet<&str> = names.map(|path| path.split('/').next().unwrap_or(path).trim()).collect();
    let absent = names.into_iter().filter(|name| records.iter().any(|record| record.get(name).is_none()));
    absent.map(|name| format!("[].{name}: asked for and missing")).collect()
}
