//! Which contract a request falls under.

use super::book::{Book, Contract};
use std::borrow::Cow;

/// The contract of a request, and what its path says in the places of the template. A literal place goes before a named one.
pub(super) fn find<'a>(book: &'a Book, method: &str, path: &str) -> Option<(&'a Contract, Vec<(String, String)>)> {
    let of_method = book.routes.iter().filter(|contract| contract.method == method);
    let matching = of_method.filter_map(|contract| Some((contract, places(&contract.template, path)?)));
    matching.min_by_key(|(_, places)| places.len())
}

fn places(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (wanted, given): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut places = Vec::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !given.is_empty() => places.push((name.to_owned(), decoded(given).into_owned())),
            None if wanted == given => {}
            _ => return None,
        }
    }
    Some(places)
}

/// A segment without its percent signs: `%26` for an ampersand keeps the decoder from ending there.
fn decoded(segment: &str) -> Cow<'_, str> {
    let plain = segment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let text = url::form_urlencoded::parse(plain.as_bytes()).next().map(|(name, _)| name.into_owned());
    Cow::Owned(text.unwrap_or_default())
}
