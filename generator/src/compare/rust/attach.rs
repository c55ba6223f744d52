//! Which change of the document is the reason of a change of emitted code?

use std::collections::BTreeMap;

use crate::compare::change::{Change, Changes, Subject, Verdict};
use crate::compare::kind::{Area, ChangeKind};
use crate::location::{At, Location};

/// A change that a Rust caller sees.
pub struct Seen<'a> {
    pub kind: ChangeKind,
    pub subject: Subject,
    /// The part of the document that most likely is the reason.
    pub area: Area,
    /// The name in the document of what changed, if it has one.
    pub wire: &'a str,
    pub old: Option<&'a Location>,
    pub new: Option<&'a Location>,
    pub verdict: Verdict,
    pub what: String,
}

/// The changes of the document by their places.
pub struct Reasons {
    exact: BTreeMap<(Option<Location>, Option<Location>), Vec<usize>>,
    by_subject: BTreeMap<(Subject, Area), Vec<usize>>,
    removed: BTreeMap<Location, usize>,
    added: BTreeMap<Location, usize>,
    /// The values that are of another type, by their old and their new place.
    replaced: (BTreeMap<Location, usize>, BTreeMap<Location, usize>),
}

impl Reasons {
    pub fn new(changes: &Changes) -> Self {
        let mut reasons = Self {
            exact: BTreeMap::new(),
            by_subject: BTreeMap::new(),
            removed: BTreeMap::new(),
            added: BTreeMap::new(),
            replaced: Default::default(),
        };
        for (position, change) in changes.iter().enumerate() {
            reasons.learn(position, change);
        }
        reasons
    }

    fn learn(&mut self, position: usize, change: &Change) {
        if !can_be_reason(change.kind) {
            return;
        }
        self.exact.entry((change.old.clone(), change.new.clone())).or_default().push(position);
        self.by_subject.entry((change.subject.clone(), change.area)).or_default().push(position);
        match (&change.old, &change.new) {
            (Some(old), None) => {
                self.removed.entry(old.clone()).or_insert(position);
            }
            (None, Some(new)) => {
                self.added.entry(new.clone()).or_insert(position);
            }
            (Some(old), Some(new)) if is_of_another_type(change.kind) => {
                self.replaced.0.entry(old.clone()).or_insert(position);
                self.replaced.1.entry(new.clone()).or_insert(position);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    /// Adds what a caller sees to the change that is its reason, or as a change of its own.
    pub fn attach(&mut self, changes: &mut Changes, seen: Seen<'_>) {
        if let Some(change) = self.reason(changes, &seen).and_then(|position| changes.get_mut(position)) {
            change.for_rust(seen.verdict, seen.what);
            return;
        }
        let mut change = Change::new(seen.kind, Area::Rust, seen.subject, seen.what).places(seen.old, seen.new);
        change.rust = seen.verdict;
        let position = changes.push(change.clone());
        self.learn(position, &change);
    }

    fn reason(&self, changes: &Changes, seen: &Seen<'_>) -> Option<usize> {
        let exact = self.exact.get(&(seen.old.cloned(), seen.new.cloned()));
        let same_kind_of_thing = exact.and_then(|found| pick(changes, found, seen));
        let inside = || match (seen.old, seen.new) {
            (Some(old), None) => around(&self.removed, old).or_else(|| around(&self.replaced.0, old)),
            (None, Some(new)) => around(&self.added, new).or_else(|| around(&self.replaced.1, new)),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let of_subject = || {
            let found = self.by_subject.get(&(seen.subject.clone(), seen.area))?;
            pick(changes, found, seen).filter(|_| seen.area != Area::Rust && seen.area != Area::Type)
        };
        same_kind_of_thing.or_else(inside).or_else(of_subject)
    }
}

/// Of several changes of a place, the one that speaks of the thing.
fn pick(changes: &Changes, found: &[usize], seen: &Seen<'_>) -> Option<usize> {
    let quoted = format!("`{}`", seen.wire);
    let speaks = |position: &&usize| changes.get(**position).is_some_and(|it| it.what.contains(&quoted));
    let named = (!seen.wire.is_empty()).then(|| found.iter().find(speaks)).flatten();
    match named {
        Some(position) => Some(*position),
        None if is_of_a_value(seen.kind) => None,
        None => found.first().copied(),
    }
}

/// Whether several things of this kind stand at one place, so that only the one that is named can be meant.
fn is_of_a_value(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::RustVariantAdded | ChangeKind::RustVariantRemoved | ChangeKind::RustVariantChanged)
}

/// The change of something around a place.
fn around(known: &BTreeMap<Location, usize>, location: &Location) -> Option<usize> {
    let At::Pointer(pointer) = &location.at else { return None };
    let mut pointer = pointer.as_str();
    loop {
        if let Some(position) = known.get(&Location::new(location.file, pointer)) {
            return Some(*position);
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
}

/// Whether a value is of another type, so that types inside it may be new or gone.
fn is_of_another_type(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::TypeChanged | ChangeKind::TypeWidened | ChangeKind::TypeNarrowed)
}

/// What is said of something, or how much of it is allowed, changes no code.
fn can_be_reason(kind: ChangeKind) -> bool {
    !matches!(
        kind,
        ChangeKind::DocumentationChanged
            | ChangeKind::Deprecated
            | ChangeKind::Reinstated
            | ChangeKind::LimitTightened
            | ChangeKind::LimitLoosened
            | ChangeKind::DefaultChanged
            | ChangeKind::DefaultDocumented
            | ChangeKind::DefaultNoLongerDocumented
    )
}
