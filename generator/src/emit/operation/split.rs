//! How the operations of a large module are divided among files, so that each file can be read.
//!
//! The division is not visible to users, since the module exports what its files define. So files may change as a
//! document grows, and paths of operations do not.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::emit::cx::Cx;
use crate::ir::OperationId;
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

/// A module with more operations than this is divided.
const LARGE: usize = 60;
/// A file has no more operations than this, unless nothing distinguishes them.
const MOST: usize = 40;
/// Groups with fewer operations than this share a file.
const FEW: usize = 4;

/// The files of a module, by name. None: the module is one file.
pub fn files(cx: &Cx, ids: &[OperationId]) -> Option<BTreeMap<Name, Vec<OperationId>>> {
    divide(ids.iter().map(|id| (*id, steps(cx, *id))).collect())
}

/// As [`files`], for operations with the words that distinguish them.
fn divide<T: Ord>(all: Vec<(T, Vec<String>)>) -> Option<BTreeMap<Name, Vec<T>>> {
    if all.len() <= LARGE {
        return None;
    }
    let mut files: BTreeMap<String, Vec<T>> = BTreeMap::new();
    let mut work = vec![(String::new(), 0, all)];
    while let Some((name, depth, operations)) = work.pop() {
        let mut groups: BTreeMap<Option<String>, Vec<(T, Vec<String>)>> = BTreeMap::new();
        for (id, steps) in operations {
            groups.entry(steps.get(depth).cloned()).or_default().push((id, steps));
        }
        // Words that all operations have in common do not distinguish them.
        let alone = groups.len() == 1;
        let small = Small::among(&groups);
        for (step, operations) in groups {
            let own = match &step {
                Some(step) if small.groups > 1 && operations.len() < FEW => join(&name, small.file(step)),
                Some(step) if !alone => join(&name, step),
                Some(_) | None => name.clone(),
            };
            if step.is_none() || (!alone && operations.len() <= MOST) {
                files.entry(own).or_default().extend(operations.into_iter().map(|(id, _)| id));
            } else {
                work.push((own, depth + 1, operations));
            }
        }
    }
    let mut named: BTreeMap<Name, Vec<T>> = BTreeMap::new();
    for (name, ids) in files {
        named.entry(file_name(&name)).or_default().extend(ids);
    }
    for ids in named.values_mut() {
        ids.sort_unstable();
    }
    Some(named)
}

/// The words that distinguish an operation, from left to right: the literal segments of its path, then the words of its
/// function.
fn steps(cx: &Cx, id: OperationId) -> Vec<String> {
    let segments = cx.api().operations[id].path.split('/');
    let literal = segments.filter(|part| !part.contains('{') && part.chars().any(|c| c.is_ascii_alphanumeric()));
    let function = cx.model.names.operation(id).function.text().split('_').map(str::to_owned);
    literal.map(|part| Words::new(part).cased(Case::Snake)).chain(function).collect()
}

/// Groups that share files.
#[derive(Default)]
struct Small {
    groups: usize,
    operations: usize,
    /// The prefix that all their names have.
    start: Option<String>,
}

impl Small {
    fn among<T>(groups: &BTreeMap<Option<String>, Vec<T>>) -> Self {
        let mut small = Small::default();
        for (step, operations) in groups.iter().filter(|(_, operations)| operations.len() < FEW) {
            let step = step.as_deref().unwrap_or_default();
            small.groups += 1;
            small.operations += operations.len();
            small.start = Some(common(small.start.as_deref().unwrap_or(step), step).to_owned());
        }
        small
    }

    /// One file for all groups, or one for each letter after the prefix if that is too large.
    fn file<'s>(&self, step: &'s str) -> &'s str {
        let rest = step.strip_prefix(self.start.as_deref().unwrap_or_default()).unwrap_or(step).trim_start_matches('_');
        if self.operations <= MOST { "others" } else { rest.get(..1).unwrap_or("others") }
    }
}

/// The common prefix of two ASCII texts.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let length = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one.get(..length).unwrap_or_default()
}

fn join(name: &str, step: &str) -> String {
    if name.is_empty() { step.to_owned() } else { format!("{name}_{step}") }
}

/// The name of a file. A reserved name gets a `_` behind it, and a long one is shortened.
fn file_name(name: &str) -> Name {
    match name {
        "" => Name::new("others"),
        name if reserved::is_module(name) => Name::new(&format!("{name}_")),
        name => Name::new(Words::new(name).for_file().key()),
    }
}
