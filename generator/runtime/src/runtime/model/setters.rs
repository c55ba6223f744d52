//! The setters of types that a client sends: `ContactPatch::new().title("Dr").clear_birthday()`.

/// Writes the setters of a type. Each line has the docs, the name (and the name of the method that clears the member), the
/// kind and the type.
macro_rules! setters {
    ($ty:ident { $($(#[$doc:meta])* $field:ident $(/ $clear:ident)? : $kind:ident($value:ty);)* }) => {
        impl $ty {
            $($crate::runtime::model::setters::$kind! { [$(#[$doc])*] $field $value $(, $clear)? })*
        }
    };
}
pub(crate) use setters;

/// Writes one setter from its argument type and the function of `setter_impls` that stores the argument. The body is one
/// call, because the compiler checks it for every member of a crate.
macro_rules! setter {
    ([$(#[$doc:meta])*] $field:ident [$($argument:tt)*] => $put:ident) => {
        $(#[$doc])*
        #[must_use]
        #[inline]
        pub fn $field(mut self, value: $($argument)*) -> Self {
            $crate::runtime::model::setter_impls::$put(&mut self.$field, value);
            self
        }
    };
    (clear $field:ident $clear:ident) => {
        #[doc = concat!("Sends null for `", stringify!($field), "`, which clears it.")]
        #[must_use]
        #[inline]
        pub fn $clear(mut self) -> Self {
            self.$field = $crate::runtime::Patch::Null;
            self
        }
    };
}
pub(crate) use setter;

/// Writes the setter of a required member.
macro_rules! value {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => value }
    };
}
pub(crate) use value;

/// Writes the setter of an optional member that cannot be null.
macro_rules! option {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => option }
    };
}
pub(crate) use option;

/// Writes the setter of a required number, which takes a literal: `impl Into<u64>` would take none.
macro_rules! number {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [$ty] => value }
    };
}
pub(crate) use number;

/// Writes the setter of an optional number that cannot be null.
macro_rules! option_number {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [$ty] => option }
    };
}
pub(crate) use option_number;

/// Writes the setters of a member that is absent, null or set.
macro_rules! patch {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => value }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch;

/// Writes the setter of an optional member in a `Box`.
macro_rules! boxed {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => boxed }
    };
}
pub(crate) use boxed;

/// Writes the setters of a member in a `Box` that is absent, null or set.
macro_rules! patch_boxed {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => patch_boxed }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_boxed;

/// Writes the setter of an optional member in an `ErasedBox`.
macro_rules! erased_box {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$ty>] => erased_box }
    };
}
pub(crate) use erased_box;

/// Writes the setters of a member in an `ErasedBox` that is absent, null or set.
macro_rules! patch_erased_box {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl Into<$crate::runtime::Patch<$ty>>] => patch_erased_box }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_erased_box;

/// Writes the setter of a required list.
macro_rules! value_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => value_list }
    };
}
pub(crate) use value_list;

/// Writes the setter of an optional list that cannot be null.
macro_rules! list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => list }
    };
}
pub(crate) use list;

/// Writes the setters of a list that is absent, null or set.
macro_rules! patch_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$ty>>] => patch_list }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_list;

/// Writes the setter of a required list whose items may be null.
macro_rules! value_nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => value_nullable_list }
    };
}
pub(crate) use value_nullable_list;

/// Writes the setter of an optional list whose items may be null.
macro_rules! nullable_list {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => nullable_list }
    };
}
pub(crate) use nullable_list;

/// Writes the setters of a list that is absent, null or set, and whose items may be null.
macro_rules! patch_nullable_list {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = impl Into<$crate::runtime::Patch<$ty>>>] => patch_nullable_list }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_nullable_list;

/// Writes the setter of a required map, and of the additional members.
macro_rules! value_map {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$ty>)>] => value_map }
    };
}
pub(crate) use value_map;

/// Writes the setter of an optional map that cannot be null.
macro_rules! map {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$ty>)>] => map }
    };
}
pub(crate) use map;

/// Writes the setters of a map that is absent, null or set.
macro_rules! patch_map {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$ty>)>] => patch_map }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_map;

/// Writes the setter of a required map whose values may be null.
macro_rules! value_nullable_map {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$crate::runtime::Patch<$ty>>)>] => value_nullable_map }
    };
}
pub(crate) use value_nullable_map;

/// Writes the setter of an optional map whose values may be null.
macro_rules! nullable_map {
    ($docs:tt $field:ident $ty:ty) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$crate::runtime::Patch<$ty>>)>] => nullable_map }
    };
}
pub(crate) use nullable_map;

/// Writes the setters of a map that is absent, null or set, and whose values may be null.
macro_rules! patch_nullable_map {
    ($docs:tt $field:ident $ty:ty $(, $clear:ident)?) => {
        $crate::runtime::model::setters::setter! { $docs $field [impl IntoIterator<Item = (impl Into<String>, impl Into<$crate::runtime::Patch<$ty>>)>] => patch_nullable_map }
        $($crate::runtime::model::setters::setter! { clear $field $clear })?
    };
}
pub(crate) use patch_nullable_map;
