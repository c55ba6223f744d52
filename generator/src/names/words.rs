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
    /// Splits text into words. A sign at either end becomes a word, and so does a plus before a digit, since nothing else
    /// distinguishes `+1` from `-1`, `name` from `-name`, `C` from `C++`, or `GMT+1` from `GMT-1`. Letters outside ASCII are transliterated, and a text of symbols alone becomes the names of the
    /// symbols.
    pub fn new(text: &str) -> Self {
        let mut ascii = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        let mut first = true;
        while let Some(c) = chars.next() {
            let next = chars.peek();
            let leads = first && next.is_some_and(char::is_ascii_alphanumeric);
            let ends = !first && next.is_none_or(|next| *next == c);
            let is_plus = leads || ends || next.is_some_and(char::is_ascii_digit);
            let is_minus = leads || (!first && next.is_none());
            match c {
                c if c.is_ascii_alphanumeric() => ascii.push(c),
                '-' if is_minus => ascii.push_str(" minus "),
                '+' if is_plus => ascii.push_str(" plus "),
                '\u{300}'..='\u{36f}' => {} // Marks on the letter before.
                c if c.is_alphanumeric() => ascii.push_str(&letters(c)),
                '\'' | '’' => {}
                _ => ascii.push(' '),
            }
            first = false;
        }
        let words = plural_acronyms(&ascii).to_snake_case();
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

    /// Whether the last word looks like a plural of English.
    pub fn is_plural(&self) -> bool {
        self.singular().is_some()
    }

    /// The words with the last one in the singular. None: it has none, or is one.
    pub fn singular(&self) -> Option<Self> {
        let (before, last) = self.0.rsplit_once('_').map_or(("", self.0.as_str()), |(before, last)| (before, last));
        let one = singular(last)?;
        Some(Self(if before.is_empty() { one } else { format!("{before}_{one}") }))
    }

    /// Whether these words end with `suffix`.
    pub fn ends_with(&self, those: &Words) -> bool {
        self.0.strip_suffix(those.0.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    }

    /// The words before `suffix`, if these words end with it and some are left.
    pub fn without_suffix(&self, suffix: &Words) -> Option<Words> {
        let rest = self.0.strip_suffix(suffix.0.as_str())?.strip_suffix('_')?;
        (!rest.is_empty()).then(|| Words(rest.to_owned()))
    }

    /// The last word, the last two words, and so on, up to all of them.
    pub fn suffixes(&self) -> impl Iterator<Item = Words> + '_ {
        let starts = self.0.rmatch_indices('_').map(|(at, _)| at + 1).chain([0]);
        starts.filter_map(|start| self.0.get(start..).map(|rest| Words(rest.to_owned())))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.split('_').count()
    }

    /// Whether the first character is a letter.
    pub fn begins_with_letter(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// The words after `prefix`, if these words begin with it and some are left.
    pub fn without_prefix(&self, prefix: &Words) -> Option<Words> {
        let rest = self.0.strip_prefix(prefix.0.as_str())?.strip_prefix('_')?;
        (!rest.is_empty()).then(|| Words(rest.to_owned()))
    }
}

/// Writes acronyms in the plural as ordinary words, since the `s` would be taken for the start of the next word:
/// `reservedIPsActions` becomes `reservedIpsActions`.
fn plural_acronyms(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let is_lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        // Two capitals before an `s` that ends the word.
        let ends = *byte == b's' && at >= 2 && is_upper(at - 1) && is_upper(at - 2) && !is_lower(at + 1);
        if !ends {
            continue;
        }
        let acronym =
            text.get(start..at).map_or(0, |before| before.chars().rev().take_while(char::is_ascii_uppercase).count());
        let first = at - acronym;
        out.push_str(text.get(start..=first).unwrap_or_default());
        out.push_str(&text.get(first + 1..=at).unwrap_or_default().to_ascii_lowercase());
        start = at + 1;
    }
    out.push_str(text.get(start..).unwrap_or_default());
    out
}

/// The singular of an English word. None: it has none, or is one.
fn singular(word: &str) -> Option<String> {
    let with = |end: &str, one: &str| word.strip_suffix(end).map(|stem| format!("{stem}{one}"));
    match word {
        "news" | "series" | "species" | "dns" | "tls" | "sms" | "https" | "aws" | "os" | "gas" => return None,
        _ => {}
    }
    let has_end = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    if word.len() < 3 || !word.ends_with('s') || has_end(&["ss", "us", "is"]) {
        None
    } else if has_end(&["liases", "biases", "canvases", "atlases"]) {
        with("es", "")
    } else if word.len() > 4 && word.ends_with("ies") {
        with("ies", "y")
    } else if has_end(&["sses", "shes", "ches", "xes", "zzes", "tuses", "nuses", "ruses"]) {
        with("es", "")
    } else {
        with("s", "")
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
