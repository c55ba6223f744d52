//! A box that hides its type from the compiler's checks of deep chains of types.
//!
//! The checks of `Send`, `Sync` and drop follow `Box<T>` into `T`, so that a chain of some thirty records exceeds rustc's
//! recursion limit in the crate of the *user*. `ErasedBox<T>` holds a trait object, which these checks do not enter. The
//! code of `T` is compiled in the crate of the model, `#[inline(never)]`, since rustc's walk from function to function would
//! exceed the limit as well.
//!
//! A clone shares its value until one of the two is changed. So nothing that is compiled in the crate of the model copies `T`,
//! and rustc compiles `clone` only for the types that a program copies: it was a tenth of the code of a large crate.

use super::value::{Digits, Placeholder, Slot, Value, View};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A pointer to a `T` of its own, like `Box<T>`, that keeps chains of types short for the compiler.
///
/// A clone costs no more than that of an [`Arc`]: the value is copied when one of the clones is changed.
pub struct ErasedBox<T>(Arc<Held<T>>);

/// The value that clones share.
struct Held<T>(Box<dyn Holder<T> + Send + Sync>);

impl<T> Held<T> {
    fn get(&self) -> &T {
        (*self.0).value()
    }

    fn get_mut(&mut self) -> &mut T {
        (*self.0).value_mut()
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Held<T> {
    fn clone(&self) -> Self {
        Held(Box::new(self.get().clone()))
    }
}

/// The trait object that holds the value.
trait Holder<T> {
    fn value(&self) -> &T;
    fn value_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
}

impl<T> Holder<T> for T {
    fn value(&self) -> &T {
        self
    }
    fn value_mut(&mut self) -> &mut T {
        self
    }
    fn take(self: Box<Self>) -> T {
        *self
    }
}

impl<T: Send + Sync + 'static> ErasedBox<T> {
    /// Allocates memory and moves `value` into it.
    pub fn new(value: T) -> Self {
        ErasedBox(Arc::new(Held(Box::new(value))))
    }
}

impl<T: Clone + Send + Sync + 'static> ErasedBox<T> {
    /// Moves the value out of the box, or copies it if a clone shares it.
    pub fn into_inner(self) -> T {
        Arc::unwrap_or_clone(self.0).0.take()
    }
}

impl<T> Deref for ErasedBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.get()
    }
}

impl<T: Clone + Send + Sync + 'static> DerefMut for ErasedBox<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0).get_mut()
    }
}

impl<T: Send + Sync + 'static> From<T> for ErasedBox<T> {
    fn from(value: T) -> Self {
        ErasedBox::new(value)
    }
}

impl<T> Clone for ErasedBox<T> {
    fn clone(&self) -> Self {
        ErasedBox(self.0.clone())
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
    /// A value that a clone shares is replaced by a placeholder, since what it holds is overwritten.
    fn slot(&mut self) -> Slot<'_> {
        if Arc::get_mut(&mut self.0).is_none() {
            *self = Self::placeholder();
        }
        // Nothing shares it now.
        match Arc::get_mut(&mut self.0) {
            Some(held) => held.get_mut().slot(),
            None => Slot::Nothing,
        }
    }
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}
