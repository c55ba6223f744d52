//! How the events of a parser become a raw value. One visitor serves YAML and JSON; it sees what the parsers' own
//! values hide: keys that are not strings, merge keys, duplicate keys.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::budget::{Budget, Charge};
use crate::pointer;

/// The rules by which a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Json,
    /// `<<` merges mappings, and aliases repeat nodes.
    Yaml,
}

/// A key that a mapping has more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The keys from the duplicate up to the root.
    path: Vec<String>,
    pub values: Values,
}

/// Whether the two values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    Same,
    Different,
}

impl Duplicate {
    /// The key.
    pub fn key(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The JSON pointer.
    pub fn pointer(&self) -> String {
        let keys: Vec<&str> = self.path.iter().rev().map(String::as_str).collect();
        pointer::from_keys(&keys)
    }
}

/// What the visitor collects beside the value.
#[derive(Debug)]
pub struct State {
    dialect: Dialect,
    /// The bytes that may still be built. Only aliases can build more than the text has.
    pub budget: Budget,
    pub duplicates: Vec<Duplicate>,
}

/// The charge for a node beside its text.
const NODE: usize = 16;
/// The most duplicates that are remembered.
const MOST_DUPLICATES: usize = 100;

impl State {
    /// Makes the state for a text of `length` bytes. Without aliases a text never builds more than `NODE` for each of
    /// its bytes.
    pub fn new(dialect: Dialect, length: usize) -> Self {
        let budget = Budget::new(length.saturating_mul(NODE + 1).saturating_add(16 << 20));
        Self { dialect, budget, duplicates: Vec::new() }
    }

    fn charge<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.budget.charge(bytes + NODE) {
            Charge::Paid => Ok(()),
            Charge::Exceeded | Charge::Refused => Err(E::custom("aliases repeat too much")),
        }
    }

    /// Records a duplicate key.
    fn duplicate(&mut self, key: String, values: Values) {
        if self.duplicates.len() < MOST_DUPLICATES {
            self.duplicates.push(Duplicate { path: vec![key], values });
        }
    }

    /// Adds a key to the paths of the duplicates found inside its value, since a visitor knows paths from the inside
    /// out.
    fn extend_paths(&mut self, since: usize, key: impl Fn() -> String) {
        for duplicate in self.duplicates.iter_mut().skip(since) {
            duplicate.path.push(key());
        }
    }
}

/// Builds one value.
pub struct Build<'s>(pub &'s mut State);

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        number(Number::from_i128(value), value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        number(Number::from_u128(value), value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        number(None, value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.0.charge(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.charge(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let state = self.0;
        let mut list = Vec::new();
        loop {
            state.charge(0)?;
            let since = state.duplicates.len();
            let Some(item) = items.next_element_seed(Build(&mut *state))? else { break };
            state.extend_paths(since, || list.len().to_string());
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let state = self.0;
        let mut map = Map::new();
        let mut merges = Vec::new();
        while let Some(key) = members.next_key_seed(Key)? {
            state.charge(key.len())?;
            let since = state.duplicates.len();
            let value = members.next_value_seed(Build(&mut *state))?;
            state.extend_paths(since, || key.clone());
            if state.dialect == Dialect::Yaml && key == "<<" {
                merges.push(value);
                continue;
            }
            match map.get_mut(&key) {
                None => {
                    map.insert(key, value);
                }
                Some(first) => {
                    let values = if *first == value { Values::Same } else { Values::Different };
                    *first = value;
                    state.duplicate(key, values);
                }
            }
        }
        merges.into_iter().for_each(|merged| merge(&mut map, merged));
        Ok(Value::Object(map))
    }

    /// YAML tags (`!Thing`) are ignored, since OpenAPI gives them no meaning.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_tag, inner) = tagged.variant_seed(Key)?;
        inner.newtype_variant_seed(self)
    }
}

/// Keys of the mapping itself win over merged ones, and keys of the first of several merged mappings over those of
/// later ones.
fn merge(map: &mut Map<String, Value>, merged: Value) {
    match merged {
        Value::Object(members) => {
            for (key, value) in members {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(list) if list.iter().all(Value::is_object) => {
            list.into_iter().for_each(|item| merge(map, item));
        }
        other => {
            map.insert("<<".to_owned(), other);
        }
    }
}

fn number<E: Error>(exact: Option<Number>, nearest: f64) -> Result<Value, E> {
    exact
        .or_else(|| Number::from_f64(nearest))
        .map(Value::Number)
        .ok_or_else(|| E::custom("infinity and not-a-number are not JSON values"))
}

/// A key as text: `200` becomes "200", and `1.10` becomes "1.10".
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}
