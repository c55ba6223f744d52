//! Which default does a page give a member, and is it a value of the type that the member has?
//!
//! Prose has words behind `default` that are no values, such as `The default is to sort by name`. A word of prose is a value only
//! where the page marks it as one or lists it among the values.

use serde_json::{Number, Value};

use crate::facts::{Statement, Type};
use crate::profile::Pattern;

use super::Reader;
use super::members::{Belongs, Described};

/// What a page says where it gives a default.
struct Said {
    text: String,
    /// Whether the page marks it as a value: by quotes, as code, or by a column of defaults.
    is_marked: bool,
}

/// The marks around a value.
const MARKS: [char; 6] = ['`', '"', '\'', '“', '*', ' '];

impl Reader<'_> {
    pub(super) fn default(
        &mut self,
        described: &Described,
        belongs: &Belongs,
        name: &str,
        of: Option<&Type>,
        values: &[String],
    ) {
        let said = if described.default.is_empty() {
            self.default_of_prose(&described.prose.marked())
        } else {
            Some(Said { text: described.default.trim_matches(MARKS).to_owned(), is_marked: true })
        };
        let Some(said) = said.filter(|said| !said.text.is_empty() && said.text != "-") else { return };
        match value(&said, of, values) {
            Some(value) => {
                let tail = self.tail(&belongs.tail(), name, "default");
                let says = Statement::Default { owner: belongs.owner(), name: name.to_owned(), value };
                self.fact(described.line, &tail, says);
            }
            None => {
                let what = format!("the default of `{name}` is no value of its type in `{}`", said.text);
                self.decide(described.line, what, "no default");
            }
        }
    }

    fn default_of_prose(&self, prose: &str) -> Option<Said> {
        let find = |pattern: &Pattern| {
            let found = pattern.find(prose)?;
            let value = found.name("value")?;
            let before = prose.get(..value.start()).unwrap_or_default();
            let is_marked = before.ends_with(|c: char| c != ' ' && MARKS.contains(&c));
            Some(Said { text: value.as_str().trim_matches(MARKS).to_owned(), is_marked })
        };
        self.profile.phrases.defaults.iter().find_map(find)
    }
}

/// The value that is meant, if it is one of the type. None: a person decides.
fn value(said: &Said, of: Option<&Type>, values: &[String]) -> Option<Value> {
    let Said { text, is_marked } = said;
    let is_listed = values.contains(text);
    let lower = text.to_lowercase();
    if lower == "null" || (lower == "none" && !is_listed) {
        return Some(Value::Null);
    }
    let boolean = || lower.parse::<bool>().ok().map(Value::Bool);
    let number = || text.parse::<i64>().map(Number::from).ok().or_else(|| Number::from_f64(text.parse().ok()?));
    let whole = || text.parse::<i64>().ok().map(Value::from);
    let word = || (*is_marked || is_listed).then(|| Value::String(text.clone()));
    // Days and the like begin with a digit, and have more than digits.
    let digits = |plain: &str| {
        let is_formed = !plain.contains(':') || text.contains(|c: char| !c.is_ascii_digit());
        (is_formed && text.starts_with(|c: char| c.is_ascii_digit())).then(|| Value::String(text.clone()))
    };
    match of {
        Some(Type::Plain(plain)) => match plain.split(':').next().unwrap_or(plain) {
            "boolean" => boolean(),
            "integer" => whole(),
            "number" => number().map(Value::Number),
            "string" => word().or_else(|| digits(plain)),
            _ => None,
        },
        Some(Type::Resource(_)) => word(),
        Some(Type::List(_)) => None,
        Some(Type::Union(_) | Type::Unknown(_)) | None => {
            boolean().or_else(|| number().map(Value::Number)).or_else(word)
        }
    }
}
