//! How the database compares texts.

/// Whether two texts are the same to the database.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end(), other.trim_end());
    // Nearly all are plain; letter by letter this was a twentieth of what the journeys took.
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    folded(one).eq(folded(other))
}

/// The letters that count: without spaces at the end, without regard to case.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.trim_end().chars().flat_map(char::to_lowercase)
}
