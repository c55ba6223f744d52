//! A server with a clock of its own: tasks run until all of them wait, and then the clock goes on to the next timer.
use crate::runtime as rt;
use crate::runtime::{BodyStream, BoxFuture, MockResponse, MockTransport, Transport, TransportError};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

/// What the server does with a request: it takes a time, and then sends a response.
pub type Handler = Box<dyn FnMut(Duration, &http::Request<rt::RequestBody>) -> (Duration, MockResponse) + Send>;

/// The server, the clock, and what was received when.
#[derive(Clone)]
pub struct World(Arc<Mutex<State>>);

struct State {
    now: Duration,
    next_timer: u64,
    timers: BTreeMap<(Duration, u64), Waker>,
    handler: Handler,
    received: Vec<(Duration, String)>,
    active: usize,
    most_active: usize,
}

impl World {
    pub fn new(
        handler: impl FnMut(Duration, &http::Request<rt::RequestBody>) -> (Duration, MockResponse) + Send + 'static,
    ) -> Self {
        Self(Arc::new(Mutex::new(State {
            now: Duration::ZERO,
            next_timer: 0,
            timers: BTreeMap::new(),
            handler: Box::new(handler),
            received: Vec::new(),
            active: 0,
            most_active: 0,
        })))
    }

    pub fn client(&self) -> rt::ClientBuilder {
        rt::Client::builder().transport(self.clone())
    }

    /// When which paths were requested.
    pub fn received(&self) -> Vec<(Duration, String)> {
        self.0.lock().unwrap().received.clone()
    }

    /// The largest number of requests that were without a response at a time.
    pub fn most_active(&self) -> usize {
        self.0.lock().unwrap().most_active
    }

    /// Runs tasks until all of them are done. `None` stands for a task that waits for what never comes.
    pub fn run<T>(&self, futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<Option<T>> {
        let mut tasks: Vec<_> =
            futures.into_iter().map(|future| (Box::pin(future), Arc::new(Flag(AtomicBool::new(true))), None)).collect();
        loop {
            for (future, flag, result) in &mut tasks {
                if result.is_none() && flag.0.swap(false, Ordering::Relaxed) {
                    let waker = Waker::from(flag.clone());
                    if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                        *result = Some(value);
                    }
                }
            }
            let woken = tasks.iter().any(|(_, flag, result)| result.is_none() && flag.0.load(Ordering::Relaxed));
            if !woken && !self.go_on() {
                return tasks.into_iter().map(|(_, _, result)| result).collect();
            }
        }
    }

    /// Sets the clock to the next timer. Returns whether there is one.
    fn go_on(&self) -> bool {
        let mut state = self.0.lock().unwrap();
        let Some(((at, _), waker)) = state.timers.pop_first() else { return false };
        state.now = state.now.max(at);
        drop(state);
        waker.wake();
        true
    }
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A request that the server has not answered.
struct Active(World);

impl Drop for Active {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().active -= 1;
    }
}

impl Transport for World {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let (latency, response) = {
                let mut state = self.0.lock().unwrap();
                let now = state.now;
                state.received.push((now, request.uri().path().to_owned()));
                state.active += 1;
                state.most_active = state.most_active.max(state.active);
                (state.handler)(now, &request)
            };
            let _active = Active(self.clone());
            self.sleep(latency).await;
            MockTransport::new().then(response).send(request).await
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let end = self.elapsed().saturating_add(duration);
        Box::pin(Sleep { world: self.clone(), end, timer: None })
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().now
    }
}

struct Sleep {
    world: World,
    end: Duration,
    timer: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let world = self.world.clone();
        let mut state = world.0.lock().unwrap();
        if state.now >= self.end {
            return Poll::Ready(());
        }
        let timer = *self.timer.get_or_insert_with(|| {
            state.next_timer += 1;
            state.next_timer
        });
        state.timers.insert((self.end, timer), context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            self.world.0.lock().unwrap().timers.remove(&(self.end, timer));
        }
    }
}
