//! A server's text as one line that shows what it is: nothing in it steers a terminal, turns the reading direction round or hides.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The text in one line, without control characters (escape sequences of terminals begin with one) and without characters that have no
/// width or change the direction of what stands around them. Where lines or tabs separated words, a space does.
pub fn plain_text(text: &str) -> String {
    let visible: String = text.chars().filter_map(shown).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a character becomes; `None` where it leaves nothing behind.
fn shown(letter: char) -> Option<char> {
    match letter {
        _ if letter.is_control() => Some(' '),
        // Line and paragraph separators.
        '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_format(letter) => None,
        _ => Some(letter),
    }
}

/// Unicode's format characters, and the letters that are drawn as nothing.
fn is_format(letter: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(letter) == GeneralCategory::Format
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal_or_turns_the_reading_round() {
        for (text, expected) in [
            (
                "\u{1b}]52;c;aGk=\u{7}\u{1b}[2J\u{1b}[31mAll lines were re-imported.",
                "]52;c;aGk= [2J [31mAll lines were re-imported.",
            ),
            ("C1 \u{9b}31m and \u{85} and \u{7f}", "C1 31m and and"),
            ("one\r\ntwo\ttabs\u{2028}three", "one two tabs three"),
            ("ab\u{202e}cd\u{2066}ef\u{2069}", "abcdef"),
            ("zero\u{200b}\u{200d}\u{2060}\u{feff}width", "zerowidth"),
            ("soft\u{ad}hyphen \u{e0041}tag", "softhyphen tag"),
            ("Smith & Söhne, 日本 🏗 – ok", "Smith & Söhne, 日本 🏗 – ok"),
            ("\0", ""),
        ] {
            assert_eq!(plain_text(text), expected);
        }
    }
}
