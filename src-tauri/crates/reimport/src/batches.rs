//! Which lines go into the next call, and what to do when one ends other than well: decisions without a network.

use std::collections::VecDeque;

/// How often in a row the fate of a batch may stay unknown, without one line coming nearer, before the work stops.
const UNKNOWN_IN_A_ROW_MAX: usize = 3;
/// After so many batches in a row that a slow server managed, they grow again.
const TAKEN_BEFORE_GROWING: usize = 3;
/// So many single lines refused in a row with the same words make it likely that a rule concerns every line.
const SAME_WORDS_MAX: usize = 5;

/// The lines still to be sent, by their position among the plan's changes.
#[derive(Debug)]
pub(crate) struct Batches {
    /// Pieces in the order of sending. A piece is sent as one batch where the server takes so many; a batch that was refused stands here as
    /// two halves, so that what it contains costs the other lines nothing.
    waiting: VecDeque<Vec<usize>>,
    /// The most the server takes.
    lines_max: usize,
    /// The most a slow server manages in time.
    pace: usize,
    taken_in_a_row: usize,
    unknown_in_a_row: usize,
    refusals: Refusals,
}

/// Single lines that were refused in a row, and with which words.
#[derive(Debug, Default)]
struct Refusals {
    words: String,
    in_a_row: usize,
    /// The last line of all was brought forward, to see whether the rule concerns it too.
    probing: bool,
}

impl Batches {
    pub(crate) fn new(lines: usize, lines_max: usize) -> Self {
        let waiting = VecDeque::from([(0..lines).collect()]);
        let lines_max = lines_max.max(1);
        let (taken_in_a_row, unknown_in_a_row) = (0, 0);
        Self { waiting, lines_max, pace: usize::MAX, taken_in_a_row, unknown_in_a_row, refusals: Refusals::default() }
    }

    /// The first line goes by itself.
    pub(crate) fn first_alone(mut self) -> Self {
        if let Some(mut first) = self.waiting.pop_front()
            && !first.is_empty()
        {
            self.waiting.push_front(first.split_off(1));
            self.waiting.push_front(first);
        }
        self
    }

    /// The next batch; empty when everything was sent. `target_max` is what the server takes at this moment.
    pub(crate) fn next(&mut self, target_max: usize) -> Vec<usize> {
        self.lines_max = self.lines_max.min(target_max.max(1));
        self.waiting.retain(|piece| !piece.is_empty());
        let Some(mut piece) = self.waiting.pop_front() else { return Vec::new() };
        let size = self.lines_max.min(self.pace);
        if piece.len() > size {
            self.waiting.push_front(piece.split_off(size));
        }
        piece
    }

    /// The server took the batch.
    pub(crate) fn taken(&mut self) {
        self.unknown_in_a_row = 0;
        self.refusals = Refusals::default();
        self.taken_in_a_row += 1;
        if self.taken_in_a_row >= TAKEN_BEFORE_GROWING {
            self.taken_in_a_row = 0;
            self.pace = self.pace.saturating_mul(2);
        }
    }

    /// The server takes fewer lines at once; nothing of the batch was applied. False when it cannot get smaller.
    #[must_use]
    pub(crate) fn too_many(&mut self, batch: Vec<usize>, lines_max: usize) -> bool {
        self.unknown_in_a_row += 1;
        self.lines_max = lines_max.clamp(1, self.lines_max);
        let single = batch.len() <= 1;
        self.waiting.push_front(batch);
        self.unknown_in_a_row < UNKNOWN_IN_A_ROW_MAX || !single
    }

    /// These lines of a batch of unknown fate are not in the budget and go again. False when it is time to stop.
    #[must_use]
    pub(crate) fn missing(&mut self, batch: &[usize], missing: Vec<usize>, too_slow: bool) -> bool {
        self.unknown_in_a_row = if missing.len() < batch.len() { 0 } else { self.unknown_in_a_row + 1 };
        self.taken_in_a_row = 0;
        if too_slow {
            self.pace = (self.pace.min(batch.len()) / 2).max(1);
        }
        self.waiting.push_front(missing);
        self.unknown_in_a_row < UNKNOWN_IN_A_ROW_MAX
    }

    /// The server refused a batch of several: its lines go again in halves, until the ones it means stand alone. Other lines keep going in
    /// batches as large as before.
    pub(crate) fn halve(&mut self, mut missing: Vec<usize>) {
        let second = missing.split_off(missing.len().div_ceil(2));
        self.waiting.push_front(second);
        self.waiting.push_front(missing);
    }

    /// A single line was refused with these words. False when a rule seems to concern every line: a handful in a row had the same words,
    /// and so had the last line of all, which is asked for that reason.
    #[must_use]
    pub(crate) fn refused_alone(&mut self, words: &str) -> bool {
        self.unknown_in_a_row = 0;
        if self.refusals.words != words {
            self.refusals = Refusals { words: words.to_owned(), ..Refusals::default() };
        }
        self.refusals.in_a_row += 1;
        if self.refusals.in_a_row < SAME_WORDS_MAX {
            return true;
        }
        !std::mem::replace(&mut self.refusals.probing, true) && self.last_comes_first()
    }

    /// Brings the last waiting line to the front; false where none waits.
    fn last_comes_first(&mut self) -> bool {
        self.waiting.retain(|piece| !piece.is_empty());
        let Some(last) = self.waiting.back_mut().and_then(Vec::pop) else { return true };
        self.waiting.push_front(vec![last]);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends everything to a server that refuses these lines; the sizes of the calls, and whether it came to the end.
    fn sent(lines: usize, lines_max: usize, refuses: impl Fn(usize) -> bool) -> (Vec<usize>, bool) {
        let mut batching = Batches::new(lines, lines_max);
        let mut calls = Vec::new();
        loop {
            let batch = batching.next(lines_max);
            if batch.is_empty() {
                return (calls, true);
            }
            calls.push(batch.len());
            match batch.as_slice() {
                batch if !batch.iter().any(|line| refuses(*line)) => batching.taken(),
                [_] => {
                    if !batching.refused_alone("no") {
                        return (calls, false);
                    }
                }
                _ => batching.halve(batch),
            }
        }
    }

    #[test]
    fn a_thousand_at_a_time() {
        assert_eq!(sent(2_500, 1_000, |_| false), (vec![1_000, 1_000, 500], true));
    }

    #[test]
    fn one_refused_line_of_a_thousand_costs_few_calls_wherever_it_stands() {
        for refused in [0, 1, 499, 500, 777, 999] {
            let (calls, through) = sent(1_000, 1_000, |line| line == refused);
            assert!(through && calls.len() <= 30, "line {refused}: {} calls", calls.len());
        }
    }

    #[test]
    fn batches_after_a_refused_one_are_as_large_as_before() {
        let (calls, _) = sent(3_000, 1_000, |line| line == 5);
        assert_eq!(calls.iter().filter(|size| **size == 1_000).count(), 3, "{calls:?}");
    }

    #[test]
    fn where_every_line_is_refused_with_the_same_words_it_stops_after_a_handful() {
        for lines_max in [1, 1_000] {
            let (calls, through) = sent(1_000, lines_max, |_| true);
            assert!(!through && calls.len() <= 20, "{} calls", calls.len());
        }
    }

    #[test]
    fn a_run_of_refused_lines_does_not_keep_the_others_from_being_sent() {
        let (calls, through) = sent(100, 10, |line| line < 12);
        assert!(through && calls.len() < 60, "{} calls", calls.len());
    }

    #[test]
    fn few_lines_that_are_all_refused_are_all_asked() {
        assert_eq!(sent(4, 1, |_| true), (vec![1; 4], true));
    }

    #[test]
    fn without_batches_it_goes_line_by_line() {
        let mut batching = Batches::new(3, 1_000);
        let batch = batching.next(1_000);
        assert!(batching.too_many(batch, 1));
        assert_eq!(batching.next(1), [0]);
        batching.taken();
        assert_eq!(batching.next(1), [1]);
    }

    #[test]
    fn the_first_line_may_go_alone() {
        let mut batching = Batches::new(3, 1_000).first_alone();
        assert_eq!((batching.next(1_000), batching.next(1_000), batching.next(1_000)), (vec![0], vec![1, 2], vec![]));
    }

    #[test]
    fn a_slow_server_gets_half_and_more_again_once_it_keeps_up() {
        let mut batching = Batches::new(1_000, 100);
        let batch = batching.next(100);
        assert!(batching.missing(&batch, batch.clone(), true));
        let mut sizes = Vec::new();
        for _ in 0..5 {
            sizes.push(batching.next(100).len());
            batching.taken();
        }
        assert_eq!(sizes, [50, 50, 50, 100, 100]);
    }

    #[test]
    fn it_stops_when_nothing_comes_nearer() {
        let mut batching = Batches::new(1, 1);
        for round in 1..=3 {
            let batch = batching.next(1);
            assert_eq!(batching.missing(&batch, batch.clone(), false), round < 3);
        }
    }
}
