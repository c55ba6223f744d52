//! The mock server: what it takes for what it expects, and what it says otherwise.
use crate::recordings::Login;
use crate::runtime as rt;
use crate::support::{Problem, ProblemDetail, Thing, create, get, leak, now};
use rt::MockResponse;
use rt::mock::{self, MockServer};

fn client(server: &MockServer) -> rt::Client {
    rt::Client::builder().transport(server.clone()).build().unwrap()
}

#[test]
fn expectations_are_met_in_any_order_and_each_once() {
    let server = MockServer::new();
    server.expect(get("1")).respond(200, &Thing::named("Ada"));
    server.expect(get("2")).respond(200, &Thing::named("Bob"));
    server.expect(create(&Thing::named("Cid"))).respond(201, &Thing::named("Cid"));
    let client = client(&server);
    assert_eq!(now(client.send(get("2"))).unwrap().name.as_deref(), Some("Bob"));
    assert_eq!(now(client.send(create(&Thing::named("Cid")))).unwrap().name.as_deref(), Some("Cid"));
    assert_eq!(
        server.verify().unwrap_err().to_string(),
        "not asked: GET /things/1 (`thing_get`), expected once, asked never"
    );
    assert_eq!(now(client.send(get("1"))).unwrap().name.as_deref(), Some("Ada"));
    server.verify().unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_request_that_is_not_expected_says_what_is_near() {
    let server = MockServer::new();
    server.expect(get("1")).respond(200, &Thing::named("Ada"));
    server.expect(create(&Thing::named("Cid"))).respond(201, &Thing::named("Cid"));
    let client = client(&server);
    let error = now(client.send(create(&Thing::named("Dan")))).unwrap_err().to_string();
    assert!(error.contains("the body at /name is \"Dan\", but \"Cid\" is expected"), "{error}");
    // It is told once more at the end, for programs that go on after an error. It is not sent again.
    let unmet = server.verify().unwrap_err();
    assert_eq!(
        unmet.to_string(),
        "not asked: GET /things/1 (`thing_get`), expected once, asked never\n\
         not asked: POST /things (`thing_create`), expected once, asked never\n\
         not expected: POST /v1/things (`thing_create`)\n  \
         near is POST /things (`thing_create`), expected once, asked never\n    \
         the body at /name is \"Dan\", but \"Cid\" is expected\n  \
         near is GET /things/1 (`thing_get`), expected once, asked never\n    \
         the operation is another one than `thing_get`\n    \
         the method is POST, but GET is expected\n    \
         the path is `/v1/things`, but `/things/1` is expected\n    \
         the body of 23 bytes is another one than the 0 bytes that are expected"
    );
    assert_eq!(format!("{unmet:?}"), format!("\n{unmet}\n"));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_request_is_not_answered_more_often_than_expected() {
    let server = MockServer::new();
    server.expect(get("1")).times(2).respond(200, &Thing::named("Ada"));
    let client = client(&server);
    now(client.send(get("1"))).unwrap();
    now(client.send(get("1"))).unwrap();
    let error = now(client.send(get("1"))).unwrap_err().to_string();
    assert!(error.contains("it is this request, which was asked as often as it is expected"), "{error}");
    server.verify().unwrap_err();
}

#[test]
fn equal_expectations_answer_in_their_order_and_waits_take_no_time() {
    let server = MockServer::new();
    server.expect(get("1")).respond_with(MockResponse::empty(429).header("retry-after", "5"));
    server.expect(get("1")).respond(200, &Thing::named("Ada"));
    assert_eq!(now(client(&server).send(get("1"))).unwrap().name.as_deref(), Some("Ada"));
    assert!(server.waits()[0] >= std::time::Duration::from_secs(5));
    server.verify().unwrap();
}

#[test]
fn what_may_be_anything_is_said_part_by_part() {
    let server = MockServer::new();
    server.expect(get("any")).any_path().any_times().respond_by(|asked| {
        let id = asked.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
        MockResponse::json(200, format!(r#"{{"id":"{id}"}}"#))
    });
    server.expect(create(&mock::blank())).any_body().times(2).respond(201, &Thing::named("Cid"));
    server.expect(get("7").query_pair("a", 1)).any_query().respond(200, &Thing::named("Seven"));
    let client = client(&server);
    assert_eq!(now(client.send(get("x"))).unwrap().id, "x");
    now(client.send(create(&Thing::named("A")))).unwrap();
    now(client.send(create(&Thing::named("B")))).unwrap();
    // The first expectation that fits answers, and it has no place for a query.
    let error = server.verify().unwrap_err().to_string();
    assert!(error.starts_with("not asked: GET /things/7?… (`thing_get`)"), "{error}");
    assert_eq!(now(client.send(get("7").query_pair("b", 2))).unwrap().name.as_deref(), Some("Seven"));
    server.verify().unwrap();
}

#[test]
fn the_query_is_compared_pair_by_pair_without_credentials() {
    static KEY: rt::Scheme = rt::Scheme::api_key_query("key", "api_key");
    const NEEDS: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&KEY, &[])];
    let operation = leak(rt::Operation { security: const { &[NEEDS] }, ..crate::support::GET });
    let get = |id: &str| rt::Request::<Thing, Problem>::new(operation).arg(&id.to_owned());
    let server = MockServer::new();
    server.expect(get("1").query_pair("a", 1).query_pair("b", "x y")).times(2).respond(200, &Thing::named("Ada"));
    let client = rt::Client::builder()
        .transport(server.clone())
        .credential("key", rt::StaticToken::new("secret-key"))
        .build()
        .unwrap();
    now(client.send(get("1").query_pair("b", "x y").query_pair("a", 1))).unwrap();
    let error = now(client.send(get("1").query_pair("b", "x y").query_pair("c", 1))).unwrap_err().to_string();
    assert!(error.contains("the query lacks `a=1`"), "{error}");
    assert!(error.contains("the query has `c=1`, which is not expected"), "{error}");
}

#[test]
fn what_is_said_of_a_request_that_is_not_expected_has_no_secrets() {
    static KEY: rt::Scheme = rt::Scheme::api_key_query("key", "vendor");
    const NEEDS: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&KEY, &[])];
    let operation = leak(rt::Operation { security: const { &[NEEDS] }, ..crate::support::CREATE_TABLE });
    let request = |mark: &str| {
        rt::Request::<Thing, Problem>::new(operation)
            .content("application/json", format!(r#"{{"id":"1","password":"{mark}-SECRET"}}"#))
            .query_pair("api_key", format!("{mark}-SECRET"))
            .header("x-auth-token", &format!("{mark}-SECRET"))
            .header("cookie", &format!("session={mark}-SECRET"))
    };
    let server = MockServer::new();
    server.expect(request("one")).respond(201, &Thing::named("Ada"));
    let builder = rt::Client::builder().transport(server.clone()).credential("key", rt::StaticToken::new("key-SECRET"));
    let error = now(builder.build().unwrap().send(request("two"))).unwrap_err().to_string();
    for text in [error, server.verify().unwrap_err().to_string()] {
        assert!(!text.contains("SECRET"), "{text}");
        assert!(text.contains("POST /v1/things?api_key=(removed)&vendor=(removed) (`thing_create`)"), "{text}");
        assert!(text.contains("the query lacks `api_key=(removed)`"), "{text}");
    }
}

#[test]
fn nor_has_it_what_the_document_calls_a_password_however_short_it_is() {
    let request = |pin: &str, user: &str| {
        let login = Login { user: user.into(), pin: pin.into() };
        rt::Request::<Thing, Problem>::new(&crate::support::CREATE).body(0, &login).query_pair("pin", pin)
    };
    let server = MockServer::new();
    server.expect(request("0000", "ada")).respond(201, &Thing::named("Ada"));
    let error = now(client(&server).send(request("1111", "ada"))).unwrap_err().to_string();
    let said = [
        "POST /v1/things?pin=(removed)",
        "near is POST /things?pin=(removed)",
        "the query lacks `pin=(removed)`",
        "the query has `pin=(removed)`, which is not expected",
        "the body at /pin is \"(removed)\", but \"(removed)\" is expected",
    ];
    assert!(
        said.iter().all(|part| error.contains(part)) && !error.contains("0000") && !error.contains("1111"),
        "{error}"
    );
}

#[test]
fn a_condition_and_headers_of_arguments_count_too() {
    let server = MockServer::new();
    server
        .expect(get("1").header("if-match", "W/1"))
        .when(|asked| asked.headers().contains_key("x-own"))
        .respond_empty(200);
    let client = client(&server);
    let error = now(client.send(get("1"))).unwrap_err().to_string();
    assert!(error.contains("the header `if-match: W/1` is expected"), "{error}");
    let error = now(client.send(get("1").header("if-match", "W/1"))).unwrap_err().to_string();
    assert!(error.contains("the condition of `when` does not hold"), "{error}");
}

#[test]
fn an_error_is_answered_with_its_type() {
    let server = MockServer::new();
    let problem = Problem { error: Some(ProblemDetail { code: Some("gone".into()) }) };
    server.expect(get("1")).respond_error(404, &problem);
    let Err(rt::Error::Api(error)) = now(client(&server).send(get("1"))) else { panic!("an error of the API") };
    let body = error.body().unwrap();
    assert_eq!(body.error.as_ref().unwrap().code.as_deref(), Some("gone"));
}

#[test]
fn an_expectation_that_is_not_valid_is_told() {
    let server = MockServer::new();
    server.expect(create(&Thing::named("much too long"))).respond(201, &Thing::named("Ada"));
    let error = server.verify().unwrap_err().to_string();
    assert!(error.starts_with("the request is not valid: thing_create: body at /name: "), "{error}");
}

#[test]
fn models_are_made_blank_or_from_json() {
    let mut thing: Thing = mock::blank();
    assert_eq!((thing.id.as_str(), thing.name.as_deref()), ("", None));
    thing.id = "1".into();
    let same: Thing = mock::from_json(&std::collections::BTreeMap::from([("id", "1")])).unwrap();
    assert!(thing == same);
    assert!(mock::from_json::<Thing>(&[1]).is_err());
}

#[test]
fn no_message_has_a_password_of_a_path() {
    let request = |pin: &str| rt::Request::<Thing, Problem>::new(&crate::support::GET).arg(&rt::Secret::from(pin));
    let server = MockServer::new();
    server.expect(request("hid1")).respond(200, &Thing::named("Ada"));
    let error = now(client(&server).send(request("hid2"))).unwrap_err().to_string();
    assert!(
        !error.contains("hid") && error.contains("the path is `/v1/things/(removed)`, but `/things/(removed)`"),
        "{error}"
    );
    let unmet = server.verify().unwrap_err().to_string();
    assert!(!unmet.contains("hid") && unmet.contains("GET /things/(removed)"), "{unmet}");
}
