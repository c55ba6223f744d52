//! What identifies a node: typed ids into arenas. Only these index anything in the crate.
//!
//! Ids have a file below the nodes that they identify, since a type refers to operations and an operation to types.

use std::fmt;
use std::marker::PhantomData;

/// A position in an [`Arena`]. Ids are dense, so tables keyed by them are plain vectors.
pub trait Id: Copy {
    /// The id of the node at a position.
    fn new(index: usize) -> Self;

    /// The position.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> Self {
                // An arena with 2^32 nodes does not fit into memory, so that this never saturates.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "#{}", self.0)
            }
        }
    )+};
}

ids! {
    /// Identifies a [`TypeDef`](super::TypeDef).
    TypeId;
    /// Identifies an [`Operation`](super::Operation).
    OperationId;
    /// Identifies a [`Server`](super::Server).
    ServerId;
}

/// Owns nodes, and gives each an id. Nodes are never removed.
#[derive(Debug, Clone)]
pub struct Arena<I, T> {
    items: Vec<T>,
    by: PhantomData<fn() -> I>,
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self { items: Vec::new(), by: PhantomData }
    }
}

impl<I: Id, T> Arena<I, T> {
    /// Adds a node.
    pub fn push(&mut self, item: T) -> I {
        let id = I::new(self.items.len());
        self.items.push(item);
        id
    }

    /// All nodes, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
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
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// Every node with its id, in the order of addition.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (I::new(index), item))
    }
}

// Only an arena makes ids of its nodes, so that these two look-ups always find one.
#[allow(clippy::indexing_slicing)]
impl<I: Id, T> std::ops::Index<I> for Arena<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}
#[allow(clippy::indexing_slicing)]
impl<I: Id, T> std::ops::IndexMut<I> for Arena<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

/// A value for every node of an arena.
#[derive(Debug, Clone)]
pub struct ArenaMap<I, V> {
    values: Vec<V>,
    by: PhantomData<fn() -> I>,
}

impl<I: Id, V: Clone> ArenaMap<I, V> {
    /// The same value for every node of `arena`.
    pub fn filled<T>(arena: &Arena<I, T>, value: V) -> Self {
        Self { values: vec![value; arena.len()], by: PhantomData }
    }
}

impl<I: Id, V> ArenaMap<I, V> {
    /// One value for every node of `arena`, computed from it.
    pub fn from_fn<T>(arena: &Arena<I, T>, f: impl FnMut((I, &T)) -> V) -> Self {
        Self { values: arena.iter().map(f).collect(), by: PhantomData }
    }
}

// The map has a value for each node of its arena, so that these two look-ups always find one.
#[allow(clippy::indexing_slicing)]
impl<I: Id, V> std::ops::Index<I> for ArenaMap<I, V> {
    type Output = V;
    fn index(&self, id: I) -> &V {
        &self.values[id.index()]
    }
}
#[allow(clippy::indexing_slicing)]
impl<I: Id, V> std::ops::IndexMut<I> for ArenaMap<I, V> {
    fn index_mut(&mut self, id: I) -> &mut V {
        &mut self.values[id.index()]
    }
}
