//! The pages of an operation: how each kind asks for the next one, and when it ends.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Problem, Thing, leak, now};
use rt::{CursorSource, NextPage, PageParam, Paged, Paging};

/// A page as emitted code has it.
pub struct ThingPage {
    pub value: Option<Vec<Thing>>,
    pub more: Option<bool>,
}
rt::record! { ThingPage: Default = "thingPage" { value = "value"; more = "more"; } }

impl Paged for ThingPage {
    type Item = Thing;
    fn into_items(self) -> Vec<Thing> {
        self.value.unwrap_or_default()
    }
}

const JSON: rt::ContentKind = rt::ContentKind::Json;

/// A table that lives as long as those of emitted code.
fn kept<T>(rows: impl Into<Box<[T]>>) -> &'static [T] {
    Box::leak(rows.into())
}

pub fn operation(paging: Paging) -> rt::Operation {
    let responses = [
        rt::ResponseSpec::success(rt::Status::Exact(200), JSON, "application/json", 0),
        rt::ResponseSpec::error(rt::Status::Range(5), JSON, "application/json", 0),
    ];
    rt::Operation {
        id: "thing_list",
        method: rt::Method::GET,
        path: "/things",
        params: kept([rt::Param::Query("top"), rt::Param::Query("page"), rt::Param::Header("Prefer")]),
        responses: kept(responses),
        servers: kept([&crate::support::EU]),
        paging: Some(Box::leak(Box::new(paging))),
        idempotent: true,
        ..rt::Operation::EMPTY
    }
}

pub fn request(paging: Paging) -> rt::Request<ThingPage, Problem> {
    rt::Request::new(leak(operation(paging)))
}

pub fn link() -> Paging {
    Paging::new(NextPage::Link("/next")).items("/value")
}

/// A page with one thing for each id, and with other members.
pub fn page(ids: &[&str], rest: &str) -> MockResponse {
    let things: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    MockResponse::json(200, format!(r#"{{"value":[{}]{rest}}}"#, things.join(",")))
}

pub fn server(pages: impl IntoIterator<Item = MockResponse>) -> MockTransport {
    pages.into_iter().fold(MockTransport::new(), MockTransport::then)
}

pub fn client(server: &MockTransport) -> rt::Client {
    let retry = rt::RetryPolicy::none();
    rt::Client::builder().transport(server.clone()).retry(retry).build().unwrap()
}

/// The ids of all items, and the first error.
fn ids(request: rt::Request<ThingPage, Problem>, server: &MockTransport) -> (Vec<String>, Option<String>) {
    let mut items = request.items(&client(server));
    let mut ids = Vec::new();
    loop {
        match now(items.next()) {
            Some(Ok(thing)) => ids.push(thing.id),
            Some(Err(error)) => return (ids, Some(error.to_string())),
            None => return (ids, None),
        }
    }
}

/// The URLs of the requests.
pub fn urls(server: &MockTransport) -> Vec<String> {
    server.requests().iter().map(|request| format!("{} {}", request.method(), request.uri())).collect()
}

#[test]
fn a_link_in_the_body_is_followed_with_the_headers_of_the_first_request() {
    let server = server([
        page(&["1", "2"], r#","next":"https://eu.example.com/v1/more?skip=2&q='a b'""#),
        page(&["3"], r#","next":null"#),
    ]);
    let request = request(link()).header("Prefer", "odata.maxpagesize=2");
    assert_eq!(ids(request, &server), (vec!["1".to_owned(), "2".to_owned(), "3".to_owned()], None));
    assert_eq!(
        urls(&server),
        ["GET https://eu.example.com/v1/things", "GET https://eu.example.com/v1/more?skip=2&q='a%20b'"]
    );
    assert!(server.requests().iter().all(|request| request.headers()["prefer"] == "odata.maxpagesize=2"));
}

#[test]
fn a_relative_link_is_one_of_the_page_that_has_it() {
    let cases = [
        ("/abs?x=1", "https://eu.example.com/abs?x=1"),
        ("sibling", "https://eu.example.com/v1/sibling"),
        ("../up/./x", "https://eu.example.com/up/x"),
        ("?page=2#top", "https://eu.example.com/v1/things?page=2"),
        ("//eu.example.com/other", "https://eu.example.com/other"),
    ];
    for (reference, url) in cases {
        let server = server([page(&["1"], &format!(r#","next":"{reference}""#)), page(&["2"], "")]);
        assert_eq!(ids(request(link()), &server).1, None);
        assert_eq!(urls(&server)[1], format!("GET {url}"), "{reference}");
    }
}

#[test]
fn a_link_to_another_host_is_not_followed_unless_that_is_trusted() {
    let pages = || [page(&["1"], r#","next":"https://evil.example.com/x?token=secret""#), page(&["2"], "")];
    let one = server(pages());
    let (items, error) = ids(request(link()), &one);
    assert_eq!((items.len(), one.requests().len()), (1, 1));
    assert_eq!(
        error.unwrap(),
        "thing_list: credentials are not sent to https://evil.example.com:443, which is not a configured server; allow it \
         with `.trusted_host(…)`"
    );

    let server = server(pages());
    let builder = rt::Client::builder().transport(server.clone()).trusted_host("evil.example.com");
    let mut pages = request(link()).pages(&builder.build().unwrap());
    while let Some(page) = now(pages.next()) {
        page.unwrap();
    }
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_link_that_lowers_the_encryption_is_not_followed() {
    let server = server([page(&["1"], r#","next":"http://eu.example.com/v1/more""#)]);
    assert!(ids(request(link()), &server).1.unwrap().contains("http://eu.example.com:80"));
}

#[test]
fn what_is_no_link_is_an_error_after_the_page_that_has_it() {
    for (next, text) in [("\"mailto:a@b\"", "is not a URL of http or https"), ("{}", "at /next that is neither text")] {
        let server = server([page(&["1"], &format!(",\"next\":{next}"))]);
        let (items, error) = ids(request(link()), &server);
        assert_eq!(items, ["1"]);
        assert!(error.unwrap().contains(text));
    }
}

#[test]
fn a_server_that_sends_a_link_twice_is_stopped() {
    let to = |page: &str| format!(r#","next":"/{page}""#);
    let server = server([page(&["1"], &to("a")), page(&["2"], &to("b")), page(&["3"], &to("a")), page(&["4"], "")]);
    let (items, error) = ids(request(link()), &server);
    assert_eq!((items.len(), server.requests().len()), (3, 3));
    assert!(error.unwrap().contains("was received already"));
    // The first page has no link that led to it, but a URL.
    let back = r#","next":"https://eu.example.com/v1/things?top=1""#;
    for pages in [vec![page(&["1"], back)], vec![page(&["1"], &to("a")), page(&["2"], back)]] {
        let (count, server) = (pages.len(), self::server(pages));
        let (items, error) = ids(request(link()).query_pair("top", 1), &server);
        assert_eq!((items.len(), server.requests().len()), (count, count));
        assert!(error.unwrap().contains("was received already"));
    }
}

#[test]
fn a_link_of_the_header_is_followed() {
    let with = |link: &str| MockResponse::json(200, r#"[{"id":"1"}]"#).header("link", link);
    let server = server([
        with(r#"</first>; rel="first", <https://eu.example.com/v1/things?page=2>; title="a, \"b\""; rel="last NEXT""#),
        with("<?page=3>;rel=next"),
        with(r#"</x>; rel="prev", </other>; rel=next; anchor="/y""#),
    ]);
    let request: rt::Request<Vec<Thing>, Problem> =
        rt::Request::new(leak(operation(Paging::new(NextPage::LinkHeader))));
    let mut pages = request.pages(&client(&server));
    let mut count = 0;
    while let Some(page) = now(pages.next()) {
        count += page.unwrap().into_items().len();
    }
    assert_eq!(count, 3);
    assert_eq!(
        urls(&server)[1..],
        ["GET https://eu.example.com/v1/things?page=2", "GET https://eu.example.com/v1/things?page=3"]
    );
}

#[test]
fn a_cursor_is_sent_where_the_table_says() {
    let cursor = |to| Paging::new(NextPage::Cursor { from: CursorSource::Body("/meta/a~1b"), to }).items("/value");
    let pages = || {
        [
            page(&["1"], r#","meta":{"a/b":"x y"}"#),
            page(&["2"], r#","meta":{"a/b":7}"#),
            page(&["3"], r#","meta":{"a/b":""}"#),
        ]
    };
    let one = server(pages());
    assert_eq!(ids(request(cursor(PageParam::Query("after"))), &one).0.len(), 3);
    assert_eq!(
        urls(&one)[1..],
        ["GET https://eu.example.com/v1/things?after=x%20y", "GET https://eu.example.com/v1/things?after=7"]
    );
    let one = server(pages());
    assert_eq!(ids(request(cursor(PageParam::Header("X-After"))), &one).0.len(), 3);
    assert_eq!(one.requests()[2].headers()["x-after"], "7");
}

#[test]
fn a_cursor_is_written_into_a_body_beside_what_that_has() {
    let paging =
        Paging::new(NextPage::Cursor { from: CursorSource::Body("/next"), to: PageParam::Body("/page/cursor") });
    let operation = rt::Operation {
        bodies: kept([rt::Content::new("application/json", JSON)]),
        ..operation(paging.items("/value"))
    };
    let server = server([page(&["1"], r#","next":"c\"2""#), page(&["2"], "")]);
    let body: rt::Json = serde_json::from_str(r#"{"filter":12345678901234567890}"#).unwrap();
    let request: rt::Request<ThingPage, Problem> = rt::Request::new(leak(operation)).body(0, &body);
    assert_eq!(ids(request, &server).0.len(), 2);
    let sent: Vec<_> = server.requests().iter().map(|it| String::from_utf8_lossy(it.body()).into_owned()).collect();
    assert_eq!(sent[1], r#"{"filter":12345678901234567890,"page":{"cursor":"c\"2"}}"#);
    assert_eq!(server.requests()[1].headers()["content-type"], "application/json");
}

#[test]
fn a_cursor_may_be_in_a_header_or_in_the_last_item() {
    let to = PageParam::Query("starting_after");
    let by_header = Paging::new(NextPage::Cursor { from: CursorSource::Header("next-token"), to }).items("/value");
    let one = server([page(&["1"], "").header("next-token", "t2"), page(&["2"], "")]);
    assert_eq!(ids(request(by_header), &one).0.len(), 2);
    assert_eq!(urls(&one)[1], "GET https://eu.example.com/v1/things?starting_after=t2");

    let by_item =
        Paging::new(NextPage::Cursor { from: CursorSource::LastItem("/id"), to }).items("/value").more("/more");
    let one = server([page(&["1", "2"], r#","more":true"#), page(&["3"], r#","more":false"#)]);
    assert_eq!(ids(request(by_item), &one), (vec!["1".to_owned(), "2".to_owned(), "3".to_owned()], None));
    assert_eq!(urls(&one)[1], "GET https://eu.example.com/v1/things?starting_after=2");
    // Nothing to go on from.
    let one = server([page(&[], r#","more":true"#)]);
    assert!(ids(request(by_item), &one).1.unwrap().contains("has no cursor"));
}

#[test]
fn page_numbers_and_offsets_go_on_from_those_of_the_request_until_a_page_is_empty() {
    let number = Paging::new(NextPage::Number { to: PageParam::Query("page"), first: 1 }).items("/value");
    let one = server([page(&["1"], ""), page(&["2"], ""), page(&[], "")]);
    assert_eq!(ids(request(number), &one).0.len(), 2);
    assert_eq!(
        urls(&one)[1..],
        ["GET https://eu.example.com/v1/things?page=2", "GET https://eu.example.com/v1/things?page=3"]
    );

    let offset = Paging::new(NextPage::Offset { to: PageParam::Query("skip") }).items("/value").more("/more");
    let one = server([page(&["1", "2"], r#","more":true"#), page(&["3"], r#","more":false"#)]);
    assert_eq!(ids(request(offset), &one).0.len(), 3);
    assert_eq!(urls(&one)[1], "GET https://eu.example.com/v1/things?skip=2");

    struct Params {
        page: Option<i64>,
    }
    rt::record! { Params: Default = "params" { page = "page"; } }
    let table = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        params: kept([rt::Param::Query("page")]),
        servers: kept([&crate::support::EU]),
        paging: Some(Box::leak(Box::new(Paging::new(NextPage::Number { to: PageParam::Query("page"), first: 1 })))),
        ..rt::Operation::EMPTY
    };
    let one = server([MockResponse::json(200, "[1]"), MockResponse::json(200, "[]")]);
    let request: rt::Request<Vec<i64>, Problem> = rt::Request::new(leak(table)).args(&Params { page: Some(5) });
    let mut pages = request.pages(&client(&one));
    while now(pages.next()).is_some() {}
    assert_eq!(urls(&one), ["GET https://eu.example.com/v1/x?page=5", "GET https://eu.example.com/v1/x?page=6"]);
}

#[test]
fn a_page_that_fails_is_requested_again_or_resumed_by_another_process() {
    let to = |page: &str| format!(r#","next":"/{page}""#);
    let script = || {
        let failure = MockResponse::json(503, r#"{"error":{"code":"busy"}}"#);
        server([page(&["1"], &to("b")), page(&["2"], &to("c")), failure, page(&["3"], "")])
    };
    let one = script();
    let mut items = request(link()).items(&client(&one));
    let outcome: Vec<Result<String, String>> = std::iter::from_fn(|| now(items.next()))
        .map(|item| item.map(|it| it.id).map_err(|error| error.to_string()))
        .collect();
    assert_eq!(
        outcome,
        [Ok("1".to_owned()), Ok("2".into()), Err("GET /things: 503 Service Unavailable: busy".into()), Ok("3".into())]
    );

    let one = script();
    let mut pages = request(link()).pages(&client(&one));
    now(pages.next()).unwrap().unwrap();
    let saved = now(pages.next()).unwrap().unwrap().continuation().unwrap().to_string();
    assert_eq!(saved, "link:https://eu.example.com/c");
    assert!(now(pages.next()).unwrap().is_err());
    assert_eq!(pages.continuation().unwrap().to_string(), saved);
    let mut rest = request(link()).pages(&client(&one)).resume(saved.parse().unwrap());
    assert_eq!(now(rest.next()).unwrap().unwrap().into_items()[0].id, "3");
    assert!(now(rest.next()).is_none());
}

#[test]
fn a_continuation_is_text_that_shows_nothing_by_accident() {
    let cursor = Paging::new(NextPage::Cursor { from: CursorSource::Header("c"), to: PageParam::Query("c") });
    for text in ["cursor:a:b", "page:7", "offset:40", "link:https://x/y"] {
        let continuation: rt::Continuation = text.parse().unwrap();
        assert_eq!(continuation.to_string(), text);
        assert!(!format!("{continuation:?}").contains("a:b") && !format!("{continuation:?}").contains("https"));
    }
    assert!("page:x".parse::<rt::Continuation>().is_err() && "7".parse::<rt::Continuation>().is_err());
    let mut pages = request(cursor).pages(&client(&server([]))).resume("page:7".parse().unwrap());
    let error = now(pages.next()).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "thing_list: the continuation is that of an operation with another kind of pages");
    assert!(now(pages.next()).is_none());
}

#[test]
fn a_link_of_an_answer_is_a_continuation() {
    let changes = rt::Continuation::from_link("https://eu.example.com/changes?token=1");
    assert_eq!(changes.to_string(), "link:https://eu.example.com/changes?token=1");
    let mut pages = request(link()).pages(&client(&server([page(&["1"], "")]))).resume(changes);
    assert_eq!(now(pages.next()).unwrap().unwrap().into_items()[0].id, "1");

    let elsewhere = rt::Continuation::from_link("https://elsewhere.example.org/changes");
    let mut pages = request(link()).pages(&client(&server([]))).resume(elsewhere);
    assert!(now(pages.next()).unwrap().is_err(), "the host is not trusted");
}

#[test]
fn the_number_of_pages_can_be_bounded() {
    let to = |page: &str| format!(r#","next":"/{page}""#);
    let server = server([page(&["1"], &to("b")), page(&["2"], &to("c")), page(&["3"], "")]);
    let mut pages = request(link()).pages(&client(&server)).max_pages(2);
    let first = now(pages.next()).unwrap().unwrap();
    assert_eq!((first.status().as_u16(), first.request_id()), (200, None));
    assert!(now(pages.next()).unwrap().is_ok() && now(pages.next()).is_none());
    assert_eq!(pages.continuation().unwrap().to_string(), "link:https://eu.example.com/c");
}

#[test]
fn a_dropped_future_loses_no_page() {
    use std::task::{Context, Poll, Waker};
    let server = server([page(&["1"], "")]);
    /// A transport that is pending once.
    struct Slow(MockTransport);
    impl rt::Transport for Slow {
        fn send(
            &self,
            request: http::Request<rt::RequestBody>,
        ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
            Box::pin(async move {
                let mut polls = 0;
                std::future::poll_fn(|_| {
                    polls += 1;
                    if polls == 1 { Poll::Pending } else { Poll::Ready(()) }
                })
                .await;
                self.0.send(request).await
            })
        }
        fn sleep(&self, duration: std::time::Duration) -> rt::BoxFuture<'_, ()> {
            // Time limits are never reached.
            let _ = duration;
            Box::pin(std::future::pending())
        }
    }
    let client = rt::Client::builder().transport(Slow(server.clone())).build().unwrap();
    let mut pages = request(link()).pages(&client);
    let context = &mut Context::from_waker(Waker::noop());
    assert!(std::pin::pin!(pages.next()).poll(context).is_pending());
    let page = now(pages.next()).unwrap().unwrap();
    assert_eq!(page.into_items()[0].id, "1");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn credentials_go_with_each_page_and_a_key_in_the_link_is_not_sent_twice() {
    static KEY: rt::Scheme = rt::Scheme::api_key_query("key", "key");
    let operation = rt::Operation { security: kept([kept([rt::SecurityRequirement(&KEY, &[])])]), ..operation(link()) };
    let server = server([page(&["1"], r#","next":"/b""#), page(&["2"], r#","next":"/c?key=k""#), page(&["3"], "")]);
    let client = rt::Client::builder().transport(server.clone()).credential("key", rt::StaticToken::new("k"));
    let mut pages = rt::Request::<ThingPage, Problem>::new(leak(operation)).pages(&client.build().unwrap());
    while let Some(page) = now(pages.next()) {
        page.unwrap();
    }
    let urls: Vec<String> = urls(&server).iter().map(|url| url.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(urls, ["things?key=k", "b?key=k", "c?key=k"]);
}

#[test]
fn a_link_of_a_post_is_a_get_unless_the_table_says_otherwise() {
    let post = |paging: Paging| {
        let operation = operation(paging);
        let table = rt::Operation {
            id: "search",
            method: rt::Method::POST,
            path: "/search",
            params: kept([rt::Param::Query("api-version"), rt::Param::Query("top")]),
            bodies: kept([rt::Content::new("application/json", JSON)]),
            responses: operation.responses,
            servers: kept([&crate::support::EU]),
            paging: Some(operation.paging.unwrap()),
            ..rt::Operation::EMPTY
        };
        let server =
            server([page(&["1"], r#","next":"/b""#), page(&["2"], r#","next":"/c?api-version=2""#), page(&["3"], "")]);
        struct Params {
            version: String,
            top: i64,
        }
        rt::record! { Params: Default = "params" { version = required "api-version"; top = required "top"; } }
        let params = Params { version: "1".into(), top: 5 };
        let request = rt::Request::new(leak(table)).args(&params).body(0, &"x".to_owned()).idempotency_key("k");
        assert_eq!(ids(request, &server), (vec!["1".to_owned(), "2".into(), "3".into()], None));
        let seen = |request: &http::Request<bytes::Bytes>| {
            let key = request.headers().contains_key("idempotency-key");
            (format!("{} {}", request.method(), request.uri().path_and_query().unwrap()), request.body().len(), key)
        };
        server.requests().iter().map(seen).collect::<Vec<_>>()
    };
    let expect = |method: &str, body: usize| {
        [
            ("POST /v1/search?api-version=1&top=5".to_owned(), 3, true),
            (format!("{method} /b?api-version=1"), body, false),
            (format!("{method} /c?api-version=2"), body, false),
        ]
    };
    let repeated = link().repeated(&["api-version"]);
    assert_eq!(post(repeated), expect("GET", 0));
    assert_eq!(post(repeated.link_method(rt::Method::POST)), expect("POST", 3));
}

#[test]
fn an_operation_without_a_table_is_not_taken_for_one_page() {
    let request: rt::Request<Vec<Thing>, Problem> = rt::Request::new(&crate::support::GET).arg(&"1".to_owned());
    let server = server([]);
    let error = now(request.pages(&client(&server)).next()).unwrap().unwrap_err();
    assert!(error.to_string().contains("the document does not say how the next page"));
    assert!(server.requests().is_empty());
    assert!(matches!(error, rt::Error::Request(rt::RequestError::NextPage { fault: rt::NextPageFault::NotPaged, .. })));
}

#[test]
fn both_are_streams() {
    fn stream<T>(_: &impl futures_core::Stream<Item = T>) {}
    let server = server([]);
    stream(&request(link()).pages(&client(&server)));
    stream(&request(link()).items(&client(&server)));
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_has_iterators() {
    let server = server([page(&["1", "2"], r#","next":"/b""#), page(&["3"], "")]);
    let client = rt::blocking::Client::new(client(&server)).unwrap();
    let ids: Vec<String> = client.items(request(link())).map(|item| item.unwrap().id).collect();
    assert_eq!(ids, ["1", "2", "3"]);
}
