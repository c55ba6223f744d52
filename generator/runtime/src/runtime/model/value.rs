//! What a model value can be read into and what it looks like when it is written.
//!
//! Both sets are closed. One reader ([`super::read`]) and one writer ([`super::write`]) therefore serve every model, and
//! an emitted type brings data, not code.

use super::shape::{Shape, UnionShape};
use bytes::Bytes;
use std::borrow::Cow;

/// Any JSON value.
pub type Json = serde_json::Value;

/// An object whose member names are data.
pub type Map<T> = std::collections::BTreeMap<String, T>;

/// A placeholder to read into.
///
/// It never reaches a user: a required member that was not read is an error, and `new(…)` replaces the placeholders of
/// required members.
pub trait Placeholder {
    /// The placeholder.
    fn placeholder() -> Self
    where
        Self: Sized;
}

/// The placeholder of a type.
pub fn placeholder<T: Placeholder>() -> T {
    T::placeholder()
}

/// What an optional member is before it is read or set.
pub trait Empty {
    const EMPTY: Self;
}

/// A value that travels in requests and responses.
pub trait Value: Placeholder {
    /// The place that a sent value is read into. It is empty, or a placeholder.
    fn slot(&mut self) -> Slot<'_>;
    /// What is written.
    fn view(&self) -> View<'_>;
}

/// A place that a value is read into.
pub enum Slot<'a> {
    /// Takes anything and keeps nothing.
    Nothing,
    Bool(&'a mut bool),
    I32(&'a mut i32),
    I64(&'a mut i64),
    U64(&'a mut u64),
    F64(&'a mut f64),
    String(&'a mut String),
    /// Text with a meaning: a format or an enum.
    Text(&'a mut dyn Text),
    /// An enum of integers.
    Integer(&'a mut dyn Integer),
    Bytes(&'a mut Bytes),
    Json(&'a mut Json),
    Record(&'a mut dyn Record),
    List(&'a mut dyn List),
    Map(&'a mut dyn Entries),
    /// A value or null.
    Optional(&'a mut dyn Optional),
    /// One of several types.
    Choice(&'a mut dyn Choice),
}

/// What is written for a value.
pub enum View<'a> {
    /// Nothing. In a list, and as the whole value, it is written as null.
    Absent,
    Null,
    Bool(bool),
    I64(i64),
    U64(u64),
    F64(f64),
    Str(&'a str),
    /// Text of an enum or text that was put together.
    Text {
        text: Cow<'a, str>,
        /// The document says that this text may be read, not sent.
        read_only: bool,
    },
    /// Text that is sent, and never printed.
    Secret(&'a str),
    /// The text of a number. It is written as a number where JSON can hold it exactly, else as text.
    Number(&'a str),
    Bytes(&'a Bytes),
    Json(&'a Json),
    Record(&'a dyn Record),
    /// A variant of a union that a member tells apart. The member is written when the record does not write it.
    Tagged {
        member: &'static str,
        tag: &'static str,
        record: &'a dyn Record,
    },
    List(&'a dyn List),
    Map(&'a dyn Entries),
}

/// Text with a meaning.
pub trait Text {
    /// Keeps `text`. A format keeps odd text as it is, so this fails only where parts of the text are read.
    fn put(&mut self, text: &str) -> Result<(), String>;
    /// Whether `text` is in the format, or is a value that the document names. Variants of unions are chosen by it.
    fn fits(&self, text: &str) -> bool;
    /// What is expected, for messages.
    fn expected(&self) -> &'static str;
    /// Keeps the text of a JSON number. Whether numbers are taken at all is the response.
    fn put_number(&mut self, _text: &str) -> bool {
        false
    }
}

/// An enum of integers.
pub trait Integer {
    fn put(&mut self, value: i64);
    /// Whether the document names this value.
    fn fits(&self, value: i64) -> bool;
}

/// A list.
pub trait List {
    fn clear(&mut self);
    /// Adds a placeholder item.
    fn push(&mut self) -> Slot<'_>;
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The items.
    fn views<'a>(&'a self) -> Box<dyn Iterator<Item = View<'a>> + 'a>;
}

/// An object whose member names are data.
pub trait Entries {
    fn clear(&mut self);
    /// Adds a placeholder value in place of any earlier one.
    fn insert(&mut self, key: &str) -> Slot<'_>;
    fn contains(&self, key: &str) -> bool;
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The entries, by key.
    fn views<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, View<'a>)> + 'a>;
}

/// A value or null.
pub trait Optional {
    /// Makes it as if nothing had been sent.
    fn reset(&mut self);
    /// Keeps null.
    fn null(&mut self);
    /// Replaces what is there by a placeholder.
    fn some(&mut self) -> Slot<'_>;
}

/// An object with known members.
pub trait Record {
    /// Its members, in order.
    fn shape(&self) -> &'static Shape;
    /// The values of the members in the order of the shape, then, in an open record, the map of the other members.
    fn members(&self) -> Box<[&dyn Value]>;
    /// Like [`Record::members`], to be read into.
    fn members_mut(&mut self) -> Box<[&mut dyn Value]>;
}

/// One of several types.
pub trait Choice {
    fn shape(&self) -> &'static UnionShape;
    /// Becomes a placeholder of the variant and gives its place. After the last variant comes the one that keeps JSON.
    fn choose(&mut self, variant: usize) -> Slot<'_>;
}
