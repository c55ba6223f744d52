//! How letters of any script are written in ASCII.

use deunicode::deunicode_char;

/// The ASCII letters for a letter: `ö` becomes `o`, `ß` becomes `ss`, `北` becomes `Bei` and a space. None where there
/// is no usual spelling.
///
/// Of a capital that becomes several letters only the first is a capital (`Æ` becomes `Ae`), so that it begins one
/// word.
pub fn transliterate(c: char) -> Option<String> {
    let letters = deunicode_char(c)?;
    let mut chars = letters.chars();
    match chars.next() {
        Some(first) if c.is_uppercase() => Some(first.to_string() + &chars.as_str().to_ascii_lowercase()),
        Some(_) | None => Some(letters.to_owned()),
    }
}
