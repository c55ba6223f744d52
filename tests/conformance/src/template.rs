//! Whether a path is one of a template, and with which values between its braces.

use std::collections::BTreeMap;

/// The values by name, if the path fits the template. A value has no slash, unless the path fits in no other way.
pub fn values(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    // Servers take a slash at the end for none.
    let (template, path) = (template.trim_end_matches('/'), path.trim_end_matches('/'));
    let mut found = BTreeMap::new();
    (fits(template, path, Slash::Refused, &mut found) || fits(template, path, Slash::Allowed, &mut found))
        .then_some(found)
}

/// How many characters of a template are not between braces: of two that fit a path, the one with more is meant.
pub fn literals(template: &str) -> usize {
    let mut inside = false;
    let outside = template.chars().filter(|c| {
        inside = (inside || *c == '{') && *c != '}';
        !inside
    });
    outside.count()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slash {
    Refused,
    Allowed,
}

fn fits(template: &str, path: &str, slash: Slash, found: &mut BTreeMap<String, String>) -> bool {
    let Some((literal, rest)) = template.split_once('{') else { return template == path };
    let Some(path) = path.strip_prefix(literal) else { return false };
    let Some((name, rest)) = rest.split_once('}') else { return false };
    let ends: Vec<usize> = path.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    for end in ends.into_iter().rev().chain([0]) {
        let (value, tail) = path.split_at(end);
        if (slash == Slash::Refused && value.contains('/')) || !fits(rest, tail, slash, found) {
            continue;
        }
        found.insert(name.to_owned(), value.to_owned());
        return true;
    }
    false
}
