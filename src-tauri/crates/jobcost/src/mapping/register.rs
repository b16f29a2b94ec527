//! One kind of Procore's codes, looked up by what Acumatica calls it. Pure.
//!
//! | Acumatica's code | Procore's codes | found |
//! |---|---|---|
//! | `0330` | origin id `0330`, whatever the text | it, by identity |
//! | `0330` | two with origin id `0330` | none: several |
//! | `0330` | text `0330` and none of that origin id; its own is empty, a GUID, joined with a project, or of another language | it, by text |
//! | `0330` | text `0330`, origin id `0400`, and other origin ids here are Acumatica's codes | none: it is the ERP's 0400 |
//! | `0330` | one of origin id `0330`, another of text `0330` | the first |
//! | `033000` | text `03-30-00`, and no other that differs by separators | it, without separators |
//! | `033000` | text `03-30-00` and `03-3000` | none: several |
//! | `033000` and `03-30-00` | text `03-30-00` | the second, by text; the first none: both are Acumatica's |
//! | `1-11` | text `11-1` | none |

use crate::text::{CodeSigns, as_it_looks};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// A code as an ERP could have left it: longer ones are GUIDs, and joined ones (`project|code`) name no single code.
const CODE_LENGTH_MAX: usize = 30;

/// Why none can be taken although something was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NotOne<T> {
    /// More than one of Procore's.
    Several(Vec<T>),
    /// More than one of Acumatica's own codes would be this one: these.
    SeveralOfTheErp(Vec<String>, T),
    /// It carries the identifier of another of Acumatica's codes: this.
    NamesAnother(T, String),
}

/// What a look finds; `None` where nothing answers.
pub(crate) type Found<T> = Option<Result<T, NotOne<T>>>;

/// A code with its text, and the identifier that an ERP integration left on it.
pub(crate) struct RegisteredCode<'c, T> {
    pub(crate) code: T,
    pub(crate) text: &'c str,
    pub(crate) origin: Option<&'c str>,
}

/// One kind of Procore's codes.
pub(crate) struct Register<'c, T> {
    entries: Vec<RegisteredCode<'c, T>>,
    by_origin: HashMap<String, Vec<usize>>,
    by_text: HashMap<String, Vec<usize>>,
    by_signs: OnceCell<HashMap<String, Vec<usize>>>,
    /// The estimate's codes of this kind, as they look.
    erp: HashSet<String>,
    /// Some origin id is a code of the estimate, so the others are codes of the same language.
    speaks_codes: bool,
}

impl<'c, T: Clone + PartialEq> Register<'c, T> {
    /// `erp`: what the estimate's lines name.
    pub(crate) fn new<'e>(entries: Vec<RegisteredCode<'c, T>>, erp: impl IntoIterator<Item = &'e str>) -> Self {
        let erp: HashSet<String> = erp.into_iter().map(as_it_looks).collect();
        let (mut by_origin, mut by_text) = (HashMap::<_, Vec<usize>>::new(), HashMap::<_, Vec<usize>>::new());
        let mut speaks_codes = false;
        for (place, entry) in entries.iter().enumerate() {
            if let Some(id) = entry.origin_as_it_looks() {
                speaks_codes |= erp.contains(&id);
                by_origin.entry(id).or_default().push(place);
            }
            let text = as_it_looks(entry.text);
            if !text.is_empty() {
                by_text.entry(text).or_default().push(place);
            }
        }
        Self { entries, by_origin, by_text, by_signs: OnceCell::new(), erp, speaks_codes }
    }

    /// The one that the user's mapping names. What an ERP integration left does not matter then.
    pub(crate) fn named(&self, text: &str) -> Found<T> {
        self.one_of(self.by_text.get(&as_it_looks(text))?.iter().copied())
    }

    /// By the identifier that an ERP integration left.
    pub(crate) fn by_identity(&self, code: &str) -> Found<T> {
        self.one_of(self.by_origin.get(&as_it_looks(code))?.iter().copied())
    }

    /// By its text, as it looks. `code` is Acumatica's own spelling, `text` how the mapping writes it.
    pub(crate) fn by_text(&self, code: &str, text: &str) -> Found<T> {
        self.not_anothers(code, self.by_text.get(&as_it_looks(text))?.iter().copied())
    }

    /// By its text without separators.
    pub(crate) fn without_separators(&self, code: &str, text: &str) -> Found<T> {
        let wanted = CodeSigns::of(text);
        let alike = self.signs().get(&wanted.signs)?;
        let alike = alike
            .iter()
            .copied()
            .filter(|place| self.entries.get(*place).is_some_and(|entry| wanted.may_be(&CodeSigns::of(entry.text))));
        let found = self.not_anothers(code, alike)?;
        Some(found.and_then(|one| {
            let own = self.colliding(code);
            if own.len() > 1 { Err(NotOne::SeveralOfTheErp(own, one)) } else { Ok(one) }
        }))
    }

    /// The estimate's own codes that differ from this one by separators only, itself included.
    fn colliding(&self, code: &str) -> Vec<String> {
        let wanted = CodeSigns::of(code);
        let mut own: Vec<String> =
            self.erp.iter().filter(|other| wanted.may_be(&CodeSigns::of(other))).cloned().collect();
        own.sort_unstable();
        own
    }

    fn not_anothers(&self, code: &str, places: impl Iterator<Item = usize>) -> Found<T> {
        let (anothers, own): (Vec<_>, Vec<_>) =
            places.filter_map(|place| self.entries.get(place)).partition(|entry| self.names_another(entry, code));
        if own.is_empty() {
            let first = anothers.first()?;
            let names = first.origin_as_it_looks().unwrap_or_default();
            return Some(Err(NotOne::NamesAnother(first.code.clone(), names)));
        }
        one(own.into_iter().map(|entry| entry.code.clone()))
    }

    /// Only where the origin ids here are Acumatica's codes does one that differs name another of them. A GUID, or one joined with a
    /// project, is a hint at most: then the text decides.
    fn names_another(&self, entry: &RegisteredCode<'_, T>, code: &str) -> bool {
        if !self.speaks_codes {
            return false;
        }
        let Some(origin) = entry.origin_as_it_looks() else { return false };
        let is_code = !origin.contains('|') && origin.chars().count() <= CODE_LENGTH_MAX;
        is_code && CodeSigns::of(&origin).signs != CodeSigns::of(code).signs
    }

    fn signs(&self) -> &HashMap<String, Vec<usize>> {
        self.by_signs.get_or_init(|| {
            let mut by_signs: HashMap<String, Vec<usize>> = HashMap::new();
            for (place, entry) in self.entries.iter().enumerate() {
                by_signs.entry(CodeSigns::of(entry.text).signs).or_default().push(place);
            }
            by_signs
        })
    }

    fn one_of(&self, places: impl Iterator<Item = usize>) -> Found<T> {
        one(places.filter_map(|place| self.entries.get(place)).map(|entry| entry.code.clone()))
    }
}

impl<T> RegisteredCode<'_, T> {
    /// `None` where nobody left one.
    fn origin_as_it_looks(&self) -> Option<String> {
        self.origin.map(as_it_looks).filter(|id| !id.is_empty())
    }
}

/// Exactly one; the same one twice is one.
fn one<T: PartialEq>(codes: impl Iterator<Item = T>) -> Found<T> {
    let mut found: Vec<T> = Vec::new();
    for code in codes {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    match found.len() {
        0 | 1 => found.pop().map(Ok),
        _ => Some(Err(NotOne::Several(found))),
    }
}
