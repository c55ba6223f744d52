//! How a task or a thread that sends a request hands the response to futures that any thread may poll.
//!
//! A value of JavaScript belongs to one thread, so that a future that keeps one is not `Send`, and neither would be the
//! future of a call. So each request has a task that keeps them, and a pipe from there, which carries plain values. Programs
//! for browsers and for servers then have the same types. A stack that blocks has a thread for each request, and the same pipe.

use super::transport_error::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// What is handed out: first the head of a response, then the chunks of its body.
pub(crate) enum Piece {
    Head(http::Response<()>),
    Chunk(Bytes),
}

/// The body of a response, from the pieces that follow the head.
pub(crate) struct Chunks(pub(crate) Receiver<Result<Piece, TransportError>>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context).map(|piece| match piece? {
            Ok(Piece::Chunk(chunk)) => Some(Ok(chunk)),
            // The head comes first, and once.
            Ok(Piece::Head(_)) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

/// What both ends share.
struct State<T> {
    /// The next item, until it is taken.
    item: Option<T>,
    phase: Phase,
    sender: Option<Waker>,
    receiver: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Open,
    /// No item follows.
    Ended,
    /// Nobody takes items any more.
    Abandoned,
}

/// The end in the task or thread.
pub(crate) struct Sender<T>(Arc<Mutex<State<T>>>);

/// The other end: a stream of the items. To drop it ends what the other side does.
pub(crate) struct Receiver<T>(Arc<Mutex<State<T>>>);

/// Makes a pipe that holds one item.
pub(crate) fn pipe<T>() -> (Sender<T>, Receiver<T>) {
    let state = State { item: None, phase: Phase::Open, sender: None, receiver: None };
    let state = Arc::new(Mutex::new(state));
    (Sender(state.clone()), Receiver(state))
}

fn lock<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T> Sender<T> {
    /// Runs a future. Returns `None`, and drops the future, if nobody takes items any more.
    pub(crate) async fn until_abandoned<O>(&self, future: impl Future<Output = O>) -> Option<O> {
        let mut future = pin!(future);
        poll_fn(|context| {
            let mut state = lock(&self.0);
            if state.phase == Phase::Abandoned {
                return Poll::Ready(None);
            }
            state.sender = Some(context.waker().clone());
            drop(state);
            future.as_mut().poll(context).map(Some)
        })
        .await
    }

    /// Hands an item over when the one before it was taken. Returns `None` if nobody takes items any more.
    pub(crate) async fn send(&self, item: T) -> Option<()> {
        let taken = poll_fn(|context| {
            let mut state = lock(&self.0);
            match (state.phase, &state.item) {
                (Phase::Abandoned, _) => Poll::Ready(None),
                (Phase::Open | Phase::Ended, None) => Poll::Ready(Some(())),
                (Phase::Open | Phase::Ended, Some(_)) => {
                    state.sender = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        });
        taken.await?;
        let mut state = lock(&self.0);
        state.item = Some(item);
        let receiver = state.receiver.take();
        drop(state);
        wake(receiver);
        Some(())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.0);
        if state.phase == Phase::Open {
            state.phase = Phase::Ended;
        }
        let receiver = state.receiver.take();
        drop(state);
        wake(receiver);
    }
}

impl<T> Receiver<T> {
    /// The next item. Returns `None` after the last one.
    pub(crate) async fn next(&mut self) -> Option<T> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = lock(&self.0);
        match (state.item.take(), state.phase) {
            (Some(item), _) => {
                let sender = state.sender.take();
                drop(state);
                wake(sender);
                Poll::Ready(Some(item))
            }
            (None, Phase::Ended | Phase::Abandoned) => Poll::Ready(None),
            (None, Phase::Open) => {
                state.receiver = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.0);
        state.phase = Phase::Abandoned;
        let (item, sender) = (state.item.take(), state.sender.take());
        drop(state);
        drop(item);
        wake(sender);
    }
}
