//! What can be seen of calls from outside: the trait that a program implements, and the events that it is given.

use super::attempts::Attempts;
use super::error_kind::ErrorKind;
use super::headers::Names;
use super::transport_error::TransportError;
use crate::runtime::model::misfit::Misfit;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::origin::Origin;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// An observer of the calls of a client, for logs, metrics and traces. It cannot change a call.
///
/// It is called by the task that polls the call, so it must not block. It is given neither URLs with arguments nor bodies,
/// because they may be secret; of the headers, only those of responses.
///
/// ```text
/// struct Log;
///
/// impl Observer for Log {
///     fn event(&self, call: &CallInfo, event: &CallEvent<'_>) {
///         if let CallEvent::Waiting { wait, .. } = event {
///             eprintln!("{} waits {wait:?}", call.operation().id());
///         }
///     }
/// }
///
/// let client = Client::builder().observer(Log).build()?;
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Is told of an event of a call.
    fn event(&self, _call: &CallInfo, _event: &CallEvent<'_>) {}

    /// Runs a function of the transport that sends a request or polls for the response, for example within a span. It must
    /// call the function once.
    fn within(&self, _call: &CallInfo, poll: &mut dyn FnMut()) {
        poll();
    }
}

impl<T: Observer + ?Sized> Observer for Arc<T> {
    fn event(&self, call: &CallInfo, event: &CallEvent<'_>) {
        T::event(self, call, event);
    }

    fn within(&self, call: &CallInfo, poll: &mut dyn FnMut()) {
        T::within(self, call, poll);
    }
}

/// Two observers, of which the first one is told first.
pub(crate) struct Both(pub(crate) Arc<dyn Observer>, pub(crate) Arc<dyn Observer>);

impl Observer for Both {
    fn event(&self, call: &CallInfo, event: &CallEvent<'_>) {
        self.0.event(call, event);
        self.1.event(call, event);
    }

    fn within(&self, call: &CallInfo, poll: &mut dyn FnMut()) {
        self.0.within(call, &mut || self.1.within(call, poll));
    }
}

/// A call that is observed: what stays the same from its beginning to its end.
#[derive(Debug)]
pub struct CallInfo {
    id: u64,
    operation: &'static Operation,
    method: Method,
    server: Origin,
}

impl CallInfo {
    pub(crate) fn new(operation: &'static Operation, method: Method, server: Origin) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), operation, method, server }
    }

    /// A number that no other call of the process has.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The operation, with its `operationId` and its path template.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The method that is sent.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The scheme of the server: `http` or `https`.
    pub fn server_scheme(&self) -> &'static str {
        self.server.scheme()
    }

    /// The host name or IP address of the server.
    pub fn server_address(&self) -> &str {
        self.server.address()
    }

    /// The port of the server.
    pub fn server_port(&self) -> u16 {
        self.server.port()
    }
}

/// An event of a call. More events and more fields may be added.
///
/// A call that is observed begins and ends once. It has an attempt for each time that the request is sent, which begins and
/// ends once. The attempt of a stream ends with the stream, after the call.
#[non_exhaustive]
pub enum CallEvent<'a> {
    /// The call begins. Its arguments, its server and its credentials have been checked.
    #[non_exhaustive]
    Begun {},
    /// The call begins to wait before an attempt.
    #[non_exhaustive]
    Waiting {
        /// Why it waits.
        reason: WaitReason,
        /// How long it waits.
        wait: Duration,
    },
    /// The request is handed to the transport.
    #[non_exhaustive]
    AttemptBegun {
        /// The number of the attempt, counted from 1.
        attempt: u32,
        /// The number of bytes of the body, if it is known.
        bytes: Option<u64>,
    },
    /// The status and the headers of the response were received.
    #[non_exhaustive]
    Head {
        /// The number of the attempt, counted from 1.
        attempt: u32,
        /// The status.
        status: StatusCode,
        /// The headers.
        headers: &'a HeaderMap,
        /// The id of the request in the logs of the server, from a header such as `request-id`.
        request_id: Option<&'a str>,
    },
    /// The attempt ends: with the body of the response, or without it.
    #[non_exhaustive]
    AttemptEnded {
        /// The number of the attempt, counted from 1.
        attempt: u32,
        /// The status, if it was received.
        status: Option<StatusCode>,
        /// The number of bytes of the body that were received.
        bytes: u64,
        /// How it ends.
        end: AttemptEnd<'a>,
    },
    /// A lenient reader left a part of the body out, because it does not match the document. Of one body, up to 100 are
    /// told.
    #[non_exhaustive]
    Misfit {
        /// The part, what was expected and what was found. It may show a part of the body, but no list, object or secret.
        misfit: &'a Misfit,
    },
    /// The call ends: its result is returned, or its future is dropped.
    #[non_exhaustive]
    Ended {
        /// The status of the last response, if one was received.
        status: Option<StatusCode>,
        /// How it ends.
        end: CallEnd,
        /// How often the request was sent, how long the call waited, and which limit ended the retries.
        attempts: Attempts,
    },
}

/// Formats the names of the headers, because their values may be secret.
impl fmt::Debug for CallEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begun {} => f.write_str("Begun"),
            Self::Waiting { reason, wait } => {
                f.debug_struct("Waiting").field("reason", reason).field("wait", wait).finish()
            }
            Self::AttemptBegun { attempt, bytes } => {
                f.debug_struct("AttemptBegun").field("attempt", attempt).field("bytes", bytes).finish()
            }
            Self::Head { attempt, status, headers, request_id } => f
                .debug_struct("Head")
                .field("attempt", attempt)
                .field("status", status)
                .field("headers", &Names(headers))
                .field("request_id", request_id)
                .finish(),
            Self::AttemptEnded { attempt, status, bytes, end } => f
                .debug_struct("AttemptEnded")
                .field("attempt", attempt)
                .field("status", status)
                .field("bytes", bytes)
                .field("end", end)
                .finish(),
            Self::Misfit { misfit } => f.debug_struct("Misfit").field("misfit", misfit).finish(),
            Self::Ended { status, end, attempts } => {
                f.debug_struct("Ended").field("status", status).field("end", end).field("attempts", attempts).finish()
            }
        }
    }
}

/// Why a call waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitReason {
    /// The attempt before failed.
    Retry,
    /// The server asked another call of the client to wait.
    Pause,
}

impl WaitReason {
    /// The reason in lower case, for logs and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Pause => "pause",
        }
    }
}

/// How an attempt ends.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum AttemptEnd<'a> {
    /// The whole response was received, whatever its status.
    Complete,
    /// No response was received, or only a part of it.
    Failed(&'a TransportError),
    /// The call or the stream was dropped before the response was received.
    Dropped,
}

/// How a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallEnd {
    /// The result is a response.
    Success,
    /// The result is an error.
    Error(ErrorKind),
    /// The future of the call was dropped.
    Dropped,
}
