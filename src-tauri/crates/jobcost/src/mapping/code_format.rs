//! How a code of Acumatica is written in Procore: its parts, how long each is on both sides, and what stands between them.
//!
//! Acumatica shows a segmented key with or without its separators (`0330000`, `3-300`); Procore's cost codes have their own
//! (`03-30-00`; Acumatica: Cost Codes, help.acumatica.com; Procore: Work Breakdown Structure tutorial, developers.procore.com).

/// On which side of a part its zeros are added or dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ZerosAt {
    /// Before it: `3` becomes `03`.
    Start,
    /// After it: `3` becomes `30`.
    End,
}

/// One part of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodePart {
    /// How many characters it has in an Acumatica code that is written without separators.
    pub from_length: usize,
    /// How many it has in Procore's code.
    pub to_length: usize,
    /// Where zeros are added to a part that is shorter, and dropped from one that is longer. Anything else is never dropped.
    pub zeros: ZerosAt,
}

/// How a code is rewritten. Without parts it stays as it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct CodeFormat {
    /// The parts, in their order.
    pub parts: Vec<CodePart>,
    /// The characters that may stand between the parts in Acumatica, e.g. `-.`; [`Self::joined_by`] always may.
    pub separators: String,
    /// What stands between the parts in Procore; may be nothing.
    pub joined_by: String,
}

/// The longest part that is believed.
const PART_LENGTH_MAX: usize = 30;

impl CodeFormat {
    /// The code as Procore writes it; `None` when it does not have the parts, or would lose a character that is no zero.
    /// A code that is written so already stays as it is.
    pub fn apply(&self, code: &str) -> Option<String> {
        let code = code.trim();
        if self.parts.is_empty() || self.is_written_so(code) {
            return Some(code.to_owned());
        }
        let parts = self.split(code)?;
        let fitted = parts.into_iter().zip(&self.parts).map(|(text, part)| part.fit(text));
        Some(fitted.collect::<Option<Vec<_>>>()?.join(&self.joined_by))
    }

    /// What is wrong with the format, in sentences; empty when nothing is.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.parts.iter().any(|part| ![part.from_length, part.to_length].iter().all(|length| believable(*length))) {
            problems.push(format!("A part of a code has 1 to {PART_LENGTH_MAX} characters on each side."));
        }
        if format!("{}{}", self.separators, self.joined_by).chars().any(char::is_alphanumeric) {
            problems.push("A separator is a sign such as - or a dot, not a letter or a digit.".to_owned());
        }
        let lengths = |length: fn(&CodePart) -> usize| self.parts.iter().map(length).collect::<Vec<_>>();
        let (from, to) = (lengths(|part| part.from_length), lengths(|part| part.to_length));
        let ambiguous = self.joined_by.is_empty() && from != to && total(&from) == total(&to);
        if ambiguous {
            problems.push(
                "Without a separator in Procore, both sides' codes are equally long but cut differently, so nobody can tell them apart."
                    .to_owned(),
            );
        }
        problems
    }

    fn is_written_so(&self, code: &str) -> bool {
        let lengths = self.parts.iter().map(|part| part.to_length);
        if self.joined_by.is_empty() {
            return !self.has_separator(code) && code.chars().count() == lengths.sum::<usize>();
        }
        let mut parts = code.split(&self.joined_by);
        let plain = |part: &str| part.trim() == part && !part.contains(|sign| self.separators.contains(sign));
        parts.clone().all(plain) && parts.by_ref().map(|part| part.chars().count()).eq(lengths)
    }

    fn split<'c>(&'c self, code: &'c str) -> Option<Vec<&'c str>> {
        let parts = if self.has_separator(code) { self.split_at_separators(code) } else { self.cut(code)? };
        (parts.len() == self.parts.len()).then_some(parts)
    }

    fn split_at_separators<'c>(&'c self, code: &'c str) -> Vec<&'c str> {
        let split = |text: &'c str| text.split(|sign| self.separators.contains(sign));
        if self.joined_by.is_empty() {
            return split(code).collect();
        }
        code.split(&self.joined_by).flat_map(split).collect()
    }

    fn has_separator(&self, code: &str) -> bool {
        (!self.joined_by.is_empty() && code.contains(&self.joined_by))
            || code.chars().any(|sign| self.separators.contains(sign))
    }

    /// Cuts a code without separators; `None` when it is not exactly as long as its parts together.
    fn cut<'c>(&self, code: &'c str) -> Option<Vec<&'c str>> {
        let mut rest = code;
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let end = rest.char_indices().nth(part.from_length).map_or(rest.len(), |(place, _)| place);
            let (text, after) = rest.split_at(end);
            if text.chars().count() != part.from_length {
                return None;
            }
            parts.push(text);
            rest = after;
        }
        rest.is_empty().then_some(parts)
    }
}

impl CodePart {
    fn fit(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return None;
        }
        let zeros = "0".repeat(self.to_length.saturating_sub(length));
        let excess = "0".repeat(length.saturating_sub(self.to_length));
        let fitted = match self.zeros {
            ZerosAt::Start => format!("{zeros}{}", text.strip_prefix(&excess)?),
            ZerosAt::End => format!("{}{zeros}", text.strip_suffix(&excess)?),
        };
        // A space that dropping zeros laid bare would be trimmed away later, and the part be too short.
        (fitted.trim() == fitted).then_some(fitted)
    }
}

fn believable(length: usize) -> bool {
    (1..=PART_LENGTH_MAX).contains(&length)
}

fn total(lengths: &[usize]) -> usize {
    lengths.iter().fold(0, |sum, length| sum.saturating_add(*length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(parts: &[(usize, usize, ZerosAt)], separators: &str, joined_by: &str) -> CodeFormat {
        let part =
            |&(from_length, to_length, zeros): &(usize, usize, ZerosAt)| CodePart { from_length, to_length, zeros };
        CodeFormat {
            parts: parts.iter().map(part).collect(),
            separators: separators.to_owned(),
            joined_by: joined_by.to_owned(),
        }
    }

    use ZerosAt::{End, Start};

    #[test]
    fn codes_are_rewritten_as_the_trade_writes_them() {
        let divisions = format(&[(2, 2, Start), (2, 2, Start), (3, 2, End)], ".", "-");
        let short = format(&[(2, 2, Start), (5, 3, End)], "-", "-");
        let padded = format(&[(2, 2, Start), (3, 3, End)], "-", "-");
        let plain = format(&[(2, 2, Start), (2, 2, Start), (2, 2, End)], "-", "");
        for (format, code, expected) in [
            (&divisions, "0330000", Some("03-30-00")),
            (&divisions, "03.30.000", Some("03-30-00")),
            (&divisions, "3.30.00", Some("03-30-00")),
            (&divisions, "03-30-00", Some("03-30-00")),
            (&divisions, "3.30-0", Some("03-30-00")),
            (&divisions, "0330005", None),
            (&divisions, "033000", None),
            (&divisions, "03-30", None),
            (&divisions, "", None),
            (&short, "0330000", Some("03-300")),
            (&short, "0330010", None),
            (&padded, "3-300", Some("03-300")),
            (&padded, "3-3", Some("03-300")),
            (&padded, " 03-300  ", Some("03-300")),
            (&padded, "3-", None),
            (&plain, "03-30-00", Some("033000")),
            (&plain, "033000", Some("033000")),
            (&CodeFormat::default(), " Any Thing ", Some("Any Thing")),
        ] {
            assert_eq!(format.apply(code).as_deref(), expected, "{code} by {format:?}");
        }
    }

    #[test]
    fn a_format_that_cannot_work_is_told() {
        for (format, word) in [
            (format(&[(0, 2, Start)], "", "-"), "1 to 30"),
            (format(&[(2, 31, Start)], "", "-"), "1 to 30"),
            (format(&[(2, 2, Start)], "a", "-"), "separator"),
            (format(&[(2, 2, Start)], "", "0"), "separator"),
            (format(&[(2, 3, Start), (3, 2, End)], "-", ""), "tell them apart"),
        ] {
            let problems = format.problems();
            assert!(problems.len() == 1 && problems[0].contains(word), "{problems:?}");
        }
        assert!(CodeFormat::default().problems().is_empty());
    }
}
