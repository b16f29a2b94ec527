//! Lists, read to their end and no further, and once more where they moved meanwhile (pagination guide: not every list has pages,
//! and a page may be smaller than it was asked for).

use crate::error::{endless, list_keeps_moving, not_a_list, side_error};
use crate::send::{Api, RequestError};
use reimport::SideError;
use rest::{Answer, Call, RestError};
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// No list of a company is as long as this; one that is has no end.
const PAGES_MAX: usize = 500;
/// How often a list that moves while it is read is read, before that is told.
pub(crate) const READINGS_MAX: usize = 3;

/// An item of a list.
pub(crate) trait Item: DeserializeOwned {
    /// What tells it from the others.
    fn key(&self) -> String;

    /// The key is only a likeness: several items may have it.
    fn may_repeat(&self) -> bool {
        false
    }
}

/// One reading of a list: every item once.
pub(crate) struct Reading<T> {
    pub(crate) items: Vec<T>,
    /// What the server says its length is (`Total`; not every list has one).
    pub(crate) total: Option<usize>,
    keys: HashSet<String>,
    /// Items on all pages that brought something new.
    given: usize,
    pages: usize,
    /// An item came twice, or the length changed: the list moved between two pages.
    moved: bool,
}

impl<T: Item> Reading<T> {
    fn new() -> Self {
        Self { items: Vec::new(), total: None, keys: HashSet::new(), given: 0, pages: 0, moved: false }
    }

    fn brings_news(&self, page: &[T]) -> bool {
        page.iter().any(|item| !self.keys.contains(&item.key()))
    }

    /// A length that is another one on the next page is a list that moved.
    fn learn_total(&mut self, total: Option<usize>) {
        self.moved |= self.total.zip(total).is_some_and(|(before, now)| before != now);
        self.total = total.or(self.total);
    }

    fn take(&mut self, page: Vec<T>) {
        self.given += page.len();
        self.pages += 1;
        for item in page {
            if self.keys.insert(item.key()) || item.may_repeat() {
                self.items.push(item);
            } else {
                self.moved = true;
            }
        }
    }

    /// Nothing came twice, and the list is as long as the server says. Where it does not say, one page is whole by itself, and several
    /// are where the reading before found the same.
    pub(crate) fn is_whole(&self, before: Option<&Self>) -> bool {
        let as_long_as_said = match self.total {
            Some(total) => total == self.given,
            None => self.pages <= 1 || before.is_some_and(|before| before.keys == self.keys),
        };
        as_long_as_said && !self.moved
    }
}

impl Api {
    /// Reads a list of names, codes or projects to its end. Two readings that found the same are believed whatever the server says of
    /// its length; an item that came twice is one.
    pub(crate) async fn list<T: Item>(&self, call: Call, per_page: usize) -> Result<Vec<T>, SideError> {
        let mut before: Option<Reading<T>> = None;
        for _ in 0..READINGS_MAX {
            let reading = self.reading(&call, per_page, array).await?;
            let agree = before.as_ref().is_some_and(|before| before.keys == reading.keys);
            let one_page = reading.pages <= 1 && reading.total.is_none();
            if agree || one_page || reading.is_whole(before.as_ref()) {
                return Ok(reading.items);
            }
            tracing::info!(total = reading.total, items = reading.items.len(), "a list moved while it was read");
            before = Some(reading);
        }
        Err(list_keeps_moving())
    }

    /// Reads a list once. The page number is counted up with the original query, because the links of the documents' samples drop it.
    pub(crate) async fn reading<T: Item>(
        &self,
        call: &Call,
        per_page: usize,
        items: fn(&Answer) -> Result<Vec<T>, RestError>,
    ) -> Result<Reading<T>, SideError> {
        let mut reading = Reading::new();
        let mut first = 0;
        for number in 1..=PAGES_MAX {
            let paged = call.clone().query("page", &number).query("per_page", &per_page);
            let answer = self.send(paged).await.map_err(RequestError::into_error)?;
            let page = items(&answer).map_err(|error| self.no_list(&answer, &error))?;
            reading.learn_total(number_in(&answer, "total"));
            // Empty, or the same once more: the end, or a list that does not know pages.
            if !reading.brings_news(&page) {
                return Ok(reading);
            }
            let here = page.len();
            first = if number == 1 { here } else { first };
            reading.take(page);
            let page = Page {
                here,
                first,
                given: reading.given,
                asked: per_page,
                total: reading.total,
                size: number_in(&answer, "per-page"),
                links: answer.header("link"),
            };
            if page.is_last() {
                return Ok(reading);
            }
        }
        Err(endless(PAGES_MAX))
    }

    /// A failure with status 200 is an object where a list was to be, with the words at its top.
    fn no_list(&self, answer: &Answer, error: &RestError) -> SideError {
        let words = if answer.text().trim_start().starts_with('{') {
            self.rest.redactor().redact(&rest::problem_text(answer.text()))
        } else {
            String::new()
        };
        if words.is_empty() { side_error(error) } else { not_a_list(&words, error) }
    }
}

/// The body as the documents give it for v1: a bare list.
pub(crate) fn array<T: Item>(answer: &Answer) -> Result<Vec<T>, RestError> {
    answer.json()
}

/// What is known when it has to be decided whether a page is the last.
struct Page<'a> {
    /// Items on it.
    here: usize,
    /// Items on the first page.
    first: usize,
    /// Items so far.
    given: usize,
    /// Items asked for.
    asked: usize,
    total: Option<usize>,
    /// The size the server gives its pages (`Per-Page`).
    size: Option<usize>,
    links: Option<&'a str>,
}

impl Page<'_> {
    /// What the server says decides: its links, then its length, then the size of its pages. Where it says nothing, more than was asked
    /// for is a list without pages; and a page that is not full is the last, unless its length looks like a limit of the server's own.
    /// Whether the list is then as long as the server says is looked at afterwards.
    fn is_last(&self) -> bool {
        if let Some(links) = self.links {
            let links = links.to_ascii_lowercase();
            return !(links.contains("rel=\"next\"") || links.contains("rel=next"));
        }
        if self.total.is_some_and(|total| self.given >= total) {
            return true;
        }
        match self.size {
            Some(size) if self.here > self.asked => self.here < size,
            Some(size) => self.here < size.min(self.asked),
            None if self.here > self.asked => true,
            None if self.given > self.here => self.here < self.first,
            None => self.here < self.asked && !looks_like_a_limit(self.here),
        }
    }
}

/// People choose round numbers: 10, 25, 50, 100, 250. A list that happens to be as long costs one request more.
const fn looks_like_a_limit(items: usize) -> bool {
    items >= 10 && (items.is_multiple_of(10) || items.is_multiple_of(25))
}

fn number_in(answer: &Answer, header: &str) -> Option<usize> {
    answer.header(header)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page<'static> =
        Page { here: 100, first: 100, given: 100, asked: 100, total: None, size: None, links: None };

    #[test]
    fn what_the_server_says_decides_and_else_the_length_of_the_page() {
        for (page, last) in [
            (Page { links: Some("<x>; rel=\"next\""), total: Some(100), ..PAGE }, false),
            (Page { links: Some("<x>; rel=next, <y>; rel=last"), ..PAGE }, false),
            (Page { links: Some("<x>; rel=\"first\""), total: Some(300), ..PAGE }, true),
            (Page { total: Some(100), ..PAGE }, true),
            (Page { total: Some(101), ..PAGE }, false),
            (Page { total: Some(250), asked: 2_000, ..PAGE }, false),
            (Page { total: Some(5), here: 1, given: 1, first: 1, ..PAGE }, true),
            (Page { size: Some(100), ..PAGE }, false),
            (Page { size: Some(100), here: 99, given: 199, ..PAGE }, true),
            (Page { size: Some(50), here: 50, first: 50, given: 50, ..PAGE }, false),
            (Page { size: Some(300), here: 300, given: 300, ..PAGE }, false),
            (PAGE, false),
            (Page { here: 120, given: 120, ..PAGE }, true),
            (Page { here: 99, given: 99, ..PAGE }, true),
            (Page { asked: 2_000, ..PAGE }, false),
            (Page { here: 37, asked: 2_000, ..PAGE }, true),
            (Page { given: 200, asked: 2_000, ..PAGE }, false),
            (Page { here: 40, given: 140, asked: 2_000, ..PAGE }, true),
        ] {
            assert_eq!(page.is_last(), last, "{} of {}, {:?}", page.here, page.given, page.links);
        }
    }
}
