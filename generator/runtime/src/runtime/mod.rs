//! Support code.
// Emitted crates use what their documents need; the rest is no mistake there.
#![allow(dead_code, unused_macros, unused_imports)]

// Models. What the macros name is open to the crate.
mod bytes;
pub(crate) mod check;
mod comma;
mod containers;
pub(crate) mod convert;
pub(crate) mod debug;
pub(crate) mod enums;
pub(crate) mod equal;
mod nested;
pub(crate) mod patch;
pub(crate) mod put;
pub(crate) mod read;
pub(crate) mod record;
mod scalars;
pub(crate) mod setters;
mod text;
pub(crate) mod union;
pub(crate) mod value;
pub(crate) mod write;

pub use bytes::Bytes;
pub use check::{Bound, Check, Violation, check, check_view};
pub use comma::CommaSeparated;
pub use convert::Convert;
pub use nested::Nested;
pub use patch::Patch;
pub use read::{ReadError, read_json, read_json_value, read_text};
pub use record::{Member, Presence, Record, Shape};
pub use serde;
pub use text::InvalidText;
pub use text::base64::{Base64, Base64Url};
pub use text::date::Date;
pub use text::date_time::DateTime;
pub use text::decimal::Decimal;
pub use text::duration::Duration;
pub use text::secret::Secret;
pub use text::time::Time;
pub use text::uuid::Uuid;
pub use union::{Choice, UnionShape};
pub use value::{Blank, Entries, Integer, Json, List, Map, Optional, Slot, Text, Value, View};
pub use write::{WriteError, plain_text, write_json, write_json_value};

pub(crate) use convert::convert;
pub(crate) use enums::{integer_enum, string_enum};
pub(crate) use record::{record, serde_forward};
pub(crate) use setters::setters;
pub(crate) use union::union;

// Requests and the client. What the macros name is open to the crate.
mod answer;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod builder;
mod client;
mod content;
mod credential;
mod destination;
mod diagnose;
mod draft;
mod error;
mod exchange;
mod headers;
mod idle;
pub mod memory;
mod multipart;
mod operation;
mod origin;
mod param;
mod path;
mod percent;
mod printable;
mod request;
mod request_error;
#[cfg(feature = "reqwest")]
mod reqwest_error;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
pub(crate) mod response;
mod retry;
mod scheme;
mod server;
mod server_url;
mod stream;
mod style;
mod transport;
mod tree;

pub use answer::{Answer, Outcome, Status};
pub use builder::{BuildError, ClientBuilder};
pub use client::Client;
pub use content::{Content, ContentKind, Part};
pub use credential::{
    BasicCredentials, StaticToken, Token, TokenError, TokenFn, TokenProvider, TokenRequest, token_fn,
};
pub use error::{AnswerError, ApiError, CredentialError, Error, Reply, TransportFailure};
pub use operation::{Method, Operation};
pub use param::{Location, Param, Style};
pub use request::Request;
pub use request_error::RequestError;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use response::{Answered, FromAnswer, Response, Undecodable};
pub use retry::{Failure, RetryPolicy};
pub use scheme::{Need, Scheme, SchemeKind, SchemeName};
pub use server::{Server, ServerName, ServerVariable};
pub use stream::{Event, Events, JsonLines, StreamError};
pub use transport::{BodyStream, BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};

pub(crate) use response::answers;
