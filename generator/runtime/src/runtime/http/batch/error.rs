//! Why a request of a batch has no response that is a success.

use crate::runtime::http::error::Error;
use crate::runtime::model::value::Json;
use std::fmt;
use std::sync::Arc;

/// The error of a request of a batch. `E` is the body of an error of its operation.
#[non_exhaustive]
pub enum BatchError<E> {
    /// The request itself failed, as it would have without a batch.
    Request(Arc<Error<E>>),
    /// The batch that the request was sent in failed as a whole. The service may have processed its requests if the
    /// connection was lost.
    Batch(Arc<Error<Json>>),
    /// The request was not sent, because a request that it depends on failed.
    Dependency {
        /// The `operationId` of the request that failed.
        operation: &'static str,
    },
    /// The service answered the batch, and not this request.
    Missing,
    /// The service answered this request with what is no response. It may have processed the request.
    Malformed {
        /// Why it is none.
        reason: String,
    },
    /// The handle belongs to another batch.
    Foreign,
}

impl<E> BatchError<E> {
    /// The error of the request itself.
    pub fn request(&self) -> Option<&Error<E>> {
        match self {
            Self::Request(error) => Some(error),
            Self::Batch(_) | Self::Dependency { .. } | Self::Missing | Self::Malformed { .. } | Self::Foreign => None,
        }
    }
}

impl<E> From<Error<E>> for BatchError<E> {
    fn from(error: Error<E>) -> Self {
        Self::Request(Arc::new(error))
    }
}

impl<E> Clone for BatchError<E> {
    fn clone(&self) -> Self {
        match self {
            Self::Request(error) => Self::Request(Arc::clone(error)),
            Self::Batch(error) => Self::Batch(Arc::clone(error)),
            Self::Dependency { operation } => Self::Dependency { operation },
            Self::Missing => Self::Missing,
            Self::Malformed { reason } => Self::Malformed { reason: reason.clone() },
            Self::Foreign => Self::Foreign,
        }
    }
}

/// Formats the message, which has no secrets.
impl<E: 'static> fmt::Debug for BatchError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchError({self})")
    }
}

impl<E: 'static> fmt::Display for BatchError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::Batch(error) => write!(f, "the batch failed: {error}"),
            Self::Dependency { operation } => {
                write!(f, "the request was not sent, because it depends on a request for `{operation}`, which failed")
            }
            Self::Missing => f.write_str("the response to the batch has no response to this request"),
            Self::Malformed { reason } => {
                write!(f, "the response to the batch has what is no response to this request: {reason}")
            }
            Self::Foreign => f.write_str("the handle belongs to another batch; use it on the results of its own"),
        }
    }
}

impl<E: 'static> std::error::Error for BatchError<E> {}
