//! The sentences for reasons of names.

use super::answer::{About, Said};
use crate::names::Name;
use crate::names::reason::{Content, NameChange, NameFrom, NameReason};

/// Why a thing is called so. `document` is what the document calls it, and `place` what it stands in.
pub(super) fn name(name: &Name, document: &str, place: &str, because: &NameReason) -> Vec<Said> {
    let (reason, why) = from(&because.from, document, place);
    let first = Said::new(About::Name, reason, format!("`{name}` {why}."));
    std::iter::once(first).chain(change(name, &because.change)).collect()
}

fn from(from: &NameFrom, document: &str, place: &str) -> (&'static str, String) {
    let (reason, why) = match from {
        NameFrom::Document => return ("document", format!("is what the document calls it: `{document}`")),
        NameFrom::WithoutPrefix { key } => {
            return (
                "without-prefix",
                format!("is its key `{key}` without the start that `schema-prefixes` leaves out"),
            );
        }
        NameFrom::Extension { keyword } => return ("extension", format!("is the name that `{keyword}` gives")),
        NameFrom::Renamed => ("renamed", "is the name that `[rename]` of `codegen.toml` gives"),
        NameFrom::Place => {
            return ("place", format!("says where the schema stands, since an inline schema has no name: in {place}"));
        }
        NameFrom::Title => ("title", "is the `title` of the variant"),
        NameFrom::PlaceForTitle => (
            "place-for-title",
            "says where the schema stands, since something else has the name that its `title` gives",
        ),
        NameFrom::Content(content) => return self::content(*content),
        NameFrom::OperationId => return ("operation-id", format!("is the `operationId` `{document}`")),
        NameFrom::PartOfOperationId => {
            return (
                "part-of-operation-id",
                format!("is the `operationId` `{document}` without what only repeats the module or the path"),
            );
        }
        NameFrom::Path => ("path", "is made of the method and the path: no `operationId` says more than these"),
        NameFrom::Tag => ("tag", "is the first tag of the operation"),
        NameFrom::Segment => {
            ("segment", "is the first segment of the path that says something, since the operation has no tag")
        }
        NameFrom::Number => ("number", "says the number, since no name begins with a digit"),
        NameFrom::ValueName => (
            "value-name",
            "is the name that the document gives the value, by `x-enum-varnames` or the `title` of its variant",
        ),
        NameFrom::TypeOfVariant => ("type-of-variant", "is the type of the variant, which has no title"),
        NameFrom::OnlyObject => ("only-object", "says that it is the object of the union, which has no title"),
    };
    (reason, why.to_owned())
}

fn content(content: Content) -> (&'static str, String) {
    let what = match content {
        Content::Only => ("shared-only", "says all that it holds"),
        Content::Title => ("shared-title", "is its `title`"),
        Content::Holder => (
            "shared-holder",
            "says which member, parameter or variant holds it, with as much of its first place as makes the name free",
        ),
    };
    (what.0, format!("{}, since several places share the type and none of them is its own", what.1))
}

fn change(name: &Name, change: &NameChange) -> Option<Said> {
    let (reason, text) = match change {
        NameChange::None => return None,
        NameChange::Collision(other) => {
            let text = format!(
                "`{}` has the name `{}` already, so that this one has another: choose by `[rename]` of `codegen.toml`.",
                other.holder.wire, other.name
            );
            return Some(Said::new(About::Name, "collision", text).at(&other.holder.location));
        }
        NameChange::Taken => (
            "taken",
            format!(
                "What it would be called is the name of something that emitted code has itself, so that it is `{name}`."
            ),
        ),
        NameChange::Kept => (
            "kept",
            "The crate that is there calls it so, by its `NAMES.md`, since something else had the name that it would get anew.".to_owned(),
        ),
        NameChange::Cut => ("cut", "Its own name is too long and was cut.".to_owned()),
    };
    Some(Said::new(About::Name, reason, text))
}
