//! Which names stand between braces in paths and in URLs of servers.

use indexmap::IndexSet;

/// The names between braces in a path or URL, each once.
pub fn template_names(path: &str) -> IndexSet<String> {
    let parts = path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The path without the names between its braces: paths of one shape match the same requests.
pub fn shape(path: &str) -> String {
    let mut parts = path.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push('{');
        shape.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    shape
}
