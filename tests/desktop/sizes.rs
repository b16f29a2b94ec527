//! The window in the sizes it is used in: what is cut off would read as something else.

use crate::wait::until;
use crate::window::Window;
use serde_json::Value;

/// The least the window allows, a laptop's, and a wide one.
const SIZES: [(u32, u32); 3] = [(1000, 640), (1280, 800), (1430, 860)];

/// The amounts, counts and budget codes of the page that do not fit into their places.
const CUT_OFF: &str = r"
    const figure = /^[\d,.+\u2212\u2013-]+(\.[A-Z]+)?$/;
    const cut = (one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
    return [...document.querySelectorAll('td, th, dd, p span')]
        .filter((one) => figure.test(one.textContent.trim()) && cut(one)).map((one) => one.textContent.trim());";

/// In each size every figure is seen whole. The window ends with the size it had.
pub(crate) async fn every_figure_is_whole(window: &Window) {
    let (width, height) = window.client.get_window_size().await.unwrap();
    for (width, height) in SIZES.into_iter().chain([(u32::try_from(width).unwrap(), u32::try_from(height).unwrap())]) {
        window.client.set_window_size(width, height).await.unwrap();
        until(&format!("a page of {width} px"), async || {
            let inner = window.client.execute("return window.innerWidth", Vec::new()).await.ok()?;
            (inner.as_u64() == Some(width.into())).then_some(())
        })
        .await;
        let cut_off = window.client.execute(CUT_OFF, Vec::new()).await.unwrap();
        assert_eq!(cut_off, Value::Array(Vec::new()), "cut off in a window of {width} × {height}");
    }
}
