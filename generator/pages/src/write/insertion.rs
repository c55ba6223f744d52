//! Where in a text does a new member of a map stand? Behind the last one, and no other line changes.

use generator::internals::pointer;
use generator::internals::source::index;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::yaml;

/// The name of a member that stands for one that comes next.
const PENDING: &str = "x-pending-addition";

/// Texts of files that get additions.
#[derive(Default)]
pub struct Texts {
    files: IndexMap<String, String>,
}

impl Texts {
    /// Adds a file, as it stands.
    pub fn open(&mut self, file: &str, text: &str) {
        self.files.entry(file.to_owned()).or_insert_with(|| text.to_owned());
    }

    /// The files, each with its text.
    pub fn into_files(self) -> IndexMap<String, String> {
        self.files
    }

    /// Whether a file has something at a pointer.
    pub fn has(&self, file: &str, at: &str) -> bool {
        self.value(file).pointer(at).is_some()
    }

    /// What a text says now.
    fn value(&self, file: &str) -> Value {
        self.files.get(file).and_then(|text| serde_yaml::from_str(text).ok()).unwrap_or(Value::Null)
    }

    /// Makes an empty map, if there is none. It gets its first member at once: in block style an empty map is none.
    pub fn section(&mut self, file: &str, at: &str, name: &str) {
        if !self.has(file, &pointer::join(at, name)) {
            self.insert(file, at, name, &Value::Object(Map::from_iter([(PENDING.to_owned(), json!(true))])));
        }
    }

    /// Writes a member behind the last of a map. False: the map is not written in block style.
    pub fn member(&mut self, file: &str, at: &str, name: &str, value: &Value) -> bool {
        let done = self.insert(file, at, name, value);
        if let Some(text) = self.files.get_mut(file) {
            let kept = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with(PENDING));
            *text = kept.collect();
        }
        done
    }

    /// Writes an item into a list in block style, before the first whose word comes after its own.
    pub fn item(&mut self, file: &str, at: &str, word: &str, item: &Value) -> bool {
        let whole = self.value(file);
        let Some(items) = whole.pointer(at).and_then(Value::as_array) else { return false };
        let key = |item: &Value| item.get(word).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        let next = items.iter().position(|it| key(it) > key(item));
        let place = pointer::join(at, &next.unwrap_or(items.len().saturating_sub(1)).to_string());
        let Some(text) = self.files.get_mut(file) else { return false };
        let located = index::locate(text, 0, &[&place]);
        let Some(found) = located.get(&place) else { return false };
        let start = text.get(..found.value.start.offset).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
        let marker = text.get(start..found.value.start.offset).unwrap_or_default();
        if marker.trim_start() != "- " {
            return false;
        }
        let indent = marker.len() - marker.trim_start().len();
        let offset = if next.is_some() { start } else { end_of(text, found.value.end.offset) };
        let mut written = String::new();
        yaml::styled(&mut written, indent, &json!([item]));
        text.insert_str(offset, &written);
        true
    }

    fn insert(&mut self, file: &str, at: &str, name: &str, value: &Value) -> bool {
        let whole = self.value(file);
        let Some(members) = whole.pointer(at).and_then(Value::as_object) else { return false };
        let Some(text) = self.files.get_mut(file) else { return false };
        let Some(last) = members.keys().next_back() else { return first(text, at, name, value) };
        let last = pointer::join(at, last);
        let located = index::locate(text, 0, &[&last]);
        let Some(found) = located.get(&last) else { return false };
        let Some(key) = found.key else { return false };
        let line_start = text.get(..key.start.offset).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
        let indent = text.get(line_start..key.start.offset).unwrap_or_default();
        if !indent.chars().all(|c| c == ' ') {
            return false;
        }
        let (end, indent) = (end_of(text, found.value.end.offset), indent.len());
        write(text, end, indent, name, value);
        true
    }
}

/// The first member of an empty map, `{}`.
fn first(text: &mut String, at: &str, name: &str, value: &Value) -> bool {
    let located = index::locate(text, 0, &[at]);
    let Some(found) = located.get(at) else { return false };
    let Some(key) = found.key else { return false };
    let (start, end) = (found.value.start.offset, found.value.end.offset);
    if text.get(start..end) != Some("{}") {
        return false;
    }
    let blank = text.get(..start).map_or(0, |it| it.len() - it.trim_end_matches(' ').len());
    text.replace_range(start - blank..end, "");
    let end = end_of(text, start - blank);
    write(text, end, key.start.column + 1, name, value);
    true
}

fn write(text: &mut String, end: usize, indent: usize, name: &str, value: &Value) {
    let mut written = String::new();
    yaml::styled(&mut written, indent, &Value::Object(Map::from_iter([(name.to_owned(), value.clone())])));
    if text.get(..end).is_some_and(|before| !before.is_empty() && !before.ends_with('\n')) {
        written.insert(0, '\n');
    }
    text.insert_str(end, &written);
}

/// The start of the line after the last that a value has. Blank lines and comments behind it belong to what follows.
fn end_of(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    let last = before.trim_end().len();
    text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| last + at + 1)
}
