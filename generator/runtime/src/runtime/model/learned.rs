//! What is worked out from the table of a record once: its keys as JSON text, and the order in which servers send them.

use super::member::{Presence, Rule};
use super::shape::Shape;
use super::text::json_string;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many facts a thread has at hand, which it finds without a lock.
const AT_HAND: usize = 512;
/// At how many places of a thread the facts of a shape may be.
const PLACES: usize = 8;

thread_local! {
    /// The facts that a thread found, each at a place that follows from the address of its shape, or behind it.
    static FOUND: [Cell<Option<&'static Facts>>; AT_HAND] = const { [const { Cell::new(None) }; AT_HAND] };
}

/// What is known of a shape. It is worked out when the first value of its record is read or written as JSON text, and stays.
pub(in crate::runtime::model) fn facts(shape: &'static Shape) -> &'static Facts {
    let first = std::ptr::from_ref(shape).addr() / align_of::<Shape>();
    FOUND.with(|places| match places.get(first % AT_HAND).and_then(Cell::get) {
        Some(facts) if std::ptr::eq(facts.of, shape) => facts,
        Some(_) | None => find(shape, places, first),
    })
}

/// Finds the facts of a shape behind the first of its places. Else it puts them where nothing is, or in place of others.
#[inline(never)]
fn find(shape: &'static Shape, places: &[Cell<Option<&'static Facts>>], first: usize) -> &'static Facts {
    let mut chosen = places.get(first % AT_HAND);
    for place in (first..first + PLACES).filter_map(|place| places.get(place % AT_HAND)) {
        match place.get() {
            Some(facts) if std::ptr::eq(facts.of, shape) => return facts,
            Some(_) => {}
            None => {
                chosen = Some(place);
                break;
            }
        }
    }
    let facts = shared(shape);
    chosen.into_iter().for_each(|place| place.set(Some(facts)));
    facts
}

/// What is known of a shape, for all threads.
fn shared(shape: &'static Shape) -> &'static Facts {
    static ALL: OnceLock<Mutex<HashMap<usize, &'static Facts>>> = OnceLock::new();
    let mut all = ALL.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    // As many as there are types: they are never freed, as a static is not.
    all.entry(std::ptr::from_ref(shape).addr()).or_insert_with(|| Box::leak(Box::new(Facts::new(shape))))
}

/// What is known of a shape.
pub(in crate::runtime::model) struct Facts {
    /// The shape.
    of: &'static Shape,
    /// The keys of the members.
    keys: Box<[Key]>,
    /// For the beginning of the record, and then for each member, the member that followed it last. Records of a list mostly
    /// repeat their order, so that a name is compared once and not looked up. Threads may overwrite what another learned.
    following: Box<[AtomicUsize]>,
    /// The members that must be there.
    required: Box<[usize]>,
    /// Whether members that the document does not name are kept.
    is_open: bool,
}

impl Facts {
    /// Works out what is known of a shape. The first guess at the order is that of the document.
    fn new(shape: &'static Shape) -> Self {
        let keys: Box<[Key]> = shape.members().map(Key::new).collect();
        let required = shape.members().enumerate().filter(|(_, member)| member.presence == Presence::Required);
        Facts {
            of: shape,
            following: (0..=keys.len()).map(AtomicUsize::new).collect(),
            required: required.map(|(index, _)| index).collect(),
            is_open: shape.rules.iter().any(|rule| matches!(rule, Rule::Open(_))),
            keys,
        }
    }

    /// Whether members that the document does not name are kept.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

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
    fn new(member: super::member::Member) -> Self {
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
