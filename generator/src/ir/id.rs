//! What identifies a node: typed ids into arenas, the only indexing in the crate.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A position in an [`Arena`] of `T`. Ids are dense, so tables keyed by them are plain vectors.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(index: usize) -> Self {
        // An arena of four thousand million nodes does not fit in memory, so saturation is never seen.
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// The position, for tables that are keyed by id.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Owns nodes; hands out ids. Nothing is ever removed.
#[derive(Debug, Clone)]
pub struct Arena<T> {
    items: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<T> Arena<T> {
    /// Adds a node.
    pub fn push(&mut self, item: T) -> Id<T> {
        let id = Id::new(self.items.len());
        self.items.push(item);
        id
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Every id, in the order of addition.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + use<T> {
        (0..self.items.len()).map(Id::new)
    }

    /// Every node with its id, in the order of addition.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (Id::new(index), item))
    }
}

// An id is only made by the arena that holds its node, so these two look-ups cannot miss.
#[allow(clippy::indexing_slicing)]
impl<T> std::ops::Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}
#[allow(clippy::indexing_slicing)]
impl<T> std::ops::IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.index()]
    }
}

/// A fact for every node of an arena.
#[derive(Debug, Clone)]
pub struct ArenaMap<T, V> {
    values: Vec<V>,
    of: PhantomData<fn() -> T>,
}

impl<T, V: Clone> ArenaMap<T, V> {
    /// The same value for every node of `arena`.
    pub fn filled(arena: &Arena<T>, value: V) -> Self {
        Self { values: vec![value; arena.len()], of: PhantomData }
    }
}

impl<T, V> ArenaMap<T, V> {
    /// One value for every node of `arena`, computed from it.
    pub fn from_fn(arena: &Arena<T>, f: impl FnMut((Id<T>, &T)) -> V) -> Self {
        Self { values: arena.iter().map(f).collect(), of: PhantomData }
    }
}

// Made for a whole arena, so an id of that arena cannot miss.
#[allow(clippy::indexing_slicing)]
impl<T, V> std::ops::Index<Id<T>> for ArenaMap<T, V> {
    type Output = V;
    fn index(&self, id: Id<T>) -> &V {
        &self.values[id.index()]
    }
}
#[allow(clippy::indexing_slicing)]
impl<T, V> std::ops::IndexMut<Id<T>> for ArenaMap<T, V> {
    fn index_mut(&mut self, id: Id<T>) -> &mut V {
        &mut self.values[id.index()]
    }
}
