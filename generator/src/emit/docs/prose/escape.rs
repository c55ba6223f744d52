//! Which characters of text are escaped, so that it stays text: within a line, and at its beginning.

/// The surroundings of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Whether it is the text of a link, which may hold no other link.
    pub in_link: bool,
    /// Whether it is in a cell of a table, which a bar would end.
    pub in_cell: bool,
    /// Whether a link in brackets follows, which an exclamation mark would turn into an image.
    pub before_link: bool,
}

/// Appends `text`. `escaped` are the positions of characters that the author escaped, in order.
///
/// Marks of emphasis in text are not escaped: the parser took them for text, and does so again.
pub fn text(text: &str, escaped: &[usize], around: Around, out: &mut String) {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let url = if c == 'h' && !around.in_link { bare_url(rest) } else { "" };
        if !url.is_empty() {
            out.push('<');
            out.push_str(url);
            out.push('>');
            at += url.len();
            continue;
        }
        if escaped.binary_search(&at).is_ok() || needs_escape(c, rest, around) {
            out.push('\\');
        }
        out.push(if c == '\t' { ' ' } else { c });
        at += c.len_utf8();
    }
}

/// Whether the character `c`, with which `rest` begins, would be a mark.
fn needs_escape(c: char, rest: &str, around: Around) -> bool {
    let next = rest.chars().nth(1);
    match c {
        '`' | '[' => true,
        ']' => around.in_link,
        '|' => around.in_cell,
        // A backslash could escape the mark that follows the text, or the `<` before a URL that begins with `h`.
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == 'h'),
        '<' => next.is_none() || opens_tag(rest),
        '!' => next.is_none() && around.before_link,
        _ => false,
    }
}

/// Whether `text` begins like a tag, a comment or a declaration.
pub fn opens_tag(text: &str) -> bool {
    let after = text.strip_prefix('<').unwrap_or_default();
    after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// A line of text, escaped if it would begin or end a block: a heading, a quote, an item, a rule, a fence, or the row
/// below the head of a table.
pub fn beginning(line: &str) -> String {
    match location_of_escape(line).and_then(|at| line.split_at_checked(at)) {
        Some((before, after)) => format!("{before}\\{after}"),
        None => line.to_owned(),
    }
}

fn location_of_escape(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let all = |marks: &str| line.chars().all(|c| c == ' ' || marks.contains(c));
    let ends_word = |rest: Option<&str>| rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let is_block = match first {
        '>' => true,
        '#' => ends_word(Some(line.trim_start_matches('#'))),
        '~' => line.starts_with("~~~"),
        '=' => all("="),
        '_' => all("_"),
        '*' => all("*") || ends_word(line.get(1..)),
        '+' => ends_word(line.get(1..)),
        '-' => ends_word(line.get(1..)) || all("-:|"),
        ':' | '|' => all("-:|") && line.contains('-'),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_marker = line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
            return (is_marker && ends_word(line.get(digits + 1..))).then_some(digits);
        }
        _ => false,
    };
    is_block.then_some(0)
}

/// The URL that `text` begins with, without the punctuation that belongs to the sentence.
fn bare_url(text: &str) -> &str {
    let mut url = text.get(..url_length(text)).unwrap_or_default();
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    while let Some(last) = url.chars().last() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '~' | '\'' => {}
            ')' if closed > opened => closed -= 1,
            _ => break,
        }
        url = url.strip_suffix(last).unwrap_or(url);
    }
    if url_length(url) > 0 { url } else { "" }
}

/// The length of the URL of the web that `text` begins with; 0 when it begins with none.
fn url_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return 0 };
    let ends = |c: char| {
        !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '\\' | '^')
    };
    match rest.find(ends).unwrap_or(rest.len()) {
        0 => 0,
        length => text.len() - rest.len() + length,
    }
}

/// Whether all of `text` is the URL of a page or the address of a person.
pub fn is_destination(text: &str) -> bool {
    match text.strip_prefix("mailto:") {
        Some(address) => {
            address.contains('@') && url_length(&format!("http://{address}")) == "http://".len() + address.len()
        }
        None => url_length(text) > 0 && url_length(text) == text.len(),
    }
}
