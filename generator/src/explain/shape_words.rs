//! The sentences for reasons of shapes, pointers, wrappers and traits.

use super::answer::{About, Said};
use crate::analyse::{Construction, Indirection};
use crate::emit::surface::{PointerReason, WrapperReason};
use crate::ir::{EnumRepr, Kind, MergedBy, ShapeReason};

/// What a kind of type is in Rust.
pub(super) fn rust_kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Object(_) => "struct",
        Kind::Enum(_) | Kind::Union(_) => "enum",
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => "type",
    }
}

/// Why a type is of its kind. `rust` is what an alias stands for.
pub(super) fn shape(kind: &Kind, because: ShapeReason, rust: &str) -> Said {
    let what = match kind {
        Kind::Object(_) => "a struct".to_owned(),
        Kind::Enum(_) => "an enum of values".to_owned(),
        Kind::Union(_) => "an enum of variants".to_owned(),
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => format!("another name of `{rust}`"),
    };
    let (reason, why) = shape_reason(because);
    Said::new(About::Shape, reason, format!("It is {what}: {why}."))
}

fn shape_reason(because: ShapeReason) -> (&'static str, String) {
    let (reason, why) = match because {
        ShapeReason::Undecided => ("undecided", "its schema is at fault"),
        ShapeReason::Properties => ("properties", "its schema has `properties`"),
        ShapeReason::NoMembers => (
            "no-members",
            "its schema says by `additionalProperties: false` that it is an object, and declares no member",
        ),
        ShapeReason::Merged(by) => return merged(by),
        ShapeReason::Values(EnumRepr::String) => {
            ("values", "`enum` of its schema lists texts; a text that it does not list is kept")
        }
        ShapeReason::Values(EnumRepr::Integer) => {
            ("values", "`enum` of its schema lists whole numbers; a number that it does not list is kept")
        }
        ShapeReason::ConstantVariants(keyword) => {
            return ("constant-variants", format!("each variant of `{}` has one value", keyword.as_str()));
        }
        ShapeReason::Variants(keyword) => {
            return (
                "variants",
                format!("`{}` of its schema lists variants that are types of their own", keyword.as_str()),
            );
        }
        ShapeReason::MembersOfEachVariant(keyword) => {
            return (
                "members-of-each-variant",
                format!(
                    "its schema has members beside the variants of `{}`, so that each variant has them too",
                    keyword.as_str()
                ),
            );
        }
        ShapeReason::OneType(keyword) => {
            return ("one-type", format!("all variants of `{}` are one type", keyword.as_str()));
        }
        ShapeReason::Extended => {
            ("extended", "its schema has a `discriminator`, and others extend it by `allOf`: a value is one of these")
        }
        ShapeReason::Reference => ("reference", "its schema is only a `$ref`"),
        ShapeReason::OnlyPart => ("only-part", "`allOf` has one part that says what the value is"),
        ShapeReason::Plain => ("plain", "its schema describes a value that Rust has a type for"),
        ShapeReason::Repeats => ("repeats", "its schema says word for word what an earlier inline schema says"),
        ShapeReason::EndsLoop => {
            ("ends-loop", "its schema is a list or a map of itself, and Rust has no name for a type without an end")
        }
        ShapeReason::NamesItself => (
            "names-itself",
            "its schema is only a `$ref` that leads back to it, so that nothing says what the value is",
        ),
        ShapeReason::TooDeep => ("too-deep", "its lists and maps are nested more deeply than the compiler follows"),
        ShapeReason::NotJoined => (
            "not-joined",
            "`allOf` joins several unions, or a union with a value that is no object, and no type is all of them",
        ),
        ShapeReason::Unused => ("unused", "nothing that becomes code needs it"),
    };
    (reason, why.to_owned())
}

fn merged(by: MergedBy) -> (&'static str, String) {
    let (reason, why) = match by {
        MergedBy::AllOf => ("merged-all-of", "a value is all that the parts of `allOf` say, which is one type"),
        MergedBy::AnyOf => (
            "merged-any-of",
            "the variants of `anyOf` demand the same members, so that no value tells them apart: they are one object",
        ),
        MergedBy::BesideUnion => (
            "merged-beside-union",
            "only one variant says what the value is, and what stands beside it is true of it too",
        ),
        MergedBy::Variant => {
            ("merged-variant", "it is a variant of a union, with the members that stand beside the union")
        }
        MergedBy::TwoTypes => ("merged-two-types", "two parts of `allOf` say what the value is, and it is both"),
    };
    (reason, why.to_owned())
}

/// Why a member or a variant is behind a pointer.
pub(super) fn indirection(whose: &str, because: Indirection) -> Said {
    let (reason, text) = match because {
        Indirection::ContainsItself => {
            ("contains-itself", format!("{whose} is in a `Box`: without one the type would contain itself"))
        }
        Indirection::LargeCycle { types } => (
            "large-cycle",
            format!(
                "{whose} is in an `ErasedBox`: {types} types contain one another, and the compiler would follow them all"
            ),
        ),
        Indirection::LongChain { types } => (
            "long-chain",
            format!(
                "{whose} is in an `ErasedBox`: {types} types stand behind it in a chain, and the compiler gives up on longer ones"
            ),
        ),
    };
    Said::new(About::Pointers, reason, format!("{text}."))
}

/// Why what a variant holds is behind a pointer.
pub(super) fn pointer(whose: &str, because: PointerReason) -> Said {
    match because {
        PointerReason::Large => {
            let text = format!(
                "{whose} is in a `Box`: it is an object or a union, and an enum is as large as its largest variant."
            );
            Said::new(About::Pointers, "large-variant", text)
        }
        PointerReason::Chain(because) => indirection(whose, because),
    }
}

/// Why a member is wrapped as it is, in a form of its type.
pub(super) fn wrapper(form: &str, because: WrapperReason) -> Said {
    let (reason, why) = match because {
        WrapperReason::AlwaysThere => ("always-there", "has the value itself: the member is required and never null"),
        WrapperReason::Null => ("null", "has an `Option`: the member is required, and null is legal"),
        WrapperReason::Missing => ("missing", "has an `Option`: the member may be missing"),
        WrapperReason::NullInPlaceOfMissing => (
            "null-in-place-of-missing",
            "has an `Option`: the value is sent whole, so that what is not there is sent as null",
        ),
        WrapperReason::MissingOrNull => {
            ("missing-or-null", "has a `Patch`: leaving the member out and sending null mean different things")
        }
        WrapperReason::LeftOut => (
            "left-out",
            "has an `Option`: a merge patch may leave the member out, and null, which would remove it, is not legal",
        ),
        WrapperReason::Removed => ("removed", "has a `Patch`: in a merge patch null removes the member"),
    };
    Said::new(About::Shape, reason, format!("`{form}` {why}."))
}

/// How a client makes a value of a form.
pub(super) fn construction(form: &str, how: Construction) -> Said {
    let (reason, why) = match how {
        Construction::Never => ("only-received", "has neither `new` nor setters: no operation sends it"),
        Construction::Setters => ("sent", "has `new` and setters: a client sends it"),
        Construction::Literal => (
            "sent-whole",
            "is made by a struct literal: the server replaces the whole value, so that the compiler tells what was forgotten",
        ),
    };
    Said::new(About::Forms, reason, format!("`{form}` {why}."))
}
