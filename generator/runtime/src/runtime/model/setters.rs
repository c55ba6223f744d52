//! By-value setters of what a client sends: `ContactPatch::new().title("Dr").clear_birthday()`.

/// One setter per line: its docs, its name (and the name of its clearing counterpart), its kind and its type.
macro_rules! setters {
    ($ty:ident { $($(#[$doc:meta])* $field:ident $(/ $clear:ident)? : $kind:ident($value:ty);)* }) => {
        impl $ty {
            $($crate::runtime::model::setters::$kind! { [$(#[$doc])*] $field $value $(, $clear)? })*
        }
    };
}
pub(crate) use setters;

/// Writes one setter: what it takes, and the function of `put` that stores it. The body is a call, since the compiler
/// looks at it once for every member of a crate.
macro_rules! setter {
    ([$(#[$doc:meta])*] $field:ident [$($argument:tt)*] => $put:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(mut self, value: $($argument)*) -> Self {
            $crate::runtime::model::setter_impls::$put(&mut self.$field, value);
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
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => value }
    };
}
pub(crate) use value;

/// An optional member without null.
macro_rules! option {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => option }
    };
}
pub(crate) use option;

/// A member with three states.
macro_rules! patch {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => value }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch;

/// An optional member behind a box.
macro_rules! boxed {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => boxed }
    };
}
pub(crate) use boxed;

/// A member with three states, behind a box.
macro_rules! patch_boxed {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => patch_boxed }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_boxed;

/// An optional member behind a pointer that ends the compiler's walks.
macro_rules! erased_box {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => erased_box }
    };
}
pub(crate) use erased_box;

/// A member with three states, behind a pointer that ends the compiler's walks.
macro_rules! patch_erased_box {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => patch_erased_box }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_erased_box;

/// A required list.
macro_rules! value_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => value_list }
    };
}
pub(crate) use value_list;

/// An optional list without null.
macro_rules! list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => list }
    };
}
pub(crate) use list;

/// A list with three states.
macro_rules! patch_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => patch_list }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_list;

/// A required list that may hold null: `None` is one.
macro_rules! value_nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => value_nullable_list }
    };
}
pub(crate) use value_nullable_list;

/// An optional list that may hold null.
macro_rules! nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => nullable_list }
    };
}
pub(crate) use nullable_list;

/// A list with three states that may hold null.
macro_rules! patch_nullable_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => patch_nullable_list }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_nullable_list;
