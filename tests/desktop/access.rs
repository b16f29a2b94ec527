//! Axe looks at every screen, light and dark, as a screen reader meets it: nothing serious or worse is found.

use crate::screens::{Look, every_screen};
use std::path::Path;
use test_desktop::connecting::forget;
use test_desktop::window::Window;

/// Runs axe, which was put into the page, and gives every serious fault as a sentence.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const serious = ({ impact }) => impact === 'serious' || impact === 'critical';
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.filter(serious).flatMap(({ id, help, nodes }) =>
            nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`))),
        (error) => done([String(error)]),
    );";

/// What axe found, with the screen.
#[derive(Default)]
struct Found(Vec<String>);

impl Look for Found {
    async fn look(&mut self, window: &Window, screen: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(folder).unwrap();
        let put_in = format!("if (!window.axe) {{ {axe}\n }}");
        window.client.execute(&put_in, Vec::new()).await.unwrap();
        let found = window.client.execute_async(RUN, Vec::new()).await.unwrap();
        self.0.extend(found.as_array().unwrap().iter().map(|fault| format!("{screen}: {}", fault.as_str().unwrap())));
    }
}

async fn nothing_serious(appearance: &str) {
    let mut found = Found::default();
    let (session, _simulation) = every_screen(appearance, &mut found).await;
    forget(&session.window).await;
    session.quit().await;
    assert!(found.0.is_empty(), "{} faults:\n{}", found.0.len(), found.0.join("\n"));
}

#[tokio::test]
async fn axe_finds_nothing_serious_in_light() {
    nothing_serious("light").await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_in_dark() {
    nothing_serious("dark").await;
}
