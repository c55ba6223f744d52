//! Comments of YAML that begin behind tabs: lines of their own, which the parsers refuse.

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
