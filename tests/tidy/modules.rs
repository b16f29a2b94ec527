//! The modules of a crate as a tree, and where in it a name is defined.

use std::collections::BTreeMap;
use std::slice;

use crate::finding::File;
use crate::syntax::{self, Scope};

/// A path from the crate's root, without `crate`.
pub(crate) type ModulePath = Vec<String>;

/// A crate, by its module paths.
pub(crate) struct Crate {
    modules: BTreeMap<ModulePath, Module>,
}

pub(crate) struct Module {
    /// The file it is written in.
    pub(crate) file: String,
    pub(crate) scope: Scope,
}

/// How often a name may be handed on before it is given up; longer chains would be circles of re-exports.
const MOST_DOORS: usize = 16;

impl Crate {
    /// The crate whose root is this file, with all that it names by `mod`.
    pub(crate) fn read(root: &str, files: &BTreeMap<&str, &File>) -> Self {
        let mut modules = BTreeMap::new();
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut waiting = vec![(Vec::new(), root.to_owned(), folder.to_owned())];
        while let Some((path, name, folder)) = waiting.pop() {
            // A module that only another system has, or one of tests, whose file git does not know.
            let Some(file) = files.get(name.as_str()) else { continue };
            let scopes = syntax::scopes(&file.text).unwrap_or_else(|error| panic!("{name}: {error}"));
            for scope in scopes {
                let path = [path.as_slice(), &scope.inside].concat();
                let folder = [slice::from_ref(&folder), scope.inside.as_slice()].concat().join("/");
                waiting.extend(scope.files.iter().map(|(child, told)| {
                    let (file, below) = place(child, told.as_deref(), &name, &folder, files);
                    ([path.as_slice(), slice::from_ref(child)].concat(), file, below)
                }));
                modules.insert(path, Module { file: name.clone(), scope });
            }
        }
        Self { modules }
    }

    pub(crate) fn modules(&self) -> impl Iterator<Item = (&ModulePath, &Module)> {
        self.modules.iter()
    }

    /// The file that defines what a path means in a module; nothing where it is not of this crate, or is a door only.
    pub(crate) fn file_of(&self, from: &ModulePath, path: &[String]) -> Option<&str> {
        let (module, rest) = beginning(from, path)?;
        self.found(&module, rest, MOST_DOORS)
    }

    fn found(&self, module: &ModulePath, rest: &[String], doors: usize) -> Option<&str> {
        let here = self.modules.get(module)?;
        let Some((name, after)) = rest.split_first() else {
            // A module as such: it is the file's if the file has something of its own.
            return (!here.scope.items.is_empty()).then_some(here.file.as_str());
        };
        if here.scope.items.contains(name) {
            return Some(&here.file);
        }
        let child = [module.as_slice(), slice::from_ref(name)].concat();
        if self.modules.contains_key(&child) {
            return self.found(&child, after, doors);
        }
        let doors = doors.checked_sub(1)?;
        let handed_on = |import: &&syntax::Import| import.name.as_ref().is_none_or(|called| called == name);
        here.scope.imports.iter().filter(handed_on).find_map(|import| {
            // A name that is imported from a crate of the same name: it would be looked up here for ever.
            if import.path.first() == Some(name) && import.name.is_some() {
                return None;
            }
            let (module, path) = beginning(module, &import.path)?;
            let own = if import.name.is_some() { after } else { rest };
            self.found(&module, &[path, own].concat(), doors)
        })
    }
}

/// The module in which a path begins, and what is left of it.
fn beginning<'p>(from: &ModulePath, path: &'p [String]) -> Option<(ModulePath, &'p [String])> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some((Vec::new(), rest)),
        "self" => Some((from.clone(), rest)),
        "super" => {
            let (mut module, mut rest) = (from.clone(), path);
            while let Some(("super", after)) = rest.split_first().map(|(first, after)| (first.as_str(), after)) {
                module.pop()?;
                rest = after;
            }
            Some((module, rest))
        }
        _ => Some((from.clone(), path)),
    }
}

/// The file of a module that another file names, and the folder of those that it names itself.
fn place(
    child: &str,
    told: Option<&str>,
    parent: &str,
    folder: &str,
    files: &BTreeMap<&str, &File>,
) -> (String, String) {
    if let Some(told) = told {
        let beside = parent.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = format!("{beside}/{told}");
        let below = file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        return (file, below);
    }
    let below = format!("{folder}/{child}");
    let file = format!("{below}.rs");
    if files.contains_key(file.as_str()) { (file, below) } else { (format!("{below}/mod.rs"), below) }
}

#[cfg(test)]
pub(crate) fn planted(files: &[(&str, &str)]) -> Vec<File> {
    files.iter().map(|(path, text)| crate::finding::file(path, text)).collect()
}

#[cfg(test)]
fn found(from: &str, path: &str) -> Option<String> {
    let files = planted(&[
        ("c/src/lib.rs", "mod a; mod b; pub use b::deep::Thing; pub use a::*;"),
        ("c/src/a.rs", "pub struct A; pub(crate) mod inner { pub struct I; }"),
        ("c/src/b/mod.rs", "pub mod deep; pub use deep::Thing as Other; use std::fmt;"),
        ("c/src/b/deep.rs", "pub struct Thing; pub enum Kind { One }"),
    ]);
    let by_path = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let split = |path: &str| path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    Crate::read("c/src/lib.rs", &by_path).file_of(&split(from), &split(path)).map(str::to_owned)
}

#[test]
fn a_name_is_followed_to_the_file_that_defines_it() {
    for (from, path, file) in [
        ("a", "crate::Thing", "c/src/b/deep.rs"),
        ("a", "crate::b::Other", "c/src/b/deep.rs"),
        ("a", "super::b::deep::Kind::One", "c/src/b/deep.rs"),
        ("b::deep", "super::super::A", "c/src/a.rs"),
        ("b", "deep::Thing", "c/src/b/deep.rs"),
        ("a::inner", "super::A", "c/src/a.rs"),
        ("b", "crate::a::inner::I", "c/src/a.rs"),
    ] {
        assert_eq!(found(from, path).as_deref(), Some(file), "{path} in {from}");
    }
    assert_eq!(found("a", "crate::b"), None, "a door");
    assert_eq!(found("b", "std::fmt::Display"), None, "another crate");
    assert_eq!(found("b", "fmt::Display"), None, "another crate's, imported");
}
