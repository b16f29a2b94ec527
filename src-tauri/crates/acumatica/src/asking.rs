//! How budget lines are asked for. What an instance refuses or cannot give in time is asked for in a plainer way, and what helped stays
//! so for as long as the connection does.

use crate::lines::{CURRENCY, RawLine, SELECT};
use crate::pages::Page;
use crate::session::Session;
use crate::trouble::trouble;
use jobcost::JobId;
use reimport::{SideTrouble, TroubleKind};
use serde_json::value::RawValue;
use std::sync::{Mutex, PoisonError};

/// Lines on a page, from the largest to the smallest. Large pages cost few of the licence's requests; a slow instance, or one whose
/// database is governed, cannot give them (parameter top; license restrictions for API users).
const PAGES: [usize; 4] = [2_000, 1_000, 500, 250];

/// A way to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Way {
    /// Lines on a page.
    top: usize,
    /// With the currency, which is read off the form's grid.
    currency: bool,
    /// For the fields that are needed, not for all.
    select: bool,
}

/// The way that this instance can answer.
pub(crate) struct Ways(Mutex<Way>);

impl Default for Ways {
    fn default() -> Self {
        Self(Mutex::new(Way { top: PAGES[0], currency: true, select: true }))
    }
}

impl Ways {
    fn current(&self) -> Way {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps of a way that worked what is certain to have been the reason why the first one did not.
    fn keep(&self, first: Way, worked: Way) {
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
    fn plainer(self, failure: TroubleKind) -> Option<Self> {
        let smaller = PAGES.into_iter().find(|page| *page < self.top).map(|top| Self { top, ..self });
        match failure {
            TroubleKind::TooSlow => smaller,
            TroubleKind::ServerFailed | TroubleKind::RefusedByServer if self.currency => {
                Some(Self { currency: false, ..self })
            }
            TroubleKind::ServerFailed if smaller.is_some() => smaller,
            TroubleKind::ServerFailed | TroubleKind::RefusedByServer if self.select => {
                Some(Self { select: false, ..self })
            }
            _ => None,
        }
    }

    fn parameters(self, job: Option<&JobId>, skip: usize) -> Vec<(&'static str, String)> {
        let mut parameters = vec![("$top", self.top.to_string()), ("$skip", skip.to_string())];
        if let Some(job) = job {
            parameters.push(("$filter", format!("ProjectID eq '{}'", quoted(job))));
        }
        if self.select {
            parameters.push(("$select", SELECT.to_owned()));
        }
        if self.currency {
            parameters.push(("$custom", CURRENCY.to_owned()));
        }
        parameters
    }
}

/// A job's id inside a filter: OData doubles a quote inside a string.
pub(crate) fn quoted(job: &JobId) -> String {
    job.as_str().replace('\'', "''")
}

/// One page of the lines of a job, or of all.
pub(crate) async fn page(session: &Session, job: Option<&JobId>, skip: usize) -> Result<Page<RawLine>, SideTrouble> {
    let first = session.ways.current();
    let (mut way, mut told) = (first, None);
    loop {
        match page_in(session, job, skip, way).await {
            Ok(records) => {
                session.ways.keep(first, way);
                return Ok(Page { full: records.len() == way.top, records });
            }
            Err(trouble) => match way.plainer(trouble.kind) {
                Some(plainer) => {
                    tracing::info!(%trouble, ?plainer, "asking for budget lines in a plainer way");
                    told.get_or_insert(trouble);
                    way = plainer;
                }
                // What was said first is about what was wanted.
                None => return Err(told.filter(|told| told.kind == trouble.kind).unwrap_or(trouble)),
            },
        }
    }
}

async fn page_in(session: &Session, job: Option<&JobId>, skip: usize, way: Way) -> Result<Vec<RawLine>, SideTrouble> {
    let parameters = way.parameters(job, skip);
    let smallest = PAGES.last() == Some(&way.top);
    let answer = if smallest {
        session.get("ProjectBudget", &parameters).await?
    } else {
        session.get_impatiently("ProjectBudget", &parameters).await?
    };
    let records: Vec<Box<RawValue>> = answer.json().map_err(|error| trouble(&error))?;
    Ok(records.iter().map(|record| RawLine::of(record)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ways that are tried when each fails so, up to the end.
    fn tried(failure: TroubleKind) -> Vec<(usize, bool, bool)> {
        let ways = std::iter::successors(Some(Ways::default().current()), |way| way.plainer(failure));
        ways.map(|way| (way.top, way.currency, way.select)).collect()
    }

    #[test]
    fn what_fails_is_asked_for_in_plainer_ways() {
        let small = [(2_000, true, true), (1_000, true, true), (500, true, true), (250, true, true)];
        assert_eq!(tried(TroubleKind::TooSlow), small);
        let refused = [(2_000, true, true), (2_000, false, true), (2_000, false, false)];
        assert_eq!(tried(TroubleKind::RefusedByServer), refused);
        let failed = [2_000, 2_000, 1_000, 500, 250, 250].map(|top| top);
        assert_eq!(tried(TroubleKind::ServerFailed).iter().map(|way| way.0).collect::<Vec<_>>(), failed);
        assert_eq!(tried(TroubleKind::Forbidden).len(), 1);
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
            let ways = Ways::default();
            ways.keep(ways.current(), worked);
            assert_eq!(ways.current(), kept, "{worked:?}");
        }
    }
}
