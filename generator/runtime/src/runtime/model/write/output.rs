//! JSON text that grows: short pieces are written a word at a time into memory that is there, without a call for each.

use super::super::learned::{BLOCK, Key};
use super::super::text::json_string;
use super::super::text::unescaped::marks;
use std::io;

/// How many zeros are written at once, in bytes.
const ROOM: usize = 1024;

/// JSON text that is not complete.
pub(super) struct Output {
    /// The text, and zeros that are written over.
    bytes: Vec<u8>,
    /// Where the text ends.
    end: usize,
}

/// A place in the text.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl Output {
    pub(super) fn new() -> Self {
        Output { bytes: vec![0; 256], end: 0 }
    }

    /// The text.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.bytes
    }

    /// Where the text ends.
    pub(super) fn place(&self) -> Place {
        Place(self.end)
    }

    /// The memory behind the text, of which there are as many bytes at least.
    fn room(&mut self, count: usize) -> &mut [u8] {
        if self.bytes.len() - self.end < count {
            self.grow(count);
        }
        self.bytes.get_mut(self.end..).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, count: usize) {
        // The vector doubles its memory. Zeros are written shortly before the text, while a processor has them at hand.
        self.bytes.resize(self.end + count + ROOM, 0);
    }

    /// Writes the bytes of ASCII.
    pub(super) fn token<const N: usize>(&mut self, token: &[u8; N]) {
        if let Some(place) = self.room(N).first_chunk_mut() {
            *place = *token;
        }
        self.end += N;
    }

    /// Writes text as it is.
    pub(super) fn raw(&mut self, text: &[u8]) {
        if let Some(place) = self.room(text.len()).get_mut(..text.len()) {
            place.copy_from_slice(text);
        }
        self.end += text.len();
    }

    /// Writes the key of a member, with the comma before it and the colon.
    pub(super) fn key(&mut self, key: &Key) {
        match key.block() {
            Some((block, length)) => {
                if let Some(place) = self.room(BLOCK).first_chunk_mut() {
                    *place = *block;
                }
                self.end += length;
            }
            None => self.raw(key.as_str().as_bytes()),
        }
    }

    /// Writes a string with its quotes.
    pub(super) fn string(&mut self, text: &str) {
        let length = text.len() + 2;
        if put_plain(self.room(length), text.as_bytes()) == Some(0) {
            self.end += length;
        } else {
            self.escaped(text);
        }
    }

    #[cold]
    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        json_string::pieces(text, |piece| self.raw(piece));
    }

    /// Writes an integer.
    pub(super) fn integer(&mut self, value: i64) {
        if value < 0 {
            self.token(b"-");
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes an integer that is not negative.
    pub(super) fn unsigned(&mut self, value: u64) {
        let count = value.checked_ilog10().map_or(1, |power| power as usize + 1);
        let mut rest = value;
        for place in self.room(count).iter_mut().take(count).rev() {
            // What remains of a division by ten is a digit.
            *place = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        self.end += count;
    }

    /// Ends a list or an object of which each part was written with a comma before it: the first comma becomes the bracket
    /// that opens it.
    pub(super) fn enclose(&mut self, start: Place, [open, close]: &[u8; 2]) {
        if self.end == start.0 {
            return self.token(&[*open, *close]);
        }
        if let Some(comma) = self.bytes.get_mut(start.0) {
            *comma = *open;
        }
        self.token(&[*close]);
    }
}

impl io::Write for Output {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.raw(text);
        Ok(text.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes text with quotes, as if nothing in it were escaped. Returns the marks of what must be, or nothing if there is no
/// room. Words at the end overlap.
fn put_plain(room: &mut [u8], text: &[u8]) -> Option<u64> {
    let (quote, room) = room.split_first_mut()?;
    let (place, behind) = room.split_at_mut_checked(text.len())?;
    *quote = b'"';
    *behind.first_mut()? = b'"';
    let Some((last, last_place)) = text.last_chunk::<8>().zip(place.last_chunk_mut::<8>()) else {
        return Some(put_short(place, text));
    };
    *last_place = *last;
    let mut found = marks(u64::from_le_bytes(*last));
    let (mut text, mut place) = (text, place);
    while let (Some((word, text_behind)), Some((word_place, place_behind))) =
        (text.split_first_chunk::<8>(), place.split_first_chunk_mut::<8>())
    {
        *word_place = *word;
        found |= marks(u64::from_le_bytes(*word));
        (text, place) = (text_behind, place_behind);
    }
    Some(found)
}

/// Writes text of less than a word. Returns the marks of what must be escaped.
fn put_short(place: &mut [u8], text: &[u8]) -> u64 {
    let spaces = u64::from_ne_bytes([b' '; 8]);
    let halves = text.first_chunk::<4>().zip(text.last_chunk::<4>());
    if let Some((first, last)) = halves {
        place.first_chunk_mut().into_iter().for_each(|place: &mut [u8; 4]| *place = *first);
        place.last_chunk_mut().into_iter().for_each(|place: &mut [u8; 4]| *place = *last);
        return marks(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32);
    }
    let mut found = 0;
    for (place, byte) in place.iter_mut().zip(text) {
        *place = *byte;
        found |= marks(spaces << 8 | u64::from(*byte));
    }
    found
}
