//! Lists that are read item by item: what is returned however the body is cut, and what becomes of one that is broken.
use crate::pages::{ThingPage, client, link, operation, request, server, urls};
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Problem, Thing, leak, now};
use rt::{CursorSource, NextPage, PageParam, Paging, TransportErrorKind};

type Failure = rt::Error<Problem>;
type Things = rt::Request<Vec<Thing>, Problem>;

/// A request for a list of which nothing says how it is paged.
fn plain() -> Things {
    let operation = rt::Operation {
        id: "thing_list",
        method: rt::Method::GET,
        path: "/things",
        responses: const {
            &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)]
        },
        servers: const { &[&crate::support::EU] },
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation))
}

/// A response with these pieces.
fn pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> MockResponse {
    let head = MockResponse::empty(200).header("content-type", "application/json");
    pieces.into_iter().fold(head, |response, piece| response.chunk(piece.to_vec()))
}

/// The things until the first error, and the error.
fn read<O: rt::Paged<Item = Thing>>(mut items: rt::Items<O, Problem>) -> (Vec<Thing>, Option<Failure>) {
    let mut things = Vec::new();
    loop {
        match now(items.next()) {
            Some(Ok(thing)) => things.push(thing),
            Some(Err(error)) => return (things, Some(error)),
            None => return (things, None),
        }
    }
}

fn ids(things: &[Thing]) -> Vec<&str> {
    things.iter().map(|thing| thing.id.as_str()).collect()
}

/// The ids of the items of a page with this body, and the error after them.
fn page_of(body: &str) -> (Vec<String>, Option<String>) {
    let (things, error) = read(request(link()).items(&client(&server([pieces([body.as_bytes()])]))));
    (ids(&things).into_iter().map(str::to_owned).collect(), error.map(|error| error.to_string()))
}

/// Bodies of pages with the things `1` and `2`, the second of them with a name.
const BODIES: &[&str] = &[
    r#"{"value":[{"id":"1"},{"id":"2","name":"\"é]\\,😀\u00e9"}]}"#,
    r#"{"more":false,"count":2,"value":[{"id":"1"},{"id":"2","name":"\"é]\\,😀\u00e9"}]}"#,
    r#"{"value":[{"id":"1"},{"id":"2","name":"\"é]\\,😀\u00e9"}],"more":false,"value2":[{"id":"9"}]}"#,
    "\u{feff} {\n\t\"deep\": {\"value\": [{\"id\":\"8\"}, [[]], \"]}\"]},\r\n \"value\" : [ {\"id\" :\t\"1\", \"x\":[{\"value\":[]}]} ,\n \
     {\"name\":\"\\\"é]\\\\,😀\\u00e9\",\"id\":\"2\"}\n ] , \"next\" : null } ",
    r#"{"v\u0061lue":[{"id":"1","x":-1.5e3,"y":[true,null,""]},{"id":"2","name":"\"é]\\,😀\u00e9"}]}"#,
];

#[test]
fn a_body_may_be_cut_anywhere() {
    for body in BODIES {
        for cut in 0..=body.len() {
            let (start, end) = body.as_bytes().split_at(cut);
            let (things, error) = read(request(link()).items(&client(&server([pieces([start, end])]))));
            assert!(error.is_none(), "{body}, cut at {cut}: {error:?}");
            assert_eq!(ids(&things), ["1", "2"], "{body}, cut at {cut}");
            assert_eq!(things[1].name.as_deref(), Some("\"é]\\,😀é"), "{body}, cut at {cut}");
        }
        let bytes = pieces(body.as_bytes().chunks(1));
        assert_eq!(ids(&read(request(link()).items(&client(&server([bytes])))).0), ["1", "2"], "{body}, byte by byte");
    }
}

#[test]
fn a_plain_list_needs_no_table_of_pages() {
    for body in [r#"[{"id":"1"},{"id":"2"}]"#, " [ {\"id\":\"1\"} , {\"id\":\"2\"} ]\n"] {
        for cut in 0..=body.len() {
            let (start, end) = body.as_bytes().split_at(cut);
            let (things, error) = read(plain().items(&client(&server([pieces([start, end])]))));
            assert!(error.is_none(), "{body}, cut at {cut}: {error:?}");
            assert_eq!(ids(&things), ["1", "2"]);
        }
    }
    assert_eq!(read(plain().items(&client(&server([pieces([&b"[ ]"[..]])])))).0.len(), 0);
}

#[test]
fn scalars_and_lists_are_items_too() {
    let items = |body: &'static str| {
        let operation = plain().operation();
        let request: rt::Request<Vec<rt::Json>, Problem> = rt::Request::new(operation);
        let mut items = request.items(&client(&server([pieces(body.as_bytes().chunks(1))])));
        let mut found = Vec::new();
        while let Some(item) = now(items.next()) {
            found.push(item.unwrap().to_string());
        }
        found
    };
    assert_eq!(
        items(r#"[1,-2.5e3 ,true,null,"a,b",[],[[1,[2]],{}],{"a":[{}]}]"#),
        ["1", "-2500.0", "true", "null", "\"a,b\"", "[]", "[[1,[2]],{}]", "{\"a\":[{}]}"]
    );
}

#[test]
fn an_item_is_there_before_the_rest_of_the_body() {
    let begun = pieces([&br#"{"value":[{"id":"1"},{"id":"2"#[..]]).stalled();
    let mut items = request(link()).idle_timeout(None).items(&client(&server([begun])));
    assert_eq!(now(items.next()).unwrap().unwrap().id, "1");
    let waiting = std::pin::pin!(items.next());
    let context = &mut std::task::Context::from_waker(std::task::Waker::noop());
    assert!(waiting.poll(context).is_pending());
}

#[test]
fn what_stands_beside_the_list_asks_for_the_next_page() {
    let server = server([
        pieces([&br#"{"next":"/b","value":[{"id":"1"}]}"#[..]]),
        pieces([&br#"{"value":[{"id":"2"}],"next":"/c"}"#[..]]),
        pieces([&br#"{"value":[],"next":"/d"}"#[..]]),
        pieces([&br#"{"next":null}"#[..]]),
    ]);
    let (things, error) = read(request(link()).items(&client(&server)));
    assert_eq!((ids(&things), error.is_none()), (vec!["1", "2"], true));
    assert_eq!(urls(&server).len(), 4);
}

#[test]
fn items_that_were_streamed_count_for_the_next_page() {
    let two = || pieces(br#"{"value":[{"id":"1"},{"id":"2"}]}"#.chunks(5));
    let none = || pieces([&br#"{"value":[]}"#[..]]);
    let asks = |next: NextPage| {
        let server = server([two(), two(), none()]);
        let (things, error) = read(request(Paging::new(next).items("/value")).items(&client(&server)));
        assert_eq!((things.len(), error.is_none()), (4, true));
        urls(&server).into_iter().skip(1).map(|url| url.rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let page = PageParam::Query("page");
    assert_eq!(asks(NextPage::Offset { to: page }), ["things?page=2", "things?page=4"]);
    assert_eq!(asks(NextPage::Number { to: page, first: 1 }), ["things?page=2", "things?page=3"]);

    let server = server([two(), none()]);
    let last = NextPage::Cursor { from: CursorSource::LastItem("/id"), to: page };
    assert_eq!(read(request(Paging::new(last).items("/value")).items(&client(&server))).0.len(), 2);
    assert_eq!(urls(&server)[1], "GET https://eu.example.com/v1/things?page=2");
}

#[test]
fn a_list_deep_in_the_body_is_found_by_its_place() {
    pub struct Deep {
        pub data: Option<ThingPage>,
    }
    rt::record! { Deep: Default = "deep" { data = "a/b"; } }
    impl rt::Paged for Deep {
        type Item = Thing;
        fn into_items(self) -> Vec<Thing> {
            self.data.map(rt::Paged::into_items).unwrap_or_default()
        }
    }
    let body =
        r#"{"value":[{"id":"8"}],"a/b":{"more":true,"value":[{"id":"1"},{"id":"2"}]},"c":{"value":[{"id":"9"}]}}"#;
    let operation = leak(operation(Paging::new(NextPage::OnlyOne).items("/a~1b/value")));
    let request: rt::Request<Deep, Problem> = rt::Request::new(operation);
    let (things, error) = read(request.items(&client(&server([pieces(body.as_bytes().chunks(3))]))));
    assert_eq!((ids(&things), error.map(|error| error.to_string())), (vec!["1", "2"], None));
}

#[test]
fn an_item_that_cannot_be_decoded_is_told_by_its_place_and_the_next_one_follows() {
    let body = r#"{"value":[{"id":"1"},{"id":"2","name":7.5},{"id":"3"}]}"#;
    let mut items = request(link()).items(&client(&server([pieces([body.as_bytes()])])));
    assert_eq!(now(items.next()).unwrap().unwrap().id, "1");
    let error = now(items.next()).unwrap().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("/value/1/name: "), "{text}");
    assert!(text.ends_with("`.lenient()` on the request or the client leaves out what does not match"), "{text}");
    let rt::Error::Decode(fault) = error else { panic!("{text}") };
    assert_eq!(&fault.response().bytes()[..], br#"{"id":"2","name":7.5}"#);
    assert_eq!(now(items.next()).unwrap().unwrap().id, "3");
    assert!(now(items.next()).is_none());
}

#[test]
fn a_lenient_reader_leaves_out_what_it_leaves_out_of_a_whole_list() {
    let body = r#"{"value":[{"id":"1","name":[]},{"name":"x"},{"id":"3"}],"more":"often"}"#;
    let whole = || server([pieces([body.as_bytes()])]);
    let mut items = request(link()).lenient().items(&client(&whole()));
    let mut found = Vec::new();
    while let Some(item) = now(items.next()) {
        found.push(item.unwrap().id);
    }
    assert_eq!(found, ["1", "3"]);
    let told: Vec<String> = items.take_misfits().iter().map(ToString::to_string).collect();
    let page = now(request(link()).lenient().pages(&client(&whole())).next()).unwrap().unwrap();
    let expected: Vec<String> = page.response().misfits().iter().map(ToString::to_string).collect();
    assert_eq!(told, expected);
    assert!(told.iter().any(|misfit| misfit.starts_with("/value/1")), "{told:?}");
    assert!(items.take_misfits().is_empty());
}

#[test]
fn a_broken_list_is_an_error_behind_its_whole_items() {
    for (body, place) in [
        (r#"{"value":[{"id":"1"},{"id":"2"},{"id":"#, "/value/2: the body ends within the list"),
        (r#"{"value":[{"id":"1"},{"id":"2"}"#, "/value/2: the body ends within the list"),
        (r#"{"value":[{"id":"1"},{"id":"2"},"#, "/value/2: the body ends within the list"),
        (r#"{"value":[{"id":"1"},{"id":"2"}]"#, "EOF while parsing"),
        (r#"{"value":[{"id":"1"},{"id":"2"}],"#, "EOF while parsing"),
        (r#"{"value":[{"id":"1"},{"id":"2"},]}"#, "/value/2: expected an item"),
        (r#"{"value":[{"id":"1"},{"id":"2"},,{"id":"3"}]}"#, "/value/2: expected an item"),
        (r#"{"value":[{"id":"1"},{"id":"2"} {"id":"3"}]}"#, "/value/2: expected `,` or `]`"),
        (r#"{"value":[{"id":"1"},{"id":"2"}}"#, "/value/2: expected `,` or `]`"),
        (r#"{"value":[{"id":"1"},{"id":"2"}],"value":[{"id":"3"}]}"#, "the list is there twice"),
        (r#"{"value":[{"id":"1"},{"id":"2"}]} x"#, "trailing characters"),
        (r#"{"value":[{"id":"1"},{"id":"2"}],"more":{"a":1]}"#, "expected"),
    ] {
        let (items, error) = page_of(body);
        assert_eq!(items, ["1", "2"], "{body}");
        let error = error.unwrap_or_else(|| panic!("{body} is no error"));
        assert!(error.contains(place), "{body}: {error}");
    }
    for body in
        ["{\"value\":[,]}", "{\"value\":[}", "{\"value\":[:1]}", "{\"value\":[\"a\"\"b\"]}", "{\"value\":[1\"]\"]}"]
    {
        assert!(page_of(body).1.is_some(), "{body}");
    }
}

#[test]
fn a_value_in_place_of_the_list_is_what_it_is_for_a_whole_body() {
    for (body, is_right) in [
        ("{}", true),
        (r#"{"value":null}"#, true),
        (r#"{"value":{"id":"1"}}"#, false),
        (r#"{"value":"x"}"#, false),
        ("null", false),
        ("7", false),
        ("[]", false),
        ("", false),
    ] {
        let whole = now(request(link()).pages(&client(&server([pieces([body.as_bytes()])]))).next()).unwrap();
        let (items, error) = page_of(body);
        assert_eq!((items.len(), whole.is_ok()), (0, is_right), "{body}");
        assert_eq!(error, whole.err().map(|error| error.to_string()), "{body}");
    }
}

#[test]
fn depth_takes_no_memory_and_is_an_error_of_the_item() {
    let deep = |depth: usize| {
        let request: rt::Request<Vec<rt::Json>, Problem> = rt::Request::new(plain().operation());
        let body = format!("[1,{}{},2]", "[".repeat(depth), "]".repeat(depth));
        let mut items = request.items(&client(&server([pieces(body.as_bytes().chunks(1000))])));
        [now(items.next()), now(items.next()), now(items.next())]
            .map(|item| item.unwrap().map_err(|error| error.to_string()))
    };
    assert!(deep(100).iter().all(Result::is_ok));
    let [first, second, third] = deep(1_000_000);
    assert!(first.is_ok() && third.is_ok());
    let error = second.unwrap_err();
    assert!(error.contains("/1: recursion limit"), "{error}");
}

#[test]
fn the_limit_is_one_of_an_item_and_not_of_the_list() {
    let items = |limit: usize, body: &str, size: usize| {
        let server = server([pieces(body.as_bytes().chunks(size))]);
        let retry = rt::RetryPolicy::none();
        let client = rt::Client::builder().transport(server).retry(retry).body_limit(limit).build().unwrap();
        read(request(link()).items(&client))
    };
    let many = format!("{{\"value\":[{}{{\"id\":\"last\"}}]}}", "{\"id\":\"1\"},".repeat(1000));
    for size in [3, 64, 100_000] {
        let (things, error) = items(64, &many, size);
        assert_eq!((things.len(), error.map(|error| error.to_string())), (1001, None));
        let large = format!("{{\"value\":[{{\"id\":\"1\"}},{{\"id\":\"{}\"}}]}}", "x".repeat(100));
        let (things, error) = items(64, &large, size);
        let error = error.unwrap();
        assert_eq!(things.len(), 1);
        assert!(
            error.to_string().contains("the item /value/1 of the response is larger than the limit of 64 bytes"),
            "{error}"
        );
        let rt::Error::Transport(failure) = error else { panic!() };
        assert_eq!(failure.error().kind(), TransportErrorKind::TooLarge);
        let beside = format!("{{\"value\":[{{\"id\":\"1\"}}],\"x\":\"{}\"}}", "x".repeat(100));
        let error = items(64, &beside, size).1.unwrap().to_string();
        assert!(error.contains("what stands beside the list of the response is larger"), "{error}");
    }
}

#[test]
fn a_page_that_was_cut_off_is_requested_again_and_no_item_is_returned_twice() {
    let server = server([
        pieces([&br#"{"value":[{"id":"1"},{"id":"2"},{"id""#[..]]).cut(TransportErrorKind::Lost),
        pieces([&br#"{"value":[{"id":"1"},{"id":"2"},{"id":"3"}],"next":"/b"}"#[..]]),
        pieces([&br#"{"value":[{"id":"4"}]}"#[..]]),
    ]);
    let mut items = request(link()).items(&client(&server));
    let mut next = || now(items.next()).map(|item| item.map(|thing| thing.id));
    assert_eq!([next().unwrap().unwrap(), next().unwrap().unwrap()], ["1", "2"]);
    let error = next().unwrap().unwrap_err();
    let rt::Error::Transport(failure) = &error else { panic!("{error}") };
    assert_eq!(
        (failure.error().kind(), failure.response().map(|head| head.status().as_u16())),
        (TransportErrorKind::Lost, Some(200))
    );
    assert_eq!([next().unwrap().unwrap(), next().unwrap().unwrap()], ["3", "4"]);
    assert!(next().is_none());
    assert_eq!(urls(&server).len(), 3);
}

#[test]
fn a_link_to_a_page_that_nobody_knows_of_is_told() {
    let more = MockResponse::json(200, r#"[{"id":"1"}]"#).header("link", "</b>; rel=next");
    let (things, error) = read(plain().items(&client(&server([more]))));
    assert_eq!(ids(&things), ["1"]);
    assert!(error.unwrap().to_string().contains("the document does not say how the next page"));
    let request: rt::Request<ThingPage, Problem> = rt::Request::new(plain().operation());
    assert!(matches!(now(request.items(&client(&server([]))).next()), Some(Err(rt::Error::Request(_)))));
}

#[test]
fn an_error_response_and_a_coded_body_are_received_as_a_whole() {
    let refused = MockResponse::json(500, r#"{"error":{"code":"busy"}}"#);
    let (_, error) = read(request(link()).items(&client(&server([refused]))));
    let Some(rt::Error::Api(error)) = error else { panic!("{error:?}") };
    assert_eq!(error.body().and_then(|body| body.error.as_ref()?.code.as_deref()), Some("busy"));
    let coded = MockResponse::json(200, &b"\x1f\x8b\x08[,"[..]).header("content-encoding", "gzip");
    let (_, error) = read(request(link()).items(&client(&server([coded]))));
    assert!(error.unwrap().to_string().contains("compressed with gzip"));
}

#[test]
fn other_requests_are_sent_between_the_items_although_one_may_be_in_flight() {
    let list = pieces([&br#"{"value":[{"id":"1"},"#[..], &br#"{"id":"2"}]}"#[..]]);
    let server = MockTransport::new().then(list).then(crate::support::thing());
    let client = rt::Client::builder().transport(server).max_in_flight(1).build().unwrap();
    let mut items = request(link()).items(&client);
    assert_eq!(now(items.next()).unwrap().unwrap().id, "1");
    assert!(now(client.send(crate::support::get("1"))).is_ok());
    assert_eq!(now(items.next()).unwrap().unwrap().id, "2");
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_reads_items_as_they_arrive() {
    let server = server([pieces(br#"[{"id":"1"},{"id":"2"}]"#.chunks(1))]);
    let client = rt::blocking::Client::new(client(&server)).unwrap();
    let ids: Vec<String> = client.items(plain()).map(|item| item.unwrap().id).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn a_list_that_stalls_is_an_error_behind_its_whole_items() {
    let stalled = pieces([&br#"[{"id":"1"},{"id":"2"#[..]]).stalled();
    let (things, error) = read(plain().items(&client(&server([stalled]))));
    assert_eq!(ids(&things), ["1"]);
    let Some(rt::Error::Transport(failure)) = error else { panic!("{error:?}") };
    assert_eq!(failure.error().kind(), TransportErrorKind::Timeout);
    assert!(failure.to_string().contains("no data of the body arrived within 60 s"), "{failure}");
}

#[test]
fn dropping_the_items_ends_the_call() {
    #[derive(Clone, Default)]
    struct Ends(std::sync::Arc<std::sync::Mutex<Vec<String>>>);
    impl rt::Observer for Ends {
        fn event(&self, _: &rt::CallInfo, event: &rt::CallEvent<'_>) {
            if let rt::CallEvent::Ended { end, .. } = event {
                self.0.lock().unwrap().push(format!("{end:?}"));
            }
        }
    }
    let ends = Ends::default();
    let page = || pieces([&br#"[{"id":"1"},{"id":"2"}"#[..], &b"]"[..]]);
    let client = rt::Client::builder().transport(server([page(), page()])).observer(ends.clone()).build().unwrap();
    let mut items = plain().items(&client);
    assert_eq!(now(items.next()).unwrap().unwrap().id, "1");
    assert!(ends.0.lock().unwrap().is_empty(), "the body is still received");
    drop(items);
    let mut items = plain().items(&client);
    while now(items.next()).is_some() {}
    assert_eq!(*ends.0.lock().unwrap(), ["Dropped", "Success"]);
}
