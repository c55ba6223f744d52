//! By-value setters of what a client sends: `ContactPatch::new().title("Dr").clear_birthday()`.

/// One setter per line: its docs, its name (and the name of its clearing counterpart), its kind and its type.
macro_rules! setters {
    ($ty:ident { $($(#[$doc:meta])* $field:ident $(/ $clear:ident)? : $kind:ident($value:ty);)* }) => {
        impl $ty {
            $($crate::runtime::setters::$kind! { [$(#[$doc])*] $field $value $(, $clear)? })*
        }
    };
}
pub(crate) use setters;

/// Writes one setter: what it takes, and how it is stored.
macro_rules! setter {
    ([$(#[$doc:meta])*] $field:ident [$($argument:tt)*] $value:ident => $stored:expr) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(mut self, $value: $($argument)*) -> Self {
            self.$field = $stored;
            self
        }
    };
    (clear $field:ident $clear:ident) => {
        #[doc = concat!("Sends null for `", stringify!($field), "`, which clears it.")]
        #[must_use]
        pub fn $clear(mut self) -> Self {
            self.$field = $crate::runtime::Patch::Null;
            self
        }
    };
}
pub(crate) use setter;

/// A required member.
macro_rules! value {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$ty>] value => value.into() }
    };
}
pub(crate) use value;

/// An optional member without null.
macro_rules! option {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$ty>] value => Some(value.into()) }
    };
}
pub(crate) use option;

/// A member with three states.
macro_rules! patch {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] value => value.into() }
        $($crate::runtime::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch;

/// An optional member behind a box.
macro_rules! boxed {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$ty>] value => Some(Box::new(value.into())) }
    };
}
pub(crate) use boxed;

/// A member with three states, behind a box.
macro_rules! patch_boxed {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] value => value.into().map(Box::new) }
        $($crate::runtime::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_boxed;

/// An optional member behind a pointer that ends the compiler's walks.
macro_rules! nested {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$ty>] value => Some($crate::runtime::Nested::new(value.into())) }
    };
}
pub(crate) use nested;

/// A member with three states, behind a pointer that ends the compiler's walks.
macro_rules! patch_nested {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] value => value.into().map($crate::runtime::Nested::new) }
        $($crate::runtime::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_nested;

/// A required list.
macro_rules! value_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] value => value.into_iter().map(Into::into).collect() }
    };
}
pub(crate) use value_list;

/// An optional list without null.
macro_rules! list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] value => Some(value.into_iter().map(Into::into).collect()) }
    };
}
pub(crate) use list;

/// A list with three states.
macro_rules! patch_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] value => $crate::runtime::Patch::Value(value.into_iter().map(Into::into).collect()) }
        $($crate::runtime::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_list;

/// A required list that may hold null: `None` is one.
macro_rules! value_nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] value => $crate::runtime::patch::options(value) }
    };
}
pub(crate) use value_nullable_list;

/// An optional list that may hold null.
macro_rules! nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] value => Some($crate::runtime::patch::options(value)) }
    };
}
pub(crate) use nullable_list;

/// A list with three states that may hold null.
macro_rules! patch_nullable_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] value => $crate::runtime::Patch::Value($crate::runtime::patch::options(value)) }
        $($crate::runtime::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_nullable_list;
