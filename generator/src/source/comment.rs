//! Comments of YAML that are not what the author of a document meant: those that begin behind tabs, on lines of their own, which
//! the parsers refuse, and references without quotes, which begin with `#`.

/// What to do about a reference that is read as a comment.
pub const UNQUOTED_REFERENCE: &str =
    "in YAML, `#` begins a comment: put the reference in quotes, as `'#/components/schemas/Pet'`";

/// Whether one of these lines, from 1, has a reference that is read as a comment.
pub fn hides_reference(text: &str, first: usize, last: usize) -> bool {
    let lines = text.split('\n').take(last).skip(first.saturating_sub(1));
    lines.flat_map(|line| line.match_indices("$ref").map(move |(at, key)| line.split_at(at + key.len()).1)).any(
        |after| {
            let value = after.trim_start_matches(['\'', '"']).trim_start().strip_prefix(':');
            value.is_some_and(|value| value.starts_with(' ') && value.trim_start().starts_with('#'))
        },
    )
}

/// The text with spaces for the tabs before comments on lines of their own, each character in its place. None: there are
/// no such lines. In a text of several lines such a line is no comment, so this is for what is refused otherwise.
pub fn without_tabs(text: &str) -> Option<String> {
    let is_one = |line: &str| {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(indent..).is_some_and(|rest| rest.starts_with('#'))
            && line.get(..indent).is_some_and(|it| it.contains('\t'))
    };
    if !text.split('\n').any(is_one) {
        return None;
    }
    let mended = text.split('\n').map(|line| match line.split_once('#') {
        Some((indent, rest)) if is_one(line) => format!("{}#{rest}", " ".repeat(indent.len())),
        _ => line.to_owned(),
    });
    Some(mended.collect::<Vec<_>>().join("\n"))
}
