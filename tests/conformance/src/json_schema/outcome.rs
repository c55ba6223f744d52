//! What came of each instance.

use std::collections::BTreeSet;

use generator::Code;
use serde_json::Value;

use super::documents::{Loss, Made, State};
use super::driver::Answer;
use super::suite::{Group, Instance};

/// A group with what came of its instances.
pub struct Judged<'a> {
    pub group: &'a Group,
    pub made: &'a Made,
    pub instances: Vec<(&'a Instance, Outcome)>,
}

/// What came of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is written back equal.
    Equal,
    /// It is written back without members that no schema of the group names.
    Undeclared,
    /// It does not decode, for this reason.
    Refused(String),
    /// It is written back otherwise, at the first place of this text.
    Changed(String),
    /// There is no type, for this reason.
    LeftOut(String),
}

impl Judged<'_> {
    /// What was told that explains an outcome, if it needs an explanation.
    ///
    /// What is kept as JSON changes no value, and what a type implies changes none that it takes.
    pub fn told(&self, outcome: &Outcome) -> Option<&Loss> {
        let explains: &[Code] = match outcome {
            Outcome::Equal | Outcome::Undeclared | Outcome::LeftOut(_) => &[],
            Outcome::Refused(_) => &[Code::Approximated, Code::LeftOut, Code::ImpliedType],
            Outcome::Changed(_) => &[Code::Approximated, Code::LeftOut],
        };
        self.made.losses.iter().find(|loss| explains.contains(&loss.code))
    }
}

/// Judges the answers for a group.
pub fn judge<'a>(group: &'a Group, made: &'a Made, answers: &[Answer]) -> Judged<'a> {
    let mut names = BTreeSet::new();
    declared(&group.schema, &mut names);
    let outcome = |(index, instance): (usize, &'a Instance)| {
        let outcome = match (&made.state, answers.get(index)) {
            (State::LeftOut(reason), _) => Outcome::LeftOut(reason.clone()),
            (State::Typed(_), Some(Ok(written))) => compare(&instance.data, written, &names),
            (State::Typed(_), Some(Err(reason))) => Outcome::Refused(reason.clone()),
            (State::Typed(_), None) => Outcome::Refused("the program ended early".to_owned()),
        };
        (instance, outcome)
    };
    Judged { group, made, instances: group.instances.iter().enumerate().map(outcome).collect() }
}

fn compare(read: &Value, written: &str, names: &BTreeSet<&str>) -> Outcome {
    let Ok(written) = serde_json::from_str::<Value>(written) else {
        return Outcome::Changed(format!("{written} is not JSON"));
    };
    match difference(read, &written, &|_| false) {
        None => Outcome::Equal,
        Some(changed) => match difference(read, &written, &|name| !names.contains(name)) {
            None => Outcome::Undeclared,
            Some(_) => Outcome::Changed(changed),
        },
    }
}

/// The first place where the two values differ. Members that may be left out do not count.
fn difference(read: &Value, written: &Value, may_lack: &dyn Fn(&str) -> bool) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let lost = read.keys().find(|name| !written.contains_key(*name) && !may_lack(name));
            if let Some(name) = lost {
                return Some(format!("/{name} is lost"));
            }
            written.iter().find_map(|(name, written)| match read.get(name) {
                Some(read) => Some(format!("/{name}{}", difference(read, written, may_lack)?)),
                None => Some(format!("/{name}: {written} was not read")),
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let mut pairs = read.iter().zip(written).enumerate();
            pairs.find_map(|(index, (read, written))| Some(format!("/{index}{}", difference(read, written, may_lack)?)))
        }
        // JSON Schema has one number for `1` and `1.0`.
        (Value::Number(one), Value::Number(other))
            if one.as_f64() == other.as_f64() && !differ_as_integers(one, other) =>
        {
            None
        }
        (read, written) if read == written => None,
        (read, written) => Some(format!(": {read} became {written}")),
    }
}

fn differ_as_integers(one: &serde_json::Number, other: &serde_json::Number) -> bool {
    one.as_i128().zip(other.as_i128()).is_some_and(|(one, other)| one != other)
}

/// The names of members that a schema has anything to say of.
fn declared<'a>(schema: &'a Value, names: &mut BTreeSet<&'a str>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => names.extend(properties.keys().map(String::as_str)),
                    ("required", Value::Array(required)) => names.extend(required.iter().filter_map(Value::as_str)),
                    // Values, and not schemas.
                    ("enum" | "const", _) => continue,
                    (_, _) => {}
                }
                declared(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| declared(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
