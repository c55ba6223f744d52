//! What a change is: what it is of, where it stands, and what follows from it on the wire and for a Rust caller.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::kind::{Area, ChangeKind};
use crate::location::Location;

/// What a change means for programs that were written before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is not seen there.
    #[default]
    Unchanged,
    /// Only what is said about the API is another.
    Documentation,
    /// A program that was written before goes on as it did.
    Compatible,
    /// A program that was written before may fail.
    Breaking,
}

impl Verdict {
    /// As it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}

/// Which side sends the value that a change is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// A client sends it.
    Sent,
    /// A client receives it.
    Received,
}

/// What a change is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The API as a whole.
    Api,
    /// An operation, as `GET /pets`.
    Operation(String),
    /// A schema, by its key.
    Type(String),
    /// A webhook, by its key.
    Webhook(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api => f.write_str("the API"),
            Self::Operation(spoken) => f.write_str(spoken),
            Self::Type(key) => write!(f, "type {key}"),
            Self::Webhook(key) => write!(f, "webhook {key}"),
        }
    }
}

/// A change between two versions of an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The part of the API that it is of.
    pub area: Area,
    /// What it is of.
    pub subject: Subject,
    /// What changed, as a sentence without a full stop.
    pub what: String,
    /// Where it stands in the old version, if it is there.
    pub old: Option<Location>,
    /// Where it stands in the new version, if it is there.
    pub new: Option<Location>,
    /// Which sides send the value that it is of.
    pub directions: BTreeSet<Direction>,
    /// What it means for requests and responses.
    pub wire: Verdict,
    /// What follows on the wire, where that does not go without saying.
    pub on_the_wire: Vec<String>,
    /// What it means for a program that is compiled with the new crate.
    pub rust: Verdict,
    /// What a Rust caller sees of it.
    pub in_rust: Vec<String>,
}

impl Change {
    /// The worse of both verdicts.
    pub fn verdict(&self) -> Verdict {
        self.wire.max(self.rust)
    }
}

/// A thing of both versions.
#[derive(Debug, Clone)]
pub struct Spot {
    pub area: Area,
    pub subject: Subject,
    /// What it is called there, as the subject of a sentence: "the parameter `limit`".
    pub named: String,
    pub old: Location,
    pub new: Location,
    /// Whether it was missing at times, and clients read null as that.
    pub null_is_absence: bool,
}

impl Spot {
    /// Something inside it.
    pub fn inside(&self, named: String, old: &Location, new: &Location) -> Self {
        Self { named, old: old.clone(), new: new.clone(), null_is_absence: false, ..self.clone() }
    }
}

/// The changes that were found, each once.
#[derive(Debug, Default)]
pub struct Changes {
    found: Vec<Change>,
    /// The position of each, by what tells it from others.
    known: BTreeMap<(ChangeKind, Option<Location>, Option<Location>, String), usize>,
}

impl Changes {
    /// Adds a change. If it is known already, it is what both are.
    pub fn push(&mut self, change: Change) -> usize {
        let key = (change.kind, change.old.clone(), change.new.clone(), change.what.clone());
        let next = self.found.len();
        let position = *self.known.entry(key).or_insert(next);
        match self.found.get_mut(position) {
            Some(known) => known.absorb(change),
            None => self.found.push(change),
        }
        position
    }

    /// All that were found, in the order in which they were.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.found.iter()
    }

    /// The change at a position.
    pub fn get(&self, position: usize) -> Option<&Change> {
        self.found.get(position)
    }

    /// The change at a position.
    pub fn get_mut(&mut self, position: usize) -> Option<&mut Change> {
        self.found.get_mut(position)
    }

    /// All that were found.
    pub fn into_vec(self) -> Vec<Change> {
        self.found
    }
}

impl Change {
    /// A change that is not yet seen anywhere.
    pub fn new(kind: ChangeKind, area: Area, subject: Subject, what: String) -> Self {
        Self {
            kind,
            area,
            subject,
            what,
            old: None,
            new: None,
            directions: BTreeSet::new(),
            wire: Verdict::Unchanged,
            on_the_wire: Vec::new(),
            rust: Verdict::Unchanged,
            in_rust: Vec::new(),
        }
    }

    /// A change of something that both versions have.
    pub fn of(kind: ChangeKind, spot: &Spot, what: String) -> Self {
        let change = Self::new(kind, spot.area, spot.subject.clone(), what);
        change.places(Some(&spot.old), Some(&spot.new))
    }

    /// Where it stands.
    #[must_use]
    pub fn places(self, old: Option<&Location>, new: Option<&Location>) -> Self {
        Self { old: old.cloned(), new: new.cloned(), ..self }
    }

    /// What it means on the wire, and why if `why` is not empty.
    #[must_use]
    pub fn wire(mut self, verdict: Verdict, why: &str) -> Self {
        self.wire = self.wire.max(verdict);
        if !why.is_empty() {
            self.on_the_wire.push(why.to_owned());
        }
        self
    }

    /// Which side sends what it is of.
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> Self {
        self.directions.insert(direction);
        self
    }

    /// Adds what it means for a Rust caller.
    pub fn for_rust(&mut self, verdict: Verdict, consequence: String) {
        self.rust = self.rust.max(verdict);
        if !self.in_rust.contains(&consequence) {
            self.in_rust.push(consequence);
        }
    }

    fn absorb(&mut self, other: Change) {
        self.wire = self.wire.max(other.wire);
        self.rust = self.rust.max(other.rust);
        self.directions.extend(other.directions);
        for (own, others) in [(&mut self.on_the_wire, other.on_the_wire), (&mut self.in_rust, other.in_rust)] {
            for text in others {
                if !own.contains(&text) {
                    own.push(text);
                }
            }
        }
    }
}
