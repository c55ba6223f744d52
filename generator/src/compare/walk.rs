//! What a comparison of two versions of an API goes by: both sides, what was found, and which pairs of types are still to be
//! looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::change::{Change, Changes, Direction, Spot, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use crate::emit::surface::Surface;
use crate::ir::{Api, Check, Docs, Item, Kind, NameOrigin, TypeExpr, TypeId, Xml};
use crate::names::Names;

/// One version of an API.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub api: &'a Api,
    pub names: &'a Names,
    pub surface: &'a Surface,
}

/// A use of a value after all aliases are resolved: what they all say together.
pub struct Flat<'a> {
    pub ty: &'a TypeExpr,
    pub nullable: bool,
    pub checks: Vec<&'a Check>,
    pub xml: Option<&'a Xml>,
}

impl<'a> Side<'a> {
    /// What a use says, with what the aliases say that it names.
    pub fn flat(&self, item: &'a Item) -> Flat<'a> {
        let mut flat = Flat {
            ty: &item.ty,
            nullable: item.nullable,
            checks: item.checks.iter().collect(),
            xml: item.xml.as_deref(),
        };
        for _ in 0..=self.api.types.len() {
            let TypeExpr::Named(id) = flat.ty else { break };
            let Kind::Alias(inner) = &self.api.types[*id].kind else { break };
            flat.ty = &inner.ty;
            flat.nullable |= inner.nullable;
            flat.checks.extend(&inner.checks);
            flat.xml = flat.xml.or(inner.xml.as_deref());
        }
        flat
    }

    /// The key of a type that is a component schema.
    pub fn component(&self, id: TypeId) -> Option<&'a str> {
        match &self.api.types[id].name {
            NameOrigin::Component(key) => Some(key),
            NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => None,
        }
    }

    /// A type as the subject of changes.
    pub fn subject(&self, id: TypeId) -> Subject {
        Subject::Type(self.names.key(id).to_owned())
    }
}

/// A value that is of another schema now, where at least one of the two schemas is in both versions: neither is the other one under
/// another name.
pub struct Replaced {
    pub spot: Spot,
    pub direction: Direction,
    pub old: TypeId,
    pub new: TypeId,
}

/// A comparison.
pub struct Walk<'a> {
    pub old: Side<'a>,
    pub new: Side<'a>,
    pub changes: Changes,
    /// The pairs of types to look at, each with the side that sends them.
    queue: VecDeque<(TypeId, TypeId, Direction)>,
    seen: BTreeSet<(TypeId, TypeId, Direction)>,
    /// The types of the new version that stand where a type of the old one stood.
    pairs: BTreeMap<TypeId, BTreeSet<TypeId>>,
    /// The values that are of another schema and are still to be told.
    pub replaced: Vec<Replaced>,
    /// The keys of the component schemas of both versions. None: what stands at one place is compared whatever it is called.
    components: Option<[BTreeSet<&'a str>; 2]>,
}

impl<'a> Walk<'a> {
    pub fn new(old: Side<'a>, new: Side<'a>) -> Self {
        // A schema that is an alias now has the other key, and both are one.
        let is_own = |side: Side<'a>, id: &TypeId| !matches!(side.api.types[*id].kind, Kind::Alias(_));
        let keys = |side: Side<'a>| {
            side.api.types.ids().filter(|id| is_own(side, id)).filter_map(|id| side.component(id)).collect()
        };
        Self { components: Some([keys(old), keys(new)]), ..Self::by_shape(old, new) }
    }

    /// A comparison of shapes alone, which says whether one type can stand for another one.
    pub fn by_shape(old: Side<'a>, new: Side<'a>) -> Self {
        Self {
            old,
            new,
            replaced: Vec::new(),
            components: None,
            changes: Changes::default(),
            queue: VecDeque::new(),
            seen: BTreeSet::new(),
            pairs: BTreeMap::new(),
        }
    }

    /// Looks at a pair of types later, once for each side that sends it.
    pub fn later(&mut self, old: TypeId, new: TypeId, direction: Direction) {
        let (old, new) = (self.old.api.first_place(old), self.new.api.first_place(new));
        self.pairs.entry(old).or_default().insert(new);
        if self.seen.insert((old, new, direction)) {
            self.queue.push_back((old, new, direction));
        }
    }

    /// Whether two types of one place are two schemas: their keys differ, and one of these is in both versions.
    pub fn are_two(&self, old: TypeId, new: TypeId) -> bool {
        let Some([old_keys, new_keys]) = &self.components else { return false };
        let was = self.old.component(self.old.api.first_place(old));
        let is = self.new.component(self.new.api.first_place(new));
        was != is && (was.is_some_and(|key| new_keys.contains(key)) || is.is_some_and(|key| old_keys.contains(key)))
    }

    /// The next pair to look at.
    pub fn next(&mut self) -> Option<(TypeId, TypeId, Direction)> {
        self.queue.pop_front()
    }

    /// The types that stand where an old type stood.
    pub fn successors(&self, old: TypeId) -> impl Iterator<Item = TypeId> + use<'_, 'a> {
        self.pairs.get(&self.old.api.first_place(old)).into_iter().flatten().copied()
    }

    /// Adds a change of something that both versions have.
    pub fn tell(&mut self, kind: ChangeKind, spot: &Spot, what: String, wire: Verdict, why: &str) {
        self.changes.push(Change::of(kind, spot, what).wire(wire, why));
    }

    /// As [`Walk::tell`], of a value that one side sends.
    pub fn tell_of_value(
        &mut self,
        kind: ChangeKind,
        spot: &Spot,
        direction: Direction,
        what: String,
        (wire, why): (Verdict, &str),
    ) {
        self.changes.push(Change::of(kind, spot, what).wire(wire, why).direction(direction));
    }

    /// Compares what is said about something.
    pub fn docs(&mut self, spot: &Spot, old: &Docs, new: &Docs) {
        if !are_said_alike(old, new) {
            let what = format!("what is said about {} is another", spot.named);
            self.tell(ChangeKind::DocumentationChanged, spot, what, Verdict::Documentation, "");
        }
    }

    /// Compares the documented examples of something.
    pub fn examples<T: PartialEq>(&mut self, spot: &Spot, old: &T, new: &T) {
        if old != new {
            let what = format!("the examples of {} are others", spot.named);
            self.tell(ChangeKind::DocumentationChanged, spot, what, Verdict::Documentation, "");
        }
    }

    /// Compares whether something is deprecated.
    pub fn deprecation(&mut self, spot: &Spot, old: bool, new: bool) {
        let (kind, what) = match (old, new) {
            (false, true) => (ChangeKind::Deprecated, format!("{} is deprecated", spot.named)),
            (true, false) => (ChangeKind::Reinstated, format!("{} is no longer deprecated", spot.named)),
            (true, true) | (false, false) => return,
        };
        self.tell(kind, spot, what, Verdict::Compatible, "");
    }
}

/// Whether the same is said, but for white space.
pub fn are_said_alike(old: &Docs, new: &Docs) -> bool {
    let words = |text: &Option<String>| {
        text.as_deref().unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let said = |docs: &Docs| [words(&docs.summary), words(&docs.description), words(&docs.link)];
    said(old) == said(new)
}

/// The spot of a pair of types.
pub fn type_spot(walk: &Walk, old: TypeId, new: TypeId) -> Spot {
    Spot {
        area: Area::Type,
        subject: walk.new.subject(new),
        named: "the type".to_owned(),
        old: walk.old.api.types[old].location.clone(),
        new: walk.new.api.types[new].location.clone(),
        null_is_absence: false,
    }
}
