//! How the database compares texts.

/// Whether two texts are the same to the database.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    folded(one).eq(folded(other))
}

/// The letters that count: without spaces at the end, without regard to case.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.trim_end().chars().flat_map(char::to_lowercase)
}
