//! Which node does the text of a `$ref` point at?

use std::collections::BTreeMap;

use crate::location::FileId;
use crate::pointer;
use crate::source::{Raw, SourceSet, path};
use crate::spelling::nearest;

/// A node of the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    pub file: FileId,
    /// A JSON pointer (RFC 6901).
    pub pointer: String,
}

/// Why a `$ref` has no target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolveError {
    /// The target is a URL, and the generator does not use the network.
    Url,
    /// The file was not read.
    File,
    /// A node has no such member.
    Node { parent: Address, key: String },
    /// The path to the target passes through a `$ref` that leads back to itself.
    Loop,
}

/// How many references may be followed to find one node.
const HOPS: usize = 64;

/// The keywords of a schema that hold its own definitions.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

/// Looks nodes up.
#[derive(Debug)]
pub struct Resolver<'s> {
    sources: &'s SourceSet,
    /// Pointers by `#` with `$anchor`. A file is searched when a reference first needs an anchor of it.
    anchors: BTreeMap<FileId, BTreeMap<String, String>>,
    /// Pointers of the definitions inside schemas, by name. A file is searched when a reference first needs them.
    definitions: BTreeMap<FileId, BTreeMap<String, Vec<String>>>,
}

impl<'s> Resolver<'s> {
    pub fn new(sources: &'s SourceSet) -> Self {
        Self { sources, anchors: BTreeMap::new(), definitions: BTreeMap::new() }
    }

    /// The node that the `$ref` in the file points at.
    pub fn locate(&mut self, from: FileId, reference: &str) -> Result<(Address, &'s Raw), ResolveError> {
        self.locate_within(from, reference, &mut { HOPS })
    }

    /// The node at an address that is known to exist.
    pub fn raw(&self, address: &Address) -> Option<&'s Raw> {
        self.sources.get(address.file)?.raw.pointer(&address.pointer)
    }

    fn locate_within(
        &mut self,
        from: FileId,
        reference: &str,
        hops: &mut usize,
    ) -> Result<(Address, &'s Raw), ResolveError> {
        *hops = hops.checked_sub(1).ok_or(ResolveError::Loop)?;
        if let Some(pointer) = self.anchor(from, reference) {
            let address = Address { file: from, pointer };
            return self.raw(&address).map(|raw| (address, raw)).ok_or(ResolveError::File);
        }
        let Some(file) = self.sources.referred(from, reference) else {
            let url = matches!(path::target("", reference), path::Target::Url);
            return Err(if url { ResolveError::Url } else { ResolveError::File });
        };
        let fragment = reference.split_once('#').map_or("", |(_, fragment)| fragment);
        let decoded = path::decode(fragment);
        if !decoded.is_empty() && !decoded.starts_with('/') {
            return match self.anchor(file.id, &format!("#{decoded}")) {
                Some(pointer) => {
                    let address = Address { file: file.id, pointer };
                    self.raw(&address).map(|raw| (address, raw)).ok_or(ResolveError::File)
                }
                None => {
                    Err(ResolveError::Node { parent: Address { file: file.id, pointer: String::new() }, key: decoded })
                }
            };
        }
        match self.descend(file.id, &file.raw, &decoded, hops) {
            Err(ResolveError::Node { .. }) if fragment != decoded => self.descend(file.id, &file.raw, fragment, hops),
            Err(ResolveError::Node { parent, key }) if parent.pointer.is_empty() => {
                match self.definition(file.id, &decoded) {
                    Some(pointer) => self.descend(file.id, &file.raw, &pointer, hops),
                    None => Err(ResolveError::Node { parent, key }),
                }
            }
            found => found,
        }
    }

    /// The pointer that `/$defs/X` means inside a schema with definitions, if the file has one definition of the name.
    fn definition(&mut self, file: FileId, pointer: &str) -> Option<String> {
        let (name, rest) = definition_name(pointer)?;
        let sources = self.sources;
        let definitions = self.definitions.entry(file).or_insert_with(|| {
            let mut definitions = BTreeMap::new();
            if let Some(file) = sources.get(file) {
                collect_definitions(&file.raw, &mut String::new(), &mut definitions);
            }
            definitions
        });
        match definitions.get(name)?.as_slice() {
            [only] => Some(format!("{only}{rest}")),
            _ => None,
        }
    }

    /// Walks down a pointer. Where a node is a `$ref` and has no such member, the walk goes on at its target.
    fn descend(
        &mut self,
        file: FileId,
        root: &'s Raw,
        pointer: &str,
        hops: &mut usize,
    ) -> Result<(Address, &'s Raw), ResolveError> {
        let mut address = Address { file, pointer: String::new() };
        let mut raw = root;
        for key in pointer::keys(pointer) {
            if child(raw, &key).is_none()
                && let Some(reference) = raw.get("$ref").and_then(Raw::as_str)
            {
                (address, raw) = self.locate_within(address.file, reference, hops)?;
            }
            match child(raw, &key) {
                Some(found) => raw = found,
                None => return Err(ResolveError::Node { parent: address, key }),
            }
            pointer::push(&mut address.pointer, &key);
        }
        Ok((address, raw))
    }

    /// The member whose name is nearest to a misspelt one, as a fragment.
    pub fn nearest_member(&self, parent: &Address, key: &str) -> Option<String> {
        let keys = self.raw(parent)?.as_object()?.keys().map(String::as_str);
        nearest(key, keys).map(|near| format!("#{}", pointer::join(&parent.pointer, near)))
    }

    /// The node of the file that has this `$anchor`, written with `#`. What an `$id` names is a pointer already.
    fn anchor(&mut self, file: FileId, name: &str) -> Option<String> {
        // Nearly every reference is a pointer, for which no anchors are searched.
        if name.starts_with("#/") || name == "#" || !name.starts_with('#') {
            return None;
        }
        let sources = self.sources;
        let anchors = self.anchors.entry(file).or_insert_with(|| {
            let mut anchors = BTreeMap::new();
            if let Some(file) = sources.get(file) {
                collect_anchors(&file.raw, &mut String::new(), &mut anchors);
            }
            anchors
        });
        anchors.get(name).cloned()
    }
}

fn child<'r>(raw: &'r Raw, key: &str) -> Option<&'r Raw> {
    match raw {
        Raw::Object(members) => members.get(key),
        Raw::Array(items) => items.get(key.parse::<usize>().ok()?),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => None,
    }
}

fn collect_anchors(raw: &Raw, pointer: &mut String, anchors: &mut BTreeMap<String, String>) {
    match raw {
        Raw::Object(members) => {
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(anchor) = members.get(key).and_then(Raw::as_str) {
                    anchors.entry(format!("#{anchor}")).or_insert_with(|| pointer.clone());
                }
            }
            // Draft 6 of JSON Schema wrote an anchor so.
            if let Some(id) = members.get("$id").and_then(Raw::as_str).filter(|id| id.starts_with('#')) {
                anchors.entry(id.to_owned()).or_insert_with(|| pointer.clone());
            }
            for (key, value) in members {
                below(pointer, key, |pointer| collect_anchors(value, pointer, anchors));
            }
        }
        Raw::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(pointer, &index.to_string(), |pointer| collect_anchors(item, pointer, anchors));
            }
        }
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
    }
}

/// `/$defs/X`, and the pointer after it.
fn definition_name(pointer: &str) -> Option<(&str, &str)> {
    let name = DEFINITIONS.iter().find_map(|key| pointer.strip_prefix('/')?.strip_prefix(key)?.strip_prefix('/'))?;
    let length = pointer.len() - name.len() + name.find('/').unwrap_or(name.len());
    pointer.split_at_checked(length)
}

fn collect_definitions(raw: &Raw, pointer: &mut String, definitions: &mut BTreeMap<String, Vec<String>>) {
    match raw {
        Raw::Object(members) => {
            for (key, value) in members {
                below(pointer, key, |pointer| {
                    if DEFINITIONS.contains(&key.as_str()) {
                        for name in value.as_object().into_iter().flat_map(|members| members.keys()) {
                            let name = pointer::from_keys(&[key, name]);
                            let rest = name.get(key.len() + 1..).unwrap_or_default();
                            definitions.entry(name.clone()).or_default().push(format!("{pointer}{rest}"));
                        }
                    }
                    collect_definitions(value, pointer, definitions);
                });
            }
        }
        Raw::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(pointer, &index.to_string(), |pointer| collect_definitions(item, pointer, definitions));
            }
        }
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
    }
}

fn below(pointer: &mut String, key: &str, visit: impl FnOnce(&mut String)) {
    let length = pointer.len();
    pointer::push(pointer, key);
    visit(pointer);
    pointer.truncate(length);
}
