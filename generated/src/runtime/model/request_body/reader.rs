// @generated
//! A stream of what a thread reads, so that async code does not wait for a disk, on any executor.

use super::inline_reader::read_inline;
use super::streams::{ByteStream, CHUNK};
use bytes::Bytes;
use futures_core::Stream;
use std::io::{self, ErrorKind, Read};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A stream of what a reader reads. The thread begins with the first chunk, and reads one chunk ahead. In a browser, which
/// has no threads, each chunk is read when it is asked for.
pub(crate) fn read_in_thread<R>(open: impl FnOnce() -> io::Result<R> + Send + 'static) -> ByteStream
where
    R: Read + Send + 'static,
{
    if cfg!(target_family = "wasm") {
        return read_inline(open);
    }
    let start: Start = Box::new(move |desk| read_all(desk, open));
    Box::pin(Reading { desk: Arc::default(), start: Some(start) })
}

/// The work of the thread.
type Start = Box<dyn FnOnce(&Desk) + Send>;

/// What the thread and the stream share.
#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    taken: Condvar,
}

#[derive(Default)]
struct State {
    /// The next chunk, until it is taken.
    next: Option<io::Result<Bytes>>,
    phase: Phase,
    waker: Option<Waker>,
}

#[derive(Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Reading,
    /// Everything was read.
    Ended,
    /// Nobody takes chunks any more.
    Abandoned,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a chunk over when the one before it was taken. Returns `None` if nobody takes chunks any more.
    fn put(&self, chunk: io::Result<Bytes>) -> Option<()> {
        let is_full = |state: &mut State| state.next.is_some() && state.phase == Phase::Reading;
        let mut state = self.taken.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.phase == Phase::Abandoned {
            return None;
        }
        state.next = Some(chunk);
        Self::wake(state);
        Some(())
    }

    /// Ends the stream after the last chunk.
    fn end(&self) {
        let mut state = self.state();
        if state.phase == Phase::Reading {
            state.phase = Phase::Ended;
        }
        Self::wake(state);
    }

    fn wake(mut state: MutexGuard<'_, State>) {
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Ends the stream when the thread ends, even by a panic of the reader.
struct End<'a>(&'a Desk);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Reads until the end or an error.
fn read_all<R: Read>(desk: &Desk, open: impl FnOnce() -> io::Result<R>) {
    let mut reader = match open() {
        Ok(reader) => reader,
        Err(error) => {
            desk.put(Err(error));
            return;
        }
    };
    loop {
        let mut buffer = vec![0; CHUNK];
        let chunk = match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => {
                buffer.truncate(length);
                Ok(Bytes::from(buffer))
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let failed = chunk.is_err();
        if desk.put(chunk).is_none() || failed {
            return;
        }
    }
}

/// The stream of what the thread reads.
struct Reading {
    desk: Arc<Desk>,
    start: Option<Start>,
}

impl Stream for Reading {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(start) = self.start.take() {
            let desk = self.desk.clone();
            let work = move || {
                let end = End(&desk);
                start(end.0);
            };
            if let Err(error) = std::thread::Builder::new().name("body".to_owned()).spawn(work) {
                return Poll::Ready(Some(Err(error)));
            }
        }
        let mut state = self.desk.state();
        match (state.next.take(), &state.phase) {
            (Some(chunk), _) => {
                drop(state);
                self.desk.taken.notify_one();
                Poll::Ready(Some(chunk))
            }
            (None, Phase::Ended | Phase::Abandoned) => Poll::Ready(None),
            (None, Phase::Reading) => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.desk.state().phase = Phase::Abandoned;
        self.desk.taken.notify_one();
    }
}
