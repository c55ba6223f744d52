//! Functions that read models from JSON and from text. What is not generic over the model is compiled once.

use super::super::misfit::{Fault, Misfits};
use super::super::printable::printable;
use super::super::value::{Json, Slot, Value};
use super::trace::Trace;
use super::{Reader, direct, scalar, try_read};
use serde_core::de::DeserializeSeed;
use std::fmt;

/// The error of a value that does not match its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// A JSON pointer to the part at fault. It is empty for the whole value.
    pub path: String,
    /// What is wrong with the part.
    pub message: String,
}

impl ReadError {
    /// The error of a lenient reader, whose fault nothing gave way for.
    pub(in crate::runtime::model) fn stuck(fault: &Fault) -> Self {
        Self { path: fault.path(), message: format!("{}, and no part around it may be left out", fault.message()) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", printable(&self.path))?;
        }
        f.write_str(&printable(&self.message))
    }
}

impl std::error::Error for ReadError {}

/// Reads a model from JSON text.
///
/// # Errors
///
/// Returns an error if the text is not JSON, or if the value does not match the type.
pub fn read_json<T: Value>(json: &[u8]) -> Result<T, ReadError> {
    let mut value = T::placeholder();
    // The bytes are checked as UTF-8 once, and not again for each string.
    let is_read = std::str::from_utf8(json).is_ok_and(|text| direct::read(text, value.slot()).is_ok());
    if !is_read {
        value = T::placeholder();
        from_bytes(json, value.slot())?;
    }
    Ok(value)
}

/// Reads a model from a JSON value.
///
/// # Errors
///
/// Returns an error if the value does not match the type.
pub fn read_json_value<T: Value>(json: &Json) -> Result<T, ReadError> {
    let mut value = T::placeholder();
    let mut trace = Trace::default();
    match try_read(value.slot(), json, &mut trace) {
        Ok(()) => Ok(value),
        Err(message) => Err(ReadError { path: trace.path(), message }),
    }
}

/// Reads a model from text without quotes, such as a header, a part of a path, or a body that is not JSON.
///
/// # Errors
///
/// Returns an error if the text does not match the type.
pub fn read_text<T: Value>(text: &str) -> Result<T, ReadError> {
    let mut value = T::placeholder();
    match scalar::put_text(value.slot(), text, try_read) {
        Ok(()) => Ok(value),
        Err(fault) => Err(ReadError { path: String::new(), message: fault.message() }),
    }
}

/// A value that was read leniently, and what was left out.
pub(crate) struct Lenient<T> {
    pub(crate) value: T,
    pub(crate) misfits: Misfits,
}

/// Reads a model from JSON text, and goes past parts that do not match its type: they are left out where the type allows
/// it.
///
/// # Errors
///
/// Returns an error if the text is not JSON, or if no part around one that does not match may be left out.
pub(crate) fn read_json_leniently<T: Value>(json: &[u8]) -> Result<Lenient<T>, ReadError> {
    let mut value = T::placeholder();
    let misfits = from_bytes_leniently(json, value.slot())?;
    Ok(Lenient { value, misfits })
}

fn from_bytes_leniently(json: &[u8], slot: Slot<'_>) -> Result<Misfits, ReadError> {
    let mut trace = Trace::lenient();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    Reader { slot, trace: &mut trace }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| ReadError { path: trace.path(), message: error.to_string() })?;
    match trace.take_fault() {
        Some(fault) => Err(ReadError::stuck(&fault)),
        None => Ok(trace.into_faults().finish()),
    }
}

fn from_bytes(json: &[u8], slot: Slot<'_>) -> Result<(), ReadError> {
    let mut trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    Reader { slot, trace: &mut trace }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| ReadError { path: trace.path(), message: error.to_string() })
}
