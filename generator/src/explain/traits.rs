//! Which traits does a type have, and why?

use super::answer::{About, Said};
use super::subject::Subject;
use crate::emit::rust_type::RustType;
use crate::emit::surface::{Def, Field, Shape};
use crate::ir::{EnumRepr, Kind};

/// Why a type has traits, or lacks one.
enum TraitReason<'a> {
    /// Every struct has these.
    Struct,
    /// No member is required.
    NothingRequired,
    /// This member is required, and no value stands for it.
    Required(&'a Field),
    /// The values are texts.
    Texts,
    /// The values are numbers.
    Numbers,
    /// Every enum of variants has these.
    Union,
    /// The type is made from this one, since only one variant holds it, or what was read converts.
    MadeFrom(&'a RustType),
    /// It is another name.
    Alias(&'a RustType),
}

/// What is said of the traits of each form of a type.
pub(super) fn traits<'a>(subject: &Subject<'_>, def: &'a Def, kind: &Kind) -> Vec<Said> {
    let reasons: Vec<TraitReason<'a>> = match (&def.shape, kind) {
        (Shape::Record(record), _) => {
            let required = record.fields.iter().find(|field| field.is_required);
            let default = match required {
                Some(field) if !record.has_default => TraitReason::Required(field),
                Some(_) | None => TraitReason::NothingRequired,
            };
            let made = record.from.iter().map(TraitReason::MadeFrom);
            [TraitReason::Struct, default].into_iter().chain(made).collect()
        }
        (Shape::Choice(_), Kind::Enum(choice)) => vec![match choice.repr {
            EnumRepr::String => TraitReason::Texts,
            EnumRepr::Integer => TraitReason::Numbers,
        }],
        (Shape::Choice(choice), _) => {
            std::iter::once(TraitReason::Union).chain(choice.from.iter().map(TraitReason::MadeFrom)).collect()
        }
        (Shape::Alias(ty), _) => vec![TraitReason::Alias(ty)],
    };
    reasons.iter().map(|reason| said(subject, def, reason)).collect()
}

fn said(subject: &Subject<'_>, def: &Def, reason: &TraitReason<'_>) -> Said {
    let name = &def.name;
    let (reason, text) = match reason {
        TraitReason::Struct => (
            "struct",
            format!("`{name}` has `Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`, as every struct."),
        ),
        TraitReason::NothingRequired => (
            "nothing-required",
            format!("`{name}` has `Default`: no member is required, or those that are have one value."),
        ),
        TraitReason::Required(field) => {
            let text = format!("`{name}` has no `Default`: `{}` is required, and no value stands for it.", field.wire);
            return Said::new(About::Traits, "required", text).at(&field.location);
        }
        TraitReason::Texts => (
            "texts",
            format!(
                "`{name}` has `Clone`, `Debug`, `Display`, `Eq`, `Ord`, `Hash`, `From<&str>` and `From<String>`: its values are texts, and compare as such."
            ),
        ),
        TraitReason::Numbers => (
            "numbers",
            format!(
                "`{name}` has `Copy`, `Debug`, `Display`, `Eq`, `Ord`, `Hash` and `From<i64>`: its values are numbers."
            ),
        ),
        TraitReason::Union => (
            "union",
            format!(
                "`{name}` has `Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`, as every enum of variants."
            ),
        ),
        TraitReason::MadeFrom(ty) => ("made-from", format!("`{name}` has `From<{}>`.", subject.written(ty))),
        TraitReason::Alias(ty) => (
            "alias-traits",
            format!("`{name}` has the traits of `{}`, since it is only another name.", subject.written(ty)),
        ),
    };
    Said::new(About::Traits, reason, text)
}
