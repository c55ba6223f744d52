//! How secrets are removed from texts that are not read whole: XML, streams of JSON, JSON in text, bodies that are cut, parts
//! of a multipart body.

use super::secret_names::{REMOVED, Secrets};
use super::secrets::Found;
use std::ops::Range;

impl Secrets {
    /// A text without the values of its secret members of JSON, and of its secret elements and attributes of XML.
    pub(super) fn text(&self, text: &str, found: &mut Found) -> Option<String> {
        let mut clean = String::new();
        let (mut copied, mut from) = (0, 0);
        while let Some(mark) = text.get(from..).and_then(|rest| rest.find(['"', '<'])).map(|at| from + at) {
            from = mark + 1;
            let value = self.member_value(text, mark).or_else(|| self.attribute_value(text, mark));
            let Some(value) = value.or_else(|| self.element_value(text, mark)) else { continue };
            found.add(text.get(value.clone()).unwrap_or_default());
            clean.push_str(text.get(copied..value.start).unwrap_or_default());
            clean.push_str(REMOVED);
            copied = value.end;
            from = from.max(value.end);
        }
        clean.push_str(text.get(copied..).unwrap_or_default());
        (copied > 0).then_some(clean)
    }

    /// The value of the member whose name begins with this quote, if it is secret: text, or a number.
    fn member_value(&self, text: &str, quote: usize) -> Option<Range<usize>> {
        let rest = text.get(quote..)?.strip_prefix('"')?;
        let name = word(rest);
        let rest = rest.strip_prefix(name)?.strip_prefix('"')?.trim_start().strip_prefix(':')?.trim_start();
        if name.is_empty() || !self.has(name) {
            return None;
        }
        let (value, length) = match rest.strip_prefix('"') {
            Some(value) => (value, end_of_text(value)),
            None => (rest, rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(rest.len())),
        };
        range(text, value, length)
    }

    /// The value of the attribute that begins with this quote, if it is secret.
    fn attribute_value(&self, text: &str, quote: usize) -> Option<Range<usize>> {
        let before = text.get(..quote)?.trim_end().strip_suffix('=')?.trim_end();
        let length = before.chars().rev().take_while(|c| is_of_word(*c)).map(char::len_utf8).sum::<usize>();
        let name = before.get(before.len() - length..)?;
        let value = text.get(quote..)?.strip_prefix('"')?;
        (!name.is_empty() && self.has(name)).then(|| range(text, value, value.find('"').unwrap_or(value.len())))?
    }

    /// The text of the element that begins here, if it is secret.
    fn element_value(&self, text: &str, begin: usize) -> Option<Range<usize>> {
        let rest = text.get(begin..)?.strip_prefix('<')?;
        let name = rest.split(|c: char| !is_of_word(c) && c != ':').next()?;
        if !self.has(name.rsplit(':').next()?) {
            return None;
        }
        let (tag, value) = rest.split_once('>')?;
        let (value, end) = match value.trim_start().strip_prefix("<![CDATA[") {
            Some(value) => (value, "]]>"),
            None => (value, "<"),
        };
        let length = value.find(end).unwrap_or(value.len());
        let has_text = !tag.ends_with('/') && !value.get(..length)?.trim().is_empty();
        has_text.then(|| range(text, value, length))?
    }

    /// A multipart body without the values of its secret parts.
    pub(super) fn parts(&self, body: &[u8], boundary: &str, found: &mut Found) -> Vec<u8> {
        let line = format!("--{boundary}");
        let parts = split(body, line.as_bytes()).into_iter().map(|part| self.part(part, found));
        parts.collect::<Vec<_>>().join(line.as_bytes())
    }

    /// A part, which begins behind its boundary.
    fn part(&self, part: &[u8], found: &mut Found) -> Vec<u8> {
        let whole = || part.to_vec();
        let Some(at) = part.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return whole() };
        let (head, value) = part.split_at(at + 4);
        let Ok(value) = std::str::from_utf8(value) else { return whole() };
        let (value, end) = value.strip_suffix("\r\n").map_or((value, ""), |value| (value, "\r\n"));
        let head_text = String::from_utf8_lossy(head);
        let name = head_text.split_once(" name=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
        let clean = if self.has(name) || found.is_declared(value) {
            found.add(value);
            REMOVED.to_owned()
        } else {
            self.text(value, found).unwrap_or_else(|| value.to_owned())
        };
        [head, clean.as_bytes(), end.as_bytes()].concat()
    }
}

/// A text between these bytes.
fn split<'a>(mut body: &'a [u8], line: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = body.windows(line.len()).position(|bytes| bytes == line) {
        let (part, rest) = body.split_at(at);
        parts.push(part);
        body = rest.get(line.len()..).unwrap_or_default();
    }
    parts.push(body);
    parts
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The name at the beginning of a text.
fn word(text: &str) -> &str {
    text.split(|c: char| !is_of_word(c)).next().unwrap_or_default()
}

/// The length of a text of JSON, up to its closing quote, or to where it is cut.
fn end_of_text(text: &str) -> usize {
    let mut escaped = false;
    let end = text.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

/// Where the first bytes of a text that ends with `value` stand. There are none where nothing is left.
fn range(text: &str, value: &str, length: usize) -> Option<Range<usize>> {
    let start = text.len() - value.len();
    (length > 0).then(|| start..start + length)
}
