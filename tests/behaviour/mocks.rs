//! Models of every kind are made by a test, and a mock server answers with them as the document says.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::mock::{self, MockServer};
use cases::operations_answers as api;
use cases::{Client, Error, FromResponse, Json, Request};

/// Waits for what is ready at once: the answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// What a request answers when the server was told what to expect.
fn told<O: FromResponse, E: FromResponse>(tell: impl Fn(&MockServer), request: Request<O, E>) -> Result<O, Error<E>> {
    let server = MockServer::new();
    tell(&server);
    let client = Client::builder().base_url("https://example.com").transport(server.clone());
    let answer = now(client.build().expect("a client").send(request));
    server.verify().expect("it was asked");
    answer
}

fn thing(a: &str) -> api::models::Thing {
    let mut thing: api::models::Thing = mock::blank();
    thing.a = a.into();
    thing
}

#[test]
fn a_body_is_written_as_the_document_says_for_its_status() {
    use api::{any::any, bytes::bytes, json::free, maybe::maybe, none::none, number::number, text::text, xml::xml};
    let free_body: Json = mock::from_json(&[1, 2]).expect("any JSON");
    assert_eq!(told(|it| it.expect(maybe()).respond(200, &thing("x")), maybe()).ok().flatten(), Some(thing("x")));
    assert_eq!(told(|it| it.expect(maybe()).respond(204, &None), maybe()).ok(), Some(None));
    assert_eq!(told(|it| it.expect(none()).respond(204, &()), none()).ok(), Some(()));
    assert_eq!(told(|it| it.expect(any()).respond(200, &thing("x")), any()).ok(), Some(thing("x")));
    assert_eq!(told(|it| it.expect(xml()).respond(200, &thing("x")), xml()).ok(), Some(thing("x")));
    assert_eq!(told(|it| it.expect(text()).respond(200, &"a b".to_owned()), text()).ok().as_deref(), Some("a b"));
    assert_eq!(told(|it| it.expect(number()).respond(200, &7), number()).ok(), Some(7));
    let octets = cases::Bytes::from_static(&[0, 255]);
    assert_eq!(told(|it| it.expect(bytes()).respond(200, &octets), bytes()).ok(), Some(octets.clone()));
    assert_eq!(told(|it| it.expect(free()).respond(200, &free_body), free()).ok(), Some(free_body.clone()));
}

#[test]
fn successes_of_several_types_and_errors_have_their_own_bodies() {
    use api::many::{ManyError, ManyOutcome, many};
    let made = told(|it| it.expect(many()).respond_body(201, &vec![1_i64, 2]), many());
    assert!(matches!(made, Ok(ManyOutcome::Created(list)) if list == [1, 2]));
    let mut problem: api::models::Problem = mock::blank();
    problem.title = Some("no".into());
    let Err(Error::Api(error)) = told(|it| it.expect(many()).respond_body(409, &problem), many()) else {
        panic!("an error of the API")
    };
    assert!(matches!(error.body(), Some(ManyError::ClientError(body)) if body.title.as_deref() == Some("no")));
}

#[test]
fn the_items_of_a_stream_are_given_as_a_list() {
    use api::{events::events, lines::lines};
    let items = vec![thing("x"), thing("y")];
    let mut stream = told(|it| it.expect(lines()).respond_body(200, &items), lines()).expect("a stream");
    assert_eq!(now(stream.next()).expect("an item").ok(), Some(thing("x")));
    assert_eq!(now(stream.next()).expect("an item").ok(), Some(thing("y")));
    assert!(now(stream.next()).is_none());
    let mut stream = told(|it| it.expect(events()).respond_body(200, &items), events()).expect("a stream");
    assert_eq!(now(stream.next()).expect("an item").expect("an event").data.a, "x");
}

#[test]
fn enums_unions_and_maps_are_made_too() {
    use cases::schemas_enums::models::{Level, Role};
    use cases::unions_plain::models::{Id, Titled};
    fn read<T: cases::mock::Model>(text: &str) -> T {
        let json: Json = mock::from_json(&text.parse::<i64>().map_or(Json::from(text), Json::from)).expect("JSON");
        mock::from_json(&json).expect("a value")
    }
    assert_eq!(read::<Role>("teacher"), Role::Teacher);
    assert_eq!(read::<Level>("2"), Level::try_from(2).expect("a level"));
    assert_eq!(read::<Id>("a"), Id::String("a".into()));
    let _blank: (Role, Level, Id, Titled) = (mock::blank(), mock::blank(), mock::blank(), mock::blank());
    let map: std::collections::BTreeMap<String, i64> = mock::from_json(&Json::from_iter([("a", 1)])).expect("a map");
    assert_eq!(map["a"], 1);
}
