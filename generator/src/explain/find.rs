//! What does a question mean: which type, operation or member has the name that a user gives?

use std::fmt;

use super::subject::Subject;
use crate::ir::{Kind, OperationId, TypeId};
use crate::names::Name;
use crate::spelling::nearest;

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// A type, by its name in Rust or the key of its schema.
    Type(String),
    /// An operation, by its `operationId`, by its method and path, or by its function: `pets::list` or `list`.
    Operation(String),
    /// A member, value or variant of a type: `TYPE.MEMBER`, each by its name in Rust or in the document.
    Member(String),
}

/// Nothing has the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// `` `Pte` is no type ``.
    pub message: String,
    /// The nearest names, best first.
    pub near: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NotFound {}

/// What was found in an API.
pub(super) enum Found {
    Type(TypeId),
    Operation(OperationId),
    Member(MemberFound),
}

/// A member, value or variant, by its position.
pub(super) struct MemberFound {
    pub ty: TypeId,
    pub position: usize,
}

/// The most names that an error suggests.
const MOST_NEAR: usize = 3;

/// What the question names, with the position of the API.
pub(super) fn find(subjects: &[Subject<'_>], question: &Question) -> Result<Vec<(usize, Found)>, NotFound> {
    let found: Vec<(usize, Found)> = subjects
        .iter()
        .enumerate()
        .flat_map(|(index, subject)| within(subject, question).into_iter().map(move |found| (index, found)))
        .collect();
    if found.is_empty() { Err(not_found(subjects, question)) } else { Ok(found) }
}

fn within(subject: &Subject<'_>, question: &Question) -> Vec<Found> {
    match question {
        Question::Type(name) => types(subject, name).into_iter().map(Found::Type).collect(),
        Question::Operation(name) => operations(subject, name).into_iter().map(Found::Operation).collect(),
        Question::Member(name) => splits(name)
            .flat_map(|(ty, member)| {
                let types = types(subject, ty).into_iter();
                types.flat_map(|ty| members(subject, ty, member))
            })
            .map(Found::Member)
            .collect(),
    }
}

/// The text before and behind each dot, since keys of schemas have dots too.
fn splits(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let dots = name.match_indices('.').map(move |(at, _)| (at, 1));
    let colons = name.match_indices("::").map(move |(at, _)| (at, 2));
    dots.chain(colons).filter_map(move |(at, length)| Some((name.get(..at)?, name.get(at + length..)?)))
}

/// The types of this name in Rust; else those of a schema with this key.
fn types(subject: &Subject<'_>, name: &str) -> Vec<TypeId> {
    let name = name.strip_prefix("models::").unwrap_or(name);
    let mut found: Vec<TypeId> =
        subject.surface.types.iter().filter(|def| def.name.text() == name).map(|def| def.id).collect();
    if found.is_empty() {
        let names = &subject.compiled.names;
        let types = subject.surface.types.iter().map(|def| def.id);
        found = types.filter(|&id| names.key(id) == name).collect();
    }
    found.dedup();
    found
}

fn operations(subject: &Subject<'_>, name: &str) -> Vec<OperationId> {
    let api = &subject.compiled.api;
    let spoken = |id: OperationId| {
        let operation = &api.operations[id];
        format!("{} {}", operation.method.key(), operation.path)
    };
    let by_document =
        |id: &OperationId| api.operations[*id].id.as_deref() == Some(name) || spoken(*id).eq_ignore_ascii_case(name);
    let found: Vec<OperationId> = api.operations.ids().filter(by_document).collect();
    if !found.is_empty() {
        return found;
    }
    let named = |id: &OperationId| {
        let names = subject.compiled.names.operation(*id);
        names.function.text() == name || format!("{}::{}", names.module, names.function) == name
    };
    api.operations.ids().filter(named).collect()
}

/// The members of a type that have this name in Rust or in the document.
fn members(subject: &Subject<'_>, ty: TypeId, member: &str) -> Vec<MemberFound> {
    let ty = subject.compiled.api.first_place(ty);
    let known = member_names(subject, ty).into_iter().enumerate();
    let found = known.filter(|(_, names)| names.iter().any(|name| name == member));
    found.map(|(position, _)| MemberFound { ty, position }).collect()
}

/// The names of each member, value or variant: in the document, and in Rust.
fn member_names(subject: &Subject<'_>, ty: TypeId) -> Vec<Vec<String>> {
    let in_rust = subject.compiled.names.members(ty).items.iter().map(Name::to_string);
    let in_document: Vec<Vec<String>> = match &subject.def(ty).kind {
        Kind::Object(object) => object.fields.iter().map(|field| vec![field.name.clone()]).collect(),
        Kind::Enum(choice) => choice.values.iter().map(|value| vec![value.text.clone()]).collect(),
        Kind::Union(union) => union.variants.iter().map(|variant| variant.tags.clone()).collect(),
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
    };
    let both = in_document.into_iter().zip(in_rust);
    both.map(|(names, name)| names.into_iter().chain([name]).collect()).collect()
}

fn not_found(subjects: &[Subject<'_>], question: &Question) -> NotFound {
    let all = |names: &dyn Fn(&Subject<'_>) -> Vec<String>| subjects.iter().flat_map(names).collect::<Vec<String>>();
    match question {
        Question::Type(name) => error(name, "type", &all(&type_names)),
        Question::Operation(name) => error(name, "operation", &all(&operation_names)),
        Question::Member(name) => {
            let of_known = |subject: &Subject<'_>| {
                let known = splits(name).flat_map(|(ty, _)| types(subject, ty).into_iter().map(move |id| (ty, id)));
                let named = known.flat_map(|(ty, id)| {
                    let id = subject.compiled.api.first_place(id);
                    member_names(subject, id).into_iter().flatten().map(move |member| format!("{ty}.{member}"))
                });
                named.collect()
            };
            let members = all(&of_known);
            if !members.is_empty() {
                return error(name, "member, value or variant of a type", &members);
            }
            match splits(name).next() {
                Some((ty, _)) => error(ty, "type", &all(&type_names)),
                None => without_a_type(name, subjects),
            }
        }
    }
}

/// What is said of a member without its type. It may be the name of a type, or of a member of some types.
fn without_a_type(name: &str, subjects: &[Subject<'_>]) -> NotFound {
    let message = format!("`{name}` names no member: a member is named with its type, as `TYPE.MEMBER`");
    let mut near: Vec<String> = Vec::new();
    for subject in subjects {
        for def in &subject.surface.types {
            let id = subject.compiled.api.first_place(def.id);
            let is_type = def.name.text() == name || subject.compiled.names.key(def.id) == name;
            let members = member_names(subject, id).into_iter();
            let meant = members.filter(|names| is_type || names.iter().any(|known| known == name));
            near.extend(meant.flat_map(|names| Some(format!("{}.{}", def.name, names.first()?))));
        }
    }
    near.truncate(MOST_NEAR);
    NotFound { message, near }
}

fn type_names(subject: &Subject<'_>) -> Vec<String> {
    let types = subject.surface.types.iter();
    types.flat_map(|def| [def.name.to_string(), subject.compiled.names.key(def.id).to_owned()]).collect()
}

fn operation_names(subject: &Subject<'_>) -> Vec<String> {
    let operations = subject.compiled.api.operations.iter();
    operations
        .flat_map(|(id, operation)| {
            let names = subject.compiled.names.operation(id);
            [operation.key(), names.function.to_string(), format!("{}::{}", names.module, names.function)]
        })
        .collect()
}

/// What is said of a name that nothing has.
fn error(name: &str, what: &str, known: &[String]) -> NotFound {
    let mut near: Vec<String> = Vec::new();
    while near.len() < MOST_NEAR {
        let left = known.iter().map(String::as_str).filter(|known| !near.iter().any(|near| near == known));
        match nearest(name, left) {
            Some(found) => near.push(found.to_owned()),
            None => break,
        }
    }
    NotFound { message: format!("`{name}` is no {what}"), near }
}
