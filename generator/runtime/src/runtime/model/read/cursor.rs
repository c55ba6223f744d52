//! A place in JSON text, and the tokens that are taken from there. Every token is checked by the grammar of JSON.

use super::super::learned::Key;
use super::super::text::unescaped::unescaped;
use std::borrow::Cow;

/// Why direct reading ended: the text is not JSON, a part does not match its type, or the text nests deeper than the reader
/// of serde goes. That reader reads the text again, and says what is wrong where.
pub(super) struct Unread;

/// A place in JSON text.
pub(super) struct Cursor<'j> {
    text: &'j str,
    at: usize,
}

impl<'j> Cursor<'j> {
    pub(super) fn new(text: &'j str) -> Self {
        Cursor { text, at: 0 }
    }

    /// The offset in the text, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The text from an offset up to this place.
    pub(super) fn since(&self, start: usize) -> Result<&'j str, Unread> {
        self.text.get(start..self.at).ok_or(Unread)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'j [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The number of bytes from here on.
    pub(super) fn remaining(&self) -> usize {
        self.text.len().saturating_sub(self.at)
    }

    /// The first byte of the next token, which is not taken.
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Some(byte),
            Some(_) | None => self.behind_space(),
        }
    }

    /// The first byte behind white space. Indented text has much of it.
    #[inline(never)]
    fn behind_space(&mut self) -> Option<u8> {
        // What stands behind a colon.
        if let [b' ', byte, ..] = self.rest()
            && *byte > b' '
        {
            self.at += 1;
            return Some(*byte);
        }
        let mut rest = self.rest();
        while let [b' ' | b'\n' | b'\t' | b'\r', behind @ ..] = rest {
            rest = behind;
            while let Some((word, behind)) = rest.split_first_chunk() {
                let others = u64::from_le_bytes(*word) ^ u64::from_ne_bytes([b' '; 8]);
                if others != 0 {
                    rest = rest.get(others.trailing_zeros() as usize / 8..).unwrap_or_default();
                    break;
                }
                rest = behind;
            }
        }
        self.at = self.text.len() - rest.len();
        rest.first().copied()
    }

    /// Whether there is no other token.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Takes a token of one byte if it is the next.
    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes a token of one byte.
    pub(super) fn take(&mut self, byte: u8) -> Result<(), Unread> {
        if self.takes(byte) { Ok(()) } else { Err(Unread) }
    }

    /// Takes tokens that are written as `text` if they are next.
    pub(super) fn takes_text(&mut self, text: &str) -> bool {
        self.peek();
        let is_next = self.rest().starts_with(text.as_bytes());
        self.at += if is_next { text.len() } else { 0 };
        is_next
    }

    /// Takes the key of a member with its colon, if it is the next token. An object has begun before it.
    #[inline]
    pub(super) fn takes_key(&mut self, key: &Key) -> bool {
        self.peek();
        let before = self.at.wrapping_sub(1);
        let is_next = self.text.as_bytes().get(before..).is_some_and(|text| key.follows(text));
        self.at = if is_next { before + key.as_str().len() } else { self.at };
        is_next
    }

    /// Takes `true`, `false` or `null`.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Unread> {
        if self.takes_text(word) { Ok(()) } else { Err(Unread) }
    }

    /// Takes a string. Its opening quote is next.
    pub(super) fn string(&mut self) -> Result<Cow<'j, str>, Unread> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).ok_or(Unread)?;
        let end = start + unescaped(rest);
        let text = self.text.get(start..end).ok_or(Unread)?;
        self.at = end + 1;
        match self.text.as_bytes().get(end) {
            Some(b'"') => Ok(Cow::Borrowed(text)),
            Some(b'\\') => self.escaped(text).map(Cow::Owned),
            Some(_) | None => Err(Unread),
        }
    }

    /// Takes the rest of a string, which begins behind a backslash. `start` stands before it.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, start: &str) -> Result<String, Unread> {
        let mut text = start.to_owned();
        loop {
            text.push(self.escape()?);
            let start = self.at;
            self.at += unescaped(self.rest());
            text.push_str(self.since(start)?);
            let end = self.byte();
            self.at += 1;
            match end {
                Some(b'"') => return Ok(text),
                Some(b'\\') => {}
                Some(_) | None => return Err(Unread),
            }
        }
    }

    /// Takes what stands behind a backslash.
    fn escape(&mut self) -> Result<char, Unread> {
        let kind = self.byte();
        self.at += 1;
        match kind {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'/') => Ok('/'),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => {
                let first = self.unit()?;
                let is_pair = (0xD800..0xDC00).contains(&first) && self.rest().starts_with(b"\\u");
                let second = if is_pair {
                    self.at += 2;
                    Some(self.unit()?)
                } else {
                    None
                };
                let mut units = char::decode_utf16(std::iter::once(first).chain(second));
                match (units.next(), units.next()) {
                    (Some(Ok(character)), None) => Ok(character),
                    (_, _) => Err(Unread),
                }
            }
            Some(_) | None => Err(Unread),
        }
    }

    /// Takes the four digits of a UTF-16 code unit.
    fn unit(&mut self) -> Result<u16, Unread> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()));
        self.at += 4;
        u16::from_str_radix(digits.ok_or(Unread)?, 16).map_err(|_| Unread)
    }

    /// Takes a number.
    pub(super) fn number(&mut self) -> Result<Number<'j>, Unread> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.byte();
        let digits = self.digits()?;
        if first == Some(b'0') && digits > 1 {
            return Err(Unread);
        }
        let mut is_whole = true;
        if self.byte() == Some(b'.') {
            is_whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            is_whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = self.since(start)?;
        Ok(if is_whole { Number::Whole(text) } else { Number::Other(text) })
    }

    /// Takes digits, of which there must be one. Returns how many there were.
    fn digits(&mut self) -> Result<usize, Unread> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 { Err(Unread) } else { Ok(count) }
    }

    /// Takes a value of any type, which nests at most `depth` deep.
    pub(super) fn skip(&mut self, depth: usize) -> Result<(), Unread> {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b'{') => {
                let depth = inside(depth)?;
                self.at += 1;
                if self.takes(b'}') {
                    return Ok(());
                }
                loop {
                    if self.peek() != Some(b'"') {
                        return Err(Unread);
                    }
                    self.string()?;
                    self.take(b':')?;
                    self.skip(depth)?;
                    if !self.goes_on(b'}')? {
                        return Ok(());
                    }
                }
            }
            Some(b'[') => {
                let depth = inside(depth)?;
                self.at += 1;
                if self.takes(b']') {
                    return Ok(());
                }
                loop {
                    self.skip(depth)?;
                    if !self.goes_on(b']')? {
                        return Ok(());
                    }
                }
            }
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number().map(|_| ()),
            Some(_) | None => Err(Unread),
        }
    }

    /// Takes a comma, behind which there is another part, or the end of a list or an object.
    pub(super) fn goes_on(&mut self, end: u8) -> Result<bool, Unread> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            Some(_) | None => Err(Unread),
        }
    }
}

/// The depth that is left inside a list or an object.
pub(super) fn inside(depth: usize) -> Result<usize, Unread> {
    depth.checked_sub(1).filter(|left| *left > 0).ok_or(Unread)
}

/// The text of a number.
#[derive(Clone, Copy)]
pub(super) enum Number<'j> {
    /// Without fraction and exponent.
    Whole(&'j str),
    /// With a fraction or an exponent.
    Other(&'j str),
}

impl<'j> Number<'j> {
    pub(super) fn text(self) -> &'j str {
        match self {
            Number::Whole(text) | Number::Other(text) => text,
        }
    }
}
