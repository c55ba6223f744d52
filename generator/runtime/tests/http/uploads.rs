//! Bodies that are files or streams: what is sent, what is sent again, and what a caller sees of it.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport, Replay, RequestBody, TransportErrorKind};
use crate::support::{client, now, thing, wait};
use futures_core::Stream;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

/// A stream of these chunks.
struct Chunks(VecDeque<io::Result<&'static [u8]>>);

impl Stream for Chunks {
    type Item = io::Result<&'static [u8]>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn chunks(texts: &[&'static str]) -> Chunks {
    Chunks(texts.iter().map(|text| Ok(text.as_bytes())).collect())
}

/// A file with this content, below the folder of the tests.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn put(server: &MockTransport, body: impl Into<RequestBody>) -> Result<rt::Json, rt::Error<rt::Json>> {
    let client = client(server);
    wait(client.send(client.put("/file").content("application/octet-stream", body)))
}

/// The bodies that a server received.
fn received(server: &MockTransport) -> Vec<String> {
    server.requests().iter().map(|request| String::from_utf8(request.body().to_vec()).unwrap()).collect()
}

fn busy() -> MockResponse {
    MockResponse::empty(503).header("retry-after", "0")
}

#[test]
fn text_and_bytes_in_memory_are_bodies() {
    for body in [
        RequestBody::from("abc"),
        "abc".to_owned().into(),
        b"abc".into(),
        vec![b'a', b'b', b'c'].into(),
        [b'a', b'b', b'c'].into(),
        rt::Bytes::from_static(b"abc").into(),
    ] {
        assert_eq!(
            (body.length(), body.replay(), body.as_bytes().unwrap().as_ref()),
            (Some(3), Replay::Yes, &b"abc"[..])
        );
        assert_eq!(format!("{body:?}"), "<3 bytes>");
    }
}

#[test]
fn a_stream_is_sent_whole_and_once() {
    let body = RequestBody::stream(chunks(&["ab", "", "c"]), 3);
    assert_eq!((body.length(), body.replay(), body.as_bytes()), (Some(3), Replay::No, None));
    let server = MockTransport::new().then(thing());
    put(&server, body.clone()).unwrap();
    assert_eq!(received(&server), ["abc"]);
    let error = put(&MockTransport::new().then(thing()), body).unwrap_err();
    assert!(error.to_string().contains("it is a stream, which was sent already"), "{error}");
}

#[test]
fn a_stream_that_was_sent_is_not_retried() {
    let server = MockTransport::new().then(busy()).then(thing());
    let error = put(&server, RequestBody::stream(chunks(&["abc"]), None)).unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert!(
        error.to_string().ends_with("(1 attempt; the body is a stream that was sent and cannot be sent again)"),
        "{error}"
    );
    assert_eq!(received(&server), ["abc"]);
}

#[test]
fn a_stream_of_which_nothing_was_sent_is_retried() {
    let server = MockTransport::new().then(MockResponse::failure(TransportErrorKind::Connect)).then(thing());
    put(&server, RequestBody::stream(chunks(&["abc"]), None)).unwrap();
    assert_eq!(received(&server), ["", "abc"]);
}

/// The provider would give the rejected token until it ends by itself.
#[test]
fn the_call_after_a_stream_whose_token_was_rejected_has_another_one() {
    static BEARER: rt::Scheme = rt::Scheme::bearer("oauth");
    static UNDOCUMENTED: rt::Undocumented =
        rt::Undocumented::new(&[&crate::support::EU], &[&[rt::SecurityRequirement(&BEARER, &[])]]);
    let server = MockTransport::new().then(MockResponse::empty(401)).then(thing()).then(thing());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    let provider = rt::token_fn(move |request: rt::TokenRequest| {
        let rejected = request.rejected.as_ref().map(|token| token.expose().to_owned());
        seen.lock().unwrap().push(rejected.clone());
        async move { Ok::<_, String>(rt::Token::new(if rejected.is_some() { "fresh" } else { "stale" })) }
    });
    let client = rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone()).credential("oauth", provider);
    let client = client.build().unwrap();
    let put = || client.put("/x").content("text/plain", RequestBody::stream(chunks(&["abc"]), None));
    assert_eq!(now(client.send(put())).unwrap_err().status().unwrap().as_u16(), 401);
    now(client.send(put())).unwrap();
    now(client.send(put())).unwrap();
    assert_eq!(asked.lock().unwrap()[..], [None, Some("stale".to_owned()), None]);
}

/// Crates that share a runtime may have schemes of one name. A token is a secret, and the provider for another API must not get it.
#[test]
fn a_rejection_is_for_the_scheme_of_its_own_crate() {
    static OURS: rt::Scheme = rt::Scheme::bearer("oauth").of_crate("ours");
    static THEIRS: rt::Scheme = rt::Scheme::bearer("oauth").of_crate("theirs");
    static THEIR_SECURITY: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&THEIRS, &[])];
    static THEIR_GET: rt::Operation = rt::Operation { security: &[THEIR_SECURITY], ..crate::support::GET };
    static UNDOCUMENTED: rt::Undocumented =
        rt::Undocumented::new(&[&crate::support::EU], &[&[rt::SecurityRequirement(&OURS, &[])]]);
    let server = MockTransport::new().then(MockResponse::empty(401)).then(thing()).then(thing());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let provider = |own: &'static str| {
        let seen = asked.clone();
        rt::token_fn(move |request: rt::TokenRequest| {
            seen.lock().unwrap().push((own, request.rejected.is_some()));
            async move { Ok::<_, String>(rt::Token::new(own)) }
        })
    };
    let builder = rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone());
    let builder = builder.credential(&OURS, provider("ours")).credential(&THEIRS, provider("theirs"));
    let client = builder.build().unwrap();
    let put = || client.put("/x").content("text/plain", RequestBody::stream(chunks(&["abc"]), None));
    assert!(now(client.send(put())).is_err());
    now(client.send(rt::Request::<rt::Json, rt::Json>::new(&THEIR_GET).arg(&"1".to_owned()))).unwrap();
    now(client.send(put())).unwrap();
    assert_eq!(asked.lock().unwrap()[..], [("ours", false), ("theirs", false), ("ours", true)]);
}

#[test]
fn a_stream_that_was_sent_is_not_sent_again_with_another_token() {
    static BEARER: rt::Scheme = rt::Scheme::bearer("oauth");
    static UNDOCUMENTED: rt::Undocumented =
        rt::Undocumented::new(&[&crate::support::EU], &[&[rt::SecurityRequirement(&BEARER, &[])]]);
    let fresh = || rt::token_fn(|_| async { Ok::<_, String>(rt::Token::new("fresh")) });
    for (body, attempts) in [(RequestBody::stream(chunks(&["abc"]), None), 1), ("abc".into(), 2)] {
        let server = MockTransport::new().then(MockResponse::empty(401)).then(thing());
        let builder = rt::ClientBuilder::new(&UNDOCUMENTED).transport(server.clone());
        let client = builder.credential("oauth", fresh()).build().unwrap();
        let sent = now(client.send(client.put("/file").content("text/plain", body)));
        assert_eq!((sent.is_ok(), server.requests().len()), (attempts == 2, attempts));
    }
}

#[test]
fn streams_that_can_be_opened_anew_are_opened_for_each_attempt() {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = opened.clone();
    let open = move || {
        count.fetch_add(1, Ordering::Relaxed);
        Ok(chunks(&["ab", "c"]))
    };
    let body = RequestBody::replayable(open, 3);
    assert_eq!(body.replay(), Replay::Yes);
    let server = MockTransport::new().then(busy()).then(thing());
    put(&server, body).unwrap();
    assert_eq!((received(&server), opened.load(Ordering::Relaxed)), (vec!["abc".to_owned(), "abc".to_owned()], 2));
}

#[test]
fn a_file_is_read_for_each_attempt() {
    let content = "0123456789".repeat(100_000);
    let body = RequestBody::file(file("upload.txt", content.as_bytes())).unwrap();
    assert_eq!((body.length(), body.replay()), (Some(1_000_000), Replay::Yes));
    let server = MockTransport::new().then(busy()).then(thing());
    put(&server, body).unwrap();
    assert!(received(&server) == [content.as_str(), content.as_str()]);
}

#[test]
fn a_file_must_be_there_and_be_a_file() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    assert_eq!(RequestBody::file(folder.join("nothing")).unwrap_err().kind(), io::ErrorKind::NotFound);
    assert!(RequestBody::file(folder).unwrap_err().to_string().contains("not a regular file"));
    let path = file("removed.txt", b"abc");
    let body = RequestBody::file(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    let server = MockTransport::new().then(thing());
    let error = put(&server, body).unwrap_err();
    assert!(error.to_string().contains("the body of the request cannot be sent"), "{error}");
}

#[test]
fn a_reader_is_read_to_its_end() {
    let server = MockTransport::new().then(thing()).then(thing());
    put(&server, RequestBody::reader(io::Cursor::new("abc"), 3)).unwrap();
    put(&server, std::fs::File::open(file("open.txt", b"open")).unwrap()).unwrap();
    assert_eq!(received(&server), ["abc", "open"]);
}

#[test]
fn an_error_of_a_stream_is_the_error_and_is_not_retried() {
    let body = RequestBody::stream(Chunks([Ok(&b"ab"[..]), Err(io::Error::other("the disk is gone"))].into()), None);
    let server = MockTransport::new().then(thing()).then(thing());
    let error = put(&server, body).unwrap_err();
    assert!(error.to_string().contains("the body of the request cannot be sent: the disk is gone"), "{error}");
}

#[test]
fn progress_is_observed_in_both_directions() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let note = |seen: &Arc<Mutex<Vec<_>>>| {
        let seen = seen.clone();
        move |so_far: rt::Transferred| seen.lock().unwrap().push((so_far.bytes, so_far.total))
    };
    let take = || std::mem::take(&mut *seen.lock().unwrap());
    let server = MockTransport::new().then(thing()).then(thing());
    put(&server, RequestBody::stream(chunks(&["ab", "c"]), None).on_progress(note(&seen))).unwrap();
    assert_eq!(take(), [(2, None), (3, None)]);
    put(&server, RequestBody::from(vec![0; 100_000]).on_progress(note(&seen))).unwrap();
    assert_eq!(take(), [(65_536, Some(100_000)), (100_000, Some(100_000))]);

    let server =
        MockTransport::new().then(MockResponse::empty(200).header("content-length", "3").chunk("ab").chunk("c"));
    let client = client(&server);
    let opened = now(client.open(client.get("/file"))).unwrap().into_body();
    assert_eq!(opened.length(), Some(3));
    assert_eq!(now(opened.on_progress(note(&seen)).collect(9)).unwrap(), "abc");
    assert_eq!(take(), [(2, Some(3)), (3, Some(3))]);
}

#[test]
fn a_response_is_passed_on_as_a_body() {
    let from = MockTransport::new().then(MockResponse::empty(200).chunk("ab").chunk("c"));
    let source = client(&from);
    let opened = now(source.open(source.get("/file"))).unwrap().into_body();
    let server = MockTransport::new().then(thing());
    let length = opened.length();
    put(&server, RequestBody::stream(opened, length)).unwrap();
    assert_eq!(received(&server), ["abc"]);
}

struct Form {
    note: String,
    file: RequestBody,
}
rt::record! { Form = "form" { note = required "note"; file = required "file"; } }

static BODIES: &[rt::Content] = &[rt::Content::new("multipart/form-data", rt::ContentKind::Multipart)];
static UPLOAD: rt::Operation = rt::Operation {
    id: "upload",
    method: rt::Method::POST,
    path: "/x",
    bodies: BODIES,
    responses: crate::support::DONE,
    servers: &[&crate::support::EU],
    ..rt::Operation::EMPTY
};

fn upload(file: impl Into<RequestBody>) -> rt::Request<(), ()> {
    rt::Request::new(&UPLOAD).body(0, &Form { note: "n".into(), file: file.into() })
}

#[test]
fn a_part_is_a_file_or_a_stream() {
    let path = file("photo.jpeg", b"JPEG");
    let streamed = upload(RequestBody::stream(chunks(&["JP", "EG"]), 4));
    for (request, name) in
        [(upload(RequestBody::file(path).unwrap()), "photo.jpeg"), (streamed, "file"), (upload("JPEG"), "file")]
    {
        let in_memory = request.body_bytes().is_some();
        assert_eq!(in_memory, request.content_body().unwrap().replay() == Replay::Yes && name == "file");
        let request = request.part("file", rt::PartHead::new().content_type("image/jpeg"));
        let length = request.content_body().unwrap().length().unwrap();
        let server = MockTransport::new().then(MockResponse::empty(204));
        wait(client(&server).send(request)).unwrap();
        let body = &received(&server)[0];
        assert_eq!(u64::try_from(body.len()).unwrap(), length);
        let boundary = body.lines().next().unwrap();
        assert_eq!(
            *body,
            format!(
                "{boundary}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n{boundary}\r\n\
                 Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n\
                 JPEG\r\n{boundary}--\r\n"
            )
        );
        let mime = server.requests()[0].headers()["content-type"].to_str().unwrap().to_owned();
        assert_eq!(mime, format!("multipart/form-data; boundary={}", &boundary[2..]));
    }
}
