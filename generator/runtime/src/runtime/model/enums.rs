//! Open enums: the values that a document lists, and every other value unchanged.

use super::value::{Text, View};

/// An open enum of strings. `string_enum!` implements it from the table of the enum.
pub trait TextEnum: for<'a> From<&'a str> {
    /// What is expected, for error messages.
    const EXPECTED: &'static str;
    /// The strings that the document lists.
    const TEXTS: &'static [&'static str];
    /// The listed strings that a server sends and a client does not.
    const READ_ONLY: &'static [&'static str];

    /// The string that is sent.
    fn text(&self) -> &str;
}

impl<T: TextEnum> Text for T {
    fn put(&mut self, text: &str) -> Result<(), String> {
        *self = Self::from(text);
        Ok(())
    }
    fn matches(&self, text: &str) -> bool {
        T::TEXTS.contains(&text)
    }
    fn expected(&self) -> &'static str {
        T::EXPECTED
    }
}

/// The view of a value of an enum.
pub fn view<T: TextEnum>(value: &T) -> View<'_> {
    let text = value.text();
    View::Text { text: text.into(), read_only: T::READ_ONLY.contains(&text) }
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
        impl $crate::runtime::model::enums::TextEnum for $ty {
            const EXPECTED: &'static str = concat!("a string of the enum ", $name);
            const TEXTS: &'static [&'static str] = &[$($text),*];
            const READ_ONLY: &'static [&'static str] = &[$($({ let $read_only = $text; $read_only },)?)*];

            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }
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
        impl $crate::runtime::Placeholder for $ty {
            #[inline]
            fn placeholder() -> Self {
                Self::$unknown(String::new())
            }
        }
        impl $crate::runtime::Value for $ty {
            #[inline]
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Text(self)
            }
            #[inline]
            fn view(&self) -> $crate::runtime::View<'_> {
                $crate::runtime::model::enums::view(self)
            }
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
        impl $crate::runtime::Placeholder for $ty {
            #[inline]
            fn placeholder() -> Self {
                Self::$unknown(0)
            }
        }
        impl $crate::runtime::Value for $ty {
            #[inline]
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Integer(self)
            }
            #[inline]
            fn view(&self) -> $crate::runtime::View<'_> {
                $crate::runtime::View::I64(self.as_i64())
            }
        }
        impl $crate::runtime::Integer for $ty {
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
