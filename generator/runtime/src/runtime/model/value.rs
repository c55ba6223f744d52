//! How the reader and the writer see a model value: as a [`Slot`] to read into, or as a [`View`] to write.
//!
//! Both enums are closed. One reader ([`super::read`]) and one writer ([`super::write`]) therefore serve every model, and
//! an emitted type needs tables instead of code of its own.

use super::request_body::RequestBody;
use super::scalar_traits::{Integer, Text, Whole};
use super::shape::{Shape, UnionShape};
use super::xml_node::Xml;
use bytes::Bytes;
use std::borrow::Cow;

/// Any JSON value.
pub type Json = serde_json::Value;

/// An object whose member names are data.
pub type Map<T> = std::collections::BTreeMap<String, T>;

/// A type that has a placeholder: a value that the reader overwrites.
///
/// A placeholder never reaches a user: reading fails if a required member is missing, and `new(…)` replaces the
/// placeholders of required members.
pub trait Placeholder {
    /// Returns the placeholder.
    fn placeholder() -> Self
    where
        Self: Sized;
    /// How a value holds the digits of a JSON number.
    #[doc(hidden)]
    #[inline(always)]
    fn digits() -> Digits
    where
        Self: Sized,
    {
        Digits::OfNumber
    }
}

/// Returns the placeholder of a type.
pub fn placeholder<T: Placeholder>() -> T {
    T::placeholder()
}

/// A map of entries. Of those with one key, the last is kept.
///
/// They are inserted one by one, since `collect` sorts them, and rustc would compile a sort for each type of entries.
pub fn map_of<T, M: Default + Extend<(String, T)>>(entries: impl IntoIterator<Item = (String, T)>) -> M {
    let mut map = M::default();
    map.extend(entries);
    map
}

/// The empty value of a type: what an optional member holds before it is read or set.
pub trait Empty {
    /// The empty value.
    const EMPTY: Self;
}

/// A value of a request or a response.
///
/// Models, lists, maps and the types of their members implement this trait. It is not implemented outside this crate.
#[doc(hidden)]
pub trait Value: Placeholder {
    /// The slot that a value is read into. Until then it holds the empty value or a placeholder.
    fn slot(&mut self) -> Slot<'_>;
    /// The view that the writer writes.
    fn view(&self) -> View<'_>;
    /// The value as a member of a record.
    #[inline(always)]
    fn member_view(&self) -> MemberView<'_>
    where
        Self: Sized,
    {
        MemberView::Value(self)
    }
    /// The slot of a value that there may not be.
    #[inline(always)]
    fn optional_slot(value: &mut Option<Self>) -> Slot<'_>
    where
        Self: Sized,
    {
        Slot::Optional(OptionalPlace::Other(value, Self::digits()))
    }
}

/// A member of a record, as the writer sees it. What is absent and what has one of the commonest types is seen without a
/// call.
#[derive(Clone, Copy)]
pub enum MemberView<'a> {
    /// See [`View::Absent`].
    Absent,
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A string.
    Str(&'a str),
    /// Any other value.
    Value(&'a dyn Value),
}

impl<'a> MemberView<'a> {
    /// The view that the writer writes.
    pub fn view(self) -> View<'a> {
        match self {
            MemberView::Absent => View::Absent,
            MemberView::Null => View::Null,
            MemberView::Bool(value) => View::Bool(value),
            MemberView::I64(value) => View::I64(value),
            MemberView::U64(value) => View::U64(value),
            MemberView::Str(text) => View::Str(text),
            MemberView::Value(value) => value.view(),
        }
    }
}

/// How a value holds the digits of a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// As a number of Rust does.
    OfNumber,
    /// As text, which has all of them.
    Kept,
}

/// A mutable place that the reader reads a value into.
pub enum Slot<'a> {
    /// Accepts any value and discards it.
    Nothing,
    /// A boolean.
    Bool(&'a mut bool),
    /// An integer of a width of Rust.
    Whole(&'a mut dyn Whole),
    /// A number.
    F64(&'a mut f64),
    /// A string without a format.
    String(&'a mut String),
    /// A string with a format, or an enum of strings.
    Text(&'a mut dyn Text),
    /// An enum of integers.
    Integer(&'a mut dyn Integer),
    /// Raw bytes.
    Bytes(&'a mut Bytes),
    /// Any JSON value.
    Json(&'a mut Json),
    /// An object with known members.
    Record(&'a mut dyn Record),
    /// An array.
    List(&'a mut dyn List),
    /// An object whose member names are data.
    Map(&'a mut dyn Entries),
    /// A value or null.
    Optional(OptionalPlace<'a>),
    /// A union.
    Choice(&'a mut dyn Choice),
}

impl Slot<'_> {
    /// Whether the text of a JSON number is kept, and not the number.
    pub(crate) fn keeps_digits(&self) -> bool {
        match self {
            Slot::Text(text) => text.keeps_digits(),
            Slot::Optional(OptionalPlace::Other(_, digits)) => *digits == Digits::Kept,
            Slot::Nothing
            | Slot::Bool(_)
            | Slot::Whole(_)
            | Slot::F64(_)
            | Slot::String(_)
            | Slot::Integer(_)
            | Slot::Bytes(_)
            | Slot::Json(_)
            | Slot::Record(_)
            | Slot::List(_)
            | Slot::Map(_)
            | Slot::Optional(OptionalPlace::String(_))
            | Slot::Choice(_) => false,
        }
    }
}

/// A value as the writer sees it.
pub enum View<'a> {
    /// A value that is not sent. As an item of a list, or as the whole value, it is written as null.
    Absent,
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A number.
    F64(f64),
    /// A string.
    Str(&'a str),
    /// A string with a format that it must have when it is sent. A server may have sent it in another form.
    Formatted {
        /// The string.
        text: &'a str,
        /// Says what is wrong with a text that cannot be sent.
        fault: fn(&str) -> Option<&'static str>,
    },
    /// A value of an enum, or a string that was assembled from others.
    Text {
        /// The string.
        text: Cow<'a, str>,
        /// Whether the document says that a server sends this string and a client does not.
        read_only: bool,
    },
    /// A string that is sent and never printed.
    Secret(&'a str),
    /// The text of a number. JSON text has it as it is; elsewhere it is a number if that holds it exactly, else a string.
    Number(Cow<'a, str>),
    /// Raw bytes.
    Bytes(&'a Bytes),
    /// Raw bytes that are not in memory.
    Body(&'a RequestBody),
    /// Any JSON value.
    Json(&'a Json),
    /// An object with known members.
    Record(&'a dyn Record),
    /// A variant of a union with a discriminator. The discriminator is written if the record does not write it itself.
    Tagged {
        /// The name of the discriminator.
        member: &'static str,
        /// Its value for this variant.
        tag: &'static str,
        /// The value of the variant.
        record: &'a dyn Record,
    },
    /// An array.
    List(&'a dyn List),
    /// An object whose member names are data.
    Map(&'a dyn Entries),
}

/// An array.
pub trait List {
    /// Removes all items.
    fn clear(&mut self);
    /// Appends a placeholder and returns its slot.
    fn push(&mut self) -> Slot<'_>;
    /// Makes room for as many items more, but for no more than have this size in bytes.
    fn reserve(&mut self, _more: usize, _size: usize) {}
    /// Removes the last item.
    fn pop(&mut self);
    /// The number of items.
    fn len(&self) -> usize;
    /// Whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The item at an index.
    fn item(&self, index: usize) -> Option<View<'_>>;
}

impl<'a> dyn List + 'a {
    /// The items.
    pub fn views(&self) -> impl Iterator<Item = View<'_>> {
        (0..self.len()).map_while(|index| self.item(index))
    }
}

/// An object whose member names are data.
pub trait Entries {
    /// Removes all entries.
    fn clear(&mut self);
    /// Inserts a placeholder, which replaces any earlier value of the key, and returns its slot.
    fn insert(&mut self, key: &str) -> Slot<'_>;
    /// Removes the entries whose keys are not kept.
    ///
    /// They are removed together, and by making the map again: rustc compiles the methods of a map for each type of its
    /// values, and those that remove one entry are a third of them.
    fn keep(&mut self, keeps: &dyn Fn(&str) -> bool);
    /// Whether there is an entry with this key.
    fn contains(&self, key: &str) -> bool;
    /// The number of entries.
    fn len(&self) -> usize;
    /// Whether there are no entries.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The entries, in the order of their keys.
    fn views<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, View<'a>)> + 'a>;
}

/// What is stored in an [`Optional`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// No value, which was not sent. A type that does not tell this from null stores null.
    Absent,
    /// Null.
    Null,
    /// A placeholder.
    Placeholder,
}

/// A value or null.
///
/// It has one method, because rustc compiles each method for each type of a value.
pub trait Optional {
    /// Stores a placeholder, and returns its slot; or stores that there is no value.
    fn store(&mut self, what: Stored) -> Slot<'_>;
}

/// The place of a value or null.
pub enum OptionalPlace<'a> {
    /// A string without a format. It is the commonest value by far, and is stored without a call.
    String(&'a mut Option<String>),
    /// Any other value, and how it holds the digits of a JSON number.
    Other(&'a mut dyn Optional, Digits),
}

impl<'a> OptionalPlace<'a> {
    fn store(self, what: Stored) -> Slot<'a> {
        match self {
            Self::String(place) => place.store(what),
            Self::Other(place, _) => place.store(what),
        }
    }

    /// Restores the empty value.
    pub(crate) fn reset(self) {
        self.store(Stored::Absent);
    }

    /// Stores null.
    pub(crate) fn null(self) {
        self.store(Stored::Null);
    }

    /// Stores a placeholder and returns its slot.
    pub(crate) fn some(self) -> Slot<'a> {
        self.store(Stored::Placeholder)
    }

    /// The same place, which is stored to once more after this borrow of it.
    pub(crate) fn reborrow(&mut self) -> OptionalPlace<'_> {
        match self {
            Self::String(place) => OptionalPlace::String(place),
            Self::Other(place, digits) => OptionalPlace::Other(&mut **place, *digits),
        }
    }
}

/// What looks at the members of a record.
///
/// It is a trait of its own, since rustc takes longer for `dyn FnMut` in each function that has it: a twenty-fifth of the time to
/// check a crate of models.
pub trait Visit<'a> {
    /// Looks at the members.
    fn visit(&mut self, members: &[MemberView<'a>]);
}

impl<'a, F: FnMut(&[MemberView<'a>])> Visit<'a> for F {
    fn visit(&mut self, members: &[MemberView<'a>]) {
        self(members);
    }
}

impl<'a> Visit<'a> for Vec<MemberView<'a>> {
    fn visit(&mut self, members: &[MemberView<'a>]) {
        *self = members.to_vec();
    }
}

/// What writes to the members of a record.
pub trait VisitMut {
    /// Writes to the members.
    fn visit(&mut self, members: &mut [&mut dyn Value]);
}

impl<F: FnMut(&mut [&mut dyn Value])> VisitMut for F {
    fn visit(&mut self, members: &mut [&mut dyn Value]) {
        self(members);
    }
}

/// An object with known members.
pub trait Record {
    /// A record of placeholders.
    fn blank() -> Self
    where
        Self: Sized;
    /// The static description of the type.
    fn shape(&self) -> &'static Shape;
    /// Shows the values of the members, in the order of the shape. In an open record, the map of additional members comes
    /// last. They are in memory of the caller's stack, since a record is read and written too often to allocate for it.
    fn with_members<'a>(&'a self, visit: &mut dyn Visit<'a>);
    /// Shows the same values as [`Record::with_members`], mutable.
    fn with_members_mut(&mut self, visit: &mut dyn VisitMut);
    /// How the members are written in XML, in the order of the shape. If all are elements of their own names, the table
    /// is empty.
    fn xml(&self) -> &'static [Xml] {
        &[]
    }
}

impl<'r> dyn Record + 'r {
    /// The values of the members, in the order of the shape.
    pub fn members(&self) -> Vec<MemberView<'_>> {
        let mut members = Vec::new();
        self.with_members(&mut members);
        members
    }
}

/// A union: a value of one of several types.
pub trait Choice: Value + Another {
    /// The variant that holds any JSON value.
    fn other(json: Json) -> Self
    where
        Self: Sized;
    /// The view of the variant.
    fn chosen(&self) -> View<'_>;
    /// The static description of the type.
    fn shape(&self) -> &'static UnionShape;
    /// Stores a placeholder of the variant with this index and returns its slot. The index after the last variant stands
    /// for the variant that holds any JSON value.
    fn choose(&mut self, variant: usize) -> Slot<'_>;
}

/// A union of which a second value is made, so that the reader can compare two variants.
#[doc(hidden)]
pub trait Another {
    /// Returns a placeholder of the same type.
    fn another(&self) -> Box<dyn Choice>;
}

impl<T: Choice + 'static> Another for T {
    fn another(&self) -> Box<dyn Choice> {
        Box::new(T::placeholder())
    }
}
