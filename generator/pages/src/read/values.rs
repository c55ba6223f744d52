//! Which values and bounds the prose of a member gives.

use serde_json::Number;

use crate::block::Text;
use crate::facts::{Limit, Mark, Need, Side, Statement, Type};
use crate::profile::{Pattern, Role};

use super::members::{Belongs, Described};
use super::{Reader, wording};

/// A bound of a value.
struct Bound {
    number: String,
    /// What stands behind the number and makes it another one. Empty: nothing.
    unit: String,
}

impl Reader<'_> {
    pub(super) fn values(
        &mut self,
        described: &Described,
        belongs: &Belongs,
        name: &str,
        of: Option<&Type>,
        marks: &mut Vec<Mark>,
    ) {
        let marked = described.prose.marked();
        let bounded = self.limits(described.line, &marked, belongs, name, of);
        let values = if bounded { Vec::new() } else { self.allowed(described.line, &marked, belongs, name, marks) };
        self.default(described, belongs, name, of, &values);
    }

    /// Reads the values that a member may have, and returns them.
    fn allowed(
        &mut self,
        line: usize,
        prose: &str,
        belongs: &Belongs,
        name: &str,
        marks: &mut Vec<Mark>,
    ) -> Vec<String> {
        let phrases = &self.profile.phrases;
        let find = |pattern: &Pattern| Some(pattern.find(prose)?.name("values")?.as_str().to_owned());
        let Some(list) = phrases.values.iter().find_map(find) else { return Vec::new() };
        let Some(mut values) = listed(&list, &phrases.value) else {
            self.decide(line, format!("the values of `{name}` cannot be told apart in `{}`", list.trim()), "any value");
            return Vec::new();
        };
        if values.iter().any(|value| value == "null") {
            values.retain(|value| value != "null");
            marks.push(Mark::Nullable);
        }
        if !values.is_empty() {
            let tail = self.tail(&belongs.tail(), name, "values");
            let says = Statement::Values { owner: belongs.owner(), name: name.to_owned(), values: values.clone() };
            self.fact(line, &tail, says);
        }
        values
    }

    /// Reads bounds, and says whether there is one of the value itself: a range is no list of values.
    fn limits(&mut self, line: usize, prose: &str, belongs: &Belongs, name: &str, of: Option<&Type>) -> bool {
        let limits = &self.profile.phrases.limits;
        let find = |patterns: &[Pattern]| {
            patterns.iter().find_map(|pattern| Some(pattern.find(prose)?.name("limit")?.as_str().to_owned()))
        };
        let count = |patterns: &[Pattern]| find(patterns).and_then(|text| number(&text));
        let (least, most) = (self.bound(&limits.minimum, prose), self.bound(&limits.maximum, prose));
        let bounded = least.is_some() || most.is_some();
        let mut bound =
            |word, bound: Option<Bound>| bound.and_then(|bound| self.plain_bound(line, word, name, bound, of));
        let (least, most) = (bound("minimum", least), bound("maximum", most));
        let found = [
            ("min-length", count(&limits.min_length).map(Limit::MinLength)),
            ("max-length", count(&limits.max_length).map(Limit::MaxLength)),
            ("min-items", count(&limits.min_items).map(Limit::MinItems)),
            ("max-items", count(&limits.max_items).map(Limit::MaxItems)),
            ("minimum", least.map(Limit::Minimum)),
            ("maximum", most.map(Limit::Maximum)),
            ("pattern", find(&limits.pattern).map(Limit::Pattern)),
        ];
        for (word, limit) in found {
            if let Some(limit) = limit {
                let tail = self.tail(&belongs.tail(), name, word);
                self.fact(line, &tail, Statement::Limit { owner: belongs.owner(), name: name.to_owned(), limit });
            }
        }
        bounded
    }

    /// The bound that prose gives a value, with what stands behind its number where that counts something else.
    fn bound(&self, patterns: &[Pattern], prose: &str) -> Option<Bound> {
        let parts = patterns.iter().find_map(|pattern| pattern.find(prose))?;
        let limit = parts.name("limit")?;
        let behind = prose.get(limit.end()..).unwrap_or_default();
        let unit = self
            .profile
            .phrases
            .units
            .iter()
            .find_map(|pattern| Some(pattern.find(behind)?.get(0)?.as_str().to_owned()));
        Some(Bound { number: limit.as_str().to_owned(), unit: unit.unwrap_or_default() })
    }

    /// The number of a bound, if it is one of the value itself; else a person decides.
    fn plain_bound(&mut self, line: usize, word: &str, name: &str, bound: Bound, of: Option<&Type>) -> Option<Number> {
        let Bound { number, unit } = bound;
        let why = if !may_be_number(of) {
            "its type is no number"
        } else if !unit.is_empty() {
            "that counts something else than its value"
        } else {
            return number.replace(',', "").parse::<i64>().ok().map(Number::from);
        };
        self.decide(line, format!("the {word} of `{name}` is `{number}{unit}`, and {why}"), format!("no {word}"));
        None
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

/// Whether a value of the type may be a number. A page that gives no type does not say it.
fn may_be_number(of: Option<&Type>) -> bool {
    match of {
        Some(Type::Plain(text)) => text.starts_with("integer") || text.starts_with("number"),
        Some(Type::Resource(_) | Type::List(_)) => false,
        Some(Type::Union(_) | Type::Unknown(_)) | None => true,
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
