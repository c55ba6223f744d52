//! Objects with known members: `record!` makes a model from a struct and one line of data for each member.

use super::kind::Kind;
use super::value::{Record, Slot, View};

/// The kind of objects with known members.
#[derive(Debug)]
pub enum RecordKind {}

impl<T: Record> Kind<T> for RecordKind {
    #[inline(always)]
    fn placeholder() -> T {
        T::blank()
    }
    #[inline(always)]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Record(value)
    }
    #[inline(always)]
    fn view(value: &T) -> View<'_> {
        View::Record(value)
    }
}

/// Implements the traits of a model for a struct. Its members are listed one a line, in order: `required` or `full` if it
/// applies, the wire name, the value of a constant member, and limits in brackets. An open record ends with `..extra`,
/// followed by the names of read-only members if a client sends it. `Contact: Default = …` implements `Default` as well,
/// for records without required members; this compiles faster than the derive. `ListParams as params` has no traits of
/// serde. A record that is part of a body of XML ends with `xml [ … ]`, which says how each member is written, unless all
/// are elements of their own names.
///
/// What the macro writes is `#[inline]`, so that rustc compiles it in the crate of the user, and only what that uses: most
/// programs use a few types of an API. `#[inline(never)]` before the name keeps what reads and writes in the crate of the
/// model, which ends rustc's walk from the code of a type to that of its members: see `ErasedBox`.
///
/// The macro is expanded for every struct of a crate, so it has one flat repetition and writes few items.
macro_rules! record {
    ($(#[inline($inline:ident)])? $ty:ident $(as $kind:ident)? $(: $default:ident)? = $name:literal $([$($limit:tt)*])? {
        $($field:ident = $($need:ident)? $wire:literal $(= $constant:literal)? $([$($check:tt)*])?;)*
        $(..$extra:ident $(read_only [$($read_only:literal),* $(,)?])?)?
    } $(xml $xml:expr)?) => {
        impl Clone for $ty {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    $($field: self.$field.clone(),)*
                    $($extra: self.$extra.clone(),)?
                }
            }
        }
        impl PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::model::equal::records_equal(self, other)
            }
        }
        $(impl $default for $ty {
            #[inline]
            fn default() -> Self {
                $crate::runtime::Record::blank()
            }
        })?
        impl $crate::runtime::Record for $ty {
            #[inline $(($inline))?]
            fn blank() -> Self {
                Self {
                    $($field: $crate::runtime::model::record::placeholder!($($need)? $(= $constant)?),)*
                    $($extra: $crate::runtime::model::record::placeholder!(),)?
                }
            }
            #[inline]
            fn shape(&self) -> &'static $crate::runtime::Shape {
                &$crate::runtime::Shape {
                    name: $name,
                    names: &[$($wire),*],
                    rules: &[
                        $($crate::runtime::Rule::Open(stringify!($extra)),)?
                        $($($crate::runtime::Rule::ReadOnly(&[$($read_only),*]),)?)?
                        $($crate::runtime::Rule::Object($crate::runtime::model::check::checks!($($limit)*)),)?
                        $(
                            $($crate::runtime::model::record::rule!($need $wire),)?
                            $($crate::runtime::Rule::Checks($wire, $crate::runtime::model::check::checks!($($check)*)),)?
                        )*
                    ],
                }
            }
            #[inline $(($inline))?]
            fn with_members<'a>(&'a self, visit: &mut dyn $crate::runtime::Visit<'a>) {
                visit.visit(&[
                    $($crate::runtime::Value::member_view(&self.$field),)*
                    $($crate::runtime::Value::member_view(&self.$extra),)?
                ]);
            }
            #[inline $(($inline))?]
            fn with_members_mut(&mut self, visit: &mut dyn $crate::runtime::VisitMut) {
                visit.visit(&mut [$(&mut self.$field,)* $(&mut self.$extra,)?]);
            }
            $(#[inline]
            fn xml(&self) -> &'static [$crate::runtime::Xml] {
                static XML: &[$crate::runtime::Xml] = &$xml;
                XML
            })?
        }
        impl $crate::runtime::Modeled for $ty {
            type Kind = $crate::runtime::model::record::RecordKind;
        }
        impl std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::model::debug::debug(self, f)
            }
        }
        $crate::runtime::model::record::serde_of!($($kind)? $ty);
    };
}
pub(crate) use record;

/// Implements the traits of serde for a record. Parameters of a call go into its URL and its headers, and are part of no JSON, so
/// that they have none: a fiftieth of the time to check a crate with many of them.
macro_rules! serde_of {
    ($ty:ident) => {
        $crate::runtime::serde_forward!($ty);
    };
    (params $ty:ident) => {};
}
pub(crate) use serde_of;

/// Writes the placeholder of a member. That of an optional member is a constant instead of a call, because the compiler
/// then has no unwinding to consider, which saves a tenth of the time to check a model.
macro_rules! placeholder {
    () => {
        $crate::runtime::model::value::Empty::EMPTY
    };
    ($need:ident) => {
        $crate::runtime::Placeholder::placeholder()
    };
    ($need:ident = $constant:literal) => {
        From::from($constant)
    };
}
pub(crate) use placeholder;

/// The rule that a member cannot always be left out, by its word in the table of a record.
macro_rules! rule {
    (required $wire:literal) => {
        $crate::runtime::Rule::Required($wire)
    };
    (full $wire:literal) => {
        $crate::runtime::Rule::Full($wire)
    };
}
pub(crate) use rule;

/// Implements `serde::Serialize` and `serde::Deserialize` by calls of the writer and the reader of all models.
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
