//! What retries cost: the budget of a client, the attempts in results and errors, and the strategies.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Thing, client, create, get, now, thing};
use crate::virtual_time::World;
use rt::{RetryBudget, RetryLimit, RetryPolicy, RetryStrategy, TransportErrorKind};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
const MOMENT: Duration = Duration::from_millis(5);

/// The number of requests that 500 tasks send, and the limits that ended their retries.
fn storm(world: &World, client: &rt::Client) -> (usize, Vec<Option<RetryLimit>>) {
    let outcomes = world.run(
        (0..500)
            .map(|_| client.clone())
            .map(|client| async move { client.send(get("1")).await.map_err(|error| error.attempts().limit()) }),
    );
    let limits = outcomes.into_iter().map(|outcome| outcome.unwrap().unwrap_err()).collect();
    (world.received().len(), limits)
}

#[test]
fn many_tasks_against_a_dead_server_send_little_more_than_one_request_each() {
    let dead = || World::new(|_, _| (MOMENT, MockResponse::failure(TransportErrorKind::Connect)));
    let world = dead();
    let (sent, limits) = storm(&world, &world.client().build().unwrap());
    assert!((600..=620).contains(&sent), "{sent}");
    assert!(limits.contains(&Some(RetryLimit::Budget)));

    let world = dead();
    let none = world.client().retry_budget(RetryBudget::new(0, 0)).build().unwrap();
    assert_eq!(storm(&world, &none), (500, vec![Some(RetryLimit::Budget); 500]));

    let world = dead();
    let all = world.client().retry_budget(RetryBudget::unlimited()).build().unwrap();
    assert_eq!(storm(&world, &all), (2000, vec![Some(RetryLimit::Number); 500]));
}

#[test]
fn the_budget_holds_for_calls_that_fail_late() {
    let world = World::new(|_, _| (1000 * SECOND, thing()));
    let client = world.client().timeout(50 * SECOND).build().unwrap();
    let (sent, _) = storm(&world, &client);
    assert!((600..=630).contains(&sent), "{sent}");
}

#[test]
fn the_budget_is_there_again_after_ten_seconds() {
    let world = World::new(|_, _| (MOMENT, MockResponse::empty(500)));
    let client = world.client().retry_budget(RetryBudget::new(0, 2)).build().unwrap();
    let policy = RetryPolicy::new().max_retries(1).base_delay(Duration::ZERO);
    let attempts = |after: Duration| {
        let (client, world, policy) = (client.clone(), world.clone(), policy.clone());
        async move {
            rt::Transport::sleep(&world, after).await;
            client.send(get("1").retry(policy)).await.unwrap_err().attempts().count()
        }
    };
    let counts = world.run([0, 1, 2, 9, 10, 11, 12, 13].map(|second| attempts(second * SECOND)));
    let counts: Vec<u32> = counts.into_iter().map(Option::unwrap).collect();
    assert_eq!(counts, [2, 2, 1, 1, 2, 2, 1, 1]);
}

#[test]
fn retries_that_the_server_asks_for_are_not_part_of_the_budget() {
    let busy = MockResponse::empty(429).header("retry-after", "1");
    let server = (0..3).fold(MockTransport::new(), |server, _| server.then(busy.clone())).then(thing());
    let builder = rt::Client::builder().transport(server).retry_budget(RetryBudget::new(0, 0));
    let response = now(builder.build().unwrap().execute(get("1"))).unwrap();
    assert_eq!(response.attempts().count(), 4);
}

#[test]
fn results_and_errors_say_how_often_the_request_was_sent_and_how_long_the_call_waited() {
    let busy = || MockResponse::empty(503).header("retry-after", "2");
    let policy = || RetryPolicy::new().base_delay(Duration::ZERO).jitter(Duration::ZERO);
    let server = MockTransport::new().then(busy()).then(busy()).then(thing());
    let response = now(client(&server).execute(get("1").retry(policy()))).unwrap();
    assert_eq!((response.attempts().count(), response.attempts().waited()), (3, 4 * SECOND));
    assert_eq!(
        (response.attempts().limit(), response.attempts().to_string().as_str()),
        (None, "3 attempts, 4 s between them")
    );

    let error = |response: MockResponse, policy: RetryPolicy| {
        let server = (0..9).fold(MockTransport::new(), |server, _| server.then(response.clone()));
        now(client(&server).send(get("1").retry(policy))).unwrap_err()
    };
    let failed = error(busy(), policy());
    assert_eq!((failed.attempts().count(), failed.attempts().waited()), (4, 6 * SECOND));
    assert_eq!(failed.attempts(), failed.api().unwrap().response().attempts());
    assert_eq!(failed.to_string(), "GET /things/{thing-id}: 503 Service Unavailable (4 attempts)");

    let lost = error(MockResponse::failure(TransportErrorKind::Lost), policy());
    assert_eq!((lost.attempts().count(), lost.attempts().limit()), (4, Some(RetryLimit::Number)));
    assert!(lost.to_string().ends_with("scripted failure: Lost (4 attempts)"), "{lost}");
    let cut = error(MockResponse::json(200, "{").cut(TransportErrorKind::Lost), policy());
    assert_eq!(cut.response().unwrap().attempts().count(), 4);
    assert_eq!(error(MockResponse::json(200, "{"), policy()).attempts().count(), 1, "a body that does not decode");
    let unsent = now(client(&MockTransport::new()).send(create(&Thing::named("too long")))).unwrap_err();
    assert_eq!(unsent.attempts(), rt::Attempts::default());
}

#[test]
fn the_limit_that_ended_the_retries_is_told() {
    let limit = |response: MockResponse, policy: RetryPolicy| {
        let server = (0..9).fold(MockTransport::new(), |server, _| server.then(response.clone()));
        now(client(&server).send(get("1").retry(policy))).unwrap_err().attempts().limit()
    };
    let asked = |seconds: &str| MockResponse::empty(429).header("retry-after", seconds);
    assert_eq!(limit(MockResponse::empty(404), RetryPolicy::new()), None);
    assert_eq!(limit(asked("1"), RetryPolicy::new()), Some(RetryLimit::Number));
    assert_eq!(limit(asked("3600"), RetryPolicy::new()), Some(RetryLimit::Wait));
    assert_eq!(limit(asked("100"), RetryPolicy::new().total(99 * SECOND)), Some(RetryLimit::Time));
    assert_eq!(limit(asked("150"), RetryPolicy::new()), Some(RetryLimit::Time), "the deadline of two minutes");

    let builder = rt::Client::builder().retry_budget(RetryBudget::new(0, 0));
    let server = MockTransport::new().then(MockResponse::empty(500));
    let error = now(builder.transport(server).build().unwrap().send(get("1"))).unwrap_err().to_string();
    let told = "500 Internal Server Error (1 attempt; the retry budget of the client is used up)";
    assert_eq!(error, format!("GET /things/{{thing-id}}: {told}"));
}

#[test]
fn a_random_time_is_added_to_what_the_server_asks_for_and_never_taken_away() {
    let waits: Vec<Duration> = (0..100)
        .map(|_| {
            let server = MockTransport::new().then(MockResponse::empty(429).header("retry-after", "2")).then(thing());
            let policy = RetryPolicy::new().base_delay(Duration::ZERO).jitter(3 * SECOND);
            now(client(&server).send(get("1").retry(policy))).unwrap();
            server.waits()[0]
        })
        .collect();
    assert!(waits.iter().all(|wait| (2 * SECOND..5 * SECOND).contains(wait)), "{waits:?}");
    assert!(waits.iter().any(|wait| *wait < 3 * SECOND) && waits.iter().any(|wait| *wait > 4 * SECOND), "{waits:?}");
}

#[test]
fn the_random_time_ends_no_call_that_has_time_for_what_the_server_asks_for() {
    for _ in 0..50 {
        let server = MockTransport::new().then(MockResponse::empty(429).header("retry-after", "10")).then(thing());
        let policy = RetryPolicy::new().base_delay(Duration::ZERO).jitter(60 * SECOND);
        now(client(&server).send(get("1").retry(policy).deadline(11 * SECOND))).unwrap();
        assert!(server.waits()[0] < 11 * SECOND);
    }
}

#[test]
fn a_strategy_decides_which_requests_are_sent_again() {
    let lost = || MockResponse::failure(TransportErrorKind::Lost);
    let refused = || MockResponse::failure(TransportErrorKind::Connect);
    let made = || MockResponse::json(201, r#"{"id":"1"}"#);
    let count = |strategy, failure: MockResponse, request: rt::Request<Thing, crate::support::Problem>| {
        let of_request = MockTransport::new().then(failure.clone()).then(made());
        let _ = now(client(&of_request).send(request.clone().retry_strategy(strategy)));
        let of_client = MockTransport::new().then(failure).then(made());
        let policy = RetryPolicy::new().strategy(strategy);
        let _ = now(rt::Client::builder().transport(of_client.clone()).retry(policy).build().unwrap().send(request));
        assert_eq!(of_request.requests().len(), of_client.requests().len());
        of_request.requests().len()
    };
    let ada = || create(&Thing::named("Ada"));
    for (strategy, unsent, read, write) in
        [(RetryStrategy::Once, 1, 1, 1), (RetryStrategy::Idempotent, 2, 2, 1), (RetryStrategy::Always, 2, 2, 2)]
    {
        assert_eq!(count(strategy, refused(), ada()), unsent, "{strategy:?}");
        assert_eq!(count(strategy, lost(), get("1")), read, "{strategy:?}");
        assert_eq!(count(strategy, lost(), ada()), write, "{strategy:?}");
        assert_eq!(count(strategy, MockResponse::empty(400), ada()), 1, "{strategy:?}");
    }
}

#[test]
fn a_request_changes_the_rule_and_keeps_the_limits_of_the_client() {
    let server = (0..9).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(409)));
    let client =
        rt::Client::builder().transport(server.clone()).retry(RetryPolicy::new().max_retries(1)).build().unwrap();
    let conflict = |failure: &rt::Failure<'_>| failure.status().is_some_and(|status| status == 409);
    assert_eq!(now(client.send(get("1").retry_if(conflict))).unwrap_err().attempts().count(), 2);
    let once = get("1").retry_if(conflict).retry_strategy(RetryStrategy::Once);
    assert_eq!(now(client.send(once)).unwrap_err().attempts().count(), 1);
    assert_eq!(now(client.send(get("1"))).unwrap_err().attempts().count(), 1);
}
