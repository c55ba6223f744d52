//! A box that hides its type from the compiler's checks of deep chains of types.
//!
//! The checks of `Send`, `Sync` and drop follow `Box<T>` into `T`, so that a chain of some thirty records exceeds rustc's
//! recursion limit in the crate of the *user*. `ErasedBox<T>` holds a trait object, which these checks do not enter. The
//! code of `T` is compiled in the crate of the model, `#[inline(never)]`, since rustc's walk from function to function would
//! exceed the limit as well.

use super::value::{Digits, Placeholder, Slot, Value, View};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// An owned pointer to `T`, like `Box<T>`, that keeps chains of types short for the compiler.
pub struct ErasedBox<T>(Box<dyn Holder<T> + Send + Sync>);

/// The trait object that holds the value.
trait Holder<T> {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
}

impl<T> Holder<T> for T {
    fn get(&self) -> &T {
        self
    }
    fn get_mut(&mut self) -> &mut T {
        self
    }
    fn take(self: Box<Self>) -> T {
        *self
    }
}

impl<T: Send + Sync + 'static> ErasedBox<T> {
    /// Allocates memory and moves `value` into it.
    pub fn new(value: T) -> Self {
        ErasedBox(Box::new(value))
    }
}

impl<T> ErasedBox<T> {
    /// Moves the value out of the box.
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T> Deref for ErasedBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        (*self.0).get()
    }
}

impl<T> DerefMut for ErasedBox<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).get_mut()
    }
}

impl<T: Send + Sync + 'static> From<T> for ErasedBox<T> {
    fn from(value: T) -> Self {
        ErasedBox::new(value)
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for ErasedBox<T> {
    fn clone(&self) -> Self {
        ErasedBox::new((**self).clone())
    }
}

impl<T: PartialEq> PartialEq for ErasedBox<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for ErasedBox<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Default + Send + Sync + 'static> Default for ErasedBox<T> {
    fn default() -> Self {
        ErasedBox::new(T::default())
    }
}

impl<T: Placeholder + Send + Sync + 'static> Placeholder for ErasedBox<T> {
    fn placeholder() -> Self {
        ErasedBox::new(T::placeholder())
    }
    fn digits() -> Digits {
        T::digits()
    }
}

impl<T: Value + Send + Sync + 'static> Value for ErasedBox<T> {
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}
