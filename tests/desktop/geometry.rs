//! Nothing that is exact is cut off, nothing covers another, and everything is reached: on every screen, in every width, at every size of
//! text, light and dark.

use crate::screens::{Look, every_screen};
use crate::sizes::Faults;
use test_desktop::connecting::forget;
use test_desktop::window::Window;

impl Look for Faults {
    async fn look(&mut self, window: &Window, screen: &str) {
        Self::look(self, window, screen).await;
    }
}

async fn everything_is_whole(appearance: &str) {
    let mut faults = Faults::default();
    let (session, _simulation) = every_screen(appearance, &mut faults).await;
    forget(&session.window).await;
    session.quit().await;
    faults.are_none();
}

#[tokio::test]
async fn everything_is_whole_in_light() {
    everything_is_whole("light").await;
}

#[tokio::test]
async fn everything_is_whole_in_dark() {
    everything_is_whole("dark").await;
}
