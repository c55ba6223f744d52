//! Batches: what is sent together, in which order, what is sent again, and what each handle then has.
use crate::runtime as rt;
use crate::support::{Problem, Thing, create, get, leak, now};
use rt::mock::MockServer;
use rt::{Batch, BatchError, Json, MockResponse};
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const BATCH: rt::Operation = rt::Operation {
    id: "POST /$batch",
    method: rt::Method::POST,
    path: "/$batch",
    servers: crate::support::SERVERS,
    ..rt::Operation::EMPTY
};

static TABLE: rt::Batching = rt::Batching::new(BATCH, 3);

fn batch() -> Batch {
    Batch::of(&TABLE)
}

/// What the service answers to each request of each batch, and the batches that it was sent.
#[derive(Clone, Default)]
struct Service(Arc<Mutex<Vec<Json>>>);

impl Service {
    /// A client of a service that answers each request, and the server. `answer` has the number of the batch, from 1, and the
    /// request. Responses come in the opposite order.
    fn client(&self, answer: impl Fn(usize, &Json) -> Json + Send + Sync + 'static) -> (rt::Client, MockServer) {
        let server = MockServer::new();
        let seen = self.0.clone();
        server.expect(rt::Request::<Json, Json>::new(leak(BATCH))).any_body().any_times().respond_by(move |request| {
            let asked: Json = serde_json::from_slice(request.body()).unwrap();
            seen.lock().unwrap().push(asked.clone());
            let number = seen.lock().unwrap().len();
            let answers: Vec<Json> = asked["requests"]
                .as_array()
                .unwrap()
                .iter()
                .rev()
                .map(|request| {
                    let mut response = answer(number, request);
                    response["id"] = request["id"].clone();
                    response
                })
                .collect();
            MockResponse::json(200, json!({"responses": answers}).to_string())
        });
        let retry = rt::RetryPolicy::new().jitter(Duration::ZERO).base_delay(Duration::ZERO);
        (rt::Client::builder().transport(server.clone()).retry(retry).build().unwrap(), server)
    }

    /// The URLs of the requests of each batch.
    fn urls(&self) -> Vec<Vec<String>> {
        let texts = |batch: &Json| {
            let requests = batch["requests"].as_array().unwrap().iter();
            requests.map(|request| request["url"].as_str().unwrap().to_owned()).collect()
        };
        self.0.lock().unwrap().iter().map(texts).collect()
    }

    fn batches(&self) -> Vec<Json> {
        self.0.lock().unwrap().clone()
    }
}

/// The thing that the URL of the request ends with.
fn echo(request: &Json) -> Json {
    let id = request["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    json!({"status": 200, "headers": {"Content-Type": "application/json; charset=utf-8"}, "body": {"id": id, "name": "Ada"}})
}

fn throttled(seconds: u64) -> Json {
    json!({"status": 429, "headers": {"Retry-After": seconds.to_string()}, "body": {"error": {"code": "busy"}}})
}

#[test]
fn a_batch_is_split_at_the_limit_and_each_handle_has_its_own_response() {
    let service = Service::default();
    let (client, server) = service.client(|_, request| echo(request));
    let mut batch = batch();
    let handles: Vec<_> = (0..7).map(|number| batch.add(get(&number.to_string()))).collect();
    assert_eq!((batch.len(), batch.is_empty()), (7, false));
    let results = now(client.send_batch(batch));
    for (number, handle) in handles.iter().enumerate() {
        assert_eq!(results.get(*handle).unwrap().id, number.to_string());
    }
    assert_eq!(service.urls().iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
    assert_eq!(server.requests()[0].uri(), "https://eu.example.com/v1/$batch");
}

#[test]
fn a_request_stands_in_the_batch_as_it_is_sent_alone() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| echo(request));
    let mut batch = batch();
    batch.add(create(&Thing::named("Ada")).header("X-Own", "1").query_pair("a", "x y"));
    batch.add(create(&Thing::named("Ada")).content("image/png", vec![1_u8, 255]));
    batch.add(get("1/2"));
    now(client.send_batch(batch));
    let expected = json!({"requests": [
        {
            "id": "1", "method": "POST", "url": "/things?a=x%20y", "body": {"id": "1", "name": "Ada"},
            "headers": {"accept": "application/json", "content-type": "application/json", "x-own": "1"},
        },
        {
            "id": "2", "method": "POST", "url": "/things", "body": "Af8=",
            "headers": {"accept": "application/json", "content-type": "image/png"},
        },
        {"id": "3", "method": "GET", "url": "/things/1%2F2", "headers": {"accept": "application/json"}},
    ]});
    assert_eq!(service.batches(), [expected]);
}

/// OData JSON Format 4.01, 19.1: text is a string, and what is neither JSON nor text is base64url.
#[test]
fn a_body_that_is_not_json_is_text_or_base64url() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| echo(request));
    let mut batch = batch();
    batch.add(create(&Thing::named("Ada")).content("text/plain; charset=utf-8", "a \"note\""));
    batch.add(create(&Thing::named("Ada")).content("image/png", vec![251_u8, 255]));
    let latin = batch.add(create(&Thing::named("Ada")).content("text/plain; charset=iso-8859-1", vec![0xe9_u8]));
    let results = now(client.send_batch(batch));
    let bodies: Vec<Json> = (0..2).map(|at| service.batches()[0]["requests"][at]["body"].clone()).collect();
    assert_eq!(bodies, ["a \"note\"", "-_8="]);
    let error = results.get(latin).unwrap_err().to_string();
    assert!(error.ends_with("body: is text, and must be UTF-8 to be sent in a batch"), "{error}");
}

#[test]
fn bodies_are_json_text_or_base64() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| {
        let body = |media_type: &str, body: Json| json!({"status": 200, "headers": {"content-type": media_type}, "body": body});
        match request["id"].as_str().unwrap() {
            "1" => body("image/png", json!("Af8=")),
            "2" => body("text/plain", json!("abcd")),
            _ => body("text/plain", json!(5)),
        }
    });
    let mut batch = batch();
    let bytes = batch.add(get("1").response_as::<rt::Bytes>());
    let text = batch.add(get("2").response_as::<String>());
    let number = batch.add(get("3").response_as::<String>());
    let results = now(client.send_batch(batch));
    assert_eq!(&results.get(bytes).unwrap()[..], [1, 255]);
    assert_eq!(results.get(text).unwrap(), "abcd");
    assert_eq!(results.get(number).unwrap(), "5");
}

/// What is certain is read, and what is not takes nothing from the other requests.
#[test]
fn an_odd_response_is_that_of_its_own_request_alone() {
    let thing = json!({"id": "a"});
    let answered = |response: Json| {
        let body = json!({"responses": [null, {"status": 200}, response, {"id": "2", "status": 200, "body": thing}]});
        let server = rt::MockTransport::new().then(MockResponse::json(200, body.to_string()));
        let client = rt::Client::builder().transport(server).build().unwrap();
        let mut batch = batch();
        let (odd, other) = (batch.add(get("1")), batch.add(get("2")));
        let results = now(client.send_batch(batch));
        assert!(results.get(other).is_ok());
        results.response(odd)
    };
    let headers = json!({"X-Count": 1, "X-Null": null, "X-List": ["a", "b"], "no name": "c"});
    let read = answered(json!({"id": 1, "status": "200", "headers": headers, "body": thing})).unwrap();
    let all = |name: &str| read.headers().get_all(name).iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        (all("x-count"), all("x-list")),
        (vec!["1".parse().unwrap()], ["a", "b"].map(|it| it.parse().unwrap()).to_vec())
    );
    for (response, reason) in [
        (json!({"id": "1"}), "`status` is missing"),
        (json!({"id": "1", "status": 0}), "`status` is 0, which is no status"),
        (json!({"id": "1", "status": null}), "`status` is null, which is no status"),
    ] {
        let error = answered(response).unwrap_err();
        let message = format!("the response to the batch has what is no response to this request: {reason}");
        assert_eq!(error.to_string(), message);
    }
    assert!(matches!(answered(json!(5)).unwrap_err(), BatchError::Missing));
}

/// Which of two responses is the right one, nothing says.
#[test]
fn two_responses_to_one_request_are_an_error_of_it() {
    let of = |id: &str, name: &str| json!({"id": id, "status": 200, "body": {"id": name}});
    let body = json!({"responses": [of("1", "a"), of("2", "b"), of("1", "c")]});
    let server = rt::MockTransport::new().then(MockResponse::json(200, body.to_string()));
    let client = rt::Client::builder().transport(server).build().unwrap();
    let mut batch = batch();
    let (twice, once) = (batch.add(get("1")), batch.add(get("2")));
    let results = now(client.send_batch(batch));
    assert_eq!(
        results.get(twice).unwrap_err().to_string(),
        "the response to the batch has what is no response to this request: it has more than one response to it"
    );
    assert!(results.get(once).is_ok());
}

#[test]
fn an_error_is_that_of_its_own_operation() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| match request["id"].as_str().unwrap() {
        "1" => json!({"status": 404, "headers": {"request-id": "r-1"}, "body": {"error": {"code": "gone"}}}),
        "2" => json!({"status": 200, "body": {"name": "without an id"}}),
        _ => echo(request),
    });
    let mut batch = batch();
    let (missing, broken, fine) = (batch.add(get("1")), batch.add(get("2")), batch.add(get("3")));
    let results = now(client.send_batch(batch));
    let error = results.get(missing).unwrap_err();
    let api = error.request().unwrap();
    assert_eq!(api.body().unwrap().error.as_ref().unwrap().code.as_deref(), Some("gone"));
    assert_eq!(error.to_string(), "GET /things/{thing-id}: 404 Not Found: gone (request id r-1)");
    assert!(matches!(results.get(broken).unwrap_err().request(), Some(rt::Error::Decode(_))));
    assert_eq!(results.response(fine).unwrap().status(), 200);
}

#[test]
fn what_is_throttled_is_sent_again_alone_each_at_its_own_time() {
    let service = Service::default();
    let (client, server) = service.client(|number, request| match (request["id"].as_str().unwrap(), number) {
        ("1", 1) => throttled(30),
        ("3", 1) => throttled(10),
        _ => echo(request),
    });
    let mut batch = batch();
    let handles = [batch.add(get("a")), batch.add(get("b")), batch.add(get("c"))];
    let results = now(client.send_batch(batch));
    assert_eq!(service.urls(), [vec!["/things/a", "/things/b", "/things/c"], vec!["/things/c"], vec!["/things/a"]]);
    assert_eq!(server.waits(), [Duration::from_secs(10), Duration::from_secs(20)]);
    let attempts = handles.map(|handle| results.response(handle).unwrap().attempts());
    assert_eq!(attempts.map(|attempts| attempts.count()), [2, 1, 2]);
    assert_eq!(attempts[0].waited(), Duration::from_secs(30));
}

#[test]
fn others_go_on_while_some_wait_and_retries_end() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| match request["url"].as_str().unwrap() {
        "/things/a" => throttled(5),
        _ => echo(request),
    });
    let mut batch = batch();
    let first = batch.add(get("a"));
    let others: Vec<_> = ["b", "c", "d"].map(|id| batch.add(get(id))).into();
    let results = now(client.send_batch(batch));
    let urls = service.urls();
    assert_eq!(urls[1], ["/things/d"], "the rest does not wait");
    assert_eq!(urls.len(), 2 + 3, "three retries, as the policy says");
    assert!(others.into_iter().all(|handle| results.get(handle).is_ok()));
    assert_eq!(results.get(first).unwrap_err().request().unwrap().status().unwrap(), 429);
}

#[test]
fn a_request_that_depends_on_others_is_sent_with_or_after_them() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| echo(request));
    let mut batch = batch();
    let a = batch.add(get("a"));
    let b = batch.add_after(get("b"), [a.id()]);
    batch.add(get("c"));
    let d = batch.add_after(get("d"), [a.id(), b.id()]);
    let results = now(client.send_batch(batch));
    assert!(results.get(d).is_ok());
    let batches = service.batches();
    assert_eq!(batches[0]["requests"][1]["dependsOn"], json!(["1"]));
    assert_eq!(batches[1]["requests"][0].get("dependsOn"), None, "they have succeeded before");
}

#[test]
fn what_depends_on_a_failure_is_not_sent() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| match request["url"].as_str().unwrap() {
        "/things/a" => json!({"status": 400, "body": {}}),
        _ => echo(request),
    });
    let mut batch = batch();
    let a = batch.add(get("a"));
    batch.add(get("b"));
    batch.add(get("c"));
    let d = batch.add_after(get("d"), [a.id()]);
    let e = batch.add_after(get("e"), [d.id()]);
    let results = now(client.send_batch(batch));
    assert_eq!(service.urls().len(), 1);
    let text = "the request was not sent, because it depends on a request for `thing_get`, which failed";
    assert_eq!(results.get(d).unwrap_err().to_string(), text);
    assert!(matches!(results.get(e).unwrap_err(), BatchError::Dependency { operation: "thing_get" }));
}

#[test]
fn a_request_that_failed_with_a_throttled_one_is_sent_again_with_it() {
    let service = Service::default();
    let (client, _) = service.client(|number, request| match (request["id"].as_str().unwrap(), number) {
        ("1", 1) => throttled(5),
        ("2", 1) => json!({"status": 424, "body": {"error": {"code": "dependency"}}}),
        _ => echo(request),
    });
    let mut batch = batch();
    let a = batch.add(get("a"));
    let b = batch.add_after(get("b"), [a.id()]);
    let results = now(client.send_batch(batch));
    assert!(results.get(b).is_ok());
    assert_eq!(service.urls(), [vec!["/things/a", "/things/b"], vec!["/things/a", "/things/b"]]);
    assert_eq!(service.batches()[1]["requests"][1]["dependsOn"], json!(["1"]));
}

#[test]
fn a_request_that_is_not_valid_does_not_keep_the_others_back() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| echo(request));
    let mut batch = batch();
    let long = batch.add(create(&Thing::named("much too long")));
    let own = batch.add(get("1").header("authorization", "Bearer x"));
    let anonymous = batch.add(get("1").anonymous());
    let stream = batch.add(create(&Thing::named("A")).content("text/plain", rt::RequestBody::reader(&b"x"[..], None)));
    let json = batch.add(create(&Thing::named("A")).content("application/json", "{"));
    let fine = batch.add(get("1"));
    let results = now(client.send_batch(batch));
    assert!(results.get(fine).is_ok());
    assert_eq!(service.urls(), [vec!["/things/1"]]);
    let text = |handle| results.get(handle).unwrap_err().to_string();
    assert!(text(long).starts_with("thing_create: body at /name: "), "{}", text(long));
    assert!(text(own).ends_with("have the credentials of the client, and none of their own"), "{}", text(own));
    assert_eq!(text(anonymous), text(own));
    assert_eq!(text(stream), "thing_create: body: must be in memory to be sent in a batch");
    assert!(text(json).starts_with("thing_create: body: cannot be in a batch: "), "{}", text(json));
}

#[test]
fn a_batch_that_fails_fails_its_requests_alone() {
    let server = rt::MockTransport::new()
        .then(MockResponse::json(400, r#"{"error":{"code":"bad"}}"#))
        .then(MockResponse::json(200, r#"{"responses":[{"id":"4","status":200,"body":{"id":"d"}}]}"#));
    let client = crate::support::client(&server);
    let mut batch = batch();
    let handles: Vec<_> = ["a", "b", "c", "d", "e"].map(|id| batch.add(get(id))).into();
    let results = now(client.send_batch(batch));
    let text = |index: usize| results.get(handles[index]).unwrap_err().to_string();
    assert_eq!(text(0), "the batch failed: POST /$batch: 400 Bad Request: bad");
    assert_eq!(text(2), text(0));
    assert_eq!(results.get(handles[3]).unwrap().id, "d");
    assert_eq!(text(4), "the response to the batch has no response to this request");
    assert_eq!(format!("{results:?}"), "BatchResults { requests: 5, succeeded: 1, .. }");

    let server = crate::support::answering(MockResponse::json(200, r#"{"value":[]}"#));
    let mut batch = self::batch();
    let only = batch.add(get("a"));
    let results = now(crate::support::client(&server).send_batch(batch));
    let text = results.get(only).unwrap_err().to_string();
    assert_eq!(
        text,
        "the batch failed: POST /$batch: 200 OK: the body cannot be decoded: the response is none to a batch: `responses` is missing"
    );
}

#[test]
fn requests_for_several_servers_are_sent_in_batches_of_their_own() {
    let service = Service::default();
    let (client, server) = service.client(|_, request| echo(request));
    let mut batch = batch();
    let handles = [batch.add(get("a")), batch.add(get("b").server("us")), batch.add(get("c"))];
    let results = now(client.send_batch(batch));
    assert!(handles.into_iter().all(|handle| results.get(handle).is_ok()));
    let sent: Vec<String> = server.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(sent, ["https://eu.example.com/v1/$batch", "https://us.example.com/v1/$batch"]);
    assert_eq!(service.urls(), [vec!["/things/a", "/things/c"], vec!["/things/b"]]);
}

/// Two operations with one scheme and other scopes, and the batch that takes both.
mod guarded {
    use super::{BATCH, Problem, Thing, rt};
    static OAUTH: rt::Scheme = rt::Scheme::bearer("oauth");
    const READ: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&OAUTH, &["read"])];
    const WRITE: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&OAUTH, &["write"])];
    const ANY: &[rt::SecurityRequirement] = &[rt::SecurityRequirement(&OAUTH, &[])];
    static GET: rt::Operation = rt::Operation { security: &[READ], ..crate::support::GET_TABLE };
    static CREATE: rt::Operation = rt::Operation { security: &[WRITE], ..crate::support::CREATE_TABLE };
    pub static TABLE: rt::Batching = rt::Batching::new(rt::Operation { security: &[ANY, &[]], ..BATCH }, 3);

    pub fn get(id: &str) -> rt::Request<Thing, Problem> {
        rt::Request::new(&GET).arg(&id.to_owned())
    }
    pub fn create(thing: &Thing) -> rt::Request<Thing, Problem> {
        rt::Request::new(&CREATE).body(0, thing)
    }
}

#[test]
fn a_batch_has_the_scopes_of_its_requests_unless_the_token_is_fixed() {
    let server = rt::MockTransport::new();
    let server = (0..3).fold(server, |server, _| server.then(MockResponse::json(200, r#"{"responses":[]}"#)));
    let requests = || {
        let mut batch = Batch::of(&guarded::TABLE);
        batch.add(guarded::get("a"));
        batch.add(guarded::create(&Thing::named("A")));
        batch
    };
    let provider =
        rt::token_fn(
            |request: rt::TokenRequest| async move { Ok::<_, std::convert::Infallible>(request.scopes.join(" ")) },
        );
    let builder = || rt::Client::builder().transport(server.clone());
    now(builder().credential("oauth", provider).build().unwrap().send_batch(requests()));
    let fixed = rt::StaticToken::new("fixed");
    now(builder().credential("oauth", fixed).build().unwrap().send_batch(requests()));
    let tokens: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.headers()["authorization"].to_str().unwrap().to_owned())
        .collect();
    assert_eq!(tokens, ["Bearer read", "Bearer write", "Bearer fixed"]);
}

#[test]
fn a_handle_of_another_batch_finds_nothing() {
    let service = Service::default();
    let (client, _) = service.client(|_, request| echo(request));
    let (mut one, mut other) = (batch(), batch());
    let (a, b) = (one.add(get("a")), other.add(get("b")));
    other.add_after(get("c"), [a.id()]);
    let results = now(client.send_batch(other));
    assert!(matches!(results.get(a).unwrap_err(), BatchError::Foreign));
    assert!(results.get(b).is_ok());
    assert_eq!(service.batches()[0]["requests"][1].get("dependsOn"), None);
}
