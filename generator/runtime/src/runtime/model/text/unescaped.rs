//! Which bytes of a JSON string stand for themselves: eight bytes at a time.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGHEST_BITS: u64 = u64::from_ne_bytes([0x80; 8]);

/// The number of bytes before the first quote, backslash or control character: all bytes if there is none.
pub(in crate::runtime::model) fn unescaped(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, behind)) = rest.split_first_chunk() {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return bytes.len() - rest.len() + marks.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    // The last word again, if there is one: the bytes of it that were looked at before are not special.
    if let Some(word) = bytes.last_chunk() {
        let marks = marks(u64::from_le_bytes(*word));
        return bytes.len() - 8 + marks.trailing_zeros() as usize / 8;
    }
    let mut word = [b' '; 8];
    for (place, byte) in word.iter_mut().zip(bytes) {
        *place = *byte;
    }
    bytes.len().min(marks(u64::from_le_bytes(word)).trailing_zeros() as usize / 8)
}

/// A word whose lowest set bit is in the first byte that is special. Bits above it may be set for other bytes too, since a
/// subtraction borrows from the bytes above. A byte that is less than the subtrahend gets its highest bit set; so does one
/// of which it is set already, as it is in no special byte.
pub(in crate::runtime::model) fn marks(word: u64) -> u64 {
    // With this bit turned over, a quote is a space and control characters remain such: all are less than `!`.
    let turned = word ^ (ONES * u64::from(b'"' ^ b' '));
    let backslashes = word ^ (ONES * u64::from(b'\\'));
    let found = turned.wrapping_sub(ONES * u64::from(b'!')) | backslashes.wrapping_sub(ONES);
    found & !word & HIGHEST_BITS
}
