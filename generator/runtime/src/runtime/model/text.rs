//! The types of strings with a format. They keep the text of a server unchanged, even if it does not match the format;
//! text from users is checked.

pub mod base64;
pub mod date;
pub mod date_time;
pub mod decimal;
pub mod decimal_string;
pub mod duration;
pub mod http_date;
pub(super) mod json_string;
mod moment;
pub(crate) mod numeral;
mod scan;
pub mod secret;
pub mod time;
pub(super) mod unescaped;
pub mod uuid;

use std::fmt;

/// The error of text that does not match the format of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidText {
    /// The expected format, with an example.
    pub expected: &'static str,
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for InvalidText {}

/// Implements what all text types have in common. `$valid` tells whether a text matches the format, and `$fault` what is
/// wrong with a text that cannot be sent.
macro_rules! text_type {
    ($ty:ident, $expected:literal, $valid:expr) => {
        text_type! { $ty, $expected, $valid, text => super::super::value::View::Str(text) }
    };
    ($ty:ident, $expected:literal, $valid:expr, sent: $fault:expr) => {
        text_type! {
            $ty, $expected, $valid, text => super::super::value::View::Formatted { text, fault: $fault }
        }
    };
    ($ty:ident, $expected:literal, $valid:expr, $text:ident => $view:expr) => {
        impl $ty {
            /// The text, as it was sent.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the text matches the format. A server may send text that does not.
            #[inline]
            pub fn is_valid(&self) -> bool {
                $valid(&self.0)
            }
        }
        impl std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl std::str::FromStr for $ty {
            type Err = super::InvalidText;
            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if $valid(text) { Ok(Self(text.to_owned())) } else { Err(super::InvalidText { expected: $expected }) }
            }
        }
        impl TryFrom<&str> for $ty {
            type Error = super::InvalidText;
            #[inline]
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
        impl TryFrom<String> for $ty {
            type Error = super::InvalidText;
            #[inline]
            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
        impl From<$ty> for String {
            #[inline]
            fn from(value: $ty) -> String {
                value.0
            }
        }
        impl AsRef<str> for $ty {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl super::super::value::Placeholder for $ty {
            #[inline]
            fn placeholder() -> Self {
                Self(String::new())
            }
        }
        impl super::super::value::Value for $ty {
            #[inline]
            fn slot(&mut self) -> super::super::value::Slot<'_> {
                super::super::value::Slot::Text(self)
            }
            #[inline]
            fn view(&self) -> super::super::value::View<'_> {
                let $text = &self.0;
                $view
            }
        }
        impl super::super::scalar_traits::Text for $ty {
            #[inline]
            fn put(&mut self, text: &str) -> Result<(), String> {
                text.clone_into(&mut self.0);
                Ok(())
            }
            #[inline]
            fn matches(&self, text: &str) -> bool {
                $valid(text)
            }
            fn is_exact(&self, text: &str) -> bool {
                match super::super::value::Value::view(&Self(text.to_owned())) {
                    super::super::value::View::Formatted { fault, .. } => $valid(text) && fault(text).is_none(),
                    _ => $valid(text),
                }
            }
            #[inline]
            fn expected(&self) -> &'static str {
                $expected
            }
        }
        super::super::record::serde_forward!($ty);
    };
}
use text_type;
