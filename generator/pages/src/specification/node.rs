//! What stands at a node, and what does it refer to?

use generator::FileId;
use generator::internals::pointer;
use serde_json::Value;

use super::files::Specification;

/// The most references that are followed one after another.
const DEEPEST: usize = 32;

/// A node of a specification.
#[derive(Clone)]
pub struct Node<'s> {
    specification: &'s Specification,
    file: FileId,
    pointer: String,
    value: &'s Value,
}

impl<'s> Node<'s> {
    pub(super) fn new(specification: &'s Specification, file: FileId, pointer: String, value: &'s Value) -> Self {
        Self { specification, file, pointer, value }
    }

    /// Its value, as it is written.
    pub fn value(&self) -> &'s Value {
        self.value
    }

    /// Its place: `#/paths/~1me`, or `common.yaml#/components/schemas/identity`.
    pub fn place(&self) -> String {
        self.specification.place(self.file, &self.pointer)
    }

    /// The path of its file, as users see it.
    pub fn shown(&self) -> &'s str {
        self.specification.sources.get(self.file).map_or("", |file| &file.shown)
    }

    /// The text of its file.
    pub fn source(&self) -> &'s str {
        self.specification.sources.get(self.file).map_or("", |file| &file.text)
    }

    /// The pointer in its file.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Its member, or its item by a decimal index.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Object(members) => members.get(key)?,
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
        Some(Self::new(self.specification, self.file, pointer::join(&self.pointer, key), value))
    }

    /// The node at a path of keys; references are followed on the way, and the last is not.
    pub fn down(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self.clone(), |node, key| node.followed().get(key))
    }

    /// Its members, or its items, with their keys.
    pub fn members(&self) -> Vec<(String, Self)> {
        let keys: Vec<String> = match self.value {
            Value::Object(members) => members.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|index| index.to_string()).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
        };
        keys.into_iter().filter_map(|key| self.get(&key).map(|node| (key, node))).collect()
    }

    /// The text that stands here.
    pub fn text(&self) -> Option<&'s str> {
        self.value.as_str()
    }

    /// The value as facts spell it: text as it is, other values as JSON.
    pub fn spelt(&self) -> String {
        self.text().map_or_else(|| self.value.to_string(), str::to_owned)
    }

    /// The text of a member.
    pub fn word(&self, key: &str) -> Option<&'s str> {
        self.value.get(key)?.as_str()
    }

    /// What its `$ref` names, one step on.
    pub fn referred(&self) -> Option<Self> {
        self.specification.referred(self.file, self.word("$ref")?)
    }

    /// What it names by `$ref`, however many steps away.
    pub fn followed(&self) -> Self {
        let mut node = self.clone();
        for _ in 0..DEEPEST {
            match node.referred() {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The node, what it refers to, and the members of `allOf`: all that a value must meet, the nearest first.
    pub fn all(&self) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut open = vec![self.clone()];
        while let Some(node) = open.pop() {
            let known = found.iter().any(|it| it.file == node.file && it.pointer == node.pointer);
            if known || found.len() > 256 {
                continue;
            }
            found.push(node.clone());
            let parts = node.get("allOf").map(|list| list.members()).unwrap_or_default();
            open.extend(parts.into_iter().rev().map(|(_, part)| part));
            open.extend(node.referred());
        }
        found
    }

    /// A keyword of a schema: its own, or that of what it refers to.
    pub fn keyword(&self, name: &str) -> Option<Self> {
        self.all().into_iter().find_map(|node| node.get(name))
    }

    /// Whether a keyword is `true`, here or in what it refers to.
    pub fn is(&self, keyword: &str) -> bool {
        self.all().iter().any(|node| node.value.get(keyword) == Some(&Value::Bool(true)))
    }

    /// A member of the objects that a schema describes.
    pub fn property(&self, name: &str) -> Option<Self> {
        let parts = self.all();
        parts.iter().find_map(|part| part.get("properties")?.get(name))
    }

    /// The members of the objects that a schema describes.
    pub fn properties(&self) -> Vec<(String, Self)> {
        let mut found: Vec<(String, Self)> = Vec::new();
        for (name, node) in self.all().iter().filter_map(|part| part.get("properties")).flat_map(|it| it.members()) {
            if found.iter().all(|(known, _)| *known != name) {
                found.push((name, node));
            }
        }
        found
    }

    /// The names that are required.
    pub fn required(&self) -> Vec<&'s str> {
        let lists = self.all().into_iter().filter_map(|part| part.value.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The node that holds this one, `levels` up.
    pub fn above(&self, levels: usize) -> Option<Self> {
        let mut pointer = self.pointer.as_str();
        for _ in 0..levels {
            pointer = pointer.rsplit_once('/')?.0;
        }
        self.specification.at(&self.specification.place(self.file, pointer))
    }

    /// The document that was read first.
    pub(super) fn whole_document(&self) -> Option<Self> {
        Some(self.specification.root())
    }

    /// Its last key.
    pub fn key(&self) -> String {
        self.pointer.rsplit('/').next().map(pointer::unescape).unwrap_or_default()
    }
}

impl Specification {
    /// The whole document.
    pub fn root(&self) -> Node<'_> {
        self.whole(self.root)
    }

    /// A whole file.
    fn whole(&self, file: FileId) -> Node<'_> {
        static NOTHING: Value = Value::Null;
        let value = self.sources.get(file).map_or(&NOTHING, |file| &file.raw);
        Node::new(self, file, String::new(), value)
    }

    /// Every file that was read, the document first.
    pub fn files(&self) -> impl Iterator<Item = Node<'_>> {
        std::iter::once(self.root)
            .chain(self.sources.files.values().map(|file| file.id).filter(|id| *id != self.root))
            .map(|id| self.whole(id))
    }

    /// The node at a place: `#/paths/~1me`, or `common.yaml#/components/schemas/identity`.
    pub fn at(&self, place: &str) -> Option<Node<'_>> {
        let (file, path) = self.split(place)?;
        pointer::keys(&path).try_fold(self.whole(file), |node, key| node.get(&key))
    }

    /// The node that the text of a `$ref` in a file names.
    pub(crate) fn referred(&self, from: FileId, reference: &str) -> Option<Node<'_>> {
        let file = self.sources.referred(from, reference)?.id;
        let fragment = reference.split_once('#').map_or("", |(_, fragment)| fragment);
        let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        pointer::keys(&fragment).try_fold(self.whole(file), |node, key| node.get(&key))
    }
}
