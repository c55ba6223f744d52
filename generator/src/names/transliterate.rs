//! Letters of any script, as the letters of ASCII that people write for them.

use deunicode::deunicode_char;

/// The words for a letter: `ö` is `o`, `ß` is `ss`, `北` is `Bei` and a space. None where nobody writes it in ASCII.
///
/// A capital that is several letters is one capital (`Æ` is `Ae`), so that it begins one word.
pub fn transliterate(c: char) -> Option<String> {
    let letters = deunicode_char(c)?;
    let mut chars = letters.chars();
    match chars.next() {
        Some(first) if c.is_uppercase() => Some(first.to_string() + &chars.as_str().to_ascii_lowercase()),
        Some(_) | None => Some(letters.to_owned()),
    }
}
