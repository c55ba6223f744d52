//! What is worked out from the table of a record once: its keys as JSON text, and the order in which servers send them.

use super::member::{Member, Presence};
use super::text::json_string;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is worked out from a table when the first value of its record is read or written as JSON text.
#[derive(Default)]
pub struct Learned(OnceLock<Facts>);

impl Learned {
    /// Makes one of a shape that was not used.
    pub const fn new() -> Self {
        Learned(OnceLock::new())
    }

    /// Returns what is known of a record with these members. The first guess at the order is that of the document.
    pub(super) fn facts<M: Iterator<Item = Member>>(&self, members: impl Fn() -> M) -> &Facts {
        self.0.get_or_init(|| {
            let keys: Box<[Key]> = members().map(Key::new).collect();
            let required = members().enumerate().filter(|(_, member)| member.presence == Presence::Required);
            Facts {
                following: (0..=keys.len()).map(AtomicUsize::new).collect(),
                required: required.map(|(index, _)| index).collect(),
                keys,
            }
        })
    }
}

impl fmt::Debug for Learned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Learned").finish_non_exhaustive()
    }
}

/// What is worked out from the variants of a union when the first string is read as JSON text.
#[derive(Default)]
pub struct LearnedUnion(OnceLock<Option<usize>>);

impl LearnedUnion {
    /// Makes one of a union that was not used.
    pub const fn new() -> Self {
        LearnedUnion(OnceLock::new())
    }

    /// The only variant that a string can be, which has any. There may be none.
    pub(super) fn variant_of_strings(&self, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        *self.0.get_or_init(find)
    }
}

impl fmt::Debug for LearnedUnion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LearnedUnion").finish_non_exhaustive()
    }
}

/// What is known of a shape.
pub(in crate::runtime::model) struct Facts {
    /// The keys of the members.
    keys: Box<[Key]>,
    /// For the beginning of the record, and then for each member, the member that followed it last. Records of a list mostly
    /// repeat their order, so that a name is compared once and not looked up. Threads may overwrite what another learned.
    following: Box<[AtomicUsize]>,
    /// The members that must be there.
    required: Box<[usize]>,
}

impl Facts {
    /// The key of a member.
    pub(super) fn key(&self, member: usize) -> Option<&Key> {
        self.keys.get(member)
    }

    /// The keys of the members, in their order.
    pub(super) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The member that followed another the last time, or began the record. There may be none of this index.
    pub(super) fn after(&self, previous: Previous) -> usize {
        self.following.get(previous.0).map_or(usize::MAX, |place| place.load(Ordering::Relaxed))
    }

    /// Remembers that a member followed another.
    pub(super) fn learn(&self, previous: Previous, member: usize) {
        if let Some(place) = self.following.get(previous.0) {
            place.store(member, Ordering::Relaxed);
        }
    }

    /// The members that must be there.
    pub(super) fn required(&self) -> &[usize] {
        &self.required
    }
}

/// The member that was read last, or the beginning of the record.
#[derive(Clone, Copy, Default)]
pub(super) struct Previous(usize);

impl Previous {
    pub(super) fn member(index: usize) -> Self {
        Previous(index + 1)
    }

    /// The member behind it in the document.
    pub(super) fn next(self) -> usize {
        self.0
    }
}

/// The longest key that is copied as one block, with the comma and the colon.
pub(super) const BLOCK: usize = 32;

/// The key of a member as JSON text, with the comma before it and the colon behind it: `,"jobTitle":`.
pub(in crate::runtime::model) struct Key {
    text: Box<str>,
    /// The beginning of the text, filled up with spaces.
    block: [u8; BLOCK],
    /// Ones where the block has the text, but for the comma.
    mask: [u8; BLOCK],
    /// Whether it is written without a value.
    stays: bool,
}

impl Key {
    fn new(member: Member) -> Self {
        let mut text = vec![b','];
        json_string::pieces(member.name, |piece| text.extend_from_slice(piece));
        text.push(b':');
        let mut block = [b' '; BLOCK];
        let mut mask = [0; BLOCK];
        block.iter_mut().zip(&mut mask).zip(&text).for_each(|((place, mask), byte)| (*place, *mask) = (*byte, u8::MAX));
        mask[0] = 0;
        let stays = member.presence != Presence::Optional;
        Key { text: String::from_utf8(text).unwrap_or_default().into(), block, mask, stays }
    }

    /// Whether the member is written as null if it is absent.
    pub(super) fn stays(&self) -> bool {
        self.stays
    }

    /// The text behind the comma: `"jobTitle":`.
    fn as_first(&self) -> &str {
        self.text.get(1..).unwrap_or_default()
    }

    /// The whole text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the text behind the comma is next in other text, of which `other` has one byte more before it: a comma, a
    /// brace or white space.
    pub(super) fn follows(&self, other: &[u8]) -> bool {
        match other.first_chunk::<BLOCK>() {
            Some(other) if self.text.len() <= BLOCK => {
                let (own, (mask, other)) = (self.block.as_chunks(), (self.mask.as_chunks(), other.as_chunks()));
                let words = own.0.iter().zip(mask.0).zip(other.0);
                let word = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
                words.fold(0, |found, ((own, mask), other)| found | ((word(own) ^ word(other)) & word(mask))) == 0
            }
            Some(_) | None => other.get(1..).is_some_and(|other| other.starts_with(self.as_first().as_bytes())),
        }
    }

    /// The text in a block of a fixed length that a processor copies at once, and how much of the block it is. Longer
    /// text has none.
    pub(super) fn block(&self) -> Option<(&[u8; BLOCK], usize)> {
        (self.text.len() <= BLOCK).then_some((&self.block, self.text.len()))
    }
}
