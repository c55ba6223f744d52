//! How text is split into words, and words become an identifier.

use super::transliterate::transliterate;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The case of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Types and variants.
    Pascal,
    /// Fields, functions, modules, arguments.
    Snake,
    /// Statics.
    ScreamingSnake,
}

/// The most bytes of a file name, without its extension.
const FILE_NAME: usize = 100;
/// The most bytes of an identifier. Rustdoc names a page after it, and file systems allow 255 bytes.
const IDENTIFIER: usize = 200;
/// The bytes that are kept of a longer identifier. They leave room for a suffix such as `Patch` or a number.
const CUT_IDENTIFIER: usize = 160;

/// The words of a name, joined in snake case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(String);

impl Words {
    /// Splits text into words. A leading sign becomes a word, since nothing else distinguishes `+1` from `-1` or `name`
    /// from `-name`. Letters outside ASCII are transliterated, and a text of symbols alone becomes the names of the
    /// symbols.
    pub fn new(text: &str) -> Self {
        let mut ascii = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        let mut first = true;
        while let Some(c) = chars.next() {
            let is_sign = first && chars.peek().is_some_and(char::is_ascii_alphanumeric);
            match c {
                c if c.is_ascii_alphanumeric() => ascii.push(c),
                '-' if is_sign => ascii.push_str("minus "),
                '+' if is_sign => ascii.push_str("plus "),
                '\u{300}'..='\u{36f}' => {} // Marks on the letter before.
                c if c.is_alphanumeric() => ascii.push_str(&letters(c)),
                '\'' | '’' => {}
                _ => ascii.push(' '),
            }
            first = false;
        }
        let words = ascii.to_snake_case();
        if words.is_empty() { Self(symbols(text)) } else { Self(words) }
    }

    /// These words followed by `other`.
    pub fn then(&self, more: &Words) -> Self {
        Self(format!("{}_{}", self.0, more.0))
    }

    /// These words as a file name, since file systems allow 255 bytes: the first words, and a hash of all of them, so
    /// that the result does not depend on other names.
    pub fn for_file(&self) -> Self {
        self.cut(FILE_NAME, FILE_NAME).unwrap_or_else(|| self.clone())
    }

    /// These words shortened in the same way, if they are too long for an identifier.
    pub fn cut_for_identifier(&self) -> Option<Self> {
        self.cut(IDENTIFIER, CUT_IDENTIFIER)
    }

    fn cut(&self, longest: usize, left: usize) -> Option<Self> {
        let head = self.0.get(..left).filter(|_| self.0.len() > longest)?;
        let head = head.rsplit_once('_').map_or(head, |(words, _)| words);
        // FNV-1a, 32 bits.
        let hash =
            self.0.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Some(Self(format!("{head}_{hash:08x}")))
    }

    /// The words in a case. Before a leading digit stands an `N` in cases with capitals, else a `_`. So a type and its
    /// module, or a function and its table, differ even where no letter distinguishes them.
    pub fn cased(&self, case: Case) -> String {
        let cased = match case {
            Case::Pascal => self.0.to_upper_camel_case(),
            Case::Snake => return self.0.clone(),
            Case::ScreamingSnake => self.0.to_shouty_snake_case(),
        };
        if cased.starts_with(|c: char| c.is_ascii_digit()) { format!("N{cased}") } else { cased }
    }

    /// The words in snake case.
    pub fn key(&self) -> &str {
        &self.0
    }

    /// Whether these words end with `suffix`.
    pub fn ends_with(&self, those: &Words) -> bool {
        self.0.strip_suffix(those.0.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    }

    /// The words after `prefix`, if these words begin with it and some are left.
    pub fn without_prefix(&self, prefix: &Words) -> Option<Words> {
        let rest = self.0.strip_prefix(prefix.0.as_str())?.strip_prefix('_')?;
        (!rest.is_empty()).then(|| Words(rest.to_owned()))
    }
}

/// The ASCII letters for a letter or digit of another script, else its code point.
fn letters(c: char) -> String {
    let written =
        transliterate(c).map(|letters| letters.replace('\'', "").replace(|c: char| !c.is_ascii_alphanumeric(), " "));
    written.unwrap_or_else(|| format!(" u{:x} ", u32::from(c)))
}

/// The words for a text without letters and digits: the names of its symbols.
fn symbols(text: &str) -> String {
    let names: Vec<String> = text.chars().take(8).map(symbol).collect();
    if names.is_empty() { "empty".to_owned() } else { names.join("_") }
}

fn symbol(c: char) -> String {
    let name = match c {
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '?' => "question",
        '_' => "underscore",
        ' ' => "space",
        other => return format!("u{:x}", u32::from(other)),
    };
    name.to_owned()
}
