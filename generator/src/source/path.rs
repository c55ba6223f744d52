//! Which file a `$ref` names. Reading and linking use this one rule for paths.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

/// What the part of a `$ref` before `#` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The same file, since nothing stands before `#`.
    Same,
    /// The file with this normalised path.
    File(String),
    /// A URL. Nothing is fetched.
    Url,
}

/// The file that `reference` names, seen from the file `from`.
pub fn target(from: &str, reference: &str) -> Target {
    let file = reference.split_once('#').map_or(reference, |(file, _)| file);
    if file.is_empty() {
        return Target::Same;
    }
    if is_url(file) {
        return Target::Url;
    }
    // A backslash is not legal in a URI, so that it can only be part of a Windows path.
    let file = decode(file).replace('\\', "/");
    Target::File(join(folder(from), &file))
}

/// The path `path` seen from the folder `base`, normalised. An absolute path is itself.
pub fn join(base: &str, path: &str) -> String {
    if base.is_empty() || is_absolute(path) { normalise(path) } else { normalise(&format!("{base}/{path}")) }
}

/// The path seen from the folder, so that `join` of both is the path. Both are normalised.
pub fn relative(folder: &str, path: &str) -> String {
    if is_absolute(folder) != is_absolute(path) {
        return path.to_owned();
    }
    let mut above = folder.split('/').filter(|name| !name.is_empty()).peekable();
    let mut below = path.split('/').filter(|name| !name.is_empty()).peekable();
    while above.peek().is_some() && above.peek() == below.peek() {
        above.next();
        below.next();
    }
    above.map(|_| "..").chain(below).collect::<Vec<_>>().join("/")
}

/// Whether the path lies below the folder, judged by their text. Both are normalised.
pub fn is_below(folder: &str, path: &str) -> bool {
    if is_absolute(folder) != is_absolute(path) {
        return false;
    }
    let mut folder = folder.split('/').filter(|name| !name.is_empty()).peekable();
    let mut path = path.split('/').filter(|name| !name.is_empty()).peekable();
    while folder.peek().is_some() && folder.peek() == path.peek() {
        folder.next();
        path.next();
    }
    folder.all(|name| name == "..") && path.next().is_some_and(|name| name != "..")
}

/// The folder that holds `path`; empty for a bare file name.
pub fn folder(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}

/// Resolves `.`, `..` and doubled slashes. A `..` that leads above the start stays.
pub fn normalise(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let absolute = path.starts_with('/');
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => match segments.last() {
                Some(&last) if last != ".." => {
                    segments.pop();
                }
                _ if absolute => {}
                _ => segments.push(".."),
            },
            name => segments.push(name),
        }
    }
    let joined = segments.join("/");
    if absolute { format!("/{joined}") } else { joined }
}

/// Decodes percent escapes. An invalid escape stays as it is.
pub fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Whether the text begins with a scheme, such as `https:`. A single letter is a drive of Windows.
fn is_url(file: &str) -> bool {
    file.starts_with("//")
        || file.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

/// Whether the path begins at the root of a file system.
pub fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || cfg!(windows) && path.as_bytes().get(1) == Some(&b':')
}
