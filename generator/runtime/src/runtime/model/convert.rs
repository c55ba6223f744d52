//! Conversion of the form of a type that a server sends into the form that a client sends: `record.into()`.
//!
//! `conversion!` lists the members that both forms have. Their types may differ in how they express absence (`Option<T>`,
//! [`Patch<T>`]) and in the form of a nested record.

use super::erased_box::ErasedBox;
use super::patch::Patch;
use super::value::{Map, map_of};

/// A form of a type that can be made from another form of it.
pub trait Convert<Source> {
    /// Makes this form from the other one.
    fn convert(source: Source) -> Self;
}

impl<T, S> Convert<Option<S>> for Option<T>
where
    T: Convert<S>,
{
    fn convert(source: Option<S>) -> Self {
        source.map(T::convert)
    }
}

/// A member that is absent in the read form stays absent, so that a conversion never clears a member.
impl<T, S> Convert<Option<S>> for Patch<T>
where
    T: Convert<S>,
{
    fn convert(source: Option<S>) -> Self {
        match source {
            Some(value) => Patch::Value(T::convert(value)),
            None => Patch::Absent,
        }
    }
}

impl<T, S> Convert<Vec<S>> for Vec<T>
where
    T: Convert<S>,
{
    fn convert(source: Vec<S>) -> Self {
        source.into_iter().map(T::convert).collect()
    }
}

impl<T, S> Convert<Map<S>> for Map<T>
where
    T: Convert<S>,
{
    fn convert(source: Map<S>) -> Self {
        map_of(source.into_iter().map(|(key, value)| (key, T::convert(value))))
    }
}

impl<T, S> Convert<Box<S>> for Box<T>
where
    T: Convert<S>,
{
    fn convert(source: Box<S>) -> Self {
        Box::new(T::convert(*source))
    }
}

impl<T, S> Convert<ErasedBox<S>> for ErasedBox<T>
where
    T: Convert<S> + Send + Sync + 'static,
    S: Clone + Send + Sync + 'static,
{
    fn convert(source: ErasedBox<S>) -> Self {
        ErasedBox::new(T::convert(source.into_inner()))
    }
}

/// The type of a member that stores a value unchanged, wrapped in what expresses presence.
pub trait Adopt<Source> {
    /// Stores the value.
    fn adopt(source: Source) -> Self;
}

impl<T> Adopt<T> for T {
    fn adopt(source: T) -> Self {
        source
    }
}

impl<T> Adopt<T> for Option<T> {
    fn adopt(source: T) -> Self {
        Some(source)
    }
}

impl<T> Adopt<T> for Patch<T> {
    fn adopt(source: T) -> Self {
        Patch::Value(source)
    }
}

/// A member that is absent in the read form stays absent, so that a conversion never clears a member.
impl<T> Adopt<Option<T>> for Patch<T> {
    fn adopt(source: Option<T>) -> Self {
        source.map_or(Patch::Absent, Patch::Value)
    }
}

/// Converts a member whose value has the same type in both forms.
pub fn keep<S, T: Adopt<S>>(source: S) -> T {
    T::adopt(source)
}

/// Converts a member whose value has different types in the two forms.
pub fn convert<S, T: Convert<S>>(source: S) -> T {
    T::convert(source)
}

/// Converts a member whose value has different types in the two forms, and which is always present in the read form only.
pub fn convert_present<S, T: Convert<Option<S>>>(source: S) -> T {
    T::convert(Some(source))
}

/// Implements the conversion of the read form into the write form, member by member. The word before a member names the
/// function above that converts it. `#[inline(never)]` before the forms is that of `record!`.
macro_rules! conversion {
    ($(#[inline($inline:ident)])? $read:ty => $write:ident { $($how:ident $field:ident),* $(,)? }) => {
        impl $crate::runtime::model::convert::Convert<$read> for $write {
            #[allow(clippy::needless_update, unused_variables)]
            #[inline $(($inline))?]
            fn convert(source: $read) -> Self {
                Self { $($field: $crate::runtime::model::convert::$how(source.$field),)* ..$crate::runtime::Placeholder::placeholder() }
            }
        }
        impl From<$read> for $write {
            #[inline]
            fn from(source: $read) -> Self {
                $crate::runtime::model::convert::Convert::convert(source)
            }
        }
    };
}
pub(crate) use conversion;
