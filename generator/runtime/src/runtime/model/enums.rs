//! Open enums: the values that a document lists, and every other value unchanged.

use super::kind::Kind;
use super::scalar_traits::{Integer, Text};
use super::value::{Slot, View};

/// An open enum of strings. `string_enum!` implements it from the table of the enum.
pub trait TextEnum: for<'a> From<&'a str> + AsRef<str> {
    /// What the document says of the enum.
    const TABLE: EnumTable;
}

/// What a document says of an enum of strings.
#[derive(Debug)]
pub struct EnumTable {
    /// What is expected, for error messages.
    pub expected: &'static str,
    /// The strings that are listed.
    pub texts: &'static [&'static str],
    /// Those of them that a server sends and a client does not.
    pub read_only: &'static [&'static str],
}

impl<T: TextEnum> Text for T {
    fn put(&mut self, text: &str) -> Result<(), String> {
        *self = Self::from(text);
        Ok(())
    }
    fn matches(&self, text: &str) -> bool {
        T::TABLE.texts.contains(&text)
    }
    fn expected(&self) -> &'static str {
        T::TABLE.expected
    }
}

/// The kind of enums of strings.
#[derive(Debug)]
pub enum StringEnumKind {}

impl<T: TextEnum> Kind<T> for StringEnumKind {
    #[inline(always)]
    fn placeholder() -> T {
        T::from("")
    }
    #[inline(always)]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Text(value)
    }
    #[inline(always)]
    fn view(value: &T) -> View<'_> {
        view(value.as_ref(), T::TABLE.read_only)
    }
}

/// The kind of enums of integers.
#[derive(Debug)]
pub enum IntegerEnumKind {}

impl<T: Integer + From<i64>> Kind<T> for IntegerEnumKind {
    #[inline(always)]
    fn placeholder() -> T {
        T::from(0)
    }
    #[inline(always)]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Integer(value)
    }
    #[inline(always)]
    fn view(value: &T) -> View<'_> {
        View::I64(value.get())
    }
}

/// The view of a value of an enum.
pub fn view<'a>(text: &'a str, read_only: &[&str]) -> View<'a> {
    View::Text { text: text.into(), read_only: read_only.contains(&text) }
}

/// Implements the traits of a model for an enum of strings. `read_only` before a string means that it is never sent.
///
/// Values are compared, hashed and printed as strings, because each derive would write one more match over all variants,
/// which takes time to compile.
macro_rules! string_enum {
    ($ty:ident = $name:literal { $($variant:ident = $($read_only:ident)? $text:literal;)* } else $unknown:ident) => {
        impl $ty {
            /// The string that is sent.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }
        impl From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(text.to_owned()),
                }
            }
        }
        impl std::convert::AsRef<str> for $ty {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        impl $crate::runtime::model::enums::TextEnum for $ty {
            const TABLE: $crate::runtime::model::enums::EnumTable = $crate::runtime::model::enums::EnumTable {
                expected: concat!("a string of the enum ", $name),
                texts: &[$($text),*],
                read_only: &[$($({ let $read_only = $text; $read_only },)?)*],
            };
        }
        impl From<String> for $ty {
            #[inline]
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
        impl std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }
        impl PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl Eq for $ty {}
        impl PartialOrd for $ty {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $ty {
            #[inline]
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }
        impl std::hash::Hash for $ty {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
        impl $crate::runtime::Modeled for $ty {
            type Kind = $crate::runtime::model::enums::StringEnumKind;
        }
        $crate::runtime::serde_forward!($ty);
    };
}
pub(crate) use string_enum;

/// Implements the traits of a model for an enum of integers.
macro_rules! integer_enum {
    ($ty:ident = $name:literal { $($variant:ident = $value:literal;)* } else $unknown:ident) => {
        impl $ty {
            /// The number that is sent.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => *value,
                }
            }
        }
        impl From<i64> for $ty {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }
        impl std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
        impl $crate::runtime::Modeled for $ty {
            type Kind = $crate::runtime::model::enums::IntegerEnumKind;
        }
        impl $crate::runtime::Integer for $ty {
            #[inline]
            fn get(&self) -> i64 {
                self.as_i64()
            }
            #[inline]
            fn put(&mut self, value: i64) {
                *self = Self::from(value);
            }
            #[inline]
            fn matches(&self, value: i64) -> bool {
                !matches!(Self::from(value), Self::$unknown(_))
            }
        }
        $crate::runtime::serde_forward!($ty);
    };
}
pub(crate) use integer_enum;
