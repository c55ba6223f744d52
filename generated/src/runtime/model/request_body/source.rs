// @generated
//! What a body is made of, and what that means for sending it again.

use super::observed::{Observed, Observer};
use super::streams::{ByteStream, chain, slices};
use bytes::Bytes;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Whether a body can be sent again, so that a failed attempt can be retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// It can: it is in memory, or is opened anew for each attempt.
    Yes,
    /// It cannot, because a stream gives its bytes once. An attempt that failed before any of them was taken is retried.
    No,
}

/// Bytes in memory, or a source that they are read from.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Source(Arc<Source>),
}

/// The source of a body that is not in memory.
pub(crate) struct Source {
    kind: Kind,
    length: Option<u64>,
    file_name: Option<String>,
}

enum Kind {
    /// A stream that gives its bytes once, until it is opened.
    Once(Mutex<Option<ByteStream>>),
    /// A function that opens a stream.
    Again(Box<dyn Fn() -> io::Result<ByteStream> + Send + Sync>),
    /// Bodies one after the other.
    Joined(Vec<Content>),
    /// A body whose progress is observed.
    Observed(Content, Observer),
}

impl Source {
    pub(crate) fn once(stream: ByteStream, length: Option<u64>) -> Self {
        Self { kind: Kind::Once(Mutex::new(Some(stream))), length, file_name: None }
    }

    pub(crate) fn again(
        open: impl Fn() -> io::Result<ByteStream> + Send + Sync + 'static,
        length: Option<u64>,
        file_name: Option<String>,
    ) -> Self {
        Self { kind: Kind::Again(Box::new(open)), length, file_name }
    }

    pub(crate) fn joined(bodies: Vec<Content>) -> Self {
        let length = bodies.iter().try_fold(0_u64, |all, body| all.checked_add(body.length()?));
        Self { kind: Kind::Joined(bodies), length, file_name: None }
    }

    pub(crate) fn observed(body: Content, observer: Observer) -> Self {
        let file_name = match &body {
            Content::Bytes(_) => None,
            Content::Source(source) => source.file_name.clone(),
        };
        Self { length: body.length(), kind: Kind::Observed(body, observer), file_name }
    }

    pub(crate) fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }
}

impl Content {
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Source(source) => source.length,
        }
    }

    pub(crate) fn replay(&self) -> Replay {
        let Self::Source(source) = self else { return Replay::Yes };
        match &source.kind {
            Kind::Once(_) => Replay::No,
            Kind::Again(_) => Replay::Yes,
            Kind::Joined(bodies) if bodies.iter().any(|body| body.replay() == Replay::No) => Replay::No,
            Kind::Joined(_) => Replay::Yes,
            Kind::Observed(body, _) => body.replay(),
        }
    }

    /// Whether it is a stream that was opened.
    pub(crate) fn is_spent(&self) -> bool {
        let Self::Source(source) = self else { return false };
        match &source.kind {
            Kind::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).is_none(),
            Kind::Again(_) => false,
            Kind::Joined(bodies) => bodies.iter().any(Self::is_spent),
            Kind::Observed(body, _) => body.is_spent(),
        }
    }

    pub(crate) fn open(&self) -> io::Result<ByteStream> {
        let source = match self {
            Self::Bytes(bytes) => return Ok(slices(bytes.clone())),
            Self::Source(source) => source,
        };
        match &source.kind {
            Kind::Once(stream) => {
                let opened = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                opened.ok_or_else(|| io::Error::other("it is a stream, which was sent already"))
            }
            Kind::Again(open) => open(),
            Kind::Joined(bodies) => bodies.iter().map(Self::open).collect::<io::Result<_>>().map(chain),
            Kind::Observed(body, observer) => {
                Ok(Box::pin(Observed::new(body.open()?, source.length, observer.clone())))
            }
        }
    }
}
