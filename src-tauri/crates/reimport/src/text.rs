//! Texts that others wrote (names, descriptions, a server's words), made fit for a line of ours.

use jobcost::is_invisible;

/// How long a foreign text may be in a sentence of ours, in characters.
const LENGTH_MAX: usize = 300;

/// One line of a text that somebody else wrote: breaks become blanks; control characters, characters that turn the direction of the text
/// and those that nobody sees are left out; and it is cut where it gets longer than a sentence. What a dialog or a report says can so not
/// be rearranged, hidden or pushed out of sight by a name.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().filter(|character| !is_invisible(*character)).collect();
    let mut line = visible.split(is_break).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LENGTH_MAX) {
        line.truncate(end);
        line.truncate(line.trim_end().len());
        line.push('\u{2026}');
    }
    line
}

fn is_break(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Somebody else's hint as one line, or ours where there is none.
pub(crate) fn foreign(remedy: &str, ours: &str) -> String {
    let line = one_line(remedy);
    if line.is_empty() { ours.to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_text_is_one_line_without_anything_hidden() {
        for (text, line) in [
            ("Harbor Point", "Harbor Point"),
            ("Harbor\r\n\r\nOK was pressed", "Harbor OK was pressed"),
            ("\u{202e}tnioP\u{202c} Harbor\u{200b}", "tnioP Harbor"),
            ("  a\u{0}\u{7}b\u{85}c\u{2028}d ", "a b c d"),
            ("\u{feff}\u{e0041}x", "x"),
            ("Zürich \u{1f3d7} 東京", "Zürich \u{1f3d7} 東京"),
            ("", ""),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let line = one_line(&"ä".repeat(5_000));
        assert_eq!((line.chars().count(), line.ends_with('\u{2026}')), (LENGTH_MAX + 1, true));
        assert_eq!(one_line(&"b".repeat(LENGTH_MAX)).len(), LENGTH_MAX);
    }
}
