//! What a component is called that its documents do not name.

use crate::pointer;
use crate::vocabulary::Section;

/// The name for the target at `pointer` of the file at `path`: from the pointer's telling segments, else the file's.
pub fn of_target(path: &str, pointer: &str, section: Section) -> String {
    let words: Vec<String> =
        telling(pointer, section).iter().map(|word| clean(word)).filter(|w| !w.is_empty()).collect();
    let name = words.join("_");
    if name.is_empty() { of_file(path) } else { name }
}

/// The name of a file without its folders and extension.
pub fn of_file(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = [".yaml", ".yml", ".json"].iter().find_map(|extension| file.strip_suffix(extension)).unwrap_or(file);
    let name = clean(stem);
    if name.is_empty() { "document".to_owned() } else { name }
}

/// The segments that say more than where in an object's structure something stands.
fn telling(pointer: &str, section: Section) -> Vec<String> {
    let mut segments = pointer::keys(pointer).peekable();
    let mut words = Vec::new();
    while let Some(segment) = segments.next() {
        match segment.as_str() {
            // The next segment is a name, whatever it is.
            "schemas" | "definitions" | "$defs" | "properties" | "patternProperties" | "headers" | "paths"
            | "examples" | "requestBodies" | "securitySchemes" => words.extend(segments.next()),
            "responses" => words.extend(segments.next()),
            // A name among the components, an index in an operation.
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
