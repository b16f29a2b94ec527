//! The ways in which one letter of a secret may be written, read without knowing which of them the text uses. So every mixture of
//! them is met, not only what one encoder makes.

/// Up to four bytes that some spelling stands for.
#[derive(Clone, Copy)]
pub(crate) struct Bytes {
    bytes: [u8; 4],
    length: usize,
}

impl Bytes {
    fn one(byte: u8) -> Self {
        Self { bytes: [byte, 0, 0, 0], length: 1 }
    }

    fn letter(letter: char) -> Self {
        let mut bytes = [0; 4];
        let length = letter.encode_utf8(&mut bytes).len();
        Self { bytes, length }
    }

    pub(crate) fn first(&self) -> u8 {
        self.bytes[0]
    }

    fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// An escape's first letter may be escaped itself (`%252B`), and that again.
const DEPTH: u32 = 3;

/// What the text may mean here, each with the length of its spelling.
pub(crate) fn readings(text: &[u8], at: usize) -> Vec<(Bytes, usize)> {
    let Some(first) = text.get(at) else { return Vec::new() };
    let mut found = vec![(Bytes::one(*first), 1)];
    let mut new = 0;
    for _ in 0..DEPTH {
        let openers = new..found.len();
        new = found.len();
        for opener in openers {
            let (bytes, length) = found[opener];
            let inner = text.get(at + length..).unwrap_or_default();
            found.extend(
                unescaped(bytes.as_slice(), inner).into_iter().flatten().map(|(bytes, more)| (bytes, length + more)),
            );
        }
        if found.len() == new {
            break;
        }
    }
    found
}

/// What stands behind the first letter of an escape.
fn unescaped(opener: &[u8], inner: &[u8]) -> [Option<(Bytes, usize)>; 2] {
    match (opener, inner) {
        (b"+", _) => [Some((Bytes::one(b' '), 0)), None],
        (b"%", [b'u' | b'U', digits @ ..]) => [four_hex(digits).and_then(letter).map(|letter| (letter, 5)), None],
        (b"%", digits) => percent(digits),
        (b"\\", inner) => [backslash(inner), None],
        (b"&", inner) => [entity(inner), None],
        _ => [None, None],
    }
}

/// Where the needle ends that begins here; of several ways to read the text the longest.
pub(crate) fn end_of(needle: &[u8], text: &[u8], at: usize) -> Option<usize> {
    // Where in the text each of the needle's next letters may begin: a letter has four bytes at most.
    let mut places: [Vec<usize>; 5] = std::array::from_fn(|_| Vec::new());
    places[0].push(at);
    for number in 0..needle.len() {
        let left = &needle[number..];
        for place in std::mem::take(&mut places[number % 5]) {
            for (bytes, length) in readings(text, place) {
                let next = &mut places[(number + bytes.length) % 5];
                if left.starts_with(bytes.as_slice()) && !next.contains(&(place + length)) {
                    next.push(place + length);
                }
            }
        }
        if places.iter().all(Vec::is_empty) {
            return None;
        }
    }
    places[needle.len() % 5].iter().copied().max()
}

/// `%2B`, a byte of UTF-8, and else a letter of Latin-1.
fn percent(digits: &[u8]) -> [Option<(Bytes, usize)>; 2] {
    let [high, low, ..] = digits else { return [None, None] };
    let Some(byte) = hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low) else { return [None, None] };
    let byte = u8::try_from(byte).unwrap_or_default();
    [Some((Bytes::one(byte), 2)), (!byte.is_ascii()).then(|| (Bytes::letter(char::from(byte)), 2))]
}

/// What JSON and scripts write behind a backslash.
fn backslash(inner: &[u8]) -> Option<(Bytes, usize)> {
    let plain = |byte| Some((Bytes::one(byte), 1));
    match inner {
        [b'u', digits @ ..] => {
            let first = four_hex(digits)?;
            if let Some(letter) = letter(first) {
                return Some((letter, 5));
            }
            let [b'\\', b'u', digits @ ..] = digits.get(4..)? else { return None };
            let both = [u16::try_from(first).ok()?, u16::try_from(four_hex(digits)?).ok()?];
            Some((Bytes::letter(char::decode_utf16(both).next()?.ok()?), 11))
        }
        [b'x', high, low, ..] => Some((letter(hex(*high)? * 16 + hex(*low)?)?, 3)),
        [b'n', ..] => plain(b'\n'),
        [b'r', ..] => plain(b'\r'),
        [b't', ..] => plain(b'\t'),
        [b'b', ..] => plain(8),
        [b'f', ..] => plain(12),
        [byte @ (b'"' | b'\\' | b'/' | b'\''), ..] => plain(*byte),
        _ => None,
    }
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn entity(inner: &[u8]) -> Option<(Bytes, usize)> {
    const NAMED: [(&[u8], u8); 6] =
        [(b"amp;", b'&'), (b"lt;", b'<'), (b"gt;", b'>'), (b"quot;", b'"'), (b"apos;", b'\''), (b"nbsp;", b' ')];
    let named = |(name, byte): &(&[u8], u8)| {
        let found = inner.get(..name.len())?.eq_ignore_ascii_case(name);
        found.then(|| (Bytes::one(*byte), name.len()))
    };
    if let Some(found) = NAMED.iter().find_map(named) {
        return Some(found);
    }
    let end = inner.iter().take(10).position(|byte| *byte == b';')?;
    let number = std::str::from_utf8(inner.get(..end)?).ok()?.strip_prefix('#')?;
    let value = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((letter(value)?, end + 1))
}

fn letter(value: u32) -> Option<Bytes> {
    char::from_u32(value).map(Bytes::letter)
}

fn four_hex(digits: &[u8]) -> Option<u32> {
    digits.get(..4)?.iter().try_fold(0, |sum, digit| Some(sum * 16 + hex(*digit)?))
}

fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}
