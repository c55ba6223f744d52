//! Which words is an operation named after?

use super::path_words::Segments;
use crate::ir::Operation;
use crate::names::reason::NameFrom;
use crate::names::words::Words;
use crate::vocabulary::{GivenName, says_nothing};

/// The words that the things of an operation are named after.
pub(in crate::names) struct OperationWords {
    /// Those of its module: its first tag, else a segment of its path.
    pub module: Words,
    /// Where these come from.
    pub module_from: NameFrom,
    /// Those of its function, which stands in the module.
    pub function: Words,
    /// Where these come from.
    pub function_from: NameFrom,
    /// Those that the types of its inline schemas begin with. They stand beside the types of all other modules.
    pub types: Words,
}

impl OperationWords {
    /// A name that the document gives for code is that of the function. Else an `operationId` that a person wrote is the name. One that only repeats the method and the path is as good as
    /// none: the name is made of the path then.
    pub fn of(operation: &Operation, given: Option<&GivenName>) -> Self {
        let words = Self::derived(operation);
        match given {
            Some(given) => {
                let function_from = NameFrom::Extension { keyword: given.keyword };
                Self { function: Words::new(&given.name), function_from, ..words }
            }
            None => words,
        }
    }

    fn derived(operation: &Operation) -> Self {
        let (module, module_from) = module(operation);
        let segments = Segments::of(&operation.path);
        let method = operation.method.key();
        match operation.id.as_deref().filter(|id| id.chars().any(|c| c.is_ascii_alphanumeric())) {
            Some(id) if !segments.are_repeated_by(method, id) => {
                let words = Words::new(segments.without_end(method, id).unwrap_or(id));
                let function = written(&words, &module);
                let is_whole = function == Words::new(id);
                let function_from = if is_whole { NameFrom::OperationId } else { NameFrom::PartOfOperationId };
                Self { function, function_from, types: words, module, module_from }
            }
            Some(_) | None => match segments.function(method, &module) {
                Some(function) => {
                    let types = if function.is_whole { function.words.clone() } else { module.then(&function.words) };
                    let function_from = NameFrom::Path;
                    Self { function: function.words, function_from, types, module, module_from }
                }
                None => {
                    let words = Words::new(&format!("{method} {}", operation.path));
                    let function_from = NameFrom::Path;
                    Self { function: words.clone(), function_from, types: words, module, module_from }
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
fn module(operation: &Operation) -> (Words, NameFrom) {
    let tag = operation.tags.iter().find(|tag| tag.chars().any(|c| c.is_ascii_alphanumeric()));
    match tag {
        Some(tag) => (Words::new(tag), NameFrom::Tag),
        None => (Words::new(telling(&operation.path).unwrap_or("root")), NameFrom::Segment),
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
