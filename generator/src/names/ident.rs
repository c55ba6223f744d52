//! What a legal identifier is: the one constructor of identifiers, the keywords of edition 2024, and the names of
//! crates and modules that a user may give.

use std::fmt;
use std::sync::LazyLock;

use proc_macro2::{Ident, Span};

use super::reserved;

/// An identifier that is legal in edition 2024. It prints with `r#` where it is a keyword.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    text: String,
    raw: bool,
}

/// Keywords, strict and reserved, of every edition up to 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that are no identifiers even behind `r#`.
const NEVER_RAW: &[&str] = &["crate", "self", "Self", "super"];

impl Name {
    /// Makes an identifier of ASCII letters, digits and `_` from `text`, which `words` has split and cased. It drops
    /// all other characters, and puts a `_` before a digit at the start, or an `n` if there is no letter: lints refuse
    /// `_0`.
    pub fn new(text: &str) -> Self {
        let mut clean: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if clean.chars().all(|c| c == '_') {
            clean.push('x');
        }
        if clean.chars().all(|c| c.is_ascii_digit() || c == '_') {
            clean.insert(0, 'n');
        } else if clean.starts_with(|c: char| c.is_ascii_digit()) {
            clean.insert(0, '_');
        }
        if NEVER_RAW.contains(&clean.as_str()) {
            clean.push('_');
        }
        let raw = KEYWORDS.contains(&clean.as_str());
        Self { text: clean, raw }
    }

    /// The identifier as a token.
    pub fn ident(&self) -> Ident {
        if self.raw { Ident::new_raw(&self.text, Span::call_site()) } else { Ident::new(&self.text, Span::call_site()) }
    }

    /// The letters, without `r#`: for file names and words in prose.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The placeholder for a name that was never assigned. It is a fault of the generator, which shows when its output
    /// is compiled.
    pub(crate) fn missing() -> &'static Name {
        static MISSING: LazyLock<Name> = LazyLock::new(|| Name::new("MissingName"));
        &MISSING
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.raw { write!(f, "r#{}", self.text) } else { f.write_str(&self.text) }
    }
}

/// Whether Cargo accepts the text as the name of a package, and Rust as the name of a crate.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && is_identifier(&name.replace('-', "_"))
}

/// The crate name nearest to the text: `Über API (v1).json` becomes `ber-api-v1`.
pub fn crate_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars().map(|c| c.to_ascii_lowercase()) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    match name {
        "" => "client".to_owned(),
        _ if is_crate_name(name) => name.to_owned(),
        _ => format!("api-{name}"),
    }
}

/// Whether the text is a module name in snake case.
pub fn is_module_name(name: &str) -> bool {
    is_identifier(name)
        && !reserved::is_root_module(name)
        && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
}

/// Whether the text is an identifier without `r#`.
fn is_identifier(name: &str) -> bool {
    Name::new(name).to_string() == name
}
