//! Files of a crate that import each other in a loop. Each of them can then only be read with all the others.
//!
//! An edge goes from a file that uses a name to the file that defines it, whichever doors the name was handed through. A `lib.rs`,
//! `main.rs` or `mod.rs` is the door of its folder: that it names, calls and hands on what lies behind it is no edge. What exists only
//! in tests is none either.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{File, Finding};
use crate::modules::{Crate, Module, ModulePath};
use crate::syntax::Import;

const FIX: &str =
    "move what both need below both, or import it from where it is defined; src-tauri/crates/README.md says more";

/// One name that a file takes from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    from: String,
    to: String,
    line: usize,
    path: String,
}

/// What files take from each other, by the two files.
type Graph = BTreeMap<(String, String), Vec<Use>>;

/// The imports that close a circle, in all crates of the house.
pub(crate) fn closing(files: &[File]) -> Vec<Finding> {
    let by_path: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let roots = by_path.keys().filter(|path| is_root(path));
    roots.flat_map(|root| in_crate(&graph(&Crate::read(root, &by_path)))).collect()
}

/// `src/lib.rs`, `src/main.rs`, and programs beside them.
fn is_root(path: &str) -> bool {
    let Some((_, below)) = path.rsplit_once("src/") else { return false };
    path.starts_with("src-tauri/")
        && (matches!(below, "lib.rs" | "main.rs")
            || path.rsplit_once("/src/bin/").is_some_and(|(_, bin)| !bin.contains('/')))
}

fn graph(tree: &Crate) -> Graph {
    let mut graph = Graph::new();
    for (path, module) in tree.modules() {
        for taken in uses(tree, path, module) {
            graph.entry((taken.from.clone(), taken.to.clone())).or_default().push(taken);
        }
    }
    graph
}

fn uses(tree: &Crate, at: &ModulePath, module: &Module) -> Vec<Use> {
    let is_door = ["/lib.rs", "/main.rs", "/mod.rs"].iter().any(|door| module.file.ends_with(door));
    let imports = module.scope.imports.iter().filter(|import| !(is_door && import.public));
    let imports = imports.map(|Import { path, line, .. }| (path, *line));
    let paths = module.scope.paths.iter().map(|(path, line)| (path, *line));
    let used = imports.chain(paths).filter_map(|(path, line)| {
        let to = tree.file_of(at, path)?;
        let edge = to != module.file && !(is_door && lies_behind(to, &module.file));
        edge.then(|| Use { from: module.file.clone(), to: to.to_owned(), line, path: path.join("::") })
    });
    used.collect()
}

/// Whether a file lies in the folder of a door.
fn lies_behind(file: &str, door: &str) -> bool {
    door.rsplit_once('/').is_some_and(|(folder, _)| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// Takes edge by edge away until no circle is left, always the one that unties the most and of those the one that is made of the fewest
/// names: nearly always it is what was imported by mistake.
fn in_crate(graph: &Graph) -> Vec<Finding> {
    let uses = |(from, to): (&str, &str)| graph[&(from.to_owned(), to.to_owned())].as_slice();
    let mut left = circled(&graph.keys().map(|(from, to)| (from.as_str(), to.as_str())).collect());
    let mut found = Vec::new();
    while !left.is_empty() {
        let without =
            |edge: &(&str, &str)| left.iter().filter(|other| *other != edge).copied().collect::<BTreeSet<_>>();
        let Some(closing) = left.iter().min_by_key(|edge| (circled(&without(edge)).len(), uses(**edge).len())) else {
            break;
        };
        found.push(finding(uses(*closing), &way(&left, closing.1, closing.0)));
        left = circled(&without(closing));
    }
    found
}

fn finding(uses: &[Use], way: &[&str]) -> Finding {
    let first = &uses[0];
    let names: BTreeSet<&str> = uses.iter().map(|taken| taken.path.as_str()).collect();
    let names = names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let way = way.iter().map(|file| short(file)).collect::<Vec<_>>().join(" -> ");
    let what = format!("{names} closes a circle of files: {} -> {way}", short(&first.from));
    Finding::new(format!("{}:{}", first.from, first.line), what, FIX)
}

fn short(file: &str) -> &str {
    file.rsplit_once("/src/").map_or(file, |(_, below)| below)
}

/// The edges between files that reach each other.
fn circled<'g>(edges: &BTreeSet<(&'g str, &'g str)>) -> BTreeSet<(&'g str, &'g str)> {
    let begins: BTreeSet<&str> = edges.iter().map(|(from, _)| *from).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        begins.iter().map(|from| (*from, reached_from(edges, from))).collect();
    let leads = |from: &str, to: &str| reached.get(from).is_some_and(|all| all.contains(to));
    edges.iter().filter(|(from, to)| leads(to, from)).copied().collect()
}

fn reached_from<'g>(edges: &BTreeSet<(&'g str, &'g str)>, from: &str) -> BTreeSet<&'g str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(file) = waiting.pop() {
        for (_, to) in edges.range((file, "")..).take_while(|(begin, _)| *begin == file) {
            if reached.insert(*to) {
                waiting.push(to);
            }
        }
    }
    reached
}

/// The shortest way along the edges.
fn way<'g>(edges: &BTreeSet<(&'g str, &'g str)>, from: &'g str, to: &'g str) -> Vec<&'g str> {
    let mut ways = std::collections::VecDeque::from([vec![from]]);
    let mut seen = BTreeSet::from([from]);
    while let Some(way) = ways.pop_front() {
        let last = way[way.len() - 1];
        if last == to {
            return way;
        }
        for (_, next) in edges.range((last, "")..).take_while(|(begin, _)| *begin == last) {
            if seen.insert(*next) {
                ways.push_back([way.as_slice(), &[*next]].concat());
            }
        }
    }
    vec![from, to]
}

#[cfg(test)]
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let found = closing(&crate::modules::planted(files));
    found.into_iter().map(|finding| format!("{}: {}", finding.place, finding.what)).collect()
}

#[test]
fn a_planted_circle_is_found_with_the_import_that_closes_it() {
    // As `sign_in` once took one function from `client`, which stood on it three floors higher.
    let found = said(&[
        ("src-tauri/crates/c/src/lib.rs", "mod client; mod session; mod sign_in; mod token; pub use client::Client;"),
        (
            "src-tauri/crates/c/src/client.rs",
            "use crate::session::{Session, Keeper}; pub struct Client; pub fn manners() {}",
        ),
        (
            "src-tauri/crates/c/src/session.rs",
            "use crate::token::{Token, Holder}; pub struct Session; pub struct Keeper;",
        ),
        ("src-tauri/crates/c/src/token.rs", "use super::sign_in::{SignIn, Way}; pub struct Token; pub struct Holder;"),
        ("src-tauri/crates/c/src/sign_in.rs", "\nuse crate::client::manners;\npub struct SignIn; pub struct Way;"),
    ]);
    assert_eq!(
        found,
        ["src-tauri/crates/c/src/sign_in.rs:2: `crate::client::manners` closes a circle of files: \
          sign_in.rs -> client.rs -> session.rs -> token.rs -> sign_in.rs"]
    );
}

#[test]
fn a_circle_through_a_door_or_without_an_import_is_found_too() {
    let through_a_door = said(&[
        ("src-tauri/src/lib.rs", "mod a; mod b; pub use b::{B, C};"),
        ("src-tauri/src/a.rs", "use crate::{B, C}; pub struct A;"),
        ("src-tauri/src/b.rs", "use crate::a::A; pub struct B; pub struct C;"),
    ]);
    assert_eq!(through_a_door, ["src-tauri/src/b.rs:1: `crate::a::A` closes a circle of files: b.rs -> a.rs -> b.rs"]);
    let by_a_path = said(&[
        ("src-tauri/src/main.rs", "mod a; mod b;"),
        ("src-tauri/src/a.rs", "pub fn a() { crate::b::b() }"),
        ("src-tauri/src/b.rs", "use crate::a; pub fn b() { a::a() }"),
    ]);
    assert_eq!(by_a_path.len(), 1, "{by_a_path:?}");
}

#[test]
fn doors_and_tests_close_no_circle() {
    let found = said(&[
        ("src-tauri/crates/c/src/lib.rs", "mod a; mod b; pub use a::A;"),
        ("src-tauri/crates/c/src/a.rs", "use crate::b::B; pub struct A;\n#[cfg(test)] mod tests { use crate::A; }"),
        ("src-tauri/crates/c/src/b/mod.rs", "mod part; pub use part::B;"),
        ("src-tauri/crates/c/src/b/part.rs", "pub struct B;\n#[cfg(test)] use crate::a::A;"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}
