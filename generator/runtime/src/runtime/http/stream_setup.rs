//! What a stream of items needs beside the body that it is read from.

use super::body_stream::BodyStream;
use super::stream_error::StreamError;
use super::timing::BoxFuture;
use super::transport_error::TransportError;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// What ends a stream, and how it goes on after its connection has ended.
#[derive(Default)]
pub(crate) struct StreamSetup {
    /// The item that ends the stream.
    pub(crate) end: Option<Cow<'static, str>>,
    pub(crate) reopen: Option<Box<dyn Reopen>>,
}

/// The body of the response that goes on, or `None` if the server has ended the stream.
pub(crate) type Reopened = Result<Option<BodyStream>, StreamError>;

/// The way in which a stream goes on after its connection has ended.
pub(crate) trait Reopen: Send {
    /// Notes that the stream has gone on.
    fn event_received(&mut self);

    /// Requests the stream anew after this end of its connection: an error, or the end of the body. Returns `None` if it is
    /// not resumed.
    fn begin(
        &mut self,
        error: Option<&TransportError>,
        last_id: Option<&str>,
        delay: Option<Duration>,
    ) -> Option<BoxFuture<'static, Reopened>>;
}

impl fmt::Debug for StreamSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamSetup").field("end", &self.end).finish_non_exhaustive()
    }
}
