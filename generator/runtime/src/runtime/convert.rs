//! From what a server sent to what a client may send: `record.into()`.
//!
//! `convert!` names the members that both forms have. Their types may differ in how they say absence (`Option<T>`,
//! [`Patch<T>`]) and, deeper, in the form of a nested record.

use super::nested::Nested;
use super::patch::Patch;
use super::value::Map;

/// Makes `Self` of a value of another form.
pub trait Convert<Source> {
    fn convert(source: Source) -> Self;
}

/// A type that is neither `Option` nor `Patch`.
pub trait Present {}

impl<T> Present for Vec<T> {}
impl<T> Present for Map<T> {}
impl<T> Present for Box<T> {}
impl<T> Present for Nested<T> {}

impl<T, S> Convert<Option<S>> for Option<T>
where
    T: Convert<S>,
{
    fn convert(source: Option<S>) -> Self {
        source.map(T::convert)
    }
}

impl<T, S> Convert<S> for Option<T>
where
    T: Convert<S>,
    S: Present,
{
    fn convert(source: S) -> Self {
        Some(T::convert(source))
    }
}

/// What is absent in the read form stays absent: nothing is cleared by a conversion.
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

impl<T, S> Convert<S> for Patch<T>
where
    T: Convert<S>,
    S: Present,
{
    fn convert(source: S) -> Self {
        Patch::Value(T::convert(source))
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
        source.into_iter().map(|(key, value)| (key, T::convert(value))).collect()
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

impl<T, S> Convert<Nested<S>> for Nested<T>
where
    T: Convert<S> + Send + Sync + 'static,
    S: Send + Sync + 'static,
{
    fn convert(source: Nested<S>) -> Self {
        Nested::new(T::convert(source.into_inner()))
    }
}

/// Says of types without parts that they convert to themselves.
macro_rules! same {
    ($($ty:ty),*) => {$(
        impl $crate::runtime::convert::Convert<$ty> for $ty {
            fn convert(source: $ty) -> Self {
                source
            }
        }
        impl $crate::runtime::convert::Present for $ty {}
    )*};
}
pub(crate) use same;

/// Turns the read form into the write form, member by member.
macro_rules! convert {
    ($read:ty => $write:ident { $($field:ident),* $(,)? }) => {
        impl $crate::runtime::convert::Convert<$read> for $write {
            #[allow(clippy::needless_update, unused_variables)]
            fn convert(source: $read) -> Self {
                Self { $($field: $crate::runtime::convert::Convert::convert(source.$field),)* ..$crate::runtime::Blank::blank() }
            }
        }
        impl From<$read> for $write {
            fn from(source: $read) -> Self {
                $crate::runtime::convert::Convert::convert(source)
            }
        }
    };
}
pub(crate) use convert;
