//! Secrets of any length in entries of a limited one. A secret that fits is one entry, as it is. A longer one is cut over numbered
//! entries, and the account's own entry becomes their *head*: it says how many there are, of which set, and what they add up to. The
//! parts are written first, in a set of their own beside the one that counts, and the head last; so whatever is interrupted, the head
//! names either the whole old secret or the whole new one.

use crate::entries::Entries;
use crate::error::VaultError;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// How a head begins. A secret that begins so is kept in parts, whatever its length.
const HEAD: &str = "tieout:parts:1:";
/// No vendor's token comes near; a page of HTML taken for one does.
const LONGEST_SECRET: usize = 64 << 10;
/// Where a store has no limit, only a secret that looks like a head is cut.
const PART_WITHOUT_LIMIT: usize = 4 << 10;

/// The secret of an account.
pub(crate) fn get(entries: &dyn Entries, account: &str) -> Result<Option<SecretString>, VaultError> {
    // Another program may put a new secret in its place between the head and the last part: then the head is another one.
    for _ in 0..2 {
        let Some(kept) = entries.read(account)? else { return Ok(None) };
        let Some(head) = Head::of(&kept) else { return text(&kept).map(Some).ok_or_else(damaged) };
        if let Some(whole) = head.gather(entries, account)? {
            return text(&whole).map(Some).ok_or_else(damaged);
        }
    }
    Err(damaged())
}

/// Keeps a secret in place of the one before.
pub(crate) fn set(entries: &dyn Entries, account: &str, secret: &SecretString) -> Result<(), VaultError> {
    let bytes = secret.expose_secret().as_bytes();
    if bytes.len() > LONGEST_SECRET {
        return Err(VaultError::TooLong);
    }
    let fits = entries.longest().is_none_or(|longest| bytes.len() <= longest) && !bytes.starts_with(HEAD.as_bytes());
    if fits && entries.longest().is_none() {
        return entries.write(account, bytes);
    }
    let before = entries.read(account)?.and_then(|kept| Head::of(&kept));
    if fits {
        entries.write(account, bytes)?;
    } else {
        let set = if before.as_ref().is_some_and(|head| head.set == 'a') { 'b' } else { 'a' };
        let written = Head::write(entries, account, bytes, set);
        if written.is_err() {
            tidy(entries, account, set);
        }
        written?;
    }
    if let Some(before) = before {
        tidy(entries, account, before.set);
    }
    Ok(())
}

/// Forgets a secret and whatever an interrupted change of it left behind.
pub(crate) fn delete(entries: &dyn Entries, account: &str) -> Result<(), VaultError> {
    let in_parts = entries.longest().is_some() || entries.read(account)?.is_some_and(|kept| Head::of(&kept).is_some());
    entries.remove(account)?;
    if in_parts {
        ['a', 'b'].iter().try_for_each(|set| remove_set(entries, account, *set))?;
    }
    Ok(())
}

/// A part that stays behind holds a part of a secret that no longer counts; it goes with the next change or when the account is forgotten.
fn tidy(entries: &dyn Entries, account: &str, set: char) {
    if let Err(error) = remove_set(entries, account, set) {
        tracing::warn!(%error, "parts of a secret that was replaced stay in the keychain for now");
    }
}

/// From the last to the first, so that what an interruption leaves is still counted from the first on.
fn remove_set(entries: &dyn Entries, account: &str, set: char) -> Result<(), VaultError> {
    let mut count = 0;
    while entries.read(&part(account, set, count))?.is_some() {
        count += 1;
    }
    (0..count).rev().try_for_each(|number| entries.remove(&part(account, set, number)))
}

fn part(account: &str, set: char, number: usize) -> String {
    format!("{account}#{set}{number}")
}

/// Whether an account is a part of another one's secret.
pub(crate) fn is_part(account: &str) -> bool {
    account.rsplit_once('#').is_some_and(|(_, name)| {
        name.starts_with(['a', 'b']) && name.len() > 1 && name[1..].bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// What stands in the account's own entry where its secret is in parts.
#[derive(PartialEq, Eq, Debug)]
struct Head {
    set: char,
    count: usize,
    length: usize,
    sum: u64,
}

impl Head {
    fn of(kept: &[u8]) -> Option<Self> {
        let mut fields = std::str::from_utf8(kept).ok()?.strip_prefix(HEAD)?.split(':');
        let set = fields.next()?.chars().next().filter(|set| matches!(set, 'a' | 'b'))?;
        let (count, length) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        let sum = u64::from_str_radix(fields.next()?, 16).ok()?;
        fields.next().is_none().then_some(Self { set, count, length, sum })
    }

    fn write(entries: &dyn Entries, account: &str, bytes: &[u8], set: char) -> Result<(), VaultError> {
        let parts = bytes.chunks(entries.longest().unwrap_or(PART_WITHOUT_LIMIT).max(1));
        let (count, length, sum) = (parts.len(), bytes.len(), checksum(bytes));
        for (number, bytes) in parts.enumerate() {
            entries.write(&part(account, set, number), bytes)?;
        }
        entries.write(account, format!("{HEAD}{set}:{count}:{length}:{sum:016x}").as_bytes())
    }

    /// The whole secret; `None` where the parts are not the ones that are meant.
    fn gather(&self, entries: &dyn Entries, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let mut whole = Zeroizing::new(Vec::with_capacity(self.length.min(LONGEST_SECRET)));
        for number in 0..self.count {
            let Some(bytes) = entries.read(&part(account, self.set, number))? else { return Ok(None) };
            whole.extend_from_slice(&bytes);
        }
        Ok((whole.len() == self.length && checksum(&whole) == self.sum).then_some(whole))
    }
}

/// FNV-1a: tells parts that belong together from parts of two secrets; nobody who could read it needs it.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The text of an entry. Earlier versions kept it on Windows as UTF-16, of which every second byte is zero in nearly every letter.
fn text(bytes: &[u8]) -> Option<SecretString> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Some(SecretString::from(text)),
        _ => utf_16(bytes).map(SecretString::from),
    }
}

fn utf_16(bytes: &[u8]) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Zeroizing<Vec<u16>> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect::<Vec<_>>().into();
    if rest.is_empty() { String::from_utf16(&units).ok() } else { None }
}

fn damaged() -> VaultError {
    VaultError::Other("what it holds is not what was kept; enter the secret again under Connections".to_owned())
}

#[cfg(test)]
#[path = "parts/tests.rs"]
mod tests;
