//! The contracts of one vendor, read from their files once.

use super::notation::{self, Object, Shape};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// Whose contracts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vendor {
    /// `tests/contracts/acumatica/`.
    Acumatica,
    /// `tests/contracts/procore/`.
    Procore,
}

/// Everything one vendor promises.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) shapes: BTreeMap<String, Shape>,
    pub(super) routes: Vec<Contract>,
}

/// One route.
#[derive(Debug)]
pub(super) struct Contract {
    pub(super) method: String,
    /// `/rest/v1.0/projects/{project}/budget`.
    pub(super) template: String,
    pub(super) path: Object,
    pub(super) query: Object,
    pub(super) headers: Object,
    pub(super) body: Option<Shape>,
    pub(super) form: Option<Shape>,
    pub(super) answer_headers: Object,
    /// By status; `None` where the body is no JSON or not documented.
    pub(super) answers: BTreeMap<u16, Option<Shape>>,
}

static ACUMATICA: LazyLock<Book> = LazyLock::new(|| read("acumatica"));
static PROCORE: LazyLock<Book> = LazyLock::new(|| read("procore"));

impl Vendor {
    pub(super) fn book(self) -> &'static Book {
        match self {
            Self::Acumatica => &ACUMATICA,
            Self::Procore => &PROCORE,
        }
    }
}

fn read(vendor: &str) -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts").join(vendor);
    let files: Vec<(String, Map<String, Value>)> = std::fs::read_dir(&folder)
        .expect("the contracts lie beside the tests")
        .map(|entry| file(&entry.expect("a file of the folder").path()))
        .collect();
    let mut groups = Map::new();
    let mut book = Book::default();
    for (_, content) in &files {
        groups.extend(part(content, "groups").clone());
    }
    for (name, content) in &files {
        if let Err(why) = add(&mut book, content, &groups) {
            panic!("{vendor}/{name}: {why}");
        }
    }
    extended(book)
}

/// The same with what each object takes over from others: done once, for thousands of records are held against it.
fn extended(Book { shapes, routes }: Book) -> Book {
    let whole = |shape: &Option<Shape>| shape.as_ref().map(|shape| shape.extended(&shapes));
    let extend = |route: Contract| Contract {
        path: route.path.extended(&shapes),
        query: route.query.extended(&shapes),
        headers: route.headers.extended(&shapes),
        body: whole(&route.body),
        form: whole(&route.form),
        answer_headers: route.answer_headers.extended(&shapes),
        answers: route.answers.iter().map(|(status, shape)| (*status, whole(shape))).collect(),
        ..route
    };
    let routes = routes.into_iter().map(extend).collect();
    Book { shapes: shapes.iter().map(|(name, shape)| (name.clone(), shape.extended(&shapes))).collect(), routes }
}

fn file(path: &Path) -> (String, Map<String, Value>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("a contract is readable");
    match serde_json::from_str(&text) {
        Ok(content) => (name, content),
        Err(error) => panic!("{name}: {error}"),
    }
}

fn part<'a>(content: &'a Map<String, Value>, name: &str) -> &'a Map<String, Value> {
    static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    content.get(name).and_then(Value::as_object).unwrap_or(&NOTHING)
}

fn add(book: &mut Book, content: &Map<String, Value>, groups: &Map<String, Value>) -> Result<(), String> {
    for (name, written) in part(content, "shapes") {
        let shape = notation::shape(written).map_err(|why| format!("{name}: {why}"))?;
        if book.shapes.insert(name.clone(), shape).is_some() {
            return Err(format!("the shape {name} is described twice"));
        }
    }
    for (call, written) in part(content, "routes") {
        let written = written.as_object().ok_or_else(|| format!("{call} is no object"))?;
        book.routes.push(contract(call, written, groups).map_err(|why| format!("{call}: {why}"))?);
    }
    Ok(())
}

fn contract(call: &str, written: &Map<String, Value>, groups: &Map<String, Value>) -> Result<Contract, String> {
    let known = ["source", "with", "path", "query", "headers", "body", "form", "answer_headers", "answers"];
    if let Some(stranger) = written.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("`{stranger}` is no part of a contract"));
    }
    if written.get("source").and_then(Value::as_str).unwrap_or_default().is_empty() {
        return Err("no source".to_owned());
    }
    let (method, template) = call.split_once(' ').ok_or("a route is a method and a path")?;
    let group = match written.get("with").and_then(Value::as_str) {
        Some(name) => groups.get(name).and_then(Value::as_object).ok_or_else(|| format!("no group {name}"))?,
        None => &Map::new(),
    };
    let both = |name: &str| {
        let mut all = part(group, name).clone();
        all.extend(part(written, name).clone());
        all
    };
    let answers = both("answers").into_iter().map(|(status, shape)| {
        let status = status.parse().map_err(|_| format!("{status} is no status"))?;
        let shape = if shape.is_null() { None } else { Some(notation::shape(&shape)?) };
        Ok::<_, String>((status, shape))
    });
    Ok(Contract {
        method: method.to_owned(),
        template: template.to_owned(),
        path: notation::object(&both("path"))?,
        query: notation::object(&both("query"))?,
        headers: notation::object(&both("headers"))?,
        body: written.get("body").map(notation::shape).transpose()?,
        form: written.get("form").map(notation::shape).transpose()?,
        answer_headers: notation::object(&both("answer_headers"))?,
        answers: answers.collect::<Result<_, _>>()?,
    })
}
