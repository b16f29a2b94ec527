//! Which lines go into the next call, and what to do when one ends other than well: decisions without a network.

use std::collections::VecDeque;

/// How often in a row the fate of a batch may stay unknown, without one line coming nearer, before the work stops.
const UNKNOWN_IN_A_ROW_MAX: usize = 3;

/// The lines still to be sent, by their position among the plan's changes.
#[derive(Debug)]
pub(crate) struct Batching {
    waiting: VecDeque<usize>,
    lines_max: usize,
    unknown_in_a_row: usize,
}

impl Batching {
    pub(crate) fn new(lines: usize, lines_max: usize) -> Self {
        Self { waiting: (0..lines).collect(), lines_max: lines_max.max(1), unknown_in_a_row: 0 }
    }

    /// The next batch; empty when everything was sent. `target_max` is what the server takes at this moment.
    pub(crate) fn next(&mut self, target_max: usize) -> Vec<usize> {
        self.lines_max = self.lines_max.min(target_max.max(1));
        self.waiting.drain(..self.lines_max.min(self.waiting.len())).collect()
    }

    /// The server took the batch.
    pub(crate) fn taken(&mut self) {
        self.unknown_in_a_row = 0;
    }

    /// The server takes fewer lines at once; nothing of the batch was applied. False when it cannot get smaller.
    #[must_use]
    pub(crate) fn too_many(&mut self, batch: &[usize], lines_max: usize) -> bool {
        self.unknown_in_a_row += 1;
        self.lines_max = lines_max.clamp(1, self.lines_max);
        self.give_back(batch);
        self.unknown_in_a_row < UNKNOWN_IN_A_ROW_MAX || batch.len() > 1
    }

    /// These lines of a batch of unknown fate are not in the budget and go again. False when it is time to stop.
    #[must_use]
    pub(crate) fn missing(&mut self, batch: &[usize], missing: &[usize], too_slow: bool) -> bool {
        self.unknown_in_a_row = if missing.len() < batch.len() { 0 } else { self.unknown_in_a_row + 1 };
        if too_slow {
            self.lines_max = (self.lines_max.min(batch.len()) / 2).max(1);
        }
        self.give_back(missing);
        self.unknown_in_a_row < UNKNOWN_IN_A_ROW_MAX
    }

    /// The server refused a batch of several: its lines go again in halves, until the ones it means stand alone.
    pub(crate) fn halve(&mut self, batch: &[usize], missing: &[usize]) {
        self.lines_max = (batch.len() / 2).max(1);
        self.give_back(missing);
    }

    fn give_back(&mut self, lines: &[usize]) {
        for line in lines.iter().rev() {
            self.waiting.push_front(*line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_at_a_time() {
        let mut batching = Batching::new(2_500, 1_000);
        let sizes: Vec<usize> =
            std::iter::from_fn(|| Some(batching.next(1_000).len()).filter(|len| *len > 0)).collect();
        assert_eq!(sizes, [1_000, 1_000, 500]);
    }

    #[test]
    fn without_batches_it_goes_line_by_line() {
        let mut batching = Batching::new(3, 1_000);
        let batch = batching.next(1_000);
        assert!(batching.too_many(&batch, 1));
        assert_eq!(batching.next(1), [0]);
        batching.taken();
        assert_eq!(batching.next(1), [1]);
    }

    #[test]
    fn a_slow_server_gets_half() {
        let mut batching = Batching::new(100, 1_000);
        let batch = batching.next(1_000);
        assert!(batching.missing(&batch, &batch, true));
        assert_eq!(batching.next(1_000).len(), 50);
    }

    #[test]
    fn it_stops_when_nothing_comes_nearer() {
        let mut batching = Batching::new(1, 1);
        for round in 1..=3 {
            let batch = batching.next(1);
            assert_eq!(batching.missing(&batch, &batch, false), round < 3);
        }
    }

    #[test]
    fn a_refused_batch_is_halved_down_to_the_line_that_is_meant() {
        let mut batching = Batching::new(8, 8);
        let mut calls = 0;
        loop {
            calls += 1;
            let batch = batching.next(8);
            if batch == [5] {
                break;
            }
            if batch.contains(&5) {
                batching.halve(&batch, &batch);
            } else {
                batching.taken();
            }
        }
        assert!(calls <= 8, "{calls} calls");
    }
}
