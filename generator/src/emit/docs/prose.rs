//! How prose of a document becomes lines that rustdoc renders without a warning.
//!
//! CommonMark is kept: headings, emphasis, lists, tables, code. What rustdoc would take for something else is made
//! harmless: indented and fenced code is no doctest, `[name]` is no link to an item, `<tag>` is no HTML, a bare URL is
//! a link, and characters that do not print are spelled out.

use std::fmt::Write as _;

/// Lists nested deeper than this are flattened, so that the indentation of a line stays small.
const DEEPEST_LIST: usize = 8;

/// The lines of `text`, each safe behind `///`. No blank line stands first, last or twice in a row.
pub fn lines(text: &str) -> Vec<String> {
    let mut prose = Prose::default();
    let text = printable(text);
    for line in text.lines() {
        prose.line(line);
    }
    prose.finish()
}

/// One line of prose.
pub fn line(text: &str) -> String {
    let text = printable(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    inline(&words.join(" "))
}

/// `text` as a code span, with as many backticks as it needs.
pub fn code(text: &str) -> String {
    let text = printable(text).replace('\n', "\\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 && !text.trim().is_empty() { format!("`{text}`") } else { format!("{fence} {text} {fence}") }
}

/// `text` as a code span in a cell of a table.
pub fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Spells out what does not print or changes the direction of text; line ends become `\n`.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{a0}' => out.push(' '),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c if c.is_control() => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

/// The state between lines.
#[derive(Default)]
struct Prose {
    out: Vec<String>,
    fence: Option<Fence>,
    /// Where the content of each open list item begins.
    lists: Vec<usize>,
}

/// An open code fence.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

impl Prose {
    fn line(&mut self, line: &str) {
        match self.fence.take() {
            Some(fence) => self.code_line(fence, line),
            None if line.trim().is_empty() => self.blank(),
            None => self.text_line(line),
        }
    }

    fn blank(&mut self) {
        if self.out.last().is_some_and(|last| !last.is_empty()) {
            self.out.push(String::new());
        }
    }

    fn code_line(&mut self, fence: Fence, line: &str) {
        let bare = line.trim();
        if bare.len() >= fence.length && bare.chars().all(|c| c == fence.mark) {
            self.out.push(fence.mark.to_string().repeat(fence.length));
            return;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let line = line.get(indent.min(fence.indent)..).unwrap_or(line);
        self.out.push(line.trim_end().replace('\t', "    "));
        self.fence = Some(fence);
    }

    fn text_line(&mut self, line: &str) {
        let bare = line.trim();
        let indent = width_of_indent(line);
        while self.lists.last().is_some_and(|content| indent < *content) {
            self.lists.pop();
        }
        let mut prefix = " ".repeat(self.lists.last().copied().unwrap_or(0));
        let mut rest = bare;
        let flat;
        let mut depth = self.lists.len();
        while let Some((marker, after)) = block_marker(rest) {
            if depth >= DEEPEST_LIST {
                // One blank between words: whatever the markers mean, nothing here is indented code.
                flat = rest.split_whitespace().collect::<Vec<_>>().join(" ");
                rest = &flat;
                break;
            }
            depth += 1;
            prefix.push_str(marker);
            prefix.push(' ');
            rest = after.trim_start();
            if marker != ">" {
                self.lists.push(prefix.len());
            }
        }
        match opening_fence(rest, indent) {
            Some(fence) => {
                if !prefix.trim().is_empty() {
                    self.out.push(prefix.trim_end().to_owned());
                }
                self.out.push(format!("{}text", fence.mark.to_string().repeat(fence.length)));
                self.lists.clear();
                self.fence = Some(fence);
            }
            None => self.out.push(format!("{prefix}{}", inline(rest)).trim_end().to_owned()),
        }
    }

    fn finish(mut self) -> Vec<String> {
        if let Some(fence) = self.fence.take() {
            self.out.push(fence.mark.to_string().repeat(fence.length));
        }
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out
    }
}

/// The columns of white space before the text of a line.
fn width_of_indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A list or quote marker at the start of `text`, and what follows it.
fn block_marker(text: &str) -> Option<(&str, &str)> {
    let length = match text.chars().next()? {
        '>' => return text.split_at_checked(1),
        '-' | '+' | '*' => 1,
        '0'..='9' => {
            let digits = text.chars().take_while(char::is_ascii_digit).count();
            let closes = text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
            if digits > 9 || !closes {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    let (marker, after) = text.split_at_checked(length)?;
    (after.is_empty() || after.starts_with([' ', '\t'])).then_some((marker, after))
}

/// The fence that `text` opens.
fn opening_fence(text: &str, indent: usize) -> Option<Fence> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == mark).count();
    let info = text.get(length..).unwrap_or_default();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some(Fence { mark, length, indent })
}

/// One line of text between block markers.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' => code_span(rest, &mut out),
            '\\' => escape(rest, &mut out),
            '<' => angle(rest, &mut out),
            '!' if rest.starts_with("![") => 1,
            '[' => link(rest, &mut out),
            'h' if url_length(rest) > 0 => bare_url(rest, &mut out),
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Keeps a code span that ends on its line; escapes the backticks of any other.
fn code_span(rest: &str, out: &mut String) -> usize {
    let run = rest.chars().take_while(|c| *c == '`').count();
    let ticks = rest.get(..run).unwrap_or_default();
    let mut from = run;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find('`')) {
        let start = from + at;
        let length = rest.get(start..).unwrap_or_default().chars().take_while(|c| *c == '`').count();
        if length == run {
            let content = rest.get(run..start).unwrap_or_default();
            // A cell of a table ends at a bar, inside code too, and would leave half a span behind.
            if content.contains('|') {
                break;
            }
            out.push_str(rest.get(..start + run).unwrap_or(ticks));
            return start + run;
        }
        from = start + length;
    }
    for _ in 0..run {
        out.push_str("\\`");
    }
    run
}

/// Keeps an escape of the document.
fn escape(rest: &str, out: &mut String) -> usize {
    let taken = match rest.chars().nth(1) {
        Some(next) if next.is_ascii_punctuation() => 2,
        // A backslash at the end of a line is a hard break.
        Some(_) | None => 1,
    };
    out.push_str(rest.get(..taken).unwrap_or_default());
    taken
}

/// Keeps `<https://…>`; any other `<` that could open a tag is escaped.
fn angle(rest: &str, out: &mut String) -> usize {
    let inner = rest.get(1..).unwrap_or_default();
    let url = url_length(inner);
    if url > 0 && inner.get(url..).is_some_and(|tail| tail.starts_with('>')) {
        out.push_str(rest.get(..url + 2).unwrap_or_default());
        return url + 2;
    }
    let opens = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    out.push_str(if opens { "\\<" } else { "<" });
    1
}

/// Keeps `[text](https://…)`, keeps the text of a link to elsewhere, and escapes any other bracket.
fn link(rest: &str, out: &mut String) -> usize {
    if let Some((text, destination, taken)) = inline_link(rest) {
        let text = inline(text);
        match url_length(destination) {
            length if length > 0 && length == destination.len() && !destination.contains(['(', ')']) => {
                let _ = write!(out, "[{}]({destination})", text.replace(['<', '>'], ""));
            }
            length if length > 0 && length == destination.len() => {
                let _ = write!(out, "[{}](<{destination}>)", text.replace(['<', '>'], ""));
            }
            // A relative link led somewhere in the documentation that the document was part of.
            _ => out.push_str(&text),
        }
        return taken;
    }
    out.push_str("\\[");
    1
}

/// The text and destination of an inline link, and its length.
fn inline_link(rest: &str) -> Option<(&str, &str, usize)> {
    let close = rest.get(1..)?.find(['[', ']'])? + 1;
    let after = rest.get(close..)?.strip_prefix("](")?;
    let mut open = 1_usize;
    let mut end = None;
    for (at, c) in after.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            '[' | ']' | '`' => return None,
            _ => {}
        }
        if open == 0 {
            end = Some(at);
            break;
        }
    }
    let end = end?;
    // A title may follow the destination.
    let destination = after.get(..end)?.split_whitespace().next().unwrap_or_default();
    let destination = destination.trim_start_matches('<').trim_end_matches('>');
    Some((rest.get(1..close)?, destination, close + 2 + end + 1))
}

/// Makes a bare URL a link.
fn bare_url(rest: &str, out: &mut String) -> usize {
    let mut url = rest.get(..url_length(rest)).unwrap_or_default();
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    // Punctuation at the end belongs to the sentence.
    while let Some(last) = url.chars().last() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '~' | '\'' => {}
            ')' if closed > opened => closed -= 1,
            _ => break,
        }
        url = url.strip_suffix(last).unwrap_or(url);
    }
    let _ = write!(out, "<{url}>");
    url.len()
}

/// The length of the URL that `text` begins with; 0 when it begins with none.
fn url_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return 0 };
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return 0;
    }
    let ends = |c: char| {
        !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '\\' | '^')
    };
    text.len() - rest.len() + rest.find(ends).unwrap_or(rest.len())
}
