//! A service of `tower` as a transport, a transport as a service, and a client as one.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{GET, Problem, Thing, create, get, now, thing};
use bytes::Bytes;
use rt::{
    BodyStream, BoxFuture, OutgoingBody, RetryPolicy, TowerTransport, TransportError, TransportErrorKind,
    TransportService,
};
use std::collections::VecDeque;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// A layer: it adds a header, counts what is ready and what is called, and boxes the errors.
#[derive(Clone)]
struct Layer<S> {
    inner: S,
    readied: Arc<AtomicU32>,
    seen: Arc<Mutex<Vec<&'static str>>>,
}

impl<S> Service<http::Request<OutgoingBody>> for Layer<S>
where
    S: Service<http::Request<OutgoingBody>, Response = http::Response<BodyStream>, Error = TransportError>,
    S::Future: Send + 'static,
{
    type Response = http::Response<BodyStream>;
    type Error = Wrapped;
    type Future = BoxFuture<'static, Result<Self::Response, Wrapped>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Wrapped>> {
        self.readied.fetch_add(1, Ordering::Relaxed);
        self.inner.poll_ready(context).map_err(Wrapped)
    }

    fn call(&mut self, mut request: http::Request<OutgoingBody>) -> Self::Future {
        let operation = *request.extensions().get::<&'static rt::Operation>().unwrap();
        self.seen.lock().unwrap().push(operation.id());
        request.headers_mut().insert("x-layer", http::HeaderValue::from_static("1"));
        let sent = self.inner.call(request);
        Box::pin(async move { sent.await.map_err(Wrapped) })
    }
}

/// The error of a layer.
#[derive(Debug)]
struct Wrapped(TransportError);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("https://example.com/secret")
    }
}

impl StdError for Wrapped {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

fn no_sleep(_: Duration) -> std::future::Ready<()> {
    std::future::ready(())
}

fn client(transport: impl rt::Transport) -> rt::Client {
    rt::Client::builder().transport(transport).retry(RetryPolicy::new().base_delay(Duration::ZERO)).build().unwrap()
}

#[test]
fn layers_stand_between_the_client_and_its_transport() {
    let refused = MockResponse::failure(TransportErrorKind::Connect);
    let server = MockTransport::new().then(refused).then(MockResponse::json(201, r#"{"id":"7"}"#));
    let (readied, seen) = (Arc::default(), Arc::default());
    let layer = Layer { inner: TransportService::new(server.clone()), readied, seen };
    let client = client(TowerTransport::new(layer.clone(), no_sleep));
    assert_eq!(now(client.send(create(&Thing::named("Ada")))).unwrap().id, "7", "an error keeps its kind");
    assert_eq!((layer.readied.load(Ordering::Relaxed), layer.seen.lock().unwrap().len()), (2, 2));
    let requests = server.requests();
    assert_eq!((requests.len(), &requests[1].headers()["x-layer"]), (2, &http::HeaderValue::from_static("1")));
    assert_eq!(requests[1].body(), r#"{"id":"1","name":"Ada"}"#, "bytes in memory stay so");

    let lost = TowerTransport::new(
        Layer {
            inner: TransportService::new(MockTransport::new().then(MockResponse::failure(TransportErrorKind::Lost))),
            ..layer
        },
        no_sleep,
    );
    let error = now(self::client(lost).send(create(&Thing::named("Ada")))).unwrap_err();
    assert_eq!(error.to_string(), "POST /things: scripted failure: Lost");
    assert!(error.source().is_some());
}

/// A service of another kind, whose bodies have trailers, and whose errors are its own.
#[derive(Clone)]
struct Foreign(&'static [&'static str]);

struct Frames(VecDeque<&'static str>);

impl http_body::Body for Frames {
    type Data = &'static [u8];
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<&'static [u8]>, Self::Error>>> {
        Poll::Ready(self.0.pop_front().map(|text| match text {
            "trailers" => Ok(http_body::Frame::trailers(http::HeaderMap::new())),
            "error" => Err(std::io::Error::other("https://example.com/secret")),
            text => Ok(http_body::Frame::data(text.as_bytes())),
        }))
    }
}

impl Service<http::Request<OutgoingBody>> for Foreign {
    type Response = http::Response<Frames>;
    type Error = Box<dyn StdError + Send + Sync>;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<OutgoingBody>) -> Self::Future {
        assert!(http_body::Body::is_end_stream(request.body()));
        std::future::ready(match self.0 {
            [] => Err("https://example.com/secret".into()),
            frames => Ok(http::Response::new(Frames(frames.iter().copied().collect()))),
        })
    }
}

#[test]
fn any_service_with_bodies_of_http_is_a_transport() {
    let sent = |frames: &'static [&'static str]| {
        now(client(TowerTransport::new(Foreign(frames), no_sleep)).send(get("1").retry(RetryPolicy::none())))
    };
    assert_eq!(sent(&[r#"{"id":"#, "\"1\"}", "trailers"]).unwrap().id, "1");
    for frames in [&[][..], &["{", "error"]] {
        let error = sent(frames).unwrap_err();
        assert_eq!(error.kind(), rt::ErrorKind::Transport(TransportErrorKind::Other));
        assert!(!error.to_string().contains("secret") && error.source().is_some(), "{error}");
    }
}

#[test]
fn the_transport_of_a_client_is_a_service() {
    let server = MockTransport::new().then(thing());
    let mut service = client(server.clone()).into_service();
    let request = http::Request::post("https://example.com/any").body(Bytes::from_static(b"x")).unwrap();
    let response = now(service.call(request)).unwrap();
    assert_eq!(now(response.into_body().collect(99)).unwrap(), r#"{"id":"1","name":"Ada"}"#);
    assert_eq!(server.requests()[0].uri(), "https://example.com/any");
}

#[test]
fn a_client_is_a_service_for_its_requests() {
    let mut client = client(MockTransport::new().then(MockResponse::empty(429)).then(thing()));
    let response: rt::Response<Thing> =
        now(Service::<rt::Request<Thing, Problem>>::call(&mut client, get("1"))).unwrap();
    assert_eq!((response.body().id.as_str(), response.attempts().count(), GET.id()), ("1", 2, "thing_get"));
}

#[test]
fn a_body_that_is_read_by_a_layer_is_sent_in_its_rest() {
    let body = || OutgoingBody::from(rt::RequestBody::stream(Parts(VecDeque::from(["ab", "cd"])), 4));
    let mut half = body();
    assert_eq!(http_body::Body::size_hint(&half).exact(), Some(4));
    let mut frame = || {
        let context = &mut Context::from_waker(std::task::Waker::noop());
        http_body::Body::poll_frame(Pin::new(&mut half), context)
    };
    assert!(matches!(frame(), Poll::Ready(Some(Ok(frame))) if frame.data_ref().unwrap() == "ab"));
    let rest = rt::RequestBody::from(half);
    assert_eq!(rest.length(), Some(2));
    assert_eq!(rt::RequestBody::from(body()).length(), Some(4));
    let short = OutgoingBody::from(rt::RequestBody::stream(Parts(VecDeque::from(["ab"])), 4));
    let mut short = Box::pin(short);
    let read = std::iter::from_fn(|| {
        let context = &mut Context::from_waker(std::task::Waker::noop());
        match http_body::Body::poll_frame(short.as_mut(), context) {
            Poll::Ready(frame) => frame.map(|frame| frame.map_err(|error| error.to_string()).map(|_| ())),
            Poll::Pending => None,
        }
    });
    let fault = Err("the body has fewer bytes than its length says".to_owned());
    assert_eq!(read.take(2).collect::<Vec<_>>(), [Ok(()), fault]);
}

struct Parts(VecDeque<&'static str>);

impl futures_core::Stream for Parts {
    type Item = Result<&'static [u8], std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|text| Ok(text.as_bytes())))
    }
}

/// A body that tells its end with its last frame, behind which nothing may be polled.
struct Announced(Option<Bytes>);

impl http_body::Body for Announced {
    type Data = Bytes;
    type Error = Wrapped;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Wrapped>>> {
        let bytes = self.0.take().expect("the body has ended");
        Poll::Ready(Some(Ok(http_body::Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }
}

/// A service that answers with such a body.
#[derive(Clone)]
struct Announcing;

impl Service<http::Request<OutgoingBody>> for Announcing {
    type Response = http::Response<Announced>;
    type Error = Wrapped;
    type Future = std::future::Ready<Result<Self::Response, Wrapped>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Wrapped>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<OutgoingBody>) -> Self::Future {
        let body = Announced(Some(Bytes::from_static(b"{\"id\":\"1\"}")));
        std::future::ready(Ok(http::Response::new(body)))
    }
}

#[test]
fn nobody_waits_for_the_end_of_a_body_that_told_it() {
    let transport = TowerTransport::new(Announcing, |_| std::future::ready(()));
    let client = rt::Client::builder().transport(transport).build().unwrap();
    assert_eq!(now(client.send(get("1"))).unwrap().id, "1");
}
