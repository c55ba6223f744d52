//! One of several types: `union!` turns an enum and one line of data per variant into a model.

use super::value::{Placeholder, View};

/// What is written for a variant: its payload, with the discriminator beside it.
pub fn tagged_view<'a>(payload: View<'a>, member: Option<&'static str>, tags: &[&'static str]) -> View<'a> {
    match (payload, member, tags.first()) {
        (View::Record(record), Some(member), Some(tag)) => View::Tagged { member, tag, record },
        (payload, _, _) => payload,
    }
}

/// A variant that can be made of a placeholder payload: its constructor.
pub trait Variant<T> {
    fn placeholder(&self) -> T;
}

impl<T, Payload: Placeholder> Variant<T> for fn(Payload) -> T {
    fn placeholder(&self) -> T {
        self(Payload::placeholder())
    }
}

/// A placeholder of the variant at a place, and after the last one of the variant that keeps JSON.
pub fn placeholder<T: Placeholder>(variants: &[&dyn Variant<T>], variant: usize) -> T {
    variants.get(variant).map_or_else(T::placeholder, |variant| variant.placeholder())
}

/// Makes an enum of types a model.
macro_rules! union {
    ($ty:ident = $name:literal $(by $member:literal $(or $unlisted:ident)?)? {
        $($variant:ident($payload:ty) $(= $($tag:literal),+)?;)*
    } else $unknown:ident) => {
        impl $crate::runtime::Placeholder for $ty {
            fn placeholder() -> Self {
                Self::$unknown($crate::runtime::Json::Null)
            }
        }
        impl $crate::runtime::Choice for $ty {
            fn shape(&self) -> &'static $crate::runtime::UnionShape {
                static SHAPE: $crate::runtime::UnionShape = $crate::runtime::UnionShape {
                    name: $name,
                    discriminator: $crate::runtime::model::union::first(&[$($member)?]),
                    tags: &[$(&[$($($tag),+)?]),*],
                    unlisted: $crate::runtime::model::union::unlisted!($($($unlisted)?)?),
                };
                &SHAPE
            }
            fn choose(&mut self, variant: usize) -> $crate::runtime::Slot<'_> {
                let variants: &[&dyn $crate::runtime::model::union::Variant<Self>] =
                    &[$(&(Self::$variant as fn($payload) -> Self)),*];
                *self = $crate::runtime::model::union::placeholder(variants, variant);
                match self {
                    $(Self::$variant(payload) => $crate::runtime::Value::slot(payload),)*
                    Self::$unknown(json) => $crate::runtime::Slot::Json(json),
                }
            }
        }
        impl $crate::runtime::Value for $ty {
            fn slot(&mut self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Choice(self)
            }
            fn view(&self) -> $crate::runtime::View<'_> {
                let member = $crate::runtime::model::union::first(&[$($member)?]);
                match self {
                    $(Self::$variant(payload) => $crate::runtime::model::union::tagged_view(
                        $crate::runtime::Value::view(payload), member, &[$($($tag),+)?],
                    ),)*
                    Self::$unknown(json) => $crate::runtime::View::Json(json),
                }
            }
        }
        impl PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::model::equal::same($crate::runtime::Value::view(self), $crate::runtime::Value::view(other))
            }
        }
        impl std::fmt::Debug for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::model::debug::debug(self, f)
            }
        }
        $crate::runtime::serde_forward!($ty);
    };
}
pub(crate) use union;

/// The word of a table that says what a discriminator's other values mean.
macro_rules! unlisted {
    () => {
        $crate::runtime::Unlisted::Shape
    };
    (unknown) => {
        $crate::runtime::Unlisted::Unknown
    };
    (first) => {
        $crate::runtime::Unlisted::First
    };
}
pub(crate) use unlisted;

/// The only item of a list of none or one.
pub const fn first(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [first, ..] => Some(first),
        [] => None,
    }
}
