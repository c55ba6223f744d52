// @generated
//! Bytes that are sent, as a body or as a part of one: in memory, of a file, or of a stream.

pub(crate) mod inline_reader;
pub(crate) mod observed;
pub(crate) mod reader;
pub(crate) mod source;
pub(crate) mod streams;

use self::observed::Transferred;
use self::source::{Content, Replay, Source};
use self::streams::{ByteStream, boxed};
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as StdError;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Bytes that are sent, as a body or as a part of a multipart body: in memory, of a file, or of a stream.
///
/// Text and bytes convert into it. Clones share the source.
///
/// ```text
/// client.send(photo::replace(RequestBody::file("photo.jpeg")?)).await?;
/// ```
#[derive(Clone)]
pub struct RequestBody(Content);

impl RequestBody {
    /// A body of bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Content::Bytes(bytes.into()))
    }

    /// A body that is read from a file, which is opened anew for each attempt. It is read in a thread of its own, so that
    /// async code does not wait for the disk, and is never in memory as a whole. The file must not change meanwhile. As a
    /// part of a form it has the name of the file.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such file, or if it is no regular file.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let about = std::fs::metadata(&path)?;
        if !about.is_file() {
            let message = "not a regular file: open it, and use `RequestBody::reader`";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let open = move || {
            let path = path.clone();
            Ok(reader::read_in_thread(move || File::open(path)))
        };
        Ok(Self::from_source(Source::again(open, Some(about.len()), name)))
    }

    /// A body that is read once, in a thread of its own. The length is that of all bytes, or `None` if it is not known.
    pub fn reader(reader: impl Read + Send + 'static, length: impl Into<Option<u64>>) -> Self {
        Self::from_source(Source::once(reader::read_in_thread(move || Ok(reader)), length.into()))
    }

    /// A body of a stream, which gives its bytes once. The length is that of all bytes, or `None` if it is not known.
    pub fn stream<S, B, E>(stream: S, length: impl Into<Option<u64>>) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::from_source(Source::once(boxed(stream), length.into()))
    }

    /// A body of streams, one for each attempt. The length is that of all bytes of a stream, or `None` if it is not known.
    pub fn replayable<S, B, E>(
        open: impl Fn() -> io::Result<S> + Send + Sync + 'static,
        length: impl Into<Option<u64>>,
    ) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::from_source(Source::again(move || open().map(boxed), length.into(), None))
    }

    /// The bodies one after the other.
    pub(crate) fn joined(bodies: Vec<Self>) -> Self {
        Self::from_source(Source::joined(bodies.into_iter().map(|body| body.0).collect()))
    }

    fn from_source(source: Source) -> Self {
        Self(Content::Source(Arc::new(source)))
    }

    /// Calls a function after each chunk that is handed to the connection, with what was sent so far. It must not block.
    #[must_use]
    pub fn on_progress(self, observer: impl Fn(Transferred) + Send + Sync + 'static) -> Self {
        Self::from_source(Source::observed(self.0, Arc::new(observer)))
    }

    /// The number of bytes, if it is known.
    pub fn length(&self) -> Option<u64> {
        self.0.length()
    }

    /// Whether the body can be sent again.
    pub fn replay(&self) -> Replay {
        self.0.replay()
    }

    /// The bytes, if they are in memory and nobody observes their progress.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(_) => None,
        }
    }

    /// The bytes, for reading into. What was there before is dropped.
    pub(crate) fn bytes_mut(&mut self) -> Option<&mut Bytes> {
        if let Content::Source(_) = self.0 {
            *self = Self::default();
        }
        match &mut self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(_) => None,
        }
    }

    /// Opens the body, for a transport.
    ///
    /// # Errors
    ///
    /// Returns an error if the body cannot be opened, or if it is a stream that was opened before.
    pub fn into_stream(self) -> io::Result<ByteStream> {
        self.0.open()
    }

    /// Whether the body is a stream that was opened, so that it cannot be sent again.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.is_spent()
    }

    /// The name of the file that the body is read from.
    pub(crate) fn file_name(&self) -> Option<&str> {
        match &self.0 {
            Content::Bytes(_) => None,
            Content::Source(source) => source.file_name(),
        }
    }
}

impl Default for RequestBody {
    /// A body of no bytes.
    fn default() -> Self {
        Self::bytes(Bytes::new())
    }
}

/// Bodies in memory are equal if their bytes are; others, if they are clones.
impl PartialEq for RequestBody {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            (Content::Source(one), Content::Source(other)) => Arc::ptr_eq(one, other),
            (Content::Bytes(_), Content::Source(_)) | (Content::Source(_), Content::Bytes(_)) => false,
        }
    }
}

/// Formats the size, because the bytes may be secret.
impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "<{length} bytes>"),
            None => f.write_str("<a stream>"),
        }
    }
}

/// The conversions of text and bytes.
macro_rules! from_bytes {
    ($($ty:ty),+) => {
        $(impl From<$ty> for RequestBody {
            fn from(bytes: $ty) -> Self {
                Self::bytes(bytes)
            }
        })+
    };
}
from_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8], Box<[u8]>);

impl<const N: usize> From<&'static [u8; N]> for RequestBody {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::bytes(bytes.as_slice())
    }
}

impl<const N: usize> From<[u8; N]> for RequestBody {
    fn from(bytes: [u8; N]) -> Self {
        Self::bytes(bytes.to_vec())
    }
}

/// The rest of an open file, whose length is not known. [`RequestBody::file`] can be sent again.
impl From<File> for RequestBody {
    fn from(file: File) -> Self {
        Self::reader(file, None)
    }
}
