//! The keys of an object that is read into a record, and which members were read.

use super::super::learned::{Facts, Previous};
use super::super::shape::Shape;
use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// How many words are on the stack.
const FIRST: usize = 4;

/// The indexes of the members that were read, as bits: the first 256 on the stack, and those of wider records behind them.
#[derive(Default)]
pub(super) struct SeenMembers {
    first: [u64; FIRST],
    rest: Vec<u64>,
}

impl SeenMembers {
    /// Adds a member. Returns whether it was not in the set.
    pub(super) fn insert(&mut self, member: usize) -> bool {
        let (word, bit) = (member / 64, 1 << (member % 64));
        match self.first.get_mut(word) {
            Some(bits) => set(bits, bit),
            None => self.insert_behind(word - FIRST, bit),
        }
    }

    pub(super) fn contains(&self, member: usize) -> bool {
        let word = member / 64;
        let bits = self.first.get(word).or_else(|| self.rest.get(word - FIRST));
        bits.is_some_and(|bits| bits & (1 << (member % 64)) != 0)
    }

    #[cold]
    fn insert_behind(&mut self, word: usize, bit: u64) -> bool {
        if self.rest.len() <= word {
            self.rest.resize(word + 1, 0);
        }
        self.rest.get_mut(word).is_some_and(|bits| set(bits, bit))
    }
}

/// Sets a bit. Returns whether it was not set.
fn set(bits: &mut u64, bit: u64) -> bool {
    let is_new = *bits & bit == 0;
    *bits |= bit;
    is_new
}

/// A key of an object that is read into a record.
pub(super) enum Key {
    /// The key of the member with this index.
    Known(usize),
    /// The key of an additional member, which the record keeps.
    Other(String),
    /// The key of an additional member that the record does not keep, or that is read-only in a type that a client sends.
    Ignored,
}

/// Reads a key and finds its member.
pub(super) struct NextKey {
    pub(super) shape: &'static Shape,
    pub(super) facts: &'static Facts,
    pub(super) previous: Previous,
}

impl<'de> DeserializeSeed<'de> for NextKey {
    type Value = Key;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NextKey {
    type Value = Key;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        let guess = self.facts.after(self.previous);
        if self.shape.names.get(guess).is_some_and(|name| *name == key) {
            return Ok(Key::Known(guess));
        }
        Ok(self::key(self.shape, self.facts, self.previous, key))
    }
}

/// Finds the member of a name, and remembers what it followed. The search starts at the next member, because servers mostly
/// send members in the order of the document.
pub(super) fn key(shape: &Shape, facts: &Facts, previous: Previous, name: &str) -> Key {
    let names = shape.names.iter().enumerate();
    let (before, after) = (names.clone().take(previous.next()), names.skip(previous.next()));
    match after.chain(before).find(|(_, of)| **of == name) {
        Some((index, _)) => {
            facts.learn(previous, index);
            Key::Known(index)
        }
        None if facts.is_open() && !shape.read_only().contains(&name) => Key::Other(name.to_owned()),
        None => Key::Ignored,
    }
}
