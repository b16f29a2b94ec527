use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{FilterError, Grammar};

/// A word of a filter, with the byte at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) position: usize,
    pub(super) word: Word,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Open,
    Close,
    Comma,
    /// A field, a path of fields, an operator or a function: what it is, the parser knows.
    Name(String),
    Text(String),
    Number(Decimal),
    Moment(Timestamp),
    Guid(Uuid),
}

pub(super) fn words(text: &str, grammar: Grammar) -> Result<Vec<Token>, FilterError> {
    let mut lexer = Lexer { text, grammar, position: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next_token()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    text: &'a str,
    grammar: Grammar,
    position: usize,
}

impl<'a> Lexer<'a> {
    fn next_token(&mut self) -> Result<Option<Token>, FilterError> {
        self.take_while(char::is_whitespace);
        let position = self.position;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let word = match first {
            '(' => self.single(Word::Open),
            ')' => self.single(Word::Close),
            ',' => self.single(Word::Comma),
            '\'' => Word::Text(self.quoted()?),
            '-' | '0'..='9' => self.moment().map_or_else(|| self.number(), Ok)?,
            letter if letter.is_alphabetic() || letter == '_' => self.name_or_literal()?,
            other => return Err(self.unreadable(format!("{other} is not expected"))),
        };
        Ok(Some(Token { position, word }))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn single(&mut self, word: Word) -> Word {
        self.position += 1;
        word
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        self.position += length;
        &rest[..length]
    }

    /// A text in quotes; a quote inside it is doubled.
    fn quoted(&mut self) -> Result<String, FilterError> {
        let mut text = String::new();
        self.position += 1;
        loop {
            text.push_str(self.take_while(|letter| letter != '\''));
            if self.rest().is_empty() {
                return Err(self.unreadable("a quote is not closed".into()));
            }
            self.position += 1;
            if !self.rest().starts_with('\'') {
                return Ok(text);
            }
            text.push('\'');
            self.position += 1;
        }
    }

    /// Digits, a sign, a point; `M`, `m`, `d`, `f` at the end say which kind of number, and mean the same here.
    fn number(&mut self) -> Result<Word, FilterError> {
        let written = self.take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
        let digits = written.strip_suffix(['M', 'm', 'D', 'd', 'F', 'f', 'L', 'l']).unwrap_or(written);
        Decimal::from_str_exact(digits)
            .map(Word::Number)
            .map_err(|_| self.unreadable(format!("{written} is no number")))
    }

    /// `2024-07-15`, or `2024-07-15T10:31:28.402+03:00`, which OData 4 writes without quotes.
    fn moment(&mut self) -> Option<Word> {
        let rest = self.rest();
        let ends = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-:.+".contains(letter)));
        let written = &rest[..ends.unwrap_or(rest.len())];
        if self.grammar == Grammar::Three || !written.get(1..).is_some_and(|rest| rest.contains('-')) {
            return None;
        }
        let date = || in_utc(written.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight()));
        let moment = written.parse::<Timestamp>().ok().or_else(date)?;
        self.position += written.len();
        Some(Word::Moment(moment))
    }

    /// A name, or a literal that begins with its type: `datetimeoffset'..'`.
    fn name_or_literal(&mut self) -> Result<Word, FilterError> {
        let name = self.take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '/'));
        if !self.rest().starts_with('\'') {
            return Ok(Word::Name(name.to_owned()));
        }
        let text = self.quoted()?;
        let literal = match name.to_ascii_lowercase().as_str() {
            "datetimeoffset" => text.parse::<Timestamp>().ok().map(Word::Moment),
            "datetime" => moment_without_offset(&text).map(Word::Moment),
            "date" => text
                .parse::<Date>()
                .ok()
                .and_then(|date| in_utc(date.to_datetime(jiff::civil::Time::midnight())))
                .map(Word::Moment),
            "guid" => text.parse::<Uuid>().ok().map(Word::Guid),
            _ => None,
        };
        literal.ok_or_else(|| self.unreadable(format!("{name}'{text}' is no literal")))
    }

    fn unreadable(&self, why: String) -> FilterError {
        FilterError::Syntax { position: self.position, why }
    }
}

/// A date-time without an offset is taken as UTC; one with an offset keeps it. Whether real instances accept this form at all
/// is not documented, but a published client sends it.
fn moment_without_offset(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| in_utc(text.parse::<DateTime>().ok()?))
}

fn in_utc(datetime: DateTime) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(datetime).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Word {
        let tokens = words(text, Grammar::Three).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(tokens.len(), 1, "{text}");
        tokens[0].word.clone()
    }

    #[test]
    fn literals_are_read_in_every_form() {
        let moment = |text: &str| Word::Moment(text.parse().expect("a moment"));
        let number = |text: &str| Word::Number(text.parse().expect("a number"));
        for (text, word) in [
            ("'O''Brien'", Word::Text("O'Brien".into())),
            ("''", Word::Text(String::new())),
            ("'a (b), c'", Word::Text("a (b), c".into())),
            ("0M", number("0")),
            ("-12.50m", number("-12.50")),
            ("7", number("7")),
            ("1.5d", number("1.5")),
            ("datetimeoffset'2024-08-18T23:59:59.999+04:00'", moment("2024-08-18T19:59:59.999Z")),
            ("datetime'2025-01-02T03:04:05'", moment("2025-01-02T03:04:05Z")),
            ("date'2025-06-17'", moment("2025-06-17T00:00:00Z")),
            ("ProjectProperties/ProjectCurrency", Word::Name("ProjectProperties/ProjectCurrency".into())),
        ] {
            assert_eq!(only(text), word, "{text}");
        }
        assert!(matches!(only("guid'5f0c0a34-6d53-4a0b-8a35-0d6a8f2f9a11'"), Word::Guid(_)));
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        for (text, at) in [("A eq 'x", 7), ("A eq 1x2", 8), ("A eq date'soon'", 15), ("A = 1", 2), ("color'red'", 10)] {
            let error = words(text, Grammar::Three).expect_err(text);
            assert!(matches!(error, FilterError::Syntax { position, .. } if position == at), "{text}: {error:?}");
        }
    }
}
