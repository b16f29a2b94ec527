//! Foreign text on the system's own surfaces. Names of projects and jobs, descriptions and a server's own words are written by whoever may
//! write them there; a line break or a letter that turns the writing's direction would let a name pass for a sentence of Tieout's.

/// In one line, without letters that cannot be seen: for a title, a heading, a notification.
pub(crate) fn one_line(text: &str) -> String {
    seen(text, |_| false).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for a text of several lines; its own line breaks stay.
pub(crate) fn lines(text: &str) -> String {
    seen(text, |letter| letter == '\n')
}

fn seen(text: &str, keep: fn(char) -> bool) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            kept if keep(kept) => Some(kept),
            breaking if breaking.is_control() || matches!(breaking, '\u{2028}' | '\u{2029}') => Some(' '),
            hidden if is_hidden(hidden) => None,
            letter => Some(letter),
        })
        .collect()
}

/// Turns the direction of writing, or is not seen at all (Unicode: Bidirectional Algorithm, directional formatting characters). The
/// joiners stay: Persian and many signs cannot be written without them.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_pass_for_a_sentence() {
        let cases = [
            ("Harbor Point", "Harbor Point"),
            ("Harbor\nNew Procore Total: $1.00", "Harbor New Procore Total: $1.00"),
            ("Harbor\r\n\t\u{b}\u{c}\u{85}\u{2028}\u{2029}Point", "Harbor Point"),
            ("\u{202e}tnioP robraH\u{202c}", "tnioP robraH"),
            ("\u{2066}\u{2067}\u{2068}Har\u{ad}bor\u{2069}\u{200b}\u{feff}", "Harbor"),
            ("\u{1b}[31mAll lines were re-imported\u{7}", "[31mAll lines were re-imported"),
            ("Übergabe 東京 نیم\u{200c}فاصله", "Übergabe 東京 نیم\u{200c}فاصله"),
            ("\n\n", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn our_own_lines_stay_lines() {
        assert_eq!(
            lines("03-30-00.S  $1.00 \u{2192} $2.00\n\n1. Unlock\r\n\u{202e}2"),
            "03-30-00.S  $1.00 \u{2192} $2.00\n\n1. Unlock \n2"
        );
    }
}
