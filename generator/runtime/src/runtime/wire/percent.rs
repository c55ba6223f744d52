//! Percent-encoding: the characters that are not encoded in each part of a URL (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that are encoded in a value: all but the unreserved ones.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The characters that are encoded in the name of a parameter. Those that a query allows are not, so that `$select` stays
/// readable.
const NAME: &AsciiSet = &VALUE
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'?')
    .remove(b'@');

/// The characters that are encoded in a query value with `allowReserved`: `#`, `[` and `]` are not allowed there, `&` ends
/// the value, and `+` means a space.
const RESERVED_IN_QUERY: &AsciiSet = &NAME.remove(b'=');

/// The characters that are encoded in a path value with `allowReserved`: `?`, `#`, `[` and `]` are not allowed there.
const RESERVED_IN_PATH: &AsciiSet = &NAME.remove(b'=').remove(b'&').remove(b'+').add(b'?');

/// The characters that are encoded in the text of a path template, which may be percent-encoded already.
const LITERAL_PATH: &AsciiSet = &RESERVED_IN_PATH.remove(b'%');

/// The characters that are encoded in the text of a query, which may be percent-encoded already.
const LITERAL_QUERY: &AsciiSet = &RESERVED_IN_QUERY.remove(b'%').remove(b'&').remove(b'+');

/// The part of a URL that text is written in, which decides what is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Component {
    /// A value of a path, a query or a form.
    Value,
    /// The name of a query parameter.
    Name,
    /// A value of a query with `allowReserved`.
    ReservedInQuery,
    /// A value of a path with `allowReserved`.
    ReservedInPath,
    /// Text of the path template.
    LiteralPath,
    /// Text of the path template after a `?`.
    LiteralQuery,
    /// A header, in which nothing is encoded.
    Header,
}

/// Percent-encodes a text.
pub(crate) fn encode(text: &str, place: Component) -> String {
    let mut encoded = String::with_capacity(text.len());
    encode_into(&mut encoded, text, place);
    encoded
}

/// Adds a text to another one, percent-encoded.
pub(crate) fn encode_into(encoded: &mut String, text: &str, place: Component) {
    match place {
        Component::Value => encoded.extend(utf8_percent_encode(text, VALUE)),
        Component::Name => encoded.extend(utf8_percent_encode(text, NAME)),
        Component::LiteralPath => encoded.extend(utf8_percent_encode(text, LITERAL_PATH)),
        Component::LiteralQuery => encoded.extend(utf8_percent_encode(text, LITERAL_QUERY)),
        // A value that keeps its reserved characters may hold escapes already.
        Component::ReservedInQuery => keep_triplets(encoded, text, RESERVED_IN_QUERY),
        Component::ReservedInPath => keep_triplets(encoded, text, RESERVED_IN_PATH),
        Component::Header => encoded.push_str(text),
    }
}

/// Encodes a text, but for the escapes that it holds (`%20`).
fn keep_triplets(encoded: &mut String, text: &str, set: &'static AsciiSet) {
    let mut parts = text.split('%');
    encoded.extend(parts.next().into_iter().flat_map(|part| utf8_percent_encode(part, set)));
    for part in parts {
        let is_triplet = part.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(part, set));
    }
}
