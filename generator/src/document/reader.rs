//! Walks down raw values: known keys, lists, maps, references.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::value::{is_blank, named};
use super::version::Dialect;
use crate::diag::{Code, Diags};
use crate::link::near::nearest;
use crate::link::node::Node;
use crate::link::vocabulary::{Kind, Section, is_newer, member, members};
use crate::link::{Address, Links};
use crate::location::{FileId, Location};
use crate::source::{Raw, SourceSet};

/// What every part of a document is read with.
pub struct Reader<'s> {
    pub sources: &'s SourceSet,
    pub links: &'s Links,
    pub diags: Diags,
    /// Versions of the roots; a file without one is read by `usual`.
    pub dialects: BTreeMap<FileId, Dialect>,
    pub usual: Dialect,
    /// Whether what is read is sent as text, as parameters and headers are.
    pub as_text: bool,
    /// Security schemes that are needed and nowhere described, with the first place that needs each.
    pub undeclared_schemes: IndexMap<String, Location>,
    /// References that were passed on the way here, without a component in between.
    hops: usize,
    /// How many schemas stand around what is read.
    pub depth: usize,
    /// How many values may still be repeated in another place; none once there were too many.
    room: Option<usize>,
}

/// How many references may be put in place of each other.
const HOPS: usize = 32;

/// So many values may be repeated, however small the documents are.
const LEAST_ROOM: usize = 100_000;

impl<'s> Reader<'s> {
    pub fn new(sources: &'s SourceSet, links: &'s Links) -> Self {
        let dialects = BTreeMap::new();
        // A path item may be used by many paths, but memory stays in proportion to the input.
        let room = sources.files.values().map(|file| file.text.len()).sum::<usize>().max(LEAST_ROOM);
        Self {
            sources,
            links,
            diags: Diags::default(),
            dialects,
            usual: Dialect::V3_0,
            as_text: false,
            undeclared_schemes: IndexMap::new(),
            hops: 0,
            depth: 0,
            room: Some(room),
        }
    }

    /// The version that the node is written in.
    pub fn dialect(&self, node: &Node<'_>) -> Dialect {
        self.dialects.get(&node.file).copied().unwrap_or(self.usual)
    }

    /// Calls `read` with the node at the address.
    pub fn at<T>(&mut self, address: &Address, read: impl FnOnce(&mut Self, &Node<'_>) -> T) -> Option<T> {
        let sources = self.sources;
        let links = self.links;
        let raw = sources.get(address.file)?.raw.pointer(&address.pointer)?;
        let points = links.points(address.file).and_then(|points| points.at(&address.pointer));
        Some(read(self, &Node::start(raw, address.file, &address.pointer, points)))
    }

    /// Calls `read` with the node, or with the one that it refers to: for what is no component.
    pub fn through<T>(&mut self, node: &Node<'_>, read: impl FnOnce(&mut Self, &Node<'_>) -> T) -> Option<T> {
        let Some(reference) = node.reference() else { return Some(read(self, node)) };
        let address = self.links.target(node.file, reference)?;
        if self.hops >= HOPS {
            let message = format!("`{reference}` leads back to itself");
            self.diags.push(Code::RefLoop, node.location_of("$ref"), message);
            return None;
        }
        self.hops += 1;
        let result = self.at(address, |reader, target| {
            reader.spend(values(target.raw), || node.location_of("$ref")).then(|| read(reader, target))
        });
        self.hops -= 1;
        result.flatten()
    }

    /// Whether so many values may be repeated in another place.
    pub fn spend(&mut self, values: usize, location: impl FnOnce() -> Location) -> bool {
        match self.room.map(|room| room.checked_sub(values)) {
            None => false,
            Some(Some(room)) => {
                self.room = Some(room);
                true
            }
            Some(None) => {
                self.room = None;
                let message = "parts of the document repeat more than can be meant, up to this one";
                let help = "refer to components, such as schemas and responses, instead of to larger parts";
                self.diags.push(Code::TooLarge, location(), message).help(help);
                false
            }
        }
    }

    /// Reads a thing that may be a component, or a reference to one.
    pub fn shared<T>(
        &mut self,
        node: &Node<'_>,
        section: Section,
        read: impl FnOnce(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        if let Some(reference) = self.standing(node, section) {
            return Some(ReferenceOr::Reference { reference });
        }
        self.content(node, section, read)
    }

    /// Reads a component's own content.
    pub fn content<T>(
        &mut self,
        node: &Node<'_>,
        section: Section,
        read: impl FnOnce(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        let Some(reference) = node.reference() else { return read(self, node).map(ReferenceOr::Item) };
        for (key, sibling) in node.members() {
            if key != "$ref" && !key.starts_with("x-") {
                let message = format!("`{key}` beside a `$ref` counts for nothing");
                self.diags.push(Code::Ignored, sibling.location(), message);
            }
        }
        let reference = self.links.referred(node.file, reference, section)?.reference();
        Some(ReferenceOr::Reference { reference })
    }

    /// The reference to the component that this node is, if it is one.
    pub fn standing(&self, node: &Node<'_>, section: Section) -> Option<String> {
        let number = node.points?.component(section)?;
        self.links.component(number).map(|component| component.reference())
    }

    /// The object under `key`, if there is one.
    pub fn one<T>(
        &mut self,
        node: &Node<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<T> {
        let child = node.get(key)?;
        if child.raw.is_null() {
            self.absent(node, key);
            return None;
        }
        read(self, &child)
    }

    /// The objects of the list under `key`.
    pub fn list<T>(
        &mut self,
        node: &Node<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(child) = node.get(key) else { return Vec::new() };
        let list = self.through(&child, |reader, list| match list.raw {
            Raw::Array(items) => {
                let mut read_items = Vec::with_capacity(items.len());
                for item in list.items() {
                    if item.raw.is_null() {
                        reader.mend(item.location(), format!("null in `{key}`; left out"));
                    } else {
                        read_items.extend(read(reader, &item));
                    }
                }
                read_items
            }
            other => {
                reader.no_list(node, key, other);
                Vec::new()
            }
        });
        list.unwrap_or_default()
    }

    /// The objects of the map under `key`, by name.
    pub fn map<T>(
        &mut self,
        node: &Node<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let mut entries = IndexMap::new();
        self.entries(node, key, |reader, name, entry| {
            if let Some(value) = read(reader, entry) {
                entries.insert(name.to_owned(), value);
            }
        });
        entries
    }

    /// Calls `visit` with each entry of the map under `key`.
    pub fn entries(&mut self, node: &Node<'_>, key: &str, mut visit: impl FnMut(&mut Self, &str, &Node<'_>)) {
        let Some(child) = node.get(key) else { return };
        self.through(&child, |reader, map| {
            if !map.raw.is_object() {
                reader.no_map(node, key, map.raw);
            }
            for (name, entry) in map.members() {
                visit(reader, name, &entry);
            }
        });
    }

    /// Tells each key that OpenAPI does not know in an object of this kind. False when it is no object.
    pub fn check(&mut self, node: &Node<'_>, kind: Kind) -> bool {
        let Some(object) = node.raw.as_object() else {
            let message = format!("{} belongs here, and this is {}", kind.title(), named(node.raw));
            self.diags.push(Code::WrongType, node.location(), message);
            return false;
        };
        let old = self.dialect(node) == Dialect::V3_0;
        for key in object.keys() {
            if member(kind, key).is_some() {
                if old && is_newer(kind, key) {
                    self.mend(node.location_of(key), format!("`{key}` is a keyword of OpenAPI 3.1; read as such"));
                }
            } else if !key.starts_with("x-") {
                self.unknown(node, kind, key);
            }
        }
        true
    }

    fn unknown(&mut self, node: &Node<'_>, kind: Kind, key: &str) {
        let near = nearest(key, members(kind).iter().map(|(name, _)| *name));
        let message = format!("`{key}` is no keyword of {}; left out", kind.title());
        let diagnostic = self.diags.push(Code::UnknownKeyword, node.location_of(key), message);
        match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("an extension is written `x-{key}`")),
        };
    }

    fn no_list(&mut self, node: &Node<'_>, key: &str, found: &Raw) {
        if is_blank(found) {
            self.absent(node, key);
        } else {
            self.wrong::<()>(node, key, "a list", found);
        }
    }

    fn no_map(&mut self, node: &Node<'_>, key: &str, found: &Raw) {
        if is_blank(found) {
            self.absent(node, key);
        } else {
            self.wrong::<()>(node, key, "an object", found);
        }
    }
}

/// How many values there are in a value, itself included.
fn values(raw: &Raw) -> usize {
    let mut count = 0;
    let mut work = vec![raw];
    while let Some(raw) = work.pop() {
        count += 1;
        match raw {
            Raw::Object(members) => work.extend(members.values()),
            Raw::Array(items) => work.extend(items),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
        }
    }
    count
}
