//! Reading a list in pages while others work on what it lists.
//!
//! There is no count, no next link and no promise of an order (parameters top and skip). A page that is not full is the last. Each page
//! begins with the last record of the one before: another record there says that something came or went meanwhile. Such a page still
//! counts where it holds a record that is known, because then it continues what was read; where it holds none, the reading steps back until
//! one does, and overlaps its pages more from then on, so that nothing slips past the edge of a page. Who reads is told which records
//! stood at an edge that moved.

use async_trait::async_trait;
use reimport::SideError;
use std::collections::HashMap;

/// Requests in a row that may bring nothing new before the reading ends with trouble.
const FRUITLESS_MAX: usize = 8;

/// A record of a list.
pub(crate) trait ListRecord {
    /// What it is known by.
    fn key(&self) -> &str;
    /// The other reading of the same key says the same.
    fn is_same(&self, other: &Self) -> bool;
}

/// One page.
pub(crate) struct Page<T> {
    /// In the server's order.
    pub(crate) records: Vec<T>,
    /// As many as were asked for, so that there may be more.
    pub(crate) full: bool,
}

/// What a list came to.
pub(crate) struct Listing<T> {
    /// Every record once, in the server's order.
    pub(crate) records: Vec<T>,
    /// Records, by their place, that stood where an edge moved or that were read twice and did not say the same.
    pub(crate) moved: Vec<usize>,
    /// Records that came again on the page of their first coming, each beside the place of that.
    pub(crate) repeated: Vec<(usize, T)>,
}

/// Why a list could not be read to its end, besides trouble with a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum EndlessList {
    /// The server gives the first page for every page.
    SkipIgnored,
    /// Whatever is asked brings nothing that continues what was read.
    NeverRests,
}

impl<T: ListRecord> Listing<T> {
    /// The first page.
    fn begin(page: Page<T>) -> (Self, HashMap<String, usize>) {
        let mut listing = Self { records: Vec::new(), moved: Vec::new(), repeated: Vec::new() };
        let mut places = HashMap::new();
        for record in page.records {
            listing.add(record, &mut places, 0);
        }
        (listing, places)
    }

    /// Adds a record. `page_begins` is how many were known before its page.
    fn add(&mut self, record: T, places: &mut HashMap<String, usize>, page_begins: usize) {
        let Some(&place) = places.get(record.key()) else {
            places.insert(record.key().to_owned(), self.records.len());
            self.records.push(record);
            return;
        };
        if place >= page_begins {
            self.repeated.push((place, record));
        } else if !self.records[place].is_same(&record) {
            self.moved.push(place);
        }
    }

    /// Adds a page that continues what was read. `overlap` is how many of its records should be the last known ones.
    fn continue_with(&mut self, page: Page<T>, places: &mut HashMap<String, usize>, overlap: usize) {
        let page_begins = self.records.len();
        let found: Vec<Option<usize>> = page.records.iter().map(|record| places.get(record.key()).copied()).collect();
        for record in page.records {
            self.add(record, places, page_begins);
        }
        let expected = (page_begins.saturating_sub(overlap)..page_begins).map(Some);
        let came = found.iter().copied();
        let stands_still = came.clone().take(overlap).eq(expected) && came.skip(overlap).all(|place| place.is_none());
        if !stands_still {
            self.moved.push(page_begins - 1);
            self.moved.extend((self.records.len() > page_begins).then_some(page_begins));
        }
    }
}

/// Where pages come from.
#[async_trait]
pub(crate) trait Pages {
    type Record: ListRecord + Send;
    /// The page after so many records.
    async fn page(&self, skip: usize) -> Result<Page<Self::Record>, SideError>;
    /// Words for a list that cannot be read to its end.
    fn unending(&self, why: EndlessList) -> SideError;
}

/// Reads a list to its end, or to the first sign that it moved where `at_rest` is asked for.
pub(crate) async fn read<P: Pages + Sync>(at_rest: bool, pages: &P) -> Result<Listing<P::Record>, SideError> {
    let first = pages.page(0).await?;
    let usual = first.records.len();
    let (mut full, mut skip, mut overlap) = (first.full, usual.saturating_sub(1), 1);
    let (mut listing, mut places) = Listing::begin(first);
    let (mut fruitless, mut missed) = (0, 0);
    while full && !listing.records.is_empty() && (!at_rest || listing.moved.is_empty()) {
        let page = pages.page(skip).await?;
        let place_of = |record: &P::Record| places.get(record.key()).copied();
        if skip > 0 && page.records.first().and_then(place_of) == Some(0) {
            return Err(pages.unending(EndlessList::SkipIgnored));
        }
        let before = listing.records.len();
        if skip > 0 && !page.records.iter().any(|record| place_of(record).is_some()) {
            listing.moved.push(before - 1);
            overlap = (usual / 8).max(1);
            skip = skip.saturating_sub(overlap << missed);
            missed += 1;
        } else {
            full = page.full;
            let (came, next) = (page.records.len(), overlap.min(page.records.len() / 2).max(1));
            listing.continue_with(page, &mut places, overlap);
            skip = (skip + came).saturating_sub(next);
            overlap = next;
            missed = 0;
        }
        fruitless = if listing.records.len() > before { 0 } else { fruitless + 1 };
        if full && fruitless == FRUITLESS_MAX {
            return Err(pages.unending(EndlessList::NeverRests));
        }
    }
    Ok(listing)
}
