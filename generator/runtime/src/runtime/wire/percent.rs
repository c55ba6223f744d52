//! Which characters of a text can stand in a URL as they are? The sets of RFC 3986, by place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters: what a value is encoded by.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Parameter names keep what a query can hold, so that `$select` reads as it is written.
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

/// `allowReserved` in a query. `#`, `[` and `]` cannot stand there, `&` ends the value and `+` is read as a space.
const RESERVED_IN_QUERY: &AsciiSet = &NAME.remove(b'=');

/// `allowReserved` in a path. `?`, `#`, `[` and `]` cannot stand there.
const RESERVED_IN_PATH: &AsciiSet = &NAME.remove(b'=').remove(b'&').remove(b'+').add(b'?');

/// The literal text of a path template: it may hold escapes already.
const LITERAL_PATH: &AsciiSet = &RESERVED_IN_PATH.remove(b'%');

/// The literal text of a query: it may hold escapes already.
const LITERAL_QUERY: &AsciiSet = &RESERVED_IN_QUERY.remove(b'%').remove(b'&').remove(b'+');

/// A place in a URL, which decides what is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Component {
    /// A value, anywhere.
    Value,
    /// The name of a query parameter.
    Name,
    /// A value of a query that keeps its reserved characters.
    ReservedInQuery,
    /// A value of a path that keeps its reserved characters.
    ReservedInPath,
    /// Text of the path template.
    LiteralPath,
    /// Text of the template after a `?`.
    LiteralQuery,
    /// A header, where nothing is encoded.
    Header,
}

/// Encodes a text for a place.
pub(crate) fn encode(text: &str, place: Component) -> String {
    let set = match place {
        Component::Value => VALUE,
        Component::Name => NAME,
        Component::ReservedInQuery => RESERVED_IN_QUERY,
        Component::ReservedInPath => RESERVED_IN_PATH,
        Component::LiteralPath => LITERAL_PATH,
        Component::LiteralQuery => LITERAL_QUERY,
        Component::Header => return text.to_owned(),
    };
    utf8_percent_encode(text, set).to_string()
}
