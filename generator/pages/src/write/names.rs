//! How are the parts of a new specification named?

use indexmap::IndexMap;

/// `Update related contacts` becomes `updateRelatedContacts`.
pub fn camel(text: &str) -> String {
    let mut name = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.is_empty() { name.push_str(&lower(word)) } else { name.push_str(&upper(word)) }
    }
    name
}

/// What a title speaks of behind its verb: `Create a contact folder` has `contactFolder`.
pub fn thing(title: &str) -> String {
    let words = title
        .split_whitespace()
        .skip(1)
        .skip_while(|word| ["a", "an", "the"].contains(&word.to_ascii_lowercase().as_str()));
    camel(&words.collect::<Vec<_>>().join(" "))
}

/// `contactFolder` becomes `contact-folder`, for the name of a file.
pub fn kebab(name: &str) -> String {
    let mut found = String::new();
    let mut before = '-';
    for c in name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }) {
        let begins = c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit());
        if begins || (c == '-' && before != '-') {
            found.push('-');
        }
        found.extend((c != '-').then_some(c.to_ascii_lowercase()));
        before = c;
    }
    found.trim_matches('-').to_owned()
}

/// With its first letter in upper case.
pub fn upper(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// With its first letter in lower case.
pub fn lower(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}

/// What an operation does, in one word: the first of the title if it is a verb of one, else by the method.
pub fn verb(title: &str, method: &str, collection: bool) -> String {
    const VERBS: &[&str] = &[
        "update", "create", "get", "list", "delete", "add", "remove", "replace", "upsert", "send", "reply", "forward",
        "copy", "move", "cancel", "accept", "assign", "validate", "check", "revoke", "restore", "search", "query",
        "set", "edit", "modify", "fetch", "retrieve",
    ];
    if let Some((_, action)) = title.split_once(": ") {
        return camel(action);
    }
    let first = title.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if VERBS.contains(&first.as_str()) {
        return first;
    }
    let by_method = match method {
        "get" if collection => "list",
        "get" => "get",
        "post" => "create",
        "put" => "replace",
        "patch" => "update",
        other => other,
    };
    by_method.to_owned()
}

/// The words of a path that are no parameters: `/me/contacts/{id}` has `meContacts`.
pub fn words_of_path(path: &str) -> String {
    let words: Vec<&str> = path.split('/').filter(|it| !it.is_empty() && !it.contains('{')).collect();
    camel(&words.join(" "))
}

/// A template whose parameters have names that are distinct and plain: the second `{id}` is `{contact-id}` by the segment
/// before it, or has a number.
pub fn template(path: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut before = String::new();
    let mut segments = Vec::new();
    for segment in path.split('?').next().unwrap_or(path).split('/') {
        let Some((start, name, end)) = parameter(segment) else {
            if !segment.is_empty() {
                before = segment.to_owned();
            }
            segments.push(segment.to_owned());
            continue;
        };
        let name: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
            .collect();
        let mut chosen = name.trim_matches('-').to_owned();
        if chosen.is_empty() || known.contains(&chosen) || chosen.eq_ignore_ascii_case("id") {
            chosen = format!("{}-id", singular(&before));
        }
        let base = chosen.clone();
        for number in 2.. {
            if !known.contains(&chosen) {
                break;
            }
            chosen = format!("{base}{number}");
        }
        segments.push(format!("{start}{{{chosen}}}{end}"));
        known.push(chosen);
    }
    let joined = segments.join("/");
    if joined.starts_with('/') { joined } else { format!("/{joined}") }
}

/// A template whose parameters are spelt as those of other templates whose letters are the same.
pub fn spelt(template: &str, keys: &mut IndexMap<String, String>) -> String {
    let segments = template.split('/').map(|segment| match parameter(segment) {
        Some((start, name, end)) => {
            let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            let chosen = keys.entry(letters.to_ascii_lowercase()).or_insert_with(|| name.to_owned());
            format!("{start}{{{chosen}}}{end}")
        }
        None => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A path whose segments are spelt as most pages spell them.
pub fn respelt(path: &str, spellings: &IndexMap<String, IndexMap<String, usize>>) -> String {
    let segments = path.split('/').map(|segment| {
        let known = spellings.get(&segment.to_ascii_lowercase());
        let most = known.and_then(|known| known.iter().rev().max_by_key(|(_, count)| **count));
        most.map_or(segment, |(spelling, _)| spelling.as_str())
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A segment with a parameter: what stands before, its name, what stands behind.
pub fn parameter(segment: &str) -> Option<(&str, &str, &str)> {
    let (start, rest) = segment.split_once('{')?;
    let (name, end) = rest.split_once('}')?;
    Some((start, name, end))
}

/// The names of all parameters of a segment.
pub fn parameters(segment: &str) -> Vec<&str> {
    segment.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

/// The singular of a plural, as far as its letters say it.
pub fn singular(word: &str) -> String {
    let plain = word.split('(').next().unwrap_or(word);
    let is = |ending: &str| plain.len() > ending.len() + 1 && plain.ends_with(ending);
    let cut = |count: usize, more: &str| format!("{}{more}", plain.get(..plain.len() - count).unwrap_or_default());
    if is("ies") {
        cut(3, "y")
    } else if is("sses") || is("xes") || is("ches") {
        cut(2, "")
    } else if is("s") && !is("ss") {
        cut(1, "")
    } else {
        plain.to_owned()
    }
}

/// A name that is in no list: with a number if it must be.
pub fn free(name: String, taken: &[String]) -> String {
    if !taken.contains(&name) {
        return name;
    }
    (2..).map(|number| format!("{name}{number}")).find(|it| !taken.contains(it)).unwrap_or(name)
}
