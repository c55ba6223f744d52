//! What is a component called that no document names?

use crate::pointer;
use crate::vocabulary::{Section, says_nothing};

/// The name of the target at `pointer` of the file at `path`: the segments of the pointer that are names, else the name
/// of the file.
pub fn target_name(path: &str, pointer: &str, section: Section) -> String {
    let words: Vec<String> =
        naming_segments(pointer, section).iter().map(|word| clean(word)).filter(|w| !w.is_empty()).collect();
    let name = words.join("_");
    if name.is_empty() { file_name(path) } else { name }
}

/// Whether the schema at `pointer` has a name of its own in its file: among schemas, or as a member of a file of schemas.
pub fn is_named(pointer: &str) -> bool {
    let keys: Vec<String> = pointer::keys(pointer).collect();
    match keys.as_slice() {
        [_] => true,
        [.., section, _] => matches!(section.as_str(), "schemas" | "definitions" | "$defs"),
        [] => false,
    }
}

/// The name of a file without its folders and extension.
pub fn file_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = [".yaml", ".yml", ".json"].iter().find_map(|extension| file.strip_suffix(extension)).unwrap_or(file);
    let name = clean(stem);
    if name.is_empty() { "document".to_owned() } else { name }
}

/// The segments that are names, and short words for some keywords. Other keywords, such as `schema`, are left out.
fn naming_segments(pointer: &str, section: Section) -> Vec<String> {
    let mut segments = pointer::keys(pointer).peekable();
    let mut words = Vec::new();
    while let Some(segment) = segments.next() {
        match segment.as_str() {
            // The next segment is a name, whatever it is.
            "schemas" | "definitions" | "$defs" | "properties" | "patternProperties" | "headers" | "examples"
            | "requestBodies" | "securitySchemes" => words.extend(segments.next()),
            "paths" => words.extend(segments.next().as_deref().map(path)),
            // The parts of an `allOf` are one object.
            "allOf" => {
                segments.next();
            }
            "responses" => match segments.next() {
                Some(usual) if usual == "200" => {}
                other => words.extend(other),
            },
            // The next segment is a name under `components`, and an index in an operation.
            "parameters" => {
                let next = segments.next();
                if section == Section::Parameters || next.as_deref().is_some_and(|next| next.parse::<usize>().is_err())
                {
                    words.extend(next);
                }
            }
            "content" => {
                segments.next();
            }
            "components" | "schema" => {}
            "items" => words.push("item".to_owned()),
            "requestBody" => words.push("body".to_owned()),
            "additionalProperties" => words.push("value".to_owned()),
            _ => words.push(segment),
        }
    }
    words
}

/// A path without the segments that say nothing: `/v2/droplets/{id}` becomes `/droplets/{id}`.
fn path(path: &str) -> String {
    let telling: Vec<&str> = path.split('/').filter(|segment| !says_nothing(segment)).collect();
    telling.join("/")
}

/// Keeps letters, digits and `.`, `-`, `_`; what stands between them becomes `_`.
fn clean(word: &str) -> String {
    let mut cleaned = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '$') {
            cleaned.push(c);
        } else if !cleaned.ends_with('_') {
            cleaned.push('_');
        }
    }
    cleaned.trim_matches('_').to_owned()
}
