//! How texts of the two systems are compared: one way for letters, one for signs that look alike, one without separators. Pure.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// The letters without their case. Through the capital first, so that `ß` and `SS`, `ı` and `I`, `ſ` and `S` are the same whichever of
/// the two systems wrote capitals, and in whichever country.
pub(crate) fn without_case(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).filter(|sign| *sign != DOT_ABOVE)
}

/// What the Turkish capital `İ` leaves behind when it is written small.
const DOT_ABOVE: char = '\u{307}';

/// The text as it looks: without case, without signs that cannot be seen, with the plain hyphen and the plain space in place of their
/// look-alikes, and without outer spaces. Codes that were pasted from a document hold such signs.
pub(crate) fn as_it_looks(text: &str) -> String {
    if is_plain(text) {
        return text.trim().to_ascii_lowercase();
    }
    let plain: String = text.chars().filter_map(plain).collect();
    without_case(plain.trim()).collect()
}

/// Most codes are: nothing in them has a look-alike or another case than the plain one.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The letters and digits of a text as it looks, with where its separators stand: after how many of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct CodeSigns {
    pub(crate) signs: String,
    breaks: Vec<usize>,
}

impl CodeSigns {
    pub(crate) fn of(text: &str) -> Self {
        let (mut signs, mut breaks, mut count) = (String::new(), Vec::new(), 0);
        for sign in as_it_looks(text).chars() {
            if sign.is_alphanumeric() {
                signs.push(sign);
                count += 1;
            } else if count > 0 && breaks.last() != Some(&count) {
                breaks.push(count);
            }
        }
        breaks.retain(|place| *place < count);
        Self { signs, breaks }
    }

    /// The same code, written with other separators or fewer: `031000`, `03-10-00` and `03 10 00`. Not so `1-11` and `11-1`: one that has
    /// its separators elsewhere is another code.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let within = |few: &[usize], many: &[usize]| few.iter().all(|place| many.contains(place));
        !self.signs.is_empty()
            && self.signs == other.signs
            && (within(&self.breaks, &other.breaks) || within(&other.breaks, &self.breaks))
    }

    /// Zeros to its whole length, or nothing at all.
    pub(crate) fn is_only_zeros(&self) -> bool {
        self.signs.chars().all(|sign| sign == '0')
    }
}

/// A sign that takes no room on the screen: soft hyphens, zero-width signs, marks of direction, joiners, variation selectors, tags (Unicode:
/// `Default_Ignorable_Code_Point`), and the anchors of annotations. Which those are is asked of the tables that the address parser already
/// brings into the program.
pub fn is_invisible(sign: char) -> bool {
    // None of the plain ones is, and they are nearly all: the tables are not asked.
    !sign.is_ascii()
        && (CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(sign)
            || matches!(sign, '\u{fff9}'..='\u{fffb}'))
}

/// The sign that people see; `None` for one that nobody sees.
fn plain(sign: char) -> Option<char> {
    match sign {
        _ if is_invisible(sign) => None,
        // Hyphen, no-break hyphen, dashes, bars, the hyphen bullet, the minus sign, and their small and full-width forms.
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        // The Braille blank looks like a space and is none to Unicode.
        '\u{2800}' => Some(' '),
        // Full-width letters, digits and signs stand a fixed way behind the plain ones.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0),
        _ if sign.is_whitespace() => Some(' '),
        _ if sign.is_control() => None,
        _ => Some(sign),
    }
}

/// A text whose signs that cannot be told from others are spelled out, for sentences that name two codes which look alike.
pub(crate) fn spelled_out(text: &str) -> String {
    let spelled = |sign: char| {
        if plain(sign) == Some(sign) { sign.to_string() } else { format!("\u{2039}U+{:04X}\u{203a}", u32::from(sign)) }
    };
    text.chars().map(spelled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_alike() {
        for text in [
            "03-30-00",
            " 03-30-00\t",
            "\u{feff}03-30-00\u{200b}",
            "03\u{ad}-30-00",
            "03\u{2011}30\u{2010}00",
            "03\u{2212}30\u{2013}00",
            "\u{202a}03-30\u{200e}-00\u{202c}",
            "\u{ff10}\u{ff13}\u{ff0d}\u{ff13}\u{ff10}-00",
            "\u{a0}03-30-00\u{3000}",
        ] {
            assert_eq!(as_it_looks(text), "03-30-00", "{text:?}");
        }
        assert_eq!(as_it_looks("A\u{a0}B"), as_it_looks("a\u{2009}b"));
        assert_ne!(as_it_looks("A B"), as_it_looks("AB"), "an inner space is part of the text");
    }

    #[test]
    fn letters_are_alike_whoever_wrote_capitals() {
        for (one, other) in
            [("stra\u{df}e", "STRASSE"), ("\u{130}st", "ist"), ("\u{131}L", "IL"), ("\u{3c2}", "\u{3a3}")]
        {
            assert_eq!(as_it_looks(one), as_it_looks(other));
        }
    }

    #[test]
    fn separators_may_be_left_out_but_not_moved() {
        let may_be = |one: &str, other: &str| CodeSigns::of(one).may_be(&CodeSigns::of(other));
        for (one, other) in
            [("031000", "03-10-00"), ("03 10 00", "03-10-00"), ("03.10.00", "031000"), ("-03-10", "0310")]
        {
            assert!(may_be(one, other) && may_be(other, one), "{one} {other}");
        }
        for (one, other) in [("1-11", "11-1"), ("03-10-00", "03-100-0"), ("--", "."), ("", "")] {
            assert!(!may_be(one, other) && !may_be(other, one), "{one} {other}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_spelled_out() {
        assert_eq!(spelled_out("03\u{2011}30\u{200b}"), "03\u{2039}U+2011\u{203a}30\u{2039}U+200B\u{203a}");
        assert_eq!(spelled_out("Div 1-01"), "Div 1-01");
    }
}
