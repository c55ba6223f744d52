//! How is a number written that stands where a document means text?
//!
//! YAML reads an unquoted `1.10` in an `enum` as a number, which is `1.1`. The text of the file still has the zero. It is looked
//! for when the first such number of a file is met, for all of the file at once.

use std::collections::BTreeMap;

use crate::location::{At, FileId, Location};
use crate::pointer;
use crate::source::index::{Hit, locate};
use crate::source::{Raw, SourceFile, SourceSet};

/// The texts of the numbers among the values of schemas, by file and pointer.
#[derive(Default)]
pub struct WrittenNumbers(BTreeMap<FileId, BTreeMap<String, String>>);

impl WrittenNumbers {
    /// The number at `location`, as the file has it.
    pub fn text(&mut self, sources: &SourceSet, location: &Location) -> Option<String> {
        let origin = sources.origin(location);
        let At::Pointer(pointer) = &origin.at else { return None };
        let file = sources.get(origin.file)?;
        if origin != *location {
            // An overlay has put it in or moved it, so that it is not among the values of its file.
            return texts(file, &[pointer]).remove(pointer);
        }
        let of_file = || {
            let pointers = pointers(&file.raw);
            texts(file, &pointers.iter().map(String::as_str).collect::<Vec<_>>())
        };
        self.0.entry(origin.file).or_insert_with(of_file).get(pointer).cloned()
    }
}

/// The texts of the numbers of a file at these pointers.
fn texts(file: &SourceFile, pointers: &[&str]) -> BTreeMap<String, String> {
    let found = locate(&file.text, file.document, pointers).into_iter().filter(|(_, found)| found.hit == Hit::Exact);
    let texts = found.filter_map(|(pointer, found)| {
        let text = file.text.get(found.value.start.offset..found.value.end.offset)?.trim();
        let is_number = text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_'));
        is_number.then(|| (pointer, text.to_owned()))
    });
    texts.collect()
}

/// The pointers of all numbers in `enum` or `const`.
fn pointers(raw: &Raw) -> Vec<String> {
    let mut found = Vec::new();
    let mut work = vec![(String::new(), raw)];
    while let Some((at, value)) = work.pop() {
        match value {
            Raw::Object(members) => work.extend(members.iter().map(|(key, value)| (pointer::join(&at, key), value))),
            Raw::Array(items) => {
                let items = items.iter().enumerate();
                work.extend(items.map(|(index, value)| (pointer::join(&at, &index.to_string()), value)));
            }
            Raw::Number(_) if is_value(&at) => found.push(at),
            Raw::Number(_) | Raw::String(_) | Raw::Bool(_) | Raw::Null => {}
        }
    }
    found
}

/// Whether a pointer leads to `const`, or to an item of `enum`.
fn is_value(at: &str) -> bool {
    at.ends_with("/const") || at.rsplit_once('/').is_some_and(|(list, _)| list.ends_with("/enum"))
}
