//! How JSON of an example is read, and by which rules it is mended where it is none.

use serde_json::Value;

/// A payload that was read.
pub(super) struct Mended {
    pub value: Value,
    /// The rules that were needed, by name.
    pub mended: Vec<String>,
}

/// A rule: its name, and what it makes of a text.
type Rule = (&'static str, fn(&str) -> String);

/// The rules, in the order in which they are tried. Each is kept only if a text changes by it.
const RULES: [Rule; 9] = [
    ("broken-string", broken_strings),
    ("curly-quotes", curly_quotes),
    ("comments", comments),
    ("ellipsis", ellipsis),
    ("bare-placeholder", bare_placeholders),
    ("single-quotes", single_quotes),
    ("missing-comma", missing_commas),
    ("trailing-comma", trailing_commas),
    ("missing-bracket", missing_brackets),
];

/// Reads a payload, mended where that is needed.
///
/// # Errors
///
/// No rule makes JSON of it; the message is the reader's, for the text as printed.
pub(super) fn read(text: &str) -> Result<Mended, String> {
    let why = match serde_json::from_str(text) {
        Ok(value) => return Ok(Mended { value, mended: Vec::new() }),
        Err(error) => error.to_string(),
    };
    let mut changed = text.trim().to_owned();
    let mut mended = Vec::new();
    for (name, rule) in RULES {
        let next = rule(&changed);
        if next == changed {
            continue;
        }
        mended.push(name.to_owned());
        changed = next;
        if let Ok(value) = serde_json::from_str(&changed) {
            return Ok(Mended { value, mended });
        }
    }
    Err(why)
}

/// Copies a text, and hands each letter outside of strings to a function, with what stands before and after it.
fn outside(text: &str, mut each: impl FnMut(&mut String, char, &str) -> usize) -> String {
    let mut made = String::with_capacity(text.len());
    let mut quoted = false;
    let mut escaped = false;
    let mut skip = 0_usize;
    for (at, letter) in text.char_indices() {
        if at < skip {
            continue;
        }
        if quoted {
            made.push(letter);
            // A string of JSON ends with its line.
            quoted = (escaped || letter != '"') && letter != '\n';
            escaped = letter == '\\' && !escaped;
        } else if letter == '"' {
            made.push(letter);
            quoted = true;
            escaped = false;
        } else {
            let rest = text.get(at..).unwrap_or("");
            let taken = each(&mut made, letter, rest);
            if taken == 0 {
                made.push(letter);
            } else {
                skip = at + taken;
            }
        }
    }
    made
}

/// Strings that go over the end of a line.
fn broken_strings(text: &str) -> String {
    let quotes = |line: &str| line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
    let mut made = String::with_capacity(text.len());
    let mut open = false;
    for (index, line) in text.lines().enumerate() {
        match (index, open) {
            (0, _) => {}
            (_, true) => {}
            (_, false) => made.push('\n'),
        }
        made.push_str(if open { line.trim_start() } else { line });
        open ^= quotes(line) % 2 == 1;
    }
    // A quote that is never closed is another fault.
    if open { text.to_owned() } else { made }
}

/// Marks of a typesetter for quotes.
fn curly_quotes(text: &str) -> String {
    text.replace(['“', '”'], "\"")
}

/// Comments of JavaScript.
fn comments(text: &str) -> String {
    outside(text, |_, letter, rest| {
        if letter != '/' {
            return 0;
        }
        if rest.starts_with("//") {
            return rest.find('\n').unwrap_or(rest.len());
        }
        if rest.starts_with("/*") {
            return rest.find("*/").map_or(rest.len(), |end| end + 2);
        }
        0
    })
}

/// Dots for what is left out.
fn ellipsis(text: &str) -> String {
    outside(text, |_, _, rest| {
        if rest.starts_with("...") {
            rest.len() - rest.trim_start_matches('.').len()
        } else if rest.starts_with('…') {
            '…'.len_utf8()
        } else {
            0
        }
    })
}

/// Names in angle brackets, or words that stand for a value.
fn bare_placeholders(text: &str) -> String {
    outside(text, |made, letter, rest| {
        let after_colon = made.trim_end().ends_with(':');
        if letter == '<' && after_colon {
            let end = rest.find('>').map_or(0, |end| end + 1);
            let name = rest.get(..end).unwrap_or("");
            if end > 0 && !name.contains('\n') {
                made.push_str(&format!("\"{}\"", name.replace('"', "'")));
                return end;
            }
        }
        if letter.is_alphanumeric() && after_colon {
            let end = rest.find([',', '\n', '}', ']']).unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or("").trim_end();
            let known = matches!(word, "true" | "false" | "null") || word.parse::<f64>().is_ok();
            if known {
                made.push_str(word);
            } else if let Some(word) = literal(word) {
                made.push_str(word);
            } else {
                made.push_str(&format!("\"{}\"", word.replace('"', "'")));
            }
            return word.len();
        }
        0
    })
}

/// A literal of JSON that is spelt with capitals.
fn literal(word: &str) -> Option<&'static str> {
    ["true", "false", "null"].into_iter().find(|known| known.eq_ignore_ascii_case(word))
}

/// Strings between single quotes.
fn single_quotes(text: &str) -> String {
    outside(text, |made, letter, rest| {
        if letter != '\'' {
            return 0;
        }
        let inner = rest.get(1..).unwrap_or("");
        let Some(end) = inner.find('\'') else { return 0 };
        let words = inner.get(..end).unwrap_or("");
        if words.contains('\n') {
            return 0;
        }
        made.push_str(&format!("\"{}\"", words.replace('"', "\\\"")));
        end + 2
    })
}

/// A comma that is missing between two members or items on lines of their own.
fn missing_commas(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut made = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let next = lines.iter().skip(index + 1).map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or("");
        let ends = line.trim_end();
        let value = ends.ends_with(['"', '}', ']'])
            || ends.ends_with(|letter: char| letter.is_ascii_digit())
            || ["true", "false", "null"].iter().any(|word| ends.ends_with(word));
        let misses = value && next.starts_with(['"', '{', '[']);
        made.push(if misses { format!("{ends},") } else { (*line).to_owned() });
    }
    made.join("\n")
}

/// A comma before the end of an object or list, at its start, or after another one.
fn trailing_commas(text: &str) -> String {
    outside(text, |made, letter, rest| {
        let next = rest.get(1..).unwrap_or("").trim_start();
        let needless = next.is_empty() || next.starts_with(['}', ']', ',']) || made.trim_end().ends_with(['{', '[']);
        usize::from(letter == ',' && needless)
    })
}

/// Brackets that are never closed, and ones that close nothing.
fn missing_brackets(text: &str) -> String {
    let mut open = Vec::new();
    let mut made = outside(text, |_, letter, _| match letter {
        '{' | '[' => {
            open.push(if letter == '{' { '}' } else { ']' });
            0
        }
        '}' | ']' => {
            if open.last() == Some(&letter) {
                open.pop();
                0
            } else {
                1
            }
        }
        _ => 0,
    });
    made.extend(open.iter().rev());
    made
}
