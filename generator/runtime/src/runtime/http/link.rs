//! The header `Link` (RFC 8288): the link to the next page.

use http::{HeaderMap, header};

/// The target of the first link with the relation `next`. Links of another context, which have an `anchor`, do not count.
pub(crate) fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(header::LINK).iter().filter_map(|value| std::str::from_utf8(value.as_bytes()).ok());
    values.flat_map(links).find(|link| link.is_next()).map(|link| link.target)
}

/// A link of the header `Link`, with its parameters. Their names are in lower case.
struct HeaderLink {
    target: String,
    params: Vec<(String, String)>,
}

impl HeaderLink {
    /// Whether the relation is `next`. Only the first `rel` counts; it may have several relations.
    fn is_next(&self) -> bool {
        let param = |wanted: &str| self.params.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        let relations = param("rel").map(String::as_str).unwrap_or_default();
        relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"))
            && param("anchor").is_none()
    }
}

/// The links of a header. What is not well-formed ends the list.
fn links(header: &str) -> Vec<HeaderLink> {
    let mut found = Vec::new();
    let mut rest = header;
    while let Some((target, after)) =
        rest.trim_start_matches([' ', '\t', ',']).strip_prefix('<').and_then(|rest| rest.split_once('>'))
    {
        rest = after.trim_start();
        let mut params = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let (param, after) = parameter(after.trim_start());
            params.extend(param);
            rest = after.trim_start();
        }
        found.push(HeaderLink { target: target.to_owned(), params });
    }
    found
}

/// The parameter at the start of a text, and the text after it.
fn parameter(text: &str) -> (Option<(String, String)>, &str) {
    let (name, rest) = text.split_at(text.find(['=', ';', ',']).unwrap_or(text.len()));
    let name = name.trim().to_ascii_lowercase();
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return (None, rest) };
    let (value, rest) = match value.strip_prefix('"') {
        Some(quoted) => unquoted(quoted),
        None => {
            let (value, rest) = value.split_at(value.find([';', ',']).unwrap_or(value.len()));
            (value.trim_end().to_owned(), rest)
        }
    };
    (Some((name, value)), rest)
}

/// The value of a quoted string without its first quote, and the text after its last one.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}
