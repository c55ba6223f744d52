//! Operations whose items come in pages: how each page is requested, and what is an item.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::operations_paging::{models, paging as api};
use cases::{Client, Error, FromResponse, MockResponse, MockTransport, Paged, Request};

/// Waits for what is ready at once: the answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// The items of a request, and what was sent for them.
fn items<O: Paged, E: FromResponse + std::fmt::Debug>(
    request: Request<O, E>,
    pages: impl IntoIterator<Item = MockResponse>,
) -> (Vec<O::Item>, Vec<String>) {
    let server = pages.into_iter().fold(MockTransport::new(), MockTransport::then);
    let client = Client::builder().transport(server.clone()).build().expect("a client");
    let mut stream = request.items(&client);
    let mut items = Vec::new();
    while let Some(item) = now(stream.next()) {
        items.push(item.unwrap_or_else(|error: Error<E>| panic!("{error:?}")));
    }
    let sent = server.requests().iter().map(|it| format!("{} {}", it.method(), it.uri())).collect();
    (items, sent)
}

#[test]
fn a_link_is_followed_and_has_the_version_of_the_api() {
    let params = api::OptionalParams::new("2026-01-01").top(1);
    let (items, sent) = items(api::optional(params), [
        MockResponse::json(200, r#"{"value":[{"id":"1"}],"nextLink":"https://example.com/v1/next?skip=1"}"#),
        MockResponse::json(200, r#"{"value":[{"id":"2"}],"nextLink":"/last?api-version=own"}"#),
        MockResponse::json(200, "{}"),
    ]);
    let ids: Vec<String> = items.into_iter().map(|thing: models::Thing| thing.id).collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(sent, [
        "GET https://example.com/v1/optional?api-version=2026-01-01&top=1",
        "GET https://example.com/v1/next?skip=1&api-version=2026-01-01",
        "GET https://example.com/last?api-version=own",
    ]);
}

#[test]
fn a_list_that_is_always_there_and_a_success_without_a_body() {
    let (items, sent) = items(api::required(), [
        MockResponse::json(200, r#"{"things":[{"id":"1"}],"@odata.nextLink":"?page=2"}"#),
        MockResponse::empty(204),
    ]);
    assert_eq!(items.len(), 1);
    // The operation that the document names for links is a POST.
    assert_eq!(sent[1], "POST https://example.com/v1/required?page=2");
}

#[test]
fn members_inside_others_are_found() {
    let (items, sent) = items(api::nested(), [
        MockResponse::json(200, r#"{"data":{"items":["a","b"]},"links":{"next":"nested/2"}}"#),
        MockResponse::json(200, r#"{"links":{}}"#),
    ]);
    assert_eq!(items, ["a", "b"]);
    assert_eq!(sent[1], "GET https://example.com/v1/nested/2");
}

#[test]
fn a_documented_link_header_marks_pages() {
    let next = r#"<https://example.com/v1/listed?page=2>; rel="next""#;
    let (things, _) = items(api::listed(), [
        MockResponse::json(200, r#"[{"id":"1"}]"#).header("link", next),
        MockResponse::json(200, r#"[{"id":"2"}]"#),
    ]);
    assert_eq!(things.len(), 2);
    let (ids, sent) = items(api::wrapped(), [
        MockResponse::json(200, r#"{"total":2,"ids":[1,null]}"#).header("link", next),
        MockResponse::json(200, r#"{"total":2,"ids":null}"#),
    ]);
    assert_eq!(ids, [Some(1), None]);
    assert_eq!(sent[1], "GET https://example.com/v1/listed?page=2");
}

#[test]
fn a_page_of_xml_has_its_own_names() {
    let page = |name: &str, next: &str| {
        let body = format!("<PetListResult><Pets><Pet><Name>{name}</Name></Pet></Pets>{next}</PetListResult>");
        MockResponse::new(200, "application/xml", body)
    };
    let (pets, sent) = items(api::xml(), [page("dog", "<NextLink>/v1/xml/2</NextLink>"), page("cat", "")]);
    assert_eq!(pets.iter().map(|pet| pet.name.as_str()).collect::<Vec<_>>(), ["dog", "cat"]);
    assert_eq!(sent[1], "GET https://example.com/v1/xml/2");
}

#[test]
fn each_page_has_its_response() {
    let server = MockTransport::new().then(MockResponse::json(200, "[]").header("request-id", "r1"));
    let client = Client::builder().transport(server).build().expect("a client");
    let mut pages = api::listed().pages(&client);
    let page = now(pages.next()).expect("a page").expect("a success");
    assert_eq!((page.status().as_u16(), page.request_id(), page.continuation()), (200, Some("r1"), None));
    assert!(now(pages.next()).is_none());
}

#[test]
fn the_items_of_a_page_are_read_from_pieces_and_a_plain_list_needs_no_rule() {
    let pieces = |text: &'static str| {
        let head = MockResponse::empty(200).header("content-type", "application/json");
        text.as_bytes().chunks(3).fold(head, |response, piece| response.chunk(piece))
    };
    let (found, _) = items(api::required(), [
        pieces(r#"{"@odata.nextLink":null,"things":[{"id":"1"},{"id":"\u0032"}]}"#),
    ]);
    let ids: Vec<String> = found.into_iter().map(|thing: models::Thing| thing.id).collect();
    assert_eq!(ids, ["1", "2"]);
    let (found, sent) = items(api::plain(), [pieces(r#"[ {"id":"a","x":[{}]} , {"id":"é"} ]"#)]);
    let ids: Vec<String> = found.into_iter().map(|thing: models::Thing| thing.id).collect();
    assert_eq!((&ids[..], sent.len()), (&["a".to_owned(), "é".to_owned()][..], 1));
}
