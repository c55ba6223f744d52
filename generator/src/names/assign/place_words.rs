//! How are types called that have no name of their own: after their places, and after the types that they are forms of.

use super::steps::{step_text, steps_text};
use crate::analyse::Form;
use crate::ir::{NameOrigin, Step};
use crate::names::words::Words;

/// The suffix that a form adds to the name of its type.
pub(super) fn suffix(form: Form) -> Option<&'static str> {
    match form {
        Form::Read => None,
        Form::Patch => Some("patch"),
        Form::Input => Some("input"),
        Form::MergePatch => Some("merge patch"),
        Form::Full => Some("full"),
    }
}

/// The words for a schema that is reached by `steps` from a parent with these words.
pub(super) fn inside(parent: Option<&Words>, path: &[Step]) -> Words {
    let mut words = parent.cloned();
    for step in path {
        let own = match step {
            Step::Variant { title: Some(title), .. } => {
                // A variant with a title is named after the title alone.
                words = Some(Words::new(title));
                continue;
            }
            other => Words::new(&step_text(other)),
        };
        words = Some(words.map_or_else(|| own.clone(), |before| before.then(&own)));
    }
    words.unwrap_or_else(|| Words::new("type"))
}

/// The step without what a document calls it.
pub(super) fn without_title(step: &Step) -> Step {
    match step {
        Step::Variant { index, .. } => Step::Variant { title: None, index: *index },
        other => other.clone(),
    }
}

/// The words for the schema of a component that is no schema, such as a response. The suffix is left out where the name
/// has it already: `NotFoundResponse` stays as it is.
pub(super) fn in_part(key: &str, path: &[Step]) -> Words {
    let words = Words::new(key);
    let (first, rest) = match path {
        [first, rest @ ..] => (step_text(first), rest),
        [] => (String::new(), path),
    };
    let said = Words::new(&first);
    let is_said = first.trim().is_empty() || words == said || words.ends_with(&said);
    inside(Some(&if is_said { words } else { words.then(&said) }), rest)
}

/// The name of a type in the report of renames.
pub(super) fn wire_name(origin: &NameOrigin) -> String {
    match origin {
        NameOrigin::Component(key) => key.clone(),
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } => steps_text(path),
        NameOrigin::InPart { key, path } => format!("{key} {}", steps_text(path)),
    }
}
