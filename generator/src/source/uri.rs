//! How is a URI reference made absolute (RFC 3986, 5.2)? A base may be relative itself.

#[cfg(test)]
mod tests;

/// The parts of a URI or of a relative reference, each with its delimiter. A fragment is no part of either.
struct Parts<'u> {
    /// `https:`.
    scheme: &'u str,
    /// `//example.com`.
    authority: &'u str,
    path: &'u str,
    /// `?a=b`.
    query: &'u str,
}

impl<'u> Parts<'u> {
    fn new(uri: &'u str) -> Self {
        let scheme_ends =
            uri.find([':', '/', '?']).filter(|end| uri.get(*end..).is_some_and(|rest| rest.starts_with(':')));
        let (scheme, rest) = scheme_ends.and_then(|end| uri.split_at_checked(end + 1)).unwrap_or(("", uri));
        let (rest, query) = rest.find('?').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let after = rest.strip_prefix("//");
        let path_starts = after.map_or(0, |after| after.find('/').unwrap_or(after.len()) + 2);
        let (authority, path) = rest.split_at_checked(path_starts).unwrap_or(("", rest));
        Self { scheme, authority, path, query }
    }
}

/// The reference, which has no fragment, seen from the base.
pub fn join(base: &str, reference: &str) -> String {
    let (base, of) = (Parts::new(base), Parts::new(reference));
    if !of.scheme.is_empty() {
        return reference.to_owned();
    }
    let scheme = base.scheme;
    if !of.authority.is_empty() {
        return format!("{scheme}{reference}");
    }
    let authority = base.authority;
    let (path, query) = match of.path {
        "" if of.query.is_empty() => (base.path.to_owned(), base.query),
        "" => (base.path.to_owned(), of.query),
        path if path.starts_with('/') => (without_dots(path), of.query),
        path => (without_dots(&merged(&base, path)), of.query),
    };
    format!("{scheme}{authority}{path}{query}")
}

/// The path beside the last segment of the base.
fn merged(base: &Parts<'_>, path: &str) -> String {
    match base.path.rfind('/').and_then(|last| base.path.get(..=last)) {
        Some(folder) => format!("{folder}{path}"),
        None if base.authority.is_empty() => path.to_owned(),
        None => format!("/{path}"),
    }
}

/// A path without `.` and `..`. At the root `..` is left out.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_absolute = path.starts_with('/');
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." if is_last => kept.push(""),
            "." => {}
            ".." => {
                let has_folder = kept.last().is_some_and(|last| *last != "..");
                match (has_folder, is_absolute) {
                    (true, _) => drop(kept.pop()),
                    (false, true) => {}
                    (false, false) => kept.push(segment),
                }
                if is_last && has_folder {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    format!("{}{}", if is_absolute { "/" } else { "" }, kept.join("/"))
}
