//! Secrets inside Base64: `Basic bmFtZTpwYXNzd29yZA==` holds the password beginning in the middle of a letter.

use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// A part of Base64 shorter than this stands in ordinary words too.
const CORE_MIN: usize = 4;

/// The letters of Base64 that depend on these bytes alone: with none, one or two bytes before them in their group of three, in the
/// standard and in the URL's alphabet.
pub(crate) fn cores(bytes: &[u8]) -> Vec<String> {
    let at = |alphabet: &Alphabet, before: usize| {
        let shifted: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
        let encoded = engine(alphabet).encode(&shifted);
        // The first letter that begins at or behind the first bit of the secret, to the last that ends with its last bit.
        let (first, last) = ((before * 8).div_ceil(6), (shifted.len() * 8) / 6);
        encoded.get(first..last).unwrap_or_default().to_owned()
    };
    let all = [STANDARD, URL_SAFE];
    let cores = all.iter().flat_map(|alphabet| (0..3).map(move |before| at(alphabet, before)));
    cores.filter(|core| core.len() >= CORE_MIN).collect()
}

/// The runs of letters of Base64 in a text. A long one may be Base64.
pub(crate) struct Runs {
    runs: Vec<(usize, usize)>,
    decoded: Vec<Vec<u8>>,
}

impl Runs {
    pub(crate) fn of(text: &[u8]) -> Self {
        let mut runs = Vec::new();
        let mut begun = None;
        for at in 0..=text.len() {
            let inside = text.get(at).is_some_and(|byte| is_letter(*byte));
            match begun {
                None if inside => begun = Some(at),
                Some(from) if !inside => {
                    runs.push((from, padded(text, at)));
                    begun = None;
                }
                _ => {}
            }
        }
        let decoded = runs.iter().map(|(from, to)| decoded(&text[*from..*to])).collect();
        Self { runs, decoded }
    }

    /// The run that begins here.
    pub(crate) fn beginning_at(&self, at: usize) -> Option<(usize, usize)> {
        self.runs.binary_search_by_key(&at, |(from, _)| *from).ok().map(|number| self.runs[number])
    }

    /// The runs from one place to another, whole.
    pub(crate) fn around(&self, from: usize, to: usize) -> (usize, usize) {
        let touching = self.runs.iter().filter(|(begin, end)| *begin < to && *end > from);
        touching.fold((from, to), |(from, to), (begin, end)| (from.min(*begin), to.max(*end)))
    }

    /// The run is the Base64 of this secret, or of a name and it: how short ones are met, which leave no letters of their own.
    pub(crate) fn hold_whole(&self, run: (usize, usize), secret: &str) -> bool {
        let Ok(number) = self.runs.binary_search(&run) else { return false };
        let text = &self.decoded[number];
        let before = text.strip_suffix(secret.as_bytes());
        before.is_some_and(|before| before.is_empty() && secret.len() > 1 || before.last() == Some(&b':'))
    }
}

/// The bytes of a run that is Base64; none where it is not.
fn decoded(run: &[u8]) -> Vec<u8> {
    let trimmed = run.trim_ascii_end();
    [STANDARD, URL_SAFE].iter().find_map(|alphabet| engine(alphabet).decode(trimmed).ok()).unwrap_or_default()
}

fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(alphabet, config)
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// The end of a run with its padding.
fn padded(text: &[u8], end: usize) -> usize {
    let padding = text[end..].iter().take(2).take_while(|byte| **byte == b'=').count();
    end + padding
}
