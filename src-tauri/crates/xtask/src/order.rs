//! Which step begins next: in the order of their list, each as soon as those that it stands on have passed.

use crate::step::Step;

/// Where a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Waiting,
    Running,
    Passed,
    Failed,
}

/// The steps of a run and where each of them is.
pub(crate) struct Order<'a> {
    steps: &'a [Step],
    places: Vec<Place>,
    at_once: usize,
}

impl<'a> Order<'a> {
    /// None has begun; at most so many run at once.
    pub(crate) fn new(steps: &'a [Step], at_once: usize) -> Self {
        Self { steps, places: vec![Place::Waiting; steps.len()], at_once }
    }

    /// Begins the next one, if one can begin now. None begins after one has failed.
    pub(crate) fn begin(&mut self) -> Option<usize> {
        if self.places.contains(&Place::Failed) || self.running().count() >= self.at_once {
            return None;
        }
        let next =
            (0..self.steps.len()).find(|index| self.places[*index] == Place::Waiting && self.is_ready(*index))?;
        self.places[next] = Place::Running;
        Some(next)
    }

    /// Notes how a step ended.
    pub(crate) fn end(&mut self, step: usize, passed: bool) {
        self.places[step] = if passed { Place::Passed } else { Place::Failed };
    }

    /// Those that run now.
    pub(crate) fn running(&self) -> impl Iterator<Item = usize> {
        (0..self.places.len()).filter(|index| self.places[*index] == Place::Running)
    }

    /// How many have ended.
    pub(crate) fn ended(&self) -> usize {
        self.places.iter().filter(|place| matches!(place, Place::Passed | Place::Failed)).count()
    }

    /// A step that is not of this run is not waited for: it was left out by who asked for one alone.
    fn is_ready(&self, step: usize) -> bool {
        let is_passed =
            |name: &str| self.steps.iter().zip(&self.places).all(|(of, at)| of.name != name || *at == Place::Passed);
        self.steps[step].after.iter().all(|name| is_passed(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::step::Step;

    fn steps() -> [Step; 4] {
        let step = |name, after| Step::check(name, "", &[], Vec::new()).after(after);
        [step("frontend", &[]), step("build", &["frontend"]), step("lint", &[]), step("tests", &["build", "not here"])]
    }

    #[test]
    fn a_step_begins_when_those_it_stands_on_have_passed() {
        let steps = steps();
        let mut order = Order::new(&steps, 2);
        assert_eq!((order.begin(), order.begin(), order.begin()), (Some(0), Some(2), None));
        order.end(0, true);
        assert_eq!((order.begin(), order.begin()), (Some(1), None));
        order.end(2, true);
        assert_eq!(order.begin(), None, "tests stand on what is built");
        order.end(1, true);
        assert_eq!((order.begin(), order.ended()), (Some(3), 3));
    }

    #[test]
    fn one_at_a_time_follows_the_list() {
        let steps = steps();
        let mut order = Order::new(&steps, 1);
        for expected in 0..4 {
            assert_eq!((order.begin(), order.begin()), (Some(expected), None));
            order.end(expected, true);
        }
        assert_eq!(order.begin(), None);
    }

    #[test]
    fn none_begins_after_a_failure() {
        let steps = steps();
        let mut order = Order::new(&steps, 2);
        assert_eq!((order.begin(), order.begin()), (Some(0), Some(2)));
        order.end(2, false);
        order.end(0, true);
        assert_eq!((order.begin(), order.ended()), (None, 2));
    }
}
