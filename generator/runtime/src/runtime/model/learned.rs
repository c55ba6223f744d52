//! What is worked out from the table of a record once: its keys as JSON text, and the order in which servers send them.

use super::text::json_string::push_string;
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

    /// Returns what is known of a record with these members, of which some must be there. The first guess at the order is
    /// that of the document.
    pub(super) fn facts(&self, members: impl ExactSizeIterator<Item = Need> + Clone) -> &Facts {
        self.0.get_or_init(|| Facts {
            keys: members.clone().map(|need| key(need.name())).collect(),
            following: (0..=members.len()).map(AtomicUsize::new).collect(),
            required: members
                .enumerate()
                .filter(|(_, need)| matches!(need, Need::MustBeThere(_)))
                .map(|(index, _)| index)
                .collect(),
        })
    }
}

impl fmt::Debug for Learned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Learned").finish_non_exhaustive()
    }
}

/// The name of a member, and whether a value must have it.
pub(super) enum Need {
    MustBeThere(&'static str),
    MayBeMissing(&'static str),
}

impl Need {
    fn name(&self) -> &'static str {
        match self {
            Need::MustBeThere(name) | Need::MayBeMissing(name) => name,
        }
    }
}

/// What is known of a shape.
pub(in crate::runtime::model) struct Facts {
    /// The keys of the members with the colon: `"jobTitle":`.
    keys: Box<[Box<str>]>,
    /// For the beginning of the record, and then for each member, the member that followed it last. Records of a list mostly
    /// repeat their order, so that a name is compared once and not looked up. Threads may overwrite what another learned.
    following: Box<[AtomicUsize]>,
    /// The members that must be there.
    required: Box<[usize]>,
}

impl Facts {
    /// The key of a member, with the colon.
    pub(super) fn key(&self, member: usize) -> Option<&str> {
        self.keys.get(member).map(Box::as_ref)
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

/// Writes the key of a member, with the colon.
fn key(name: &str) -> Box<str> {
    let mut text = Vec::new();
    push_string(&mut text, name);
    text.push(b':');
    String::from_utf8(text).unwrap_or_default().into()
}
