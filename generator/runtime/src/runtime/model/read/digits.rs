//! How all digits of a JSON number are kept: a number is read as text where a value keeps its text.
//!
//! `serde_json` has the text of a value for its own `RawValue`, which asks for it by a name. The name is not public, so it
//! is found by letting `RawValue` ask.

use super::skip::skip_members;
use serde_core::de::value::Error as NoValue;
use serde_core::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_core::{Deserialize, forward_to_deserialize_any};
use serde_json::value::RawValue;
use std::fmt;
use std::sync::OnceLock;

/// The name by which `serde_json` is asked for the text of a value.
fn raw_name() -> Option<&'static str> {
    static NAME: OnceLock<Option<&'static str>> = OnceLock::new();
    *NAME.get_or_init(|| {
        let mut name = None;
        // The error says only that there is no value.
        let _ = <&RawValue>::deserialize(NameFinder(&mut name));
        name
    })
}

/// A deserializer without a value, which keeps the name that it is asked by.
struct NameFinder<'a>(&'a mut Option<&'static str>);

impl<'de> Deserializer<'de> for NameFinder<'_> {
    type Error = NoValue;
    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, NoValue> {
        Err(NoValue::custom("no value"))
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, NoValue> {
        *self.0 = Some(name);
        self.deserialize_any(visitor)
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What a map is: `serde_json` passes numbers as maps where a program turns on `arbitrary_precision`.
pub(super) enum NumberMap {
    /// A number, with its text.
    Number(String),
    /// An object. Its first key was read.
    Object,
    /// An object without members.
    Empty,
}

impl NumberMap {
    /// Reads the rest of an object and discards it.
    pub(super) fn skip<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<(), A::Error> {
        match self {
            NumberMap::Object => map.next_value::<IgnoredAny>().and_then(|_| skip_members(map)),
            NumberMap::Number(_) | NumberMap::Empty => Ok(()),
        }
    }
}

/// Reads the first key of a map, and says what the map is.
pub(super) fn number<'de, A: MapAccess<'de>>(map: &mut A) -> Result<NumberMap, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == "$serde_json::private::Number" => map.next_value().map(NumberMap::Number),
        Some(_) => Ok(NumberMap::Object),
        None => Ok(NumberMap::Empty),
    }
}

/// A visitor that reads the text of a JSON value too.
pub(super) trait RawVisitor<'de>: Visitor<'de, Value = ()> {
    /// Reads the text of a JSON value.
    fn visit_raw<E: Error>(self, text: &str) -> Result<(), E>;
}

/// Reads a value of which the digits of a number are kept. Few values are, so that this stands apart from the others.
#[cold]
#[inline(never)]
pub(super) fn read<'de, R: RawVisitor<'de>, D: Deserializer<'de>>(reader: R, deserializer: D) -> Result<(), D::Error> {
    match raw_name() {
        Some(name) => deserializer.deserialize_newtype_struct(name, RawReader { reader, name }),
        None => deserializer.deserialize_any(reader),
    }
}

/// A visitor that asked for the text of a value by a name. Other deserializers pass the value.
struct RawReader<R> {
    reader: R,
    name: &'static str,
}

impl<'de, R: RawVisitor<'de>> Visitor<'de> for RawReader<R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reader.expecting(f)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == self.name => self.reader.visit_raw(&map.next_value::<String>()?),
            Some(_) | None => Err(A::Error::invalid_type(Unexpected::Map, &self.reader)),
        }
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self.reader)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self.reader)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<(), A::Error> {
        self.reader.visit_seq(sequence)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.reader.visit_bool(value)
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.reader.visit_i64(value)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.reader.visit_u64(value)
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.reader.visit_f64(value)
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.reader.visit_str(value)
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.reader.visit_unit()
    }
    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.reader.visit_none()
    }
}
