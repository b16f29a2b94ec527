//! The ways in which an instance can be asked for a list. What it refuses or cannot give in time is asked for in a plainer way, and what
//! helped stays so for as long as the connection does.

use crate::lines::CURRENCY;
use crate::patience::Patience;
use reimport::SideErrorKind;
use std::sync::{Mutex, PoisonError};

/// Records on a page, from the largest to the smallest. Large pages cost few of the licence's requests; a slow instance, or one whose
/// database is governed, cannot give them (parameter top; license restrictions for API users).
const PAGES: [usize; 4] = [2_000, 1_000, 500, 250];

/// A list, and what of it is needed.
pub(crate) struct List<'a> {
    pub(crate) entity: &'static str,
    /// The fields.
    pub(crate) select: &'a str,
    /// A record that stands on another one. Such a list may fail as a whole, and then the caller has another way (retrieval of records:
    /// optimization).
    pub(crate) expand: Option<&'a str>,
    pub(crate) filter: Option<String>,
}

/// A way to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Way {
    /// Records on a page.
    pub(crate) top: usize,
    /// With the currency, which is read off the form's grid.
    currency: bool,
    /// For the fields that are needed, not for all.
    select: bool,
}

/// The way that this instance can answer.
pub(crate) struct Ways(Mutex<Way>);

impl Ways {
    /// For budget lines.
    pub(crate) fn of_lines() -> Self {
        Self(Mutex::new(Way { top: PAGES[0], currency: true, select: true }))
    }

    /// For projects, whose records are larger.
    pub(crate) fn of_projects() -> Self {
        Self(Mutex::new(Way { top: PAGES[1], currency: false, select: true }))
    }

    pub(crate) fn current(&self) -> Way {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps of a way that worked what is certain to have been the reason why the first one did not.
    pub(crate) fn keep(&self, first: Way, worked: Way) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !worked.select {
            *kept = Way { top: first.top, ..worked };
        } else if worked.top == first.top {
            *kept = worked;
        } else {
            kept.top = kept.top.min(worked.top);
        }
    }
}

impl Way {
    /// The next plainer way after this failure; `None` where none would help.
    pub(crate) fn plainer(self, failure: SideErrorKind) -> Option<Self> {
        let smaller = PAGES.into_iter().find(|page| *page < self.top).map(|top| Self { top, ..self });
        match failure {
            SideErrorKind::TooSlow => smaller,
            SideErrorKind::ServerFailed | SideErrorKind::RefusedByServer if self.currency => {
                Some(Self { currency: false, ..self })
            }
            SideErrorKind::ServerFailed if smaller.is_some() => smaller,
            SideErrorKind::ServerFailed | SideErrorKind::RefusedByServer if self.select => {
                Some(Self { select: false, ..self })
            }
            _ => None,
        }
    }

    /// A slow instance is given time on the smallest page only: on a larger one, less is asked for instead.
    pub(crate) fn patience(self) -> Patience {
        if PAGES.last() == Some(&self.top) { Patience::Long } else { Patience::Short }
    }

    pub(crate) fn parameters(self, list: &List<'_>, skip: usize) -> Vec<(&'static str, String)> {
        let mut parameters = vec![("$top", self.top.to_string()), ("$skip", skip.to_string())];
        parameters.extend(list.filter.clone().map(|filter| ("$filter", filter)));
        parameters.extend(list.expand.map(|expand| ("$expand", expand.to_owned())));
        if self.select {
            parameters.push(("$select", list.select.to_owned()));
        }
        if self.currency {
            parameters.push(("$custom", CURRENCY.to_owned()));
        }
        parameters
    }
}

impl List<'_> {
    /// Less might be answered. A list that is expanded fails with the expansion, whatever else is asked.
    pub(crate) fn helped_by_less(&self, failure: SideErrorKind) -> bool {
        self.expand.is_none() || failure == SideErrorKind::TooSlow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ways that are tried when each fails so, up to the end.
    fn tried(failure: SideErrorKind) -> Vec<(usize, bool, bool)> {
        let ways = std::iter::successors(Some(Ways::of_lines().current()), |way| way.plainer(failure));
        ways.map(|way| (way.top, way.currency, way.select)).collect()
    }

    #[test]
    fn what_fails_is_asked_for_in_plainer_ways() {
        let small = [(2_000, true, true), (1_000, true, true), (500, true, true), (250, true, true)];
        assert_eq!(tried(SideErrorKind::TooSlow), small);
        let refused = [(2_000, true, true), (2_000, false, true), (2_000, false, false)];
        assert_eq!(tried(SideErrorKind::RefusedByServer), refused);
        let failed = [2_000, 2_000, 1_000, 500, 250, 250].map(|top| top);
        assert_eq!(tried(SideErrorKind::ServerFailed).iter().map(|way| way.0).collect::<Vec<_>>(), failed);
        assert_eq!(tried(SideErrorKind::Forbidden).len(), 1);
    }

    #[test]
    fn only_what_was_certainly_the_reason_is_given_up() {
        let way = |top, currency, select| Way { top, currency, select };
        for (worked, kept) in [
            (way(2_000, true, true), way(2_000, true, true)),
            (way(2_000, false, true), way(2_000, false, true)),
            (way(500, true, true), way(500, true, true)),
            (way(500, false, true), way(500, true, true)),
            (way(250, false, false), way(2_000, false, false)),
        ] {
            let ways = Ways::of_lines();
            ways.keep(ways.current(), worked);
            assert_eq!(ways.current(), kept, "{worked:?}");
        }
    }
}
