//! Texts on their way into a spreadsheet. What it reads as a number, a date or a time it changes without a word: the code `3100.10` becomes
//! 3100.1, the job `2024-05` becomes May, `00123` loses its zeros and `24E10` gains eleven. What begins like a formula it carries out.
//!
//! A guess is made for the systems' usual languages: figures with either decimal sign, dates in every order, the English names of months.
//! One that is wrong costs nothing, because a text that would not have been changed looks the same.

/// What a text becomes in a file without types, such as CSV: a text that would be carried out begins with an apostrophe (OWASP, CSV
/// Injection); one that would be changed becomes a formula whose value it is, `="3100.10"`, which Excel and `LibreOffice` show as the text.
/// Everything else stays as it is, letter by letter. Amounts are not given here: they are to be numbers.
#[must_use]
pub fn spreadsheet_text(text: &str) -> String {
    if begins_like_formula(text) {
        format!("'{text}")
    } else if is_taken_for_a_value(text) {
        format!("=\"{text}\"")
    } else {
        text.to_owned()
    }
}

/// The same where the file says itself which cells are texts: only the apostrophe.
#[must_use]
pub fn no_formula(text: &str) -> String {
    if begins_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// With what a spreadsheet passes over before it: blanks, tabs, line breaks. Japanese and Chinese keyboards write the signs in full width,
/// and spreadsheets of those languages read them.
fn begins_like_formula(text: &str) -> bool {
    // Carriage return and tab are signs of a formula themselves in OWASP's list.
    text.starts_with(['\t', '\r', '\n'])
        || text
            .chars()
            .map(half_width)
            .find(|letter| !letter.is_whitespace() && !is_passed_over(*letter))
            .is_some_and(|letter| matches!(letter, '=' | '+' | '-' | '@'))
}

/// Neither seen nor read.
fn is_passed_over(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A number, a date, a time or a truth value, as a spreadsheet reads what is typed into a cell.
fn is_taken_for_a_value(text: &str) -> bool {
    let plain: String = text.chars().map(half_width).filter(|letter| !is_passed_over(*letter)).collect();
    let plain = plain.trim().to_ascii_lowercase();
    matches!(plain.as_str(), "true" | "false")
        || is_number(&plain)
        || is_fraction(&plain)
        || is_time(&plain)
        || is_date(&plain)
        // A date with a time of day.
        || plain.split_once([' ', 't']).is_some_and(|(date, time)| is_date(date) && is_time(time.trim_start()))
}

/// Digits, grouped or not, with either decimal sign, an exponent, a sign, a currency, a percent sign, or the accountant's brackets.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let text = text.trim_matches(|sign: char| "$€£¥%+-\u{2212}".contains(sign) || sign.is_whitespace());
    let (mantissa, exponent) = text.split_once('e').map_or((text, None), |(mantissa, rest)| (mantissa, Some(rest)));
    let exponent = exponent.is_none_or(|digits| are_digits(digits.strip_prefix(['+', '-']).unwrap_or(digits)));
    exponent && mantissa.contains(|letter: char| letter.is_ascii_digit()) && are_grouped_digits(mantissa)
}

/// Groups are parted by points, commas, apostrophes or blanks; where they are parted by more than one kind, or once, the last is a decimal
/// sign. Groups of other lengths than three are none: `01.10.2` is no number.
fn are_grouped_digits(mantissa: &str) -> bool {
    let is_sign = |letter: char| matches!(letter, '.' | ',' | '\'' | '\u{2019}') || letter.is_whitespace();
    if !mantissa.chars().all(|letter| letter.is_ascii_digit() || is_sign(letter)) {
        return false;
    }
    let groups: Vec<&str> = mantissa.split(is_sign).collect();
    match groups.as_slice() {
        [_] | [_, _] => true,
        [first, inner @ .., last] => {
            (1..=3).contains(&first.len())
                && inner.iter().all(|group| group.len() == 3)
                && (last.len() == 3 || mantissa.matches(is_sign).collect::<std::collections::BTreeSet<_>>().len() > 1)
        }
        [] => false,
    }
}

/// `3 1/4`; without a whole number before it, it is a date or a text.
fn is_fraction(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(whole, part)| {
        are_digits(whole)
            && part.trim().split_once('/').is_some_and(|(above, below)| are_digits(above) && are_digits(below))
    })
}

/// `5:30`, `5:30:15.5`, `5:30 pm`, `5 p`.
fn is_time(text: &str) -> bool {
    let half = ["am", "pm", "a", "p"].iter().find_map(|half| text.strip_suffix(half));
    let (clock, named) = half.map_or((text, false), |clock| (clock.trim_end(), clock.ends_with(' ')));
    let parts: Vec<&str> = clock.split(':').collect();
    let figures =
        parts.iter().all(|part| !part.is_empty() && part.chars().all(|one| one.is_ascii_digit() || one == '.'));
    figures && (parts.len() > 1 || named)
}

fn is_date(text: &str) -> bool {
    is_date_of_figures(text) || is_date_with_a_name(text)
}

/// Day, month and year in any order, or two of them: `03-30-00`, `2024-05`, `1/2`, `31.12.2024`.
fn is_date_of_figures(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    if !parts.iter().all(|part| are_digits(part)) {
        return false;
    }
    match parts.as_slice() {
        [one, two] => (is_month(one) && is_day_or_year(two)) || (is_month(two) && is_day_or_year(one)),
        [one, two, three] => [(one, two, three), (one, three, two), (two, three, one)]
            .iter()
            .any(|(a, b, year)| is_year(year) && ((is_month(a) && is_day(b)) || (is_month(b) && is_day(a)))),
        _ => false,
    }
}

fn is_month(part: &str) -> bool {
    part.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
}

fn is_day(part: &str) -> bool {
    part.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

/// Of two digits, or of four: three make no year that a spreadsheet knows.
fn is_year(part: &str) -> bool {
    matches!(part.len(), 1 | 2 | 4)
}

fn is_day_or_year(part: &str) -> bool {
    is_day(part) || is_year(part)
}

/// `Mar-12`, `1 May`, `SEPT2`, `12-March-2024`, `May 1, 2024`.
fn is_date_with_a_name(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_name = |word: &str| word == "sept" || MONTHS.iter().any(|month| *month == word || month[..3] == *word);
    let mut words = 0;
    let mut figures = 0;
    for part in parts(text) {
        match part {
            word if is_name(word) => words += 1,
            digits if are_digits(digits) && digits.len() <= 4 => figures += 1,
            _ => return false,
        }
    }
    words == 1 && (1..=2).contains(&figures)
}

/// Words and figures, without what parts them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    for piece in text.split([' ', '-', '/', '.', ',']).filter(|piece| !piece.is_empty()) {
        let turn = |(at, letter): (usize, char)| {
            let before = piece[..at].chars().next_back()?;
            (before.is_ascii_digit() != letter.is_ascii_digit()).then_some(at)
        };
        let mut begin = 0;
        for at in piece.char_indices().filter_map(turn) {
            parts.push(&piece[begin..at]);
            begin = at;
        }
        parts.push(&piece[begin..]);
    }
    parts
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_becomes_a_text_there() {
        let changed = [
            // Numbers.
            "3100.10",
            "0310.1",
            "00123",
            "3100",
            "1,234.50",
            "1.234,50",
            "1 234",
            "1'234",
            "24E10",
            "1e-5",
            "5%",
            "$5",
            "5 €",
            "(5)",
            "12345678901234567",
            "3100,10",
            ".5",
            "5.",
            "３１００.10",
            " 3100 ",
            "3100\u{a0}",
            "\u{200b}0042",
            // Dates and times.
            "2024-05",
            "03-30-00",
            "05-12-00",
            "3-10",
            "1/2",
            "31.12.2024",
            "12/31/24",
            "2024-05-06",
            "01.02.03",
            "3/2024",
            "12-45",
            "Mar-12",
            "MAR12",
            "1-May",
            "SEPT2",
            "12 March 2024",
            "May 1, 2024",
            "5:30",
            "17:30:15",
            "5:30 PM",
            "3 p",
            "2024-05-06 10:30",
            "2024-05-06T10:30",
            // The rest.
            "TRUE",
            "false",
            "3 1/4",
        ];
        for text in changed {
            assert_eq!(spreadsheet_text(text), format!("=\"{text}\""), "{text:?}");
        }
    }

    #[test]
    fn what_it_leaves_alone_stays_as_it_is() {
        let same = [
            "",
            " ",
            "03-30-00.S",
            "24-101",
            "24-107",
            "26-24-16",
            "99-99-99",
            "03-00-00",
            "R26/101",
            "3100.10.S",
            "1.2.3.4",
            "10A",
            "10p",
            "A1",
            "24X10",
            "E10",
            "1E",
            "Subcontract",
            "March",
            "May",
            "Phase 2",
            "May Street 12 B",
            "Level 3, east",
            "12/101",
            "15/40",
            "N/A",
            "True north",
            "1-2-3-4",
            "Concrete \"Phase II\"",
            "USD",
            "ja 12 x",
            "10 x 20",
            "0/0",
            "#12",
            "Juneau 12",
            "0310-1 Footings",
        ];
        for text in same {
            assert_eq!(spreadsheet_text(text), text, "{text:?}");
        }
    }

    #[test]
    fn what_it_would_carry_out_is_a_text_first_of_all() {
        let formulas = [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-4200",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "\u{3000}=1",
            "\u{feff}=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " ＝1",
            "=\"3100.10\"",
        ];
        for text in formulas {
            assert_eq!(spreadsheet_text(text), format!("'{text}"), "{text:?}");
            assert_eq!(no_formula(text), format!("'{text}"), "{text:?}");
        }
        assert_eq!(no_formula("3100.10"), "3100.10");
    }
}
