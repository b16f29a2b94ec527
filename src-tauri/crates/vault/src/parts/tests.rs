#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// A store that takes so many bytes, and breaks off after so many steps.
struct Store {
    longest: Option<usize>,
    kept: RefCell<BTreeMap<String, Vec<u8>>>,
    steps: Cell<usize>,
}

impl Store {
    fn of(longest: Option<usize>) -> Self {
        Self { longest, kept: RefCell::default(), steps: Cell::new(usize::MAX) }
    }

    fn step(&self) -> Result<(), VaultError> {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        if left == 0 { Err(VaultError::TimedOut) } else { Ok(()) }
    }

    fn holds(&self) -> Option<String> {
        get(self, "a/token").unwrap().map(|secret| secret.expose_secret().to_owned())
    }

    fn names(&self) -> Vec<String> {
        self.kept.borrow().keys().cloned().collect()
    }
}

impl Entries for Store {
    fn longest(&self) -> Option<usize> {
        self.longest
    }

    fn read(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.kept.borrow().get(account).cloned().map(Zeroizing::new))
    }

    fn write(&self, account: &str, bytes: &[u8]) -> Result<(), VaultError> {
        if self.longest.is_some_and(|longest| bytes.len() > longest) {
            return Err(VaultError::TooLong);
        }
        self.step()?;
        self.kept.borrow_mut().insert(account.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn remove(&self, account: &str) -> Result<(), VaultError> {
        self.step()?;
        self.kept.borrow_mut().remove(account);
        Ok(())
    }
}

fn secret(letter: char, length: usize) -> String {
    (0..length).map(|number| char::from(b'0' + u8::try_from(number % 10).unwrap())).chain([letter]).collect()
}

fn keep(store: &Store, text: &str) -> Result<(), VaultError> {
    set(store, "a/token", &SecretString::from(text))
}

#[test]
fn secrets_of_any_length_are_kept_and_forgotten_whole() {
    for longest in [None, Some(1_280), Some(100)] {
        let store = Store::of(longest);
        for length in [0, 1, 99, 100, 1_279, 1_280, 4_096, 60_000, 5] {
            let text = secret('é', length);
            keep(&store, &text).unwrap();
            assert_eq!(store.holds(), Some(text), "{length} in {longest:?}");
        }
        assert_eq!(store.names(), ["a/token"], "nothing of the long ones is left");
        keep(&store, &secret('x', 4_096)).unwrap();
        delete(&store, "a/token").unwrap();
        delete(&store, "a/token").unwrap();
        assert_eq!((store.holds(), store.names().len()), (None, 0));
    }
}

#[test]
fn whatever_is_interrupted_the_secret_is_the_old_or_the_new_one() {
    let lengths = [40, 250, 990, 1_500];
    for (before, after) in lengths.iter().flat_map(|before| lengths.map(|after| (*before, after))) {
        for steps in 0..40 {
            let store = Store::of(Some(100));
            let (old, new) = (secret('o', before), secret('n', after));
            // Twice, so that both sets of parts have been used.
            keep(&store, &secret('x', 700)).unwrap();
            keep(&store, &old).unwrap();
            store.steps.set(steps);
            let kept = keep(&store, &new);
            store.steps.set(usize::MAX);
            let holds = store.holds();
            assert!(holds == Some(new.clone()) || (kept.is_err() && holds == Some(old)), "{before} {after} {steps}");
            // What is left lying about goes when the account is forgotten, also if that is interrupted.
            store.steps.set(steps);
            let _ = delete(&store, "a/token");
            store.steps.set(usize::MAX);
            delete(&store, "a/token").unwrap();
            assert_eq!(store.names().len(), 0, "{before} {after} {steps}");
        }
    }
}

#[test]
fn parts_of_two_secrets_are_never_put_together() {
    let store = Store::of(Some(100));
    keep(&store, &secret('x', 250)).unwrap();
    store.kept.borrow_mut().insert("a/token#a1".to_owned(), vec![b'?'; 100]);
    assert!(
        matches!(get(&store, "a/token"), Err(VaultError::Other(words)) if words.contains("enter the secret again"))
    );
    store.kept.borrow_mut().remove("a/token#a2");
    assert!(get(&store, "a/token").is_err());
    keep(&store, "short").unwrap();
    assert_eq!(store.holds().as_deref(), Some("short"));
}

#[test]
fn what_was_kept_by_earlier_versions_is_read() {
    for text in ["Hunter2 é", "pass\u{1f426}word"] {
        let store = Store::of(Some(2_560));
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        store.kept.borrow_mut().insert("a/token".to_owned(), utf_16);
        assert_eq!(store.holds().as_deref(), Some(text));
        store.kept.borrow_mut().insert("a/token".to_owned(), text.into());
        assert_eq!(store.holds().as_deref(), Some(text));
    }
}

#[test]
fn a_secret_that_looks_like_a_head_is_a_secret() {
    for longest in [None, Some(100)] {
        let store = Store::of(longest);
        let text = "tieout:parts:1:a:1:5:0000000000000000";
        keep(&store, text).unwrap();
        assert_eq!(store.holds().as_deref(), Some(text));
        delete(&store, "a/token").unwrap();
        assert_eq!(store.names().len(), 0);
    }
}

#[test]
fn what_no_keychain_takes_is_too_long() {
    for longest in [None, Some(1_280)] {
        let store = Store::of(longest);
        keep(&store, "the one before").unwrap();
        assert_eq!(keep(&store, &secret('x', LONGEST_SECRET)), Err(VaultError::TooLong));
        assert_eq!(store.holds().as_deref(), Some("the one before"));
    }
}

#[test]
fn a_part_is_no_account_of_its_own() {
    assert!(is_part("a/token#a0") && is_part("a/token#b12"));
    assert!(!is_part("a/token") && !is_part("a#c/token") && !is_part("a/token#a") && !is_part("a/token#c1"));
}
