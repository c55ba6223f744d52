//! The keys of an object that is read into a record, and which members were read.

use super::super::shape::Shape;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// The indexes of the members that were read: bits for the first 128, and a set for those of wider records.
#[derive(Default)]
pub(super) struct SeenMembers {
    first: u128,
    rest: std::collections::BTreeSet<usize>,
}

impl SeenMembers {
    /// Adds a member. Returns whether it was not in the set.
    pub(super) fn insert(&mut self, member: usize) -> bool {
        match bit(member) {
            Some(bit) => {
                let new = self.first & bit == 0;
                self.first |= bit;
                new
            }
            None => self.rest.insert(member),
        }
    }

    pub(super) fn contains(&self, member: usize) -> bool {
        match bit(member) {
            Some(bit) => self.first & bit != 0,
            None => self.rest.contains(&member),
        }
    }
}

fn bit(member: usize) -> Option<u128> {
    u32::try_from(member).ok().and_then(|shift| 1u128.checked_shl(shift))
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

/// Reads a key and finds its member. The search starts at the next member, because servers mostly send members in the
/// order of the document.
pub(super) struct NextKey {
    pub(super) shape: &'static Shape,
    pub(super) next: usize,
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
        let members = self.shape.members;
        let after = members.iter().enumerate().skip(self.next);
        let before = members.iter().enumerate().take(self.next);
        Ok(match after.chain(before).find(|(_, member)| member.name == key) {
            Some((index, _)) => Key::Known(index),
            None if self.shape.open && !self.shape.read_only.contains(&key) => Key::Other(key.to_owned()),
            None => Key::Ignored,
        })
    }
}
