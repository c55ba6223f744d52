//! Objects with known members: `record!` turns a struct and one line of data per member into a model.

use super::check::Check;
use super::value::{Entries, Value};

/// An object with known members.
pub trait Record {
    /// Its members, in order.
    fn shape(&self) -> &'static Shape;
    /// The values of the members in the order of the shape, then, in an open record, the map of the other members.
    fn members(&self) -> Box<[&dyn Value]>;
    /// Like [`Record::members`], to be read into.
    fn members_mut(&mut self) -> Box<[&mut dyn Value]>;
}

/// What is known of a record without looking at a value.
#[derive(Debug)]
pub struct Shape {
    /// The name of the schema.
    pub name: &'static str,
    pub members: &'static [Member],
    /// Members that the document does not name are kept.
    pub open: bool,
    /// Names of members that a server sends and a client does not, in an open record that a client sends: they are
    /// never among the other members.
    pub read_only: &'static [&'static str],
    /// Limits on the whole object.
    pub checks: &'static [Check],
}

impl Shape {
    /// The first of the other members that has no place among them, and the rule that it breaks: its name would stand on
    /// the wire twice, or although a client does not send it.
    pub(super) fn misplaced<'a>(&self, others: &'a dyn Entries) -> Option<(&'a str, String)> {
        others.views().find_map(|(name, _)| {
            let rule = if self.members.iter().any(|member| member.name == name) {
                "is a member of the schema: set its field, and take it out of the additional members"
            } else if self.read_only.contains(&name) {
                "is read-only and cannot be sent: take it out of the additional members"
            } else {
                return None;
            };
            Some((name, format!("`{name}` {rule}")))
        })
    }
}

/// A member of a record.
#[derive(Debug)]
pub struct Member {
    /// The wire name.
    pub name: &'static str,
    pub presence: Presence,
    /// Limits on what is sent.
    pub checks: &'static [Check],
}

/// Whether a member may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It may, in both directions.
    Optional,
    /// It may not.
    Required,
    /// The server may leave it out. What is sent has it always, as null if need be.
    Full,
}

impl Member {
    /// An optional member without limits.
    pub const fn new(name: &'static str) -> Self {
        Member { name, presence: Presence::Optional, checks: &[] }
    }

    /// The same member, required.
    pub const fn required(self) -> Self {
        Member { presence: Presence::Required, ..self }
    }

    /// The same member, always sent.
    pub const fn full(self) -> Self {
        Member { presence: Presence::Full, ..self }
    }

    /// The same member, with limits.
    pub const fn checks(self, checks: &'static [Check]) -> Self {
        Member { checks, ..self }
    }
}

/// Makes a struct a model: one line per member, in order. `required` or `full` stands before the wire name where it
/// applies, limits stand in brackets behind it, and `..extra` ends an open record, with the names that are read-only where a
/// client sends it. `Contact: Default = …` implements `Default` as well, for records without required members; it is
/// cheaper to compile than the derive.
///
/// One flat repetition and few items: this text is expanded for every struct of a crate.
macro_rules! record {
    ($ty:ident $(: $default:ident)? = $name:literal $([$($limit:tt)*])? {
        $($field:ident = $($need:ident)? $wire:literal $([$($check:tt)*])?;)*
        $(..$extra:ident $(read_only [$($read_only:literal),* $(,)?])?)?
    }) => {
        impl $crate::runtime::Placeholder for $ty {
            fn placeholder() -> Self {
                Self {
                    $($field: $crate::runtime::model::record::placeholder!($($need)?),)*
                    $($extra: $crate::runtime::model::record::placeholder!(),)?
                }
            }
        }
        // Not derived: a derived `clone` is inlined into the crate of the user, with all that it holds.
        impl Clone for $ty {
            fn clone(&self) -> Self {
                Self {
                    $($field: self.$field.clone(),)*
                    $($extra: self.$extra.clone(),)?
                }
            }
        }
        impl PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::model::equal::equal(self, other)
            }
        }
        $(impl $default for $ty {
            fn default() -> Self {
                $crate::runtime::Placeholder::placeholder()
            }
        })?
        impl $crate::runtime::Record for $ty {
            fn shape(&self) -> &'static $crate::runtime::Shape {
                static SHAPE: $crate::runtime::Shape = $crate::runtime::Shape {
                    name: $name,
                    members: &[$(
                        $crate::runtime::Member::new($wire)
                            $(.$need())?
                            $(.checks($crate::runtime::model::check::checks!($($check)*)))?,
                    )*],
                    open: 0 $(+ { let $extra = 1; $extra })? != 0,
                    read_only: &[$($($($read_only),*)?)?],
                    checks: $crate::runtime::model::check::checks!($($($limit)*)?),
                };
                &SHAPE
            }
            fn members(&self) -> Box<[&dyn $crate::runtime::Value]> {
                Box::new([$(&self.$field,)* $(&self.$extra)?])
            }
            fn members_mut(&mut self) -> Box<[&mut dyn $crate::runtime::Value]> {
                Box::new([$(&mut self.$field,)* $(&mut self.$extra)?])
            }
        }
        impl $crate::runtime::Value for $ty {
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Record(self)
            }
            fn view(&self) -> $crate::runtime::View<'_> {
                $crate::runtime::View::Record(self)
            }
        }
        impl std::fmt::Debug for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::model::debug::debug(self, f)
            }
        }
        $crate::runtime::serde_forward!($ty);
    };
}
pub(crate) use record;

/// The placeholder of a member. Optional members have a constant one: the compiler then has no call to look at that might
/// unwind, which saves a tenth of the time to check a model.
macro_rules! placeholder {
    () => {
        $crate::runtime::model::value::Empty::EMPTY
    };
    ($need:ident) => {
        $crate::runtime::Placeholder::placeholder()
    };
}
pub(crate) use placeholder;

/// `serde::Serialize` and `serde::Deserialize`, forwarded to the one writer and the one reader.
macro_rules! serde_forward {
    ($ty:ty) => {
        impl $crate::runtime::serde::Serialize for $ty {
            fn serialize<S: $crate::runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::model::write::write(self, serializer)
            }
        }
        impl<'de> $crate::runtime::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::model::read::read(deserializer)
            }
        }
    };
}
pub(crate) use serde_forward;
