//! The names of types, in each form, and of the files that hold them.

use std::collections::BTreeMap;

use super::report::{NameRequest, Report};
use crate::analyse::{Facts, Form};
use crate::ir::{Api, ArenaMap, Kind, NameOrigin, OperationId, Step, TypeId};
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

type TypeNames = BTreeMap<(TypeId, Form), Name>;

/// Names every form of every type: component schemas first, so that no inline schema takes a name from one.
pub(super) fn types(
    api: &Api,
    facts: &Facts,
    operations: &ArenaMap<OperationId, Words>,
    report: &mut Report,
) -> (TypeNames, ArenaMap<TypeId, Name>) {
    let mut scope = Scope::reserving(reserved::TYPES);
    let mut file_scope = Scope::reserving(reserved::FILES);
    let mut bases: ArenaMap<TypeId, Option<Words>> = ArenaMap::filled(&api.types, None);
    let mut files: ArenaMap<TypeId, Option<Name>> = ArenaMap::filled(&api.types, None);
    let mut operation_files: ArenaMap<OperationId, Option<Name>> = ArenaMap::filled(&api.operations, None);
    let mut names = TypeNames::new();
    let (components, inline): (Vec<TypeId>, Vec<TypeId>) =
        api.types.ids().partition(|&id| matches!(api.types[id].name, NameOrigin::Component(_)));
    for id in components.into_iter().chain(inline) {
        let def = &api.types[id];
        let (words, file) = match &def.name {
            NameOrigin::Component(key) => (Words::of(key), None),
            // Parents come before what stands inside them, so their names are known.
            NameOrigin::Inside { parent, path } => (inside(bases[*parent].as_ref(), path), files[*parent].clone()),
            NameOrigin::InOperation { operation, path } => {
                let words = &operations[*operation];
                let file = operation_files[*operation]
                    .get_or_insert_with(|| assign_file(&mut file_scope, words, "operation"))
                    .clone();
                (inside(Some(words), path), Some(file))
            }
            NameOrigin::InPart { key, path } => (in_part(key, path), None),
        };
        if matches!(def.kind, Kind::Removed) {
            // What stood inside it is still named after it.
            bases[id] = Some(words);
            files[id] = file;
            continue;
        }
        let wire = wire_name(&def.name);
        let base = report.assign(
            &mut scope,
            &NameRequest {
                what: "type",
                wire: &wire,
                location: &def.location,
                words,
                case: Case::Pascal,
                suffix: "model",
            },
        );
        let words = Words::of(base.text());
        files[id] = Some(file.unwrap_or_else(|| assign_file(&mut file_scope, &words, "models")));
        for &form in facts.forms(id) {
            let name = match suffix(form) {
                None => base.clone(),
                Some(suffix) => report.assign(
                    &mut scope,
                    &NameRequest {
                        what: "type",
                        wire: &wire,
                        location: &def.location,
                        words: words.then(&Words::of(suffix)),
                        case: Case::Pascal,
                        suffix: "model",
                    },
                ),
            };
            names.insert((id, form), name);
        }
        bases[id] = Some(words);
    }
    let files = ArenaMap::from_fn(&api.types, |(id, _)| files[id].clone().unwrap_or_else(|| Name::new("models")));
    (names, files)
}

fn assign_file(scope: &mut Scope, words: &Words, suffix: &str) -> Name {
    scope.assign(&words.for_file(), Case::Snake, suffix).name()
}

/// What a form adds to the name of its type.
fn suffix(form: Form) -> Option<&'static str> {
    match form {
        Form::Read => None,
        Form::Patch => Some("patch"),
        Form::Input => Some("input"),
        Form::MergePatch => Some("merge patch"),
        Form::Full => Some("full"),
    }
}

/// The words of a schema that stands some steps inside something with these words.
fn inside(parent: Option<&Words>, path: &[Step]) -> Words {
    let mut words = parent.cloned();
    for step in path {
        let own = match step {
            Step::Variant { title: Some(title), .. } => {
                // A title is a name of its own.
                words = Some(Words::of(title));
                continue;
            }
            other => Words::of(&step_text(other)),
        };
        words = Some(words.map_or_else(|| own.clone(), |before| before.then(&own)));
    }
    words.unwrap_or_else(|| Words::of("type"))
}

/// The words of a schema inside a component such as a response: `NotFound` and `NotFoundResponse` are one.
fn in_part(key: &str, path: &[Step]) -> Words {
    let words = Words::of(key);
    let (first, rest) = match path {
        [first, rest @ ..] => (step_text(first), rest),
        [] => (String::new(), path),
    };
    let said = Words::of(&first);
    let is_said = first.trim().is_empty() || words == said || words.ends_with(&said);
    inside(Some(&if is_said { words } else { words.then(&said) }), rest)
}

fn steps_text(path: &[Step]) -> String {
    path.iter().map(step_text).collect::<Vec<_>>().join(" ")
}

/// What a step adds to a name.
fn step_text(step: &Step) -> String {
    match step {
        Step::Property(name) | Step::Param(name) => name.clone(),
        Step::Items => "item".to_owned(),
        Step::Values => "value".to_owned(),
        Step::Variant { title: Some(title), .. } => title.clone(),
        Step::Variant { title: None, index } => format!("variant {}", index + 1),
        Step::Body(None) => "body".to_owned(),
        Step::Body(Some(mime)) => format!("{} body", short_mime(mime)),
        Step::Response(status, mime) => {
            format!("{} response {}", mime.as_deref().map(short_mime).unwrap_or_default(), short_status(status))
        }
        Step::Header(status, name) => format!("{name} header {}", short_status(status)),
        Step::Base => "base".to_owned(),
    }
}

/// The status that needs no mention is 200.
fn short_status(status: &str) -> &str {
    if status == "200" { "" } else { status }
}

/// The part of a media type that tells it from its neighbours.
fn short_mime(mime: &str) -> &str {
    let essence = mime.split(';').next().unwrap_or(mime);
    let subtype = essence.split('/').nth(1).unwrap_or(essence).trim();
    if subtype.starts_with("x-www-form") { "form" } else { subtype }
}

/// What the report calls a type by.
fn wire_name(origin: &NameOrigin) -> String {
    match origin {
        NameOrigin::Component(key) => key.clone(),
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } => steps_text(path),
        NameOrigin::InPart { key, path } => format!("{key} {}", steps_text(path)),
    }
}
