//! Which words is an operation named after?

use super::path_words::Segments;
use crate::ir::Operation;
use crate::names::words::Words;
use crate::vocabulary::says_nothing;

/// The words that the things of an operation are named after.
pub(in crate::names) struct OperationWords {
    /// Those of its module: its first tag, else a segment of its path.
    pub module: Words,
    /// Those of its function, which stands in the module.
    pub function: Words,
    /// Those that the types of its inline schemas begin with. They stand beside the types of all other modules.
    pub types: Words,
}

impl OperationWords {
    /// A name that the document gives for code is that of the function. Else an `operationId` that a person wrote is the name. One that only repeats the method and the path is as good as
    /// none: the name is made of the path then.
    pub fn of(operation: &Operation, given: Option<&String>) -> Self {
        let words = Self::derived(operation);
        match given {
            Some(name) => Self { function: Words::new(name), ..words },
            None => words,
        }
    }

    fn derived(operation: &Operation) -> Self {
        let module = module(operation);
        let segments = Segments::of(&operation.path);
        let method = operation.method.key();
        match operation.id.as_deref().filter(|id| id.chars().any(|c| c.is_ascii_alphanumeric())) {
            Some(id) if !segments.are_repeated_by(method, id) => {
                let words = Words::new(segments.without_end(method, id).unwrap_or(id));
                let function = written(&words, &module);
                Self { function, types: words, module }
            }
            Some(_) | None => match segments.function(method, &module) {
                Some(function) => {
                    let types = if function.is_whole { function.words.clone() } else { module.then(&function.words) };
                    Self { function: function.words, types, module }
                }
                None => {
                    let words = Words::new(&format!("{method} {}", operation.path));
                    Self { function: words.clone(), types: words, module }
                }
            },
        }
    }
}

/// The words of an `operationId` without those of the module, which callers write before the function.
fn written(words: &Words, module: &Words) -> Words {
    let controller = module.then(&Words::new("controller"));
    let rest = words.without_prefix(&controller).or_else(|| words.without_prefix(module));
    rest.unwrap_or_else(|| words.clone())
}

/// The words that the module of an operation is named after: its first tag, else a segment of its path.
fn module(operation: &Operation) -> Words {
    let tag = operation.tags.iter().find(|tag| tag.chars().any(|c| c.is_ascii_alphanumeric()));
    match tag.map(String::as_str).or_else(|| telling(&operation.path)) {
        Some(text) => Words::new(text),
        None => Words::new("root"),
    }
}

/// The first literal segment of a path that is neither `api` nor a version, since many paths begin with `/api/v1`. Only
/// this path is looked at, so that adding another path renames nothing.
fn telling(path: &str) -> Option<&str> {
    let mut literal =
        path.split('/').filter(|part| !part.contains('{') && part.chars().any(|c| c.is_ascii_alphanumeric()));
    let first = literal.clone().next();
    literal.find(|part| !says_nothing(part)).or(first)
}
