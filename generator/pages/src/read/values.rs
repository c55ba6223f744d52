//! Which values, default and bounds the prose of a member gives.

use serde_json::{Number, Value};

use crate::block::Text;
use crate::facts::{Limit, Mark, Need, Side, Statement, Type};
use crate::profile::{Pattern, Role};

use super::members::{Belongs, Described};
use super::{Reader, wording};

impl Reader<'_> {
    pub(super) fn values(&mut self, described: &Described, belongs: &Belongs, name: &str, marks: &mut Vec<Mark>) {
        let marked = described.prose.marked();
        let bounded = self.limits(described.line, &marked, belongs, name);
        if !bounded {
            self.allowed(described.line, &marked, belongs, name, marks);
        }
        self.default(described, &marked, belongs, name);
    }

    fn allowed(&mut self, line: usize, prose: &str, belongs: &Belongs, name: &str, marks: &mut Vec<Mark>) {
        let phrases = &self.profile.phrases;
        let find = |pattern: &Pattern| Some(pattern.find(prose)?.name("values")?.as_str().to_owned());
        let Some(list) = phrases.values.iter().find_map(find) else { return };
        let Some(mut values) = listed(&list, &phrases.value) else {
            self.decide(line, format!("the values of `{name}` cannot be told apart in `{}`", list.trim()), "any value");
            return;
        };
        if values.iter().any(|value| value == "null") {
            values.retain(|value| value != "null");
            marks.push(Mark::Nullable);
        }
        if values.is_empty() {
            return;
        }
        let tail = self.tail(&belongs.tail(), name, "values");
        self.fact(line, &tail, Statement::Values { owner: belongs.owner(), name: name.to_owned(), values });
    }

    fn default(&mut self, described: &Described, prose: &str, belongs: &Belongs, name: &str) {
        let find = |pattern: &Pattern| Some(pattern.find(prose)?.name("value")?.as_str().to_owned());
        let said = if described.default.is_empty() {
            self.profile.phrases.defaults.iter().find_map(find)
        } else {
            Some(described.default.clone())
        };
        let Some(said) = said.map(|said| said.trim_matches(['`', '"', '\'', ' ']).to_owned()) else { return };
        if said.is_empty() || self.profile.answers.read(&said) == Some(false) && said == "-" {
            return;
        }
        let value = match said.to_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" | "none" => Value::Null,
            _ => said.parse::<i64>().map_or_else(|_| Value::String(said.clone()), Value::from),
        };
        let tail = self.tail(&belongs.tail(), name, "default");
        self.fact(described.line, &tail, Statement::Default { owner: belongs.owner(), name: name.to_owned(), value });
    }

    /// Reads bounds, and says whether there is one of the value itself: a range is no list of values.
    fn limits(&mut self, line: usize, prose: &str, belongs: &Belongs, name: &str) -> bool {
        let limits = &self.profile.phrases.limits;
        let find = |patterns: &[Pattern]| {
            patterns.iter().find_map(|pattern| Some(pattern.find(prose)?.name("limit")?.as_str().to_owned()))
        };
        let count = |patterns: &[Pattern]| find(patterns).and_then(|text| number(&text));
        let signed = |patterns: &[Pattern]| {
            find(patterns).and_then(|text| text.replace(',', "").parse::<i64>().ok()).map(Number::from)
        };
        let found = [
            ("min-length", count(&limits.min_length).map(Limit::MinLength)),
            ("max-length", count(&limits.max_length).map(Limit::MaxLength)),
            ("min-items", count(&limits.min_items).map(Limit::MinItems)),
            ("max-items", count(&limits.max_items).map(Limit::MaxItems)),
            ("minimum", signed(&limits.minimum).map(Limit::Minimum)),
            ("maximum", signed(&limits.maximum).map(Limit::Maximum)),
            ("pattern", find(&limits.pattern).map(Limit::Pattern)),
        ];
        let mut bounded = false;
        for (word, limit) in found {
            bounded |= matches!(limit, Some(Limit::Minimum(_) | Limit::Maximum(_)));
            if let Some(limit) = limit {
                let tail = self.tail(&belongs.tail(), name, word);
                self.fact(line, &tail, Statement::Limit { owner: belongs.owner(), name: name.to_owned(), limit });
            }
        }
        bounded
    }

    /// A term and its definition: a member, whose type and marks stand in the first words of the definition.
    pub(super) fn defined(&mut self, term: &Text, text: &Text, role: Role) {
        let (line, name) = (term.line(), term.plain.trim().trim_matches([':', '`']).to_owned());
        if role == Role::RequestHeaders {
            let prose = text.plain.trim();
            let need = self.need(prose, "");
            let values = &self.profile.phrases.header_values;
            let value = values.iter().find_map(|pattern| Some(pattern.find(prose)?.name("value")?.as_str().to_owned()));
            let tail = self.tail("header", &name, "");
            let side = Side::Request;
            self.worded_fact(line, &tail, wording(prose), Statement::Header { side, name, need, value });
            return;
        }
        let find = |pattern: &Pattern| Some(pattern.find(&text.plain)?.name("type")?.as_str().to_owned());
        let known = |of: &String| !matches!(self.profile.types.read(of).of, Type::Unknown(_));
        let of = self.profile.phrases.types.iter().filter_map(find).find(known);
        let required = self.need(&text.plain, "") == Need::Required;
        let answer = if required { "required" } else { "" };
        let described =
            Described { line, name, of, prose: text.clone(), answer: answer.to_owned(), default: String::new() };
        self.describe(described, role);
    }
}

/// The values of a list, if they can be told apart.
fn listed(list: &str, patterns: &[Pattern]) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    let add = |values: &mut Vec<String>, value: &str| {
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    };
    for pattern in patterns {
        for found in pattern.all(list) {
            for part in found.name("value")?.as_str().split(',') {
                add(&mut values, part.trim().trim_matches(['"', '\'']));
            }
        }
        if !values.is_empty() {
            return Some(values);
        }
    }
    let list = list.replace(" and ", ",").replace(" or ", ",").replace('|', ",");
    for part in list.split(',').map(|part| part.trim().trim_end_matches('.')).filter(|part| !part.is_empty()) {
        let word = part.trim_start_matches("or ").trim_start_matches("and ").trim();
        let plain = word.chars().all(|letter| letter.is_alphanumeric() || "_-.:/@#$+".contains(letter));
        if !plain {
            return None;
        }
        add(&mut values, word);
    }
    (values.len() > 1).then_some(values)
}

/// A count in digits or in a word.
fn number(text: &str) -> Option<u64> {
    match text.to_lowercase().as_str() {
        "one" => Some(1),
        "two" => Some(2),
        "three" => Some(3),
        digits => digits.replace(',', "").parse().ok(),
    }
}
