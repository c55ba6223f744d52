//! Unions: `union!` makes a model from an enum and one line of data for each variant.

use super::kind::Kind;
use super::value::{Choice, Json, Placeholder, Slot, View};

/// The view of a variant: its payload, with the discriminator if the union has one.
pub fn tagged_view<'a>(payload: View<'a>, member: Option<&'static str>, tags: &[&'static str]) -> View<'a> {
    match (payload, member, tags.first()) {
        (View::Record(record), Some(member), Some(tag)) => View::Tagged { member, tag, record },
        (payload, _, _) => payload,
    }
}

/// The kind of unions.
#[derive(Debug)]
pub enum UnionKind {}

impl<T: Choice> Kind<T> for UnionKind {
    #[inline(always)]
    fn placeholder() -> T {
        T::other(Json::Null)
    }
    #[inline(always)]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Choice(value)
    }
    #[inline(always)]
    fn view(value: &T) -> View<'_> {
        value.chosen()
    }
}

/// A constructor of a variant, which can be called with a placeholder.
pub trait Variant<T> {
    /// Makes the variant with a placeholder as its payload.
    fn placeholder(&self) -> T;
}

impl<T, Payload: Placeholder> Variant<T> for fn(Payload) -> T {
    fn placeholder(&self) -> T {
        self(Payload::placeholder())
    }
}

/// A placeholder of the variant with this index. The index after the last variant stands for the variant that holds any
/// JSON value.
pub fn placeholder<T: Placeholder>(variants: &[&dyn Variant<T>], variant: usize) -> T {
    match variants.get(variant) {
        Some(variant) => variant.placeholder(),
        None => T::placeholder(),
    }
}

/// Implements the traits of a model for an enum of types. `Shape: any_of = …` is a union of which a value may be several
/// objects at once. `#[inline(never)]` before the name is that of `record!`.
macro_rules! union {
    ($(#[inline($inline:ident)])? $ty:ident $(: $keyword:ident)? = $name:literal $(by $member:literal $(or $unlisted:ident)?)? {
        $($variant:ident($payload:ty) $(= $($tag:literal),+)?;)*
    } else $unknown:ident) => {
        impl $crate::runtime::Modeled for $ty {
            type Kind = $crate::runtime::model::union::UnionKind;
        }
        impl $crate::runtime::Choice for $ty {
            #[inline]
            fn other(json: $crate::runtime::Json) -> Self {
                Self::$unknown(json)
            }
            #[inline]
            fn shape(&self) -> &'static $crate::runtime::UnionShape {
                static SHAPE: $crate::runtime::UnionShape = $crate::runtime::UnionShape {
                    name: $name,
                    keyword: $crate::runtime::model::union::keyword!($($keyword)?),
                    discriminator: $crate::runtime::model::union::first(&[$($member)?]),
                    tags: &[$(&[$($($tag),+)?]),*],
                    unlisted: $crate::runtime::model::union::unlisted!($($($unlisted)?)?),
                    learned: $crate::runtime::model::learned_union::LearnedUnion::new(),
                };
                &SHAPE
            }
            #[inline $(($inline))?]
            fn chosen(&self) -> $crate::runtime::View<'_> {
                let member = $crate::runtime::model::union::written!($($member $($unlisted)?)?);
                match self {
                    $(Self::$variant(payload) => $crate::runtime::model::union::tagged_view(
                        $crate::runtime::Value::view(payload), member, &[$($($tag),+)?],
                    ),)*
                    Self::$unknown(json) => $crate::runtime::View::Json(json),
                }
            }
            #[inline $(($inline))?]
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
        impl Clone for $ty {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(payload) => Self::$variant(payload.clone()),)*
                    Self::$unknown(json) => Self::$unknown(json.clone()),
                }
            }
        }
        impl PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::model::equal::views_equal($crate::runtime::Value::view(self), $crate::runtime::Value::view(other))
            }
        }
        impl std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::model::debug::debug(self, f)
            }
        }
        $crate::runtime::serde_forward!($ty);
    };
}
pub(crate) use union;

/// The word of the table of a union that says which keyword lists the variants.
macro_rules! keyword {
    () => {
        $crate::runtime::Keyword::OneOf
    };
    (any_of) => {
        $crate::runtime::Keyword::AnyOf
    };
}
pub(crate) use keyword;

/// The word of the table of a union that says how a value whose discriminator is not listed is read.
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
    (kept) => {
        $crate::runtime::Unlisted::Kept
    };
}
pub(crate) use unlisted;

/// The member that is written beside a variant that does not have it. A constant is a member of each variant.
macro_rules! written {
    () => {
        None
    };
    ($member:literal kept) => {
        None
    };
    ($member:literal $($unlisted:ident)?) => {
        Some($member)
    };
}
pub(crate) use written;

/// The first item of a list, if there is one.
pub const fn first(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [first, ..] => Some(first),
        [] => None,
    }
}
