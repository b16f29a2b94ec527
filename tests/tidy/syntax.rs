//! What a Rust file defines and imports, read as the compiler reads it. Code that exists only in tests does not count.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree, Visibility};

/// A module of a file: the file's own, or one written inside it.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Its names below the file's own module.
    pub(crate) inside: Vec<String>,
    pub(crate) items: BTreeSet<String>,
    pub(crate) imports: Vec<Import>,
    /// Paths in its code, which need no import.
    pub(crate) paths: Vec<(Vec<String>, usize)>,
    /// Modules that have a file of their own, with the path an attribute gives it.
    pub(crate) files: Vec<(String, Option<String>)>,
}

/// One name of a `use`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    /// What it is called here; nothing where all that is there is taken.
    pub(crate) name: Option<String>,
    /// Handed on to others.
    pub(crate) public: bool,
    pub(crate) line: usize,
}

/// The modules of a file, its own first.
pub(crate) fn scopes(text: &str) -> syn::Result<Vec<Scope>> {
    let file = syn::parse_file(text)?;
    let mut reader = Reader { scopes: vec![Scope::default()], at: 0 };
    reader.read(&file.items);
    Ok(reader.scopes)
}

/// A function with the first and the last of its lines.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// All functions of a file, those of its tests included.
pub(crate) fn functions(text: &str) -> syn::Result<Vec<Function>> {
    let mut found = Functions(Vec::new());
    found.visit_file(&syn::parse_file(text)?);
    Ok(found.0)
}

struct Functions(Vec<Function>);

impl Functions {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.fn_token.span.start().line, block.brace_token.span.close().end().line);
        self.0.push(Function { name: signature.ident.to_string(), first, last });
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'a syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

struct Reader {
    scopes: Vec<Scope>,
    at: usize,
}

impl Reader {
    fn read(&mut self, items: &[Item]) {
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            if let Some(name) = name(item) {
                self.scopes[self.at].items.insert(name);
            }
            self.visit_item(item);
        }
    }

    fn import(&mut self, tree: &UseTree, before: &[String], public: bool) {
        let mut add = |segment: &syn::Ident, called: &syn::Ident| {
            let (mut path, mut name) = (before.to_vec(), called.to_string());
            // `use a::b::{self}` is `use a::b`.
            if segment != "self" || before.is_empty() {
                path.push(segment.to_string());
            } else if segment == called {
                name.clone_from(&path[path.len() - 1]);
            }
            self.scopes[self.at].imports.push(Import {
                path,
                name: Some(name),
                public,
                line: segment.span().start().line,
            });
        };
        match tree {
            UseTree::Path(part) => {
                let before = [before, &[part.ident.to_string()]].concat();
                self.import(&part.tree, &before, public);
            }
            UseTree::Name(last) => add(&last.ident, &last.ident),
            UseTree::Rename(last) => add(&last.ident, &last.rename),
            UseTree::Glob(all) => self.scopes[self.at].imports.push(Import {
                path: before.to_vec(),
                name: None,
                public,
                line: all.star_token.span.start().line,
            }),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, public);
                }
            }
        }
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'a ItemMod) {
        let Some((_, items)) = &module.content else {
            self.scopes[self.at].files.push((module.ident.to_string(), path_attribute(&module.attrs)));
            return;
        };
        let inside = [self.scopes[self.at].inside.as_slice(), &[module.ident.to_string()]].concat();
        let outer = std::mem::replace(&mut self.at, self.scopes.len());
        self.scopes.push(Scope { inside, ..Scope::default() });
        self.read(items);
        self.at = outer;
    }

    fn visit_item_use(&mut self, import: &'a ItemUse) {
        self.import(&import.tree, &[], !matches!(import.vis, Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 && path.leading_colon.is_none() {
            self.scopes[self.at].paths.push((segments, path.segments[0].ident.span().start().line));
        }
        visit::visit_path(self, path);
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else { return attribute.path().is_ident("test") };
        let tokens = list.tokens.to_string();
        let says_test = tokens.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "test");
        list.path.is_ident("cfg") && says_test && !tokens.contains("not (test")
    })
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

#[cfg(test)]
fn imported(text: &str) -> Vec<String> {
    let scopes = scopes(text).unwrap();
    let shown = |i: &Import| format!("{} as {}", i.path.join("::"), i.name.as_deref().unwrap_or("*"));
    scopes.iter().flat_map(|scope| scope.imports.iter().map(shown)).collect()
}

#[test]
fn an_import_is_read_name_by_name() {
    assert_eq!(
        imported("use crate::a::{self, B, c::{D as E, f::*}};\nuse super::G;"),
        ["crate::a as a", "crate::a::B as B", "crate::a::c::D as E", "crate::a::c::f as *", "super::G as G"]
    );
}

#[test]
fn what_is_only_for_tests_is_not_read() {
    let text = "use a::B;\n#[cfg(test)]\nuse a::C;\n#[cfg(all(test, unix))]\nmod tests { use super::D; }\n#[test]\nfn e() { use a::F; }\n\
                #[cfg(not(test))]\nuse a::G;";
    assert_eq!(imported(text), ["a::B as B", "a::G as G"]);
}

#[test]
fn a_function_is_as_long_as_its_lines() {
    let found = functions("/// Says.\n#[must_use]\nfn a(\n  b: u8,\n) {\n}\nimpl C {\n  fn d() {}\n}").unwrap();
    let lengths: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.last - f.first + 1)).collect();
    assert_eq!(lengths, [("a", 4), ("d", 1)]);
}
