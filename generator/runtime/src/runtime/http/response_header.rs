//! Headers of responses with the types of the document.

use super::raw_response::RawResponse;
use super::response::Response;
use super::undecodable::Undecodable;
use crate::runtime::model::read::{read_json, read_json_value, read_text};
use crate::runtime::model::value::{Json, Slot, Value, map_of};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};
use std::fmt;
use std::marker::PhantomData;

/// A header of responses, with the type of its value.
///
/// Modules of operations have a constant for each header that the document describes.
pub struct ResponseHeader<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> ResponseHeader<T> {
    /// Makes a header. The name is compared without regard to case.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// The name of the header, as the document writes it.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T> fmt::Debug for ResponseHeader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResponseHeader").field(&self.name).finish()
    }
}

impl<T: Value> ResponseHeader<T> {
    /// Reads the value of the header.
    ///
    /// A list is separated by commas, or has a header for each item; an object is `a,1,b,2` or `a=1,b=2`, or JSON. Text of
    /// several headers is joined by commas, as RFC 9110 defines the value of a field, except for `Set-Cookie`.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not of the type. It names the header, and does not quote the value.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, Undecodable> {
        let mut texts = Vec::new();
        for value in headers.get_all(self.name) {
            texts.push(self.text(value)?);
        }
        let Some(first) = texts.first() else { return Ok(None) };
        let is_set_cookie = self.name.eq_ignore_ascii_case(SET_COOKIE.as_str());
        let read = match Structure::of(T::placeholder().slot()) {
            Structure::Text if texts.len() > 1 && !is_set_cookie => read_text(&texts.join(", ")),
            Structure::Text | Structure::None => read_text(first),
            Structure::List | Structure::Object if first.starts_with(['{', '[']) => read_json(first.as_bytes()),
            Structure::List if is_set_cookie => read_json_value(&Json::from(texts.clone())),
            Structure::List => read_json_value(&Json::from(items(&texts))),
            Structure::Object => read_json_value(&object(&items(&texts))),
        };
        read.map(Some).map_err(|fault| Undecodable::new(format!("the header `{}`: {fault}", self.name)))
    }

    fn text<'a>(&self, value: &'a HeaderValue) -> Result<&'a str, Undecodable> {
        let text = std::str::from_utf8(value.as_bytes()).map(str::trim);
        text.map_err(|_| Undecodable::new(format!("the header `{}` is not UTF-8", self.name)))
    }
}

/// What a value has inside.
enum Structure {
    None,
    /// It is text that may have a structure of its own.
    Text,
    List,
    Object,
}

impl Structure {
    fn of(slot: Slot<'_>) -> Self {
        match slot {
            Slot::Optional(optional) => Self::of(optional.some()),
            Slot::List(_) => Self::List,
            Slot::Record(_) | Slot::Map(_) => Self::Object,
            Slot::String(_) | Slot::Json(_) => Self::Text,
            Slot::Nothing
            | Slot::Bool(_)
            | Slot::Whole(_)
            | Slot::F64(_)
            | Slot::Text(_)
            | Slot::Integer(_)
            | Slot::Bytes(_)
            | Slot::Choice(_) => Self::None,
        }
    }
}

/// The parts of a header between commas. A header without text has none.
fn items<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    texts.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// An object of the style `simple`: its names and values in turn, or pairs of both if it is exploded.
fn object(items: &[&str]) -> Json {
    let pairs: Vec<(&str, &str)> = match items.iter().all(|item| item.contains('=')) {
        true => items.iter().filter_map(|item| item.split_once('=')).collect(),
        false => items.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect(),
    };
    Json::Object(map_of(pairs.into_iter().map(|(name, value)| (name.to_owned(), Json::from(value)))))
}

impl<O> Response<O> {
    /// The value of a header that the document describes, or `None` if the response does not have it.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not of the documented type.
    pub fn typed_header<T: Value>(&self, header: &ResponseHeader<T>) -> Result<Option<T>, Undecodable> {
        header.read(self.headers())
    }
}

impl RawResponse {
    /// The value of a header that the document describes, or `None` if the response does not have it.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not of the documented type.
    pub fn typed_header<T: Value>(&self, header: &ResponseHeader<T>) -> Result<Option<T>, Undecodable> {
        header.read(self.headers())
    }
}
