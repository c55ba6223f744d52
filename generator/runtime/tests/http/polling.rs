//! Long-running operations: where the state is asked for, when, and where the result is.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Problem, Thing, leak, now};
use rt::{LongRunning, OperationState, ResultPlace};
use std::time::Duration;

const JSON: rt::ContentKind = rt::ContentKind::Json;

fn kept<T>(rows: impl Into<Box<[T]>>) -> &'static [T] {
    Box::leak(rows.into())
}

fn operation(method: rt::Method, result: ResultPlace) -> rt::Request<Thing, Problem> {
    let responses = [
        rt::ResponseSpec::success(rt::Status::Exact(200), JSON, "application/json", 0),
        rt::ResponseSpec::error(rt::Status::Range(4), JSON, "application/json", 0),
    ];
    let table: &'static LongRunning = Box::leak(Box::new(LongRunning::new(result)));
    let operation = rt::Operation {
        id: "thing_change",
        method,
        path: "/things",
        responses: kept(responses),
        servers: kept([&crate::support::EU]),
        long_running: Some(table),
        ..rt::Operation::EMPTY
    };
    let request = rt::Request::new(leak(operation)).idempotency_key("k").header("if-match", "e");
    request.query_pair("api-version", "7")
}

fn server(responses: impl IntoIterator<Item = MockResponse>) -> MockTransport {
    responses.into_iter().fold(MockTransport::new(), MockTransport::then)
}

fn client(server: &MockTransport) -> rt::Client {
    rt::Client::builder().transport(server.clone()).retry(rt::RetryPolicy::none()).build().unwrap()
}

/// The id of the result or the error, and what was sent.
fn run(request: rt::Request<Thing, Problem>, server: &MockTransport) -> (Result<String, String>, Vec<String>) {
    let outcome = now(request.poller(&client(server)).wait());
    let outcome = outcome.map(|response| response.into_body().id).map_err(|error| error.to_string());
    (outcome, sent(server))
}

fn sent(server: &MockTransport) -> Vec<String> {
    let host = "https://eu.example.com";
    server.requests().iter().map(|it| format!("{} {}", it.method(), it.uri().to_string().replace(host, ""))).collect()
}

fn accepted(header: &str, url: &str) -> MockResponse {
    MockResponse::json(202, "{}").header(header, url)
}

fn state(state: &str) -> MockResponse {
    MockResponse::json(200, format!(r#"{{"id":"op","status":"{state}"}}"#))
}

fn thing() -> MockResponse {
    MockResponse::json(200, r#"{"id":"result"}"#)
}

#[test]
fn a_put_leaves_its_result_at_the_url_of_the_request() {
    for header in ["operation-location", "azure-asyncoperation"] {
        let server = server([accepted(header, "/ops/1"), state("NotStarted"), state("Succeeded"), thing()]);
        let (outcome, sent) = run(operation(rt::Method::PUT, ResultPlace::ByMethod), &server);
        assert_eq!(outcome.as_deref(), Ok("result"));
        let poll = "GET /ops/1?api-version=7";
        assert_eq!(sent, ["PUT /v1/things?api-version=7", poll, poll, "GET /v1/things?api-version=7"]);
        let headers = |at: usize| server.requests()[at].headers().clone();
        assert!(headers(0).contains_key("idempotency-key") && headers(0).contains_key("if-match"));
        assert!(!headers(1).contains_key("idempotency-key") && !headers(3).contains_key("if-match"));
    }
}

#[test]
fn a_post_leaves_its_result_at_the_location_or_in_the_last_state() {
    let script = || {
        let first = accepted("operation-location", "https://eu.example.com/ops/1?api-version=own");
        server([
            first.header("location", "/results/1"),
            MockResponse::json(200, r#"{"status":"succeeded","result":{"id":"inside"}}"#),
            thing(),
        ])
    };
    let server = script();
    let (outcome, sent) = run(operation(rt::Method::POST, ResultPlace::ByMethod), &server);
    assert_eq!(outcome.as_deref(), Ok("result"));
    assert_eq!(sent[1..], ["GET /ops/1?api-version=own", "GET /results/1?api-version=7"]);
    let (outcome, sent) = run(operation(rt::Method::POST, ResultPlace::State), &script());
    assert_eq!((outcome.as_deref(), sent.len()), (Ok("inside"), 2));
    let (_, sent) = run(operation(rt::Method::POST, ResultPlace::Request), &script());
    assert_eq!(sent[2], "GET /v1/things?api-version=7");
}

#[test]
fn a_state_may_name_the_resource() {
    let done = MockResponse::json(200, r#"{"status":"Succeeded","resourceLocation":"/things/9"}"#);
    let server = server([accepted("operation-location", "/ops/1"), done, thing()]);
    let (outcome, sent) = run(operation(rt::Method::POST, ResultPlace::ByMethod), &server);
    assert_eq!((outcome.as_deref(), sent[2].as_str()), (Ok("result"), "GET /things/9?api-version=7"));
}

/// RFC 9110, 15.4.4.
#[test]
fn a_state_that_is_303_leads_to_the_result() {
    let see_other = |url: &str| MockResponse::empty(303).header("location", url);
    for header in ["operation-location", "location"] {
        let server = server([accepted(header, "/ops/1"), see_other("/results/1"), thing()]);
        let (outcome, sent) = run(operation(rt::Method::POST, ResultPlace::ByMethod), &server);
        assert_eq!(outcome.as_deref(), Ok("result"));
        assert_eq!(sent[1..], ["GET /ops/1?api-version=7", "GET /results/1?api-version=7"]);
    }
    let server = server([accepted("location", "/ops/1"), see_other("/results/1"), see_other("/results/1")]);
    let (outcome, _) = run(operation(rt::Method::POST, ResultPlace::ByMethod), &server);
    assert_eq!(outcome.unwrap_err(), "POST /things: 303 See Other");
}

#[test]
fn a_server_that_names_no_time_to_wait_is_not_asked_without_a_pause() {
    let past = "Wed, 21 Oct 2015 07:28:00 GMT";
    let states = [accepted("operation-location", "/ops/1").header("retry-after", "0")];
    let states = states.into_iter().chain([state("Running").header("retry-after", past), state("Succeeded"), thing()]);
    let server = server(states);
    run(operation(rt::Method::PUT, ResultPlace::ByMethod), &server).0.unwrap();
    let polls: Vec<Duration> = server.waits().into_iter().filter(|wait| *wait < Duration::from_secs(30)).collect();
    assert_eq!(polls, [1, 2].map(Duration::from_secs));
}

#[test]
fn a_location_answers_202_until_the_result_is_there() {
    let server =
        server([accepted("location", "/r/1"), accepted("location", "/r/2"), MockResponse::empty(202), thing()]);
    let (outcome, sent) = run(operation(rt::Method::POST, ResultPlace::ByMethod), &server);
    assert_eq!(outcome.as_deref(), Ok("result"));
    let (first, second) = ("GET /r/1?api-version=7", "GET /r/2?api-version=7");
    assert_eq!(sent[1..], [first, second, second]);
}

#[test]
fn a_resource_has_its_own_state() {
    let resource = |code, state: &str| {
        MockResponse::json(code, format!(r#"{{"id":"r","properties":{{"provisioningState":"{state}"}}}}"#))
    };
    let one = server([resource(201, "Creating"), resource(200, "Updating"), resource(200, "Succeeded")]);
    let (outcome, sent) = run(operation(rt::Method::PUT, ResultPlace::ByMethod), &one);
    assert_eq!((outcome.as_deref(), sent.len()), (Ok("r"), 3));
    assert_eq!(sent[2], "GET /v1/things?api-version=7");
    // What is there at once, and a `status` that says nothing of an operation.
    let one = server([MockResponse::json(200, r#"{"id":"r","status":"active"}"#)]);
    assert_eq!(run(operation(rt::Method::PUT, ResultPlace::ByMethod), &one).0.as_deref(), Ok("r"));
}

#[test]
fn failed_and_canceled_operations_are_errors_with_their_payload() {
    let failed = MockResponse::json(200, r#"{"status":"Failed","error":{"code":"Conflict","message":"no"}}"#);
    let one = server([accepted("operation-location", "/ops/1"), failed]);
    let mut poller = operation(rt::Method::PUT, ResultPlace::ByMethod).poller(&client(&one));
    let error = now(poller.wait()).unwrap_err();
    assert_eq!(error.code(), Some("Conflict"));
    assert_eq!(error.body().and_then(|it| it.error.as_ref()?.code.as_deref()), Some("Conflict"));
    assert!(now(poller.next()).is_none());
    assert!(now(poller.wait()).unwrap_err().to_string().contains("has ended already"));
    let one = server([accepted("operation-location", "/ops/1"), state("Canceled")]);
    let (outcome, _) = run(operation(rt::Method::PUT, ResultPlace::ByMethod), &one);
    assert_eq!(outcome.unwrap_err(), "PUT /things: 200 OK: Canceled");
}

#[test]
fn the_server_says_when_it_is_asked_again() {
    let states = [state("Running").header("retry-after", "7"), state("Running"), state("Running"), state("Succeeded")];
    let script = || {
        let first = accepted("operation-location", "/ops/1").header("retry-after", "3");
        server(std::iter::once(first).chain(states.clone()).chain([thing()]))
    };
    let one = script();
    run(operation(rt::Method::PUT, ResultPlace::ByMethod), &one).0.unwrap();
    let waits = |server: &MockTransport| {
        let polls = server.waits().into_iter().filter(|wait| *wait < Duration::from_secs(29));
        polls.map(|wait| wait.as_secs()).collect::<Vec<_>>()
    };
    assert_eq!(waits(&one), [3, 7, 4, 8]);
    let one = script();
    now(operation(rt::Method::PUT, ResultPlace::ByMethod)
        .poller(&client(&one))
        .interval(Duration::from_secs(2))
        .wait())
    .unwrap();
    assert_eq!(waits(&one), [3, 7, 2, 2]);
}

#[test]
fn states_come_as_a_stream_and_another_process_goes_on() {
    let first = accepted("operation-location", "/ops/1").header("request-id", "r1");
    let one = server([first, state("Running"), MockResponse::json(503, "{}"), state("Succeeded"), thing()]);
    let request = || operation(rt::Method::PUT, ResultPlace::ByMethod);
    let mut poller = request().poller(&client(&one));
    assert!(poller.token().is_none());
    let Some(Ok(OperationState::Running(running))) = now(poller.next()) else { panic!("it runs") };
    assert_eq!((running.status(), running.response().request_id()), (None, Some("r1")));
    let Some(Ok(OperationState::Running(running))) = now(poller.next()) else { panic!("it runs") };
    assert_eq!((running.status(), running.delay().as_secs()), (Some("Running"), 2));
    let saved = poller.token().unwrap().to_string();
    // A poll that fails is asked again, and loses nothing.
    assert!(now(poller.next()).unwrap().is_err());
    assert_eq!(poller.token().unwrap().to_string(), saved);
    let mut other = request().poller(&client(&one)).resume(saved.parse().unwrap());
    let Some(Ok(OperationState::Done(response))) = now(other.next()) else { panic!("it is done") };
    assert_eq!((response.body().id.as_str(), other.token()), ("result", None));
    assert!(now(other.next()).is_none());
    assert_eq!(sent(&one).iter().filter(|sent| sent.starts_with("PUT")).count(), 1);
    assert!("{}".parse::<rt::PollToken>().is_err() && "x".parse::<rt::PollToken>().is_err());
    assert!(!format!("{:?}", saved.parse::<rt::PollToken>().unwrap()).contains("ops"));
}

#[test]
fn a_request_that_starts_an_operation_is_not_sent_twice() {
    for failure in [MockResponse::json(503, "{}"), MockResponse::failure(rt::TransportErrorKind::Timeout)] {
        let one = server([failure, thing()]);
        let mut poller = operation(rt::Method::POST, ResultPlace::ByMethod).poller(&client(&one));
        assert!(now(poller.next()).unwrap().is_err());
        assert!(now(poller.next()).is_none());
        assert_eq!(one.requests().len(), 1);
    }
}

#[test]
fn a_state_on_another_host_is_not_asked_for() {
    let one = server([accepted("operation-location", "https://evil.example.com/ops/1")]);
    let mut poller = operation(rt::Method::PUT, ResultPlace::ByMethod).poller(&client(&one));
    let error = now(poller.wait()).unwrap_err().to_string();
    assert!(error.contains("https://evil.example.com:443, which is not a configured server"), "{error}");
    assert_eq!(one.requests().len(), 1);
    // The operation runs: a client that trusts the host can go on with it.
    assert!(now(poller.next()).is_none() && poller.token().is_some());
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_waits_and_iterates() {
    let script = || server([accepted("operation-location", "/ops/1"), state("Succeeded"), thing()]);
    let request = || operation(rt::Method::PUT, ResultPlace::ByMethod);
    let blocking = rt::blocking::Client::new(client(&script())).unwrap();
    assert_eq!(blocking.poller(request()).wait().unwrap().into_body().id, "result");
    let blocking = rt::blocking::Client::new(client(&script())).unwrap();
    assert_eq!(blocking.poller(request()).map(Result::unwrap).count(), 2);
}

/// An operation whose table says how its state is asked for. Only `201` is documented, as the answer to the request itself.
fn ruled(table: LongRunning) -> rt::Request<Thing, Problem> {
    let responses = [
        rt::ResponseSpec::success(rt::Status::Exact(201), JSON, "application/json", 0),
        rt::ResponseSpec::error(rt::Status::Range(4), JSON, "application/json", 0),
    ];
    let table: &'static LongRunning = Box::leak(Box::new(table));
    let operation = rt::Operation {
        id: "thing_change",
        method: rt::Method::POST,
        path: "/jobs",
        responses: kept(responses),
        servers: kept([&crate::support::EU]),
        long_running: Some(table),
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation))
}

fn job(status: &str, more: &str) -> MockResponse {
    MockResponse::json(201, format!(r#"{{"id":"a b","status":"{status}"{more}}}"#))
}

#[test]
fn a_table_says_where_the_url_of_the_state_is() {
    let by = |place| LongRunning::new(ResultPlace::State).state(place);
    let link = r#","urls":{"get":"https://eu.example.com/v1/jobs/7"}"#;
    for (table, first, url) in [
        (by(rt::StatePlace::Member("/urls/get")), job("starting", link), "/v1/jobs/7"),
        (by(rt::StatePlace::Header("x-state")), job("starting", "").header("x-state", "../v2/7"), "/v2/7"),
        (by(rt::StatePlace::Template("jobs/{/id}/state")), job("starting", ""), "/v1/jobs/a%20b/state"),
    ] {
        let server =
            server([first, state("processing"), MockResponse::json(200, r#"{"id":"x","status":"succeeded"}"#)]);
        let (outcome, sent) = run(ruled(table), &server);
        assert_eq!(outcome.as_deref(), Ok("x"), "the last state is the result, as the first response is documented");
        assert_eq!(sent, ["POST /v1/jobs".to_owned(), format!("GET {url}"), format!("GET {url}")]);
    }
}

#[test]
fn a_table_says_what_a_status_means_and_where_the_result_is() {
    let table = LongRunning::new(ResultPlace::State)
        .state(rt::StatePlace::Template("jobs/{/id}"))
        .status("/job/phase")
        .succeeded(&["DONE"])
        .failed(&["expired"])
        .result_member("/job/thing");
    let phase = |phase: &str| {
        MockResponse::json(200, format!(r#"{{"id":"1","job":{{"phase":"{phase}","thing":{{"id":"x"}}}}}}"#))
    };
    let good = server([job("queued", ""), phase("succeeded"), phase("done")]);
    let (outcome, sent) = run(ruled(table), &good);
    assert_eq!((outcome.as_deref(), sent.len()), (Ok("x"), 3), "`succeeded` is not one of its statuses");
    let bad = server([job("queued", ""), phase("Expired")]);
    let error = run(ruled(table), &bad).0.unwrap_err();
    assert!(error.contains("Expired"), "{error}");
}

#[test]
fn the_first_response_can_be_the_last_state() {
    let table = LongRunning::new(ResultPlace::State).state(rt::StatePlace::Template("jobs/{/id}")).status("/status");
    let one = server([job("succeeded", "")]);
    assert_eq!(run(ruled(table), &one), (Ok("a b".to_owned()), vec!["POST /v1/jobs".to_owned()]));
    let one = server([job("failed", "")]);
    assert!(run(ruled(table), &one).0.unwrap_err().contains("failed"));
    // Without the place, the headers say it.
    let table = LongRunning::new(ResultPlace::State).state(rt::StatePlace::Member("/url"));
    let two = server([accepted("operation-location", "/ops/1"), thing()]);
    assert_eq!(run(ruled(table), &two).1, ["POST /v1/jobs", "GET /ops/1"]);
    // A place that leads to another host is not followed.
    let away = server([job("starting", r#","url":"https://evil.example.com/1""#)]);
    assert!(run(ruled(table), &away).0.unwrap_err().contains("evil.example.com"));
}

#[test]
fn the_result_in_a_state_can_be_a_list() {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::POST,
        path: "/things",
        responses: kept([rt::ResponseSpec::success(rt::Status::Exact(200), JSON, "application/json", 0)]),
        servers: kept([&crate::support::EU]),
        ..rt::Operation::EMPTY
    };
    let request: rt::Request<Vec<i64>, ()> = rt::Request::new(leak(operation));
    let done = MockResponse::json(200, r#"{"status":"Succeeded","result":[1,2]}"#);
    let server = server([accepted("operation-location", "/ops/1"), done]);
    let response = now(request.poller(&client(&server)).wait()).unwrap();
    assert_eq!(response.into_body(), [1, 2]);
}
