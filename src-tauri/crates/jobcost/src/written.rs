//! How figures are written for people, in every sentence and table alike. Files for other programs get plain digits.

/// U+2212, as wide as the plus sign; the hyphen is not.
const MINUS: char = '\u{2212}';

/// Plain digits with their thousands apart and the true minus sign: `-1234.50` as `−1,234.50`.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or((None, digits), |digits| (Some(MINUS), digits));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut written: String = sign.into_iter().collect();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// So many of a thing: `1 line`, `2,500 lines`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(&count.to_string()), if count == 1 { "" } else { "s" })
}

/// Some of them: `0 of 1 line`, `1,000 of 1,500 lines`.
pub fn counted_of(some: usize, count: usize, noun: &str) -> String {
    format!("{} of {}", grouped(&some.to_string()), counted(count, noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_before_the_point_only() {
        for (digits, shown) in [
            ("0", "0"),
            ("999.90", "999.90"),
            ("1000", "1,000"),
            ("-100.00", "\u{2212}100.00"),
            ("-1234567.1234", "\u{2212}1,234,567.1234"),
        ] {
            assert_eq!(grouped(digits), shown);
        }
    }

    #[test]
    fn one_is_no_plural() {
        let counts = [0, 1, 2, 2_500].map(|count| counted(count, "line"));
        assert_eq!(counts, ["0 lines", "1 line", "2 lines", "2,500 lines"]);
    }
}
