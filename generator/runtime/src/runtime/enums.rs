//! Open enums: the values that a document names, and every other value as it was sent.

/// Makes an enum of texts a model. `read_only` before the text of a value means that it is never sent.
macro_rules! string_enum {
    ($ty:ident = $name:literal { $($variant:ident = $($read_only:ident)? $text:literal;)* } else $unknown:ident) => {
        impl $ty {
            /// The value as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }
        impl From<&str> for $ty {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(text.to_owned()),
                }
            }
        }
        impl From<String> for $ty {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
        impl std::fmt::Display for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl $crate::runtime::Blank for $ty {
            fn blank() -> Self {
                Self::$unknown(String::new())
            }
        }
        impl $crate::runtime::Value for $ty {
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Text(self)
            }
            fn view(&self) -> $crate::runtime::View<'_> {
                let text = self.as_str();
                let read_only = [$($({ let $read_only = $text; $read_only },)?)* ""].contains(&text);
                $crate::runtime::View::Text { text: text.into(), read_only }
            }
        }
        impl $crate::runtime::Text for $ty {
            fn put(&mut self, text: &str) -> Result<(), String> {
                *self = Self::from(text);
                Ok(())
            }
            fn fits(&self, text: &str) -> bool {
                !matches!(Self::from(text), Self::$unknown(_))
            }
            fn expected(&self) -> &'static str {
                concat!("a string of the enum ", $name)
            }
        }
        $crate::runtime::serde_forward!($ty);
        $crate::runtime::convert::same!($ty);
    };
}
pub(crate) use string_enum;

/// Makes an enum of integers a model.
macro_rules! integer_enum {
    ($ty:ident = $name:literal { $($variant:ident = $value:literal;)* } else $unknown:ident) => {
        impl $ty {
            /// The value as it is sent.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => *value,
                }
            }
        }
        impl From<i64> for $ty {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }
        impl std::fmt::Display for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
        impl $crate::runtime::Blank for $ty {
            fn blank() -> Self {
                Self::$unknown(0)
            }
        }
        impl $crate::runtime::Value for $ty {
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Integer(self)
            }
            fn view(&self) -> $crate::runtime::View<'_> {
                $crate::runtime::View::I64(self.as_i64())
            }
        }
        impl $crate::runtime::Integer for $ty {
            fn put(&mut self, value: i64) {
                *self = Self::from(value);
            }
            fn fits(&self, value: i64) -> bool {
                !matches!(Self::from(value), Self::$unknown(_))
            }
        }
        $crate::runtime::serde_forward!($ty);
        $crate::runtime::convert::same!($ty);
    };
}
pub(crate) use integer_enum;
