//! Identifiers as both systems key them: padded with spaces in storage, compared without regard to case.

use smol_str::SmolStr;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Several letters at once: one by one they took a tenth of the time of planning.
fn hash_folded<H: Hasher>(text: &str, state: &mut H) {
    for piece in text.as_bytes().chunks(16) {
        let mut letters = [0; 16];
        let letters = &mut letters[..piece.len()];
        letters.copy_from_slice(piece);
        letters.make_ascii_lowercase();
        state.write(letters);
    }
}

/// Declares an identifier whose outer spaces do not count and whose case is kept for showing but ignored in comparing.
///
/// Acumatica stores identifiers as fixed-length, space-padded strings and compares them without regard to case; inner spaces
/// are part of the value (Integration Development Guide: record keys; published integrations trim every key). Signs that only look
/// alike do not make two identifiers one: that is a question for the mapping, which may find several (`text.rs`).
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SmolStr);

        impl $name {
            /// Keeps the text without its outer spaces.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(text.as_ref().trim().into())
            }

            /// The text as its system shows it.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Nothing but spaces.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            fn folded(&self) -> impl Iterator<Item = char> + '_ {
                crate::text::without_case(&self.0)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
                    || self.0.eq_ignore_ascii_case(&other.0)
                    || !(self.0.is_ascii() && other.0.is_ascii()) && self.folded().eq(other.folded())
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                // The same bytes for the same letters: one that is no ASCII may be folded into one that is.
                if self.0.is_ascii() {
                    hash_folded(&self.0, state);
                } else {
                    hash_folded(&self.folded().collect::<String>(), state);
                }
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                if self.0.is_ascii() && other.0.is_ascii() {
                    let (own, others) = (self.0.bytes(), other.0.bytes());
                    return own
                        .map(|letter| letter.to_ascii_lowercase())
                        .cmp(others.map(|letter| letter.to_ascii_lowercase()));
                }
                self.folded().cmp(other.folded())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

identifier! {
    /// A job: Acumatica's `ProjectID`.
    JobId
}
identifier! {
    /// Acumatica's project task.
    TaskId
}
identifier! {
    /// Acumatica's account group, which becomes a cost type.
    AccountGroup
}
identifier! {
    /// Acumatica's inventory item of a budget line; `<N/A>` where the line has none.
    InventoryItem
}
identifier! {
    /// A cost code, e.g. `03-30-00`: the same on both sides.
    CostCode
}
identifier! {
    /// The code of Procore's cost type (its screens say *category*), e.g. `S`.
    CostTypeCode
}
identifier! {
    /// The sub job segment of a budget code.
    SubJob
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn padding_and_case_do_not_count_but_inner_spaces_do() {
        assert_eq!(JobId::new("r26 9999   "), JobId::new("R26 9999"));
        assert_ne!(JobId::new("R269999"), JobId::new("R26 9999"));
        assert_eq!(HashSet::from([CostCode::new("a"), CostCode::new("A ")]).len(), 1);
        assert_eq!(CostCode::new(" aB ").to_string(), "aB");
        assert_eq!(JobId::new("Stra\u{df}e"), JobId::new("STRASSE"));
        assert_ne!(CostCode::new("03-30"), CostCode::new("03\u{2011}30"), "two records may look alike");
    }
}
