//! Recorded exchanges, and the JSON file that they are kept in.

use super::asked::operation;
use super::secret_names::Secrets;
use super::stored_body::{restored, stored};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Recorded exchanges without secrets. They are kept in a file of JSON, one member a line, which can be read and reviewed.
#[derive(Debug, Clone, Default)]
pub struct Cassette {
    pub(crate) secrets: Secrets,
    pub(crate) exchanges: Vec<Exchange>,
}

/// A request, and the response to it.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) request: http::Request<Bytes>,
    pub(crate) response: http::Response<Bytes>,
}

/// The error of a cassette that cannot be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum CassetteError {
    /// The file cannot be read or written.
    Io(std::io::Error),
    /// The text is not a cassette.
    Format(String),
}

impl fmt::Display for CassetteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the cassette cannot be read or written: {error}"),
            Self::Format(reason) => write!(f, "the text is not a cassette: {reason}; record it again"),
        }
    }
}

impl std::error::Error for CassetteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Format(_) => None,
        }
    }
}

/// The members of an object.
type Members = BTreeMap<String, Box<RawValue>>;

impl Cassette {
    /// The number of exchanges.
    pub fn len(&self) -> usize {
        self.exchanges.len()
    }

    /// Whether there are no exchanges.
    pub fn is_empty(&self) -> bool {
        self.exchanges.is_empty()
    }

    /// Reads a cassette from a file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if it is not a cassette.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, CassetteError> {
        Self::from_json(&std::fs::read_to_string(path).map_err(CassetteError::Io)?)
    }

    /// Writes the cassette to a file, which is replaced.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), CassetteError> {
        std::fs::write(path, self.to_json()?).map_err(CassetteError::Io)
    }

    /// Writes the cassette as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if an exchange cannot be written as JSON.
    pub fn to_json(&self) -> Result<String, CassetteError> {
        let json = |error: serde_json::Error| CassetteError::Format(error.to_string());
        let exchanges: Vec<String> =
            self.exchanges.iter().map(Exchange::to_json).collect::<serde_json::Result<_>>().map_err(json)?;
        let names: Vec<&str> = self.secrets.names().collect();
        let names = serde_json::to_string(&names).map_err(json)?;
        Ok(format!(
            "{{\n  \"version\": 1,\n  \"secrets\": {names},\n  \"exchanges\": [\n{}\n  ]\n}}\n",
            exchanges.join(",\n")
        ))
    }

    /// Reads a cassette from JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a cassette.
    pub fn from_json(text: &str) -> Result<Self, CassetteError> {
        let format = CassetteError::Format;
        let members: Members = serde_json::from_str(text).map_err(|error| format(error.to_string()))?;
        let version: u32 = member(&members, "version").map_err(format)?;
        if version != 1 {
            return Err(format(format!("its version is {version}, and this crate knows version 1")));
        }
        let names: Vec<String> = member(&members, "secrets").map_err(format)?;
        let exchanges: Vec<Members> = member(&members, "exchanges").map_err(format)?;
        let read = exchanges.iter().enumerate().map(|(index, exchange)| {
            Exchange::from_members(exchange).map_err(|reason| format(format!("exchange {index}: {reason}")))
        });
        Ok(Self { exchanges: read.collect::<Result<_, _>>()?, secrets: Secrets::new(names) })
    }
}

/// Reads a member of an object. An error is the message.
fn member<T: serde_core::de::DeserializeOwned>(members: &Members, name: &str) -> Result<T, String> {
    let text = members.get(name).ok_or_else(|| format!("`{name}` is missing"))?;
    serde_json::from_str(text.get()).map_err(|error| format!("`{name}`: {error}"))
}

impl Exchange {
    /// The exchange in several lines, so that a change of it shows where it is.
    fn to_json(&self) -> serde_json::Result<String> {
        let Self { request, response } = self;
        let mut asked = vec![
            ("method", to_raw_value(request.method().as_str())?),
            ("url", to_raw_value(&request.uri().to_string())?),
        ];
        if let Some(operation) = operation(request) {
            asked.push(("operation", to_raw_value(operation.id())?));
        }
        asked.push(("headers", to_raw_value(&texts(request.headers()))?));
        asked.extend(stored(request.body())?);
        let mut answered = vec![
            ("status", to_raw_value(&response.status().as_u16())?),
            ("headers", to_raw_value(&texts(response.headers()))?),
        ];
        answered.extend(stored(response.body())?);
        let lines = |members: Vec<(&str, Box<RawValue>)>| {
            let lines: Vec<String> =
                members.iter().map(|(name, value)| format!("        \"{name}\": {value}")).collect();
            lines.join(",\n")
        };
        Ok(format!(
            "    {{\n      \"request\": {{\n{}\n      }},\n      \"response\": {{\n{}\n      }}\n    }}",
            lines(asked),
            lines(answered)
        ))
    }

    /// An error is the message.
    fn from_members(members: &Members) -> Result<Self, String> {
        let asked: Members = member(members, "request")?;
        let answered: Members = member(members, "response")?;
        let mut request = http::Request::new(restored(&asked)?);
        let method: String = member(&asked, "method")?;
        *request.method_mut() = method.parse().map_err(|_| format!("`{method}` is no method"))?;
        let url: String = member(&asked, "url")?;
        *request.uri_mut() = url.parse().map_err(|_| format!("`{url}` is no URL"))?;
        *request.headers_mut() = header_map(&asked)?;
        let mut response = http::Response::new(restored(&answered)?);
        let status: u16 = member(&answered, "status")?;
        *response.status_mut() = StatusCode::from_u16(status).map_err(|_| format!("{status} is no status"))?;
        *response.headers_mut() = header_map(&answered)?;
        Ok(Self { request, response })
    }
}

/// Headers as pairs of texts, since a header may stand several times.
fn texts(headers: &HeaderMap) -> Vec<(&str, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.as_str(), text(value))).collect()
}

fn header_map(members: &Members) -> Result<HeaderMap, String> {
    let pairs: Vec<(String, String)> = member(members, "headers")?;
    let header = |(name, value): (String, String)| {
        let header = (HeaderName::try_from(name.as_str()).ok()).zip(HeaderValue::try_from(value).ok());
        header.ok_or_else(|| format!("`{name}` is no header"))
    };
    pairs.into_iter().map(header).collect()
}
