//! The window in the sizes it is used in: what is cut off would read as something else.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use test_desktop::wait::until;
use test_desktop::window::Window;

/// The least that is asked for, laptops, and a wide one, in the desktop's pixels: how wide, and how high.
const SIZES: [(u32, u32); 5] = [(960, 600), (1024, 768), (1280, 800), (1440, 860), (1920, 1080)];
/// In percent, with how often Ctrl and Plus lead there from the one before.
const ZOOMS: [(u32, usize); 3] = [(100, 0), (150, 3), (200, 2)];
const CONTROL_PLUS: &str = "\u{E009}+\u{E000}";
const CONTROL_ZERO: &str = "\u{E009}0\u{E000}";

/// Gives what is cut off, covered or out of reach in the page as it is laid out now.
const FAULTS: &str = include_str!("geometry.js");
/// Under this name the page keeps it, so that it is compiled once and not for each size.
const KEPT: &str = "return window.everyFault()";

/// What was found wrong on the screens that were looked at: each fault once, with where it was seen first and how often.
#[derive(Default)]
pub(crate) struct Faults(BTreeMap<(String, String), (String, usize)>);

impl Faults {
    /// Looks at the screen that is shown, in every width and size of text. The window ends with the size it had.
    pub(crate) async fn look(&mut self, window: &Window, screen: &str) {
        let (width, height) = window.client.get_window_size().await.unwrap();
        let keep = format!("window.everyFault = () => {{ {FAULTS} }}");
        window.client.execute(&keep, Vec::new()).await.unwrap();
        for (zoom, steps) in ZOOMS {
            for _ in 0..steps {
                window.keys(CONTROL_PLUS).await;
            }
            for (width, height) in SIZES {
                sized(window, width, height, zoom).await;
                let found = window.client.execute(KEPT, Vec::new()).await.unwrap();
                for fault in found.as_array().unwrap() {
                    self.note(screen, fault.as_str().unwrap(), &format!("{width} × {height} px, {zoom} %"));
                }
            }
        }
        window.keys(CONTROL_ZERO).await;
        sized(window, u32::try_from(width).unwrap(), u32::try_from(height).unwrap(), 100).await;
    }

    fn note(&mut self, screen: &str, fault: &str, place: &str) {
        let (_, times) = self.0.entry((screen.to_owned(), fault.to_owned())).or_insert_with(|| (place.to_owned(), 0));
        *times += 1;
    }

    /// Fails with all that was found.
    pub(crate) fn are_none(&self) {
        let mut all = String::new();
        for ((screen, fault), (place, times)) in &self.0 {
            writeln!(all, "{screen}: {fault} (first at {place}; {times} ×)").unwrap();
        }
        assert!(all.is_empty(), "{} faults:\n{all}", self.0.len());
    }
}

/// Makes the window so large, and waits until the page is laid out in it.
async fn sized(window: &Window, width: u32, height: u32, zoom: u32) {
    window.client.set_window_size(width, height).await.unwrap();
    let expected = u64::from(width * 100 / zoom);
    until(&format!("a page of {width} px at {zoom} %"), async || {
        let inner = window.client.execute("return window.innerWidth", Vec::new()).await.ok()?.as_u64()?;
        inner.abs_diff(expected).le(&1).then_some(())
    })
    .await;
    // What opens over the page takes its place with the next picture.
    let next = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    window.client.execute_async(next, Vec::new()).await.unwrap();
}

/// In each size every figure of a screen is seen whole.
pub(crate) async fn every_figure_is_whole(window: &Window) {
    let mut faults = Faults::default();
    faults.look(window, "the screen").await;
    faults.are_none();
}
