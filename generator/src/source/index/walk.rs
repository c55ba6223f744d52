//! A walk over the events of a text, which records the positions of wanted nodes.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer;

/// A range of text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub start: usize,
    pub end: usize,
}

/// The position of a wanted node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub key: Option<Range>,
    pub value: Range,
}

/// The kind of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    Mapping,
    Sequence,
}

/// Whether the walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    More,
    Done,
}

/// How many positions of a pointer are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    First,
    Every,
}

/// The state of the walk.
#[derive(Debug)]
pub struct Walk {
    want: Want,
    /// The document of the stream in which the pointers are looked for.
    document: usize,
    /// The document that is read now. None: before the first.
    current: Option<usize>,
    /// The wanted pointers and all their ancestors.
    wanted: BTreeSet<String>,
    /// Wanted pointers that were not found yet.
    open: BTreeSet<String>,
    found: BTreeMap<String, Vec<Found>>,
    stack: Vec<Frame>,
}

/// A collection that is open.
#[derive(Debug)]
struct Frame {
    node: Node,
    start: usize,
    state: State,
}

/// What the next node in a collection is.
#[derive(Debug)]
enum State {
    Key,
    Value(Node),
    Item(usize),
}

/// A node: its pointer, if a wanted one leads through it, and its key.
#[derive(Debug, Default)]
struct Node {
    pointer: Option<String>,
    key: Option<Range>,
    role: Role,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Role {
    #[default]
    Value,
    /// A collection that is itself a key.
    Key,
}

impl Walk {
    /// Looks for the first position of each pointer.
    pub fn first(document: usize, pointers: &[&str]) -> Self {
        Self::new(Want::First, document, pointers)
    }

    /// Looks for every position of each pointer.
    pub fn every(document: usize, pointers: &[&str]) -> Self {
        Self::new(Want::Every, document, pointers)
    }

    fn new(want: Want, document: usize, pointers: &[&str]) -> Self {
        let ancestors = |pointer: &str| {
            let ends: Vec<usize> = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]).collect();
            ends.into_iter().filter_map(|end| pointer.get(..end).map(str::to_owned)).collect::<Vec<_>>()
        };
        Self {
            want,
            document,
            current: None,
            wanted: pointers.iter().flat_map(|pointer| ancestors(pointer)).collect(),
            open: pointers.iter().map(|&pointer| pointer.to_owned()).collect(),
            found: BTreeMap::new(),
            stack: Vec::new(),
        }
    }

    /// Clears what was found, and keeps what is wanted.
    pub fn restart(&mut self) {
        self.open.extend(std::mem::take(&mut self.found).into_keys());
        self.current = None;
        self.stack.clear();
    }

    /// The positions that were found, by pointer.
    pub fn into_found(mut self) -> BTreeMap<String, Vec<Found>> {
        // If the text breaks off, collections are still open. Their beginning is known.
        for Frame { node, start, .. } in std::mem::take(&mut self.stack) {
            self.keep(node, Range { start, end: start });
        }
        self.found
    }

    /// Handles the beginning of a document.
    pub fn document(&mut self) {
        self.stack.clear();
        self.current = Some(self.current.map_or(0, |current| current + 1));
    }

    /// Handles a scalar or an alias.
    pub fn scalar(&mut self, range: Range, text: &str) -> Next {
        if let Some(Frame { node, state, .. }) = self.stack.last_mut()
            && matches!(state, State::Key)
        {
            let pointer = node.pointer.as_ref().and_then(|parent| child(&self.wanted, parent, text));
            *state = State::Value(Node { pointer, key: Some(range), role: Role::Value });
            return Next::More;
        }
        let node = self.node();
        self.keep(node, range);
        self.next()
    }

    /// Handles the beginning of a collection.
    pub fn open(&mut self, start: usize, collection: Collection) {
        let node = self.node();
        let state = match collection {
            Collection::Mapping => State::Key,
            Collection::Sequence => State::Item(0),
        };
        self.stack.push(Frame { node, start, state });
    }

    /// Handles the end of the innermost collection.
    pub fn close(&mut self, end: usize) -> Next {
        let Some(Frame { node, start, .. }) = self.stack.pop() else { return Next::More };
        if node.role == Role::Key {
            if let Some(frame) = self.stack.last_mut() {
                frame.state = State::Value(Node::default());
            }
            return Next::More;
        }
        self.keep(node, Range { start, end: end.max(start) });
        self.next()
    }

    /// The pointer and key of the next node.
    fn node(&mut self) -> Node {
        let Some(frame) = self.stack.last_mut() else {
            let pointer = (self.current.unwrap_or(0) == self.document).then(String::new);
            return Node { pointer, ..Node::default() };
        };
        match &mut frame.state {
            State::Key => Node { role: Role::Key, ..Node::default() },
            State::Value(node) => {
                let node = std::mem::take(node);
                frame.state = State::Key;
                node
            }
            State::Item(index) => {
                let parent = frame.node.pointer.as_ref();
                let pointer = parent.and_then(|parent| child(&self.wanted, parent, &index.to_string()));
                *index += 1;
                Node { pointer, ..Node::default() }
            }
        }
    }

    fn keep(&mut self, node: Node, value: Range) {
        if let Some(pointer) = node.pointer {
            self.open.remove(&pointer);
            self.found.entry(pointer).or_default().push(Found { key: node.key, value });
        }
    }

    fn next(&self) -> Next {
        match self.want {
            Want::First if self.open.is_empty() => Next::Done,
            Want::First | Want::Every => Next::More,
        }
    }
}

/// The pointer of a member, if a wanted one leads through it.
fn child(wanted: &BTreeSet<String>, parent: &str, key: &str) -> Option<String> {
    let pointer = pointer::join(parent, key);
    wanted.contains(&pointer).then_some(pointer)
}
