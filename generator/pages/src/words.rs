//! Whether a short text, such as a heading, is what somebody wrote down in a profile, and what stands in its gaps.

use serde::Deserialize;

/// Words with gaps: `* collection`. A `*` stands for any text. Case, runs of blanks, and marks at the ends do not count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub struct Words {
    parts: Vec<String>,
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl Words {
    /// Words as a profile writes them.
    pub fn new(text: &str) -> Self {
        Self { parts: text.split('*').map(plain_part).collect() }
    }

    /// Whether `text` is these words.
    pub fn matches(&self, text: &str) -> bool {
        self.gap(&normal(text)).is_some()
    }

    /// Whether a text that is already normal is these words.
    pub fn matches_normal(&self, text: &str) -> bool {
        self.gap(text).is_some()
    }

    /// Whether they have a gap.
    pub fn has_gap(&self) -> bool {
        self.parts.len() > 1
    }

    /// How many letters are given, so that of two matches the closer one can be preferred.
    pub fn weight(&self) -> usize {
        self.parts.iter().map(String::len).sum()
    }

    /// What stands in the first gap, for words that match: an empty text if there is no gap. It keeps the case of
    /// `text`, which is used as it is.
    pub fn gap<'a>(&self, text: &'a str) -> Option<&'a str> {
        let first = self.parts.first()?;
        let rest = strip(text, first)?;
        let Some((last, middle)) = self.parts.get(1..).and_then(<[String]>::split_last) else {
            return rest.is_empty().then_some(rest);
        };
        let rest_of = |rest: &'a str| -> Option<&'a str> {
            let cut = rest.len().checked_sub(last.len())?;
            let (gap, tail) = (rest.get(..cut)?, rest.get(cut..)?);
            tail.eq_ignore_ascii_case(last).then_some(gap)
        };
        let Some((second, others)) = middle.split_first() else { return rest_of(rest) };
        let lower = rest.to_ascii_lowercase();
        let at = lower.find(second.as_str())?;
        let gap = rest.get(..at)?;
        let mut from = at + second.len();
        for part in others {
            from += lower.get(from..)?.find(part.as_str())? + part.len();
        }
        rest_of(rest.get(from..)?).map(|_| gap)
    }
}

/// A part between gaps, with one blank at an end where the profile has one.
fn plain_part(part: &str) -> String {
    let words = part.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let before = if part.starts_with(char::is_whitespace) && !words.is_empty() { " " } else { "" };
    let after = if part.ends_with(char::is_whitespace) && !words.is_empty() { " " } else { "" };
    format!("{before}{words}{after}")
}

/// What follows `start` in `text`, where case does not count.
fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    if head.eq_ignore_ascii_case(start) { text.get(start.len()..) } else { None }
}

/// A heading, label or head of a column without what does not count: case, runs of blanks, marks at the ends.
pub fn normal(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '*' | '_' | '`' | '.' | '#'))
        .to_owned()
}

/// A heading as the end of an address: small letters, and hyphens between words.
pub fn anchor(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            made.extend(letter.to_lowercase());
        } else if !made.ends_with('-') && !made.is_empty() {
            made.push('-');
        }
    }
    made.trim_end_matches('-').to_owned()
}
