//! How far the end of the program is. Several may want it at once: the user, who may be asked first; a signal or the system,
//! which do not wait for an answer. One of them signs out.

use tokio::sync::watch;

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    /// Nobody wants to end.
    Staying,
    /// The user is asked.
    Asking,
    /// Somebody signs out.
    Leaving,
    /// Nothing is left to be done.
    Ready,
}

/// What whoever wants to end has to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Next {
    /// Ask the user, then [`Ending::answered`].
    Ask,
    /// Sign out, then [`Ending::ready`].
    SignOut,
    /// Nothing: another one does it already.
    Nothing,
}

/// The end of the program.
pub(crate) struct Ending(watch::Sender<Stage>);

impl Default for Ending {
    fn default() -> Self {
        Self(watch::Sender::new(Stage::Staying))
    }
}

impl Ending {
    /// The user wants to quit, and there may be something to ask them first.
    pub(crate) fn wanted(&self, asks: bool) -> Next {
        self.step(|stage| match stage {
            Stage::Staying if asks => (Stage::Asking, Next::Ask),
            Stage::Staying => (Stage::Leaving, Next::SignOut),
            Stage::Asking | Stage::Leaving | Stage::Ready => (stage, Next::Nothing),
        })
    }

    /// The user answered. A no does not hold back whoever did not wait for it.
    pub(crate) fn answered(&self, yes: bool) -> Next {
        self.step(|stage| match stage {
            Stage::Asking if yes => (Stage::Leaving, Next::SignOut),
            Stage::Asking => (Stage::Staying, Next::Nothing),
            Stage::Staying | Stage::Leaving | Stage::Ready => (stage, Next::Nothing),
        })
    }

    /// The system wants the end, whatever the user is being asked.
    pub(crate) fn demanded(&self) -> Next {
        self.step(|stage| match stage {
            Stage::Staying | Stage::Asking => (Stage::Leaving, Next::SignOut),
            Stage::Leaving | Stage::Ready => (stage, Next::Nothing),
        })
    }

    /// Signed out.
    pub(crate) fn ready(&self) {
        self.0.send_replace(Stage::Ready);
    }

    /// Waits until whoever signs out has done so.
    pub(crate) async fn until_ready(&self) {
        // It cannot fail: who sends is borrowed meanwhile.
        let _ = self.0.subscribe().wait_for(|stage| *stage == Stage::Ready).await;
    }

    fn step(&self, decide: impl FnOnce(Stage) -> (Stage, Next)) -> Next {
        let mut next = Next::Nothing;
        self.0.send_modify(|stage| (*stage, next) = decide(*stage));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_nothing_runs_quitting_asks_nothing_and_happens_once() {
        let ending = Ending::default();
        assert_eq!(ending.wanted(false), Next::SignOut);
        assert_eq!(ending.wanted(false), Next::Nothing);
        assert_eq!(ending.demanded(), Next::Nothing);
    }

    #[test]
    fn while_a_reimport_runs_the_user_is_asked_once_and_can_stay() {
        let ending = Ending::default();
        assert_eq!(ending.wanted(true), Next::Ask);
        assert_eq!(ending.wanted(true), Next::Nothing, "the question is open already");
        assert_eq!(ending.answered(false), Next::Nothing);
        assert_eq!(ending.wanted(true), Next::Ask, "a no holds for one question");
        assert_eq!(ending.answered(true), Next::SignOut);
    }

    #[test]
    fn the_system_does_not_wait_for_an_answer() {
        let ending = Ending::default();
        assert_eq!(ending.wanted(true), Next::Ask);
        assert_eq!(ending.demanded(), Next::SignOut);
        assert_eq!(ending.answered(false), Next::Nothing, "too late to stay");
        assert_eq!(ending.answered(true), Next::Nothing, "nor is it done twice");
        assert_eq!(ending.demanded(), Next::Nothing);
    }

    #[test]
    fn after_a_no_the_system_is_still_heard() {
        let ending = Ending::default();
        ending.wanted(true);
        ending.answered(false);
        assert_eq!(ending.demanded(), Next::SignOut);
    }

    #[tokio::test]
    async fn who_comes_second_waits_for_the_first() {
        let ending = Ending::default();
        ending.demanded();
        tokio::join!(ending.until_ready(), async { ending.ready() });
        ending.until_ready().await;
        assert_eq!(ending.wanted(false), Next::Nothing);
    }
}
