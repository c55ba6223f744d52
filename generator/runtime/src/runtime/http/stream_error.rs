//! The error of the next item of a stream.

use super::error::Error;
use super::transport_error::TransportError;
use super::undecodable::Undecodable;
use crate::runtime::model::value::Json;
use std::fmt;

/// The error of the next item of a stream.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection failed, no data arrived in time, or an item is larger than the limit. The stream has ended.
    Transport(TransportError),
    /// An item cannot be decoded. The stream continues with the next item.
    Decode(Undecodable),
    /// The stream ended early and cannot be resumed, because this is how the request to resume it failed.
    Resume(Box<Error<Json>>),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Decode(fault) => write!(f, "an item of the stream cannot be decoded: {fault}"),
            Self::Resume(error) => write!(f, "the stream cannot be resumed: {error}"),
        }
    }
}

impl std::error::Error for StreamError {}
