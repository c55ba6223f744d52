//! What the emitted types of one kind share: how their values are read and written.
//!
//! An emitted type names its kind, and nothing more. rustc checks each function of each type, so that two functions in the
//! macros of records, enums and unions would take three to four percent of the time to check a crate of models.

use super::value::{Placeholder, Slot, Value, View};

/// An emitted type, or a box of one.
///
/// It is not implemented outside this crate.
#[doc(hidden)]
pub trait Modeled: Sized {
    /// The kind of the type.
    type Kind: Kind<Self>;
}

/// How the values of one kind are made, read and written.
///
/// The functions are `#[inline(always)]`, so that a build for development has no function more for each type and step.
#[doc(hidden)]
pub trait Kind<T> {
    /// See [`Placeholder::placeholder`].
    fn placeholder() -> T;
    /// See [`Value::slot`].
    fn slot(value: &mut T) -> Slot<'_>;
    /// See [`Value::view`].
    fn view(value: &T) -> View<'_>;
}

impl<T: Modeled> Placeholder for T {
    #[inline(always)]
    fn placeholder() -> Self {
        T::Kind::placeholder()
    }
}

impl<T: Modeled> Value for T {
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::Kind::slot(self)
    }
    #[inline]
    fn view(&self) -> View<'_> {
        T::Kind::view(self)
    }
}

/// The kind of boxes, which are read and written as what is in them.
#[derive(Debug)]
pub enum BoxKind {}

impl<T: Modeled> Modeled for Box<T> {
    type Kind = BoxKind;
}

impl<T: Modeled> Kind<Box<T>> for BoxKind {
    #[inline(always)]
    fn placeholder() -> Box<T> {
        Box::new(T::placeholder())
    }
    #[inline(always)]
    fn slot(value: &mut Box<T>) -> Slot<'_> {
        (**value).slot()
    }
    #[inline(always)]
    fn view(value: &Box<T>) -> View<'_> {
        (**value).view()
    }
}
