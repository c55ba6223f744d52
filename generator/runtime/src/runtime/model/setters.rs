//! Setters of models: `setters!` writes one for each member of a model that a client sends.

/// Writes the setters of a struct, one a line: the type of the argument, and the function of `setter_impls` that makes the member of it.
/// The name after a slash is that of a method that sends null for the member.
///
/// It is expanded for every member of a crate, so it has one flat repetition, and each body is one call.
macro_rules! setters {
    ($ty:ident { $($(#[$doc:meta])* $field:ident $(/ $clear:ident)? : $argument:ty => $put:ident;)* }) => {
        impl $ty {$(
            $(#[$doc])*
            #[must_use]
            #[inline]
            pub fn $field(mut self, value: $argument) -> Self {
                self.$field = $crate::runtime::model::setter_impls::$put(value);
                self
            }
            $(
                #[doc = concat!("Sends null for `", stringify!($field), "`, which clears it.")]
                #[must_use]
                #[inline]
                pub fn $clear(mut self) -> Self {
                    self.$field = $crate::runtime::Patch::Null;
                    self
                }
            )?
        )*}
    };
}
pub(crate) use setters;
