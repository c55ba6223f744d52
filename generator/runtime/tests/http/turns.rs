//! How the tasks of one client wait for each other: pauses that a server asks for, and the number of requests in flight.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport, Transport as _};
use crate::support::{US, get, thing};
use crate::virtual_time::World;
use rt::{PauseScope, RetryPolicy, TransportErrorKind};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
const MOMENT: Duration = Duration::from_millis(5);

fn busy(seconds: &str) -> MockResponse {
    MockResponse::empty(429).header("retry-after", seconds)
}

/// A server that asks the first request to wait for ten seconds, and then sends things.
fn busy_at_first() -> World {
    let mut requests = 0;
    World::new(move |_, _| {
        requests += 1;
        (MOMENT, if requests == 1 { busy("10") } else { thing() })
    })
}

/// Sends a request a while after the start, and returns the attempts and when it was done.
async fn later(
    world: World,
    client: rt::Client,
    after: Duration,
    request: rt::Request<crate::support::Thing, crate::support::Problem>,
) -> (rt::Attempts, Duration, Option<TransportErrorKind>) {
    world.sleep(after).await;
    let outcome = client.execute(request).await;
    let attempts = outcome.as_ref().map_or_else(rt::Error::attempts, rt::Response::attempts);
    let kind = match outcome {
        Err(rt::Error::Transport(failure)) => Some(failure.error().kind()),
        Ok(_) | Err(_) => None,
    };
    (attempts, world.elapsed(), kind)
}

#[test]
fn all_tasks_of_a_client_wait_when_the_server_asks_one_of_them() {
    let world = busy_at_first();
    let client = world.client().build().unwrap();
    let outcomes =
        world.run((0..20).map(|i| later(world.clone(), client.clone(), i * 100 * MOMENT, get(&i.to_string()))));
    let received: Vec<Duration> = world.received().into_iter().map(|(at, _)| at).collect();
    assert_eq!((received.len(), received[0]), (21, Duration::ZERO), "one request failed, and no other");
    assert!(received[1..].iter().all(|at| (10 * SECOND + MOMENT..12 * SECOND).contains(at)), "{received:?}");
    assert!(received.last().unwrap().saturating_sub(received[1]) > 100 * MOMENT, "they are spread: {received:?}");
    let last = outcomes.last().unwrap().unwrap().0;
    assert_eq!(last.count(), 1);
    assert!(last.waited() < 3 * SECOND && last.waited() > Duration::ZERO, "what was left of the pause: {last:?}");
}

#[test]
fn a_pause_holds_for_one_server_and_only_for_calls_that_are_retried() {
    let world = busy_at_first();
    let client = world.client().build().unwrap();
    let none = RetryPolicy::none();
    let requests = [get("1"), get("2").server("us"), get("3").retry(none), get("4")];
    let runs = requests.map(|request| {
        let after = if request.path() == "/things/1" { Duration::ZERO } else { SECOND };
        later(world.clone(), client.clone(), after, request)
    });
    let ends: Vec<u64> = world.run(runs).into_iter().map(|run| run.unwrap().1.as_secs()).collect();
    assert!(ends[0] >= 10 && ends[3] >= 10, "{ends:?}");
    assert_eq!(ends[1..3], [1, 1]);

    let world = busy_at_first();
    let client = world.client().pause_scope(PauseScope::Call).build().unwrap();
    let runs = [(Duration::ZERO, "1"), (SECOND, "2")].map(|(at, id)| later(world.clone(), client.clone(), at, get(id)));
    let ends: Vec<u64> = world.run(runs).into_iter().map(|run| run.unwrap().1.as_secs()).collect();
    assert!(ends[0] >= 10 && ends[1] == 1, "{ends:?}");
}

#[test]
fn a_call_without_time_for_the_pause_fails_at_once_and_says_why() {
    let world = busy_at_first();
    let client = world.client().build().unwrap();
    let runs = [
        later(world.clone(), client.clone(), Duration::ZERO, get("1")),
        later(world.clone(), client.clone(), 2 * SECOND, get("2").deadline(5 * SECOND)),
    ];
    let outcomes = world.run(runs);
    let (attempts, at, kind) = outcomes[1].unwrap();
    assert_eq!((attempts.count(), at, kind), (0, 2 * SECOND, Some(TransportErrorKind::Postponed)));
    let send = async {
        client.send(get("3")).await.unwrap();
        client.send(get("4")).await.map(|_| ())
    };
    assert!(world.run([send]).remove(0).unwrap().is_ok(), "the pause is over");
    assert_eq!(world.received().len(), 4);
}

#[test]
fn a_pause_longer_than_the_policy_allows_is_not_waited_for() {
    let mut requests = 0;
    let world = World::new(move |_, _| {
        requests += 1;
        (MOMENT, if requests == 1 { busy("3600") } else { thing() })
    });
    let client = world.client().build().unwrap();
    let runs = [Duration::ZERO, SECOND].map(|at| later(world.clone(), client.clone(), at, get("1")));
    let outcomes: Vec<_> = world.run(runs).into_iter().map(Option::unwrap).collect();
    assert_eq!((outcomes[0].0.limit(), outcomes[1].1), (Some(rt::RetryLimit::Wait), SECOND + MOMENT));
}

#[test]
fn a_server_that_always_asks_to_wait_is_left_alone_and_no_call_waits_forever() {
    let world = World::new(|_, _| (MOMENT, busy("10")));
    let client = world.client().deadline(None).build().unwrap();
    let runs = (0..200).map(|i| later(world.clone(), client.clone(), MOMENT * i, get("1")));
    let ends: Vec<Duration> = world.run(runs).into_iter().map(|run| run.unwrap().1).collect();
    let longest = (4 * (180 + 12) + 3 * 12) * SECOND;
    assert!(ends.iter().all(|end| *end < longest), "{ends:?}");
    assert_eq!(world.received().len(), 800, "each was sent four times");
}

/// A transport whose waits are over at once, although its clock goes on as that of the machine.
struct Hasty(MockTransport);

impl rt::Transport for Hasty {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
        self.0.send(request)
    }

    fn sleep(&self, duration: Duration) -> rt::BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }
}

#[test]
fn a_pause_is_waited_for_once_whatever_the_clock_says() {
    let server = MockTransport::new().then(busy("50")).then(thing()).then(thing());
    let client = rt::Client::builder().transport(Hasty(server.clone())).timeout(None).deadline(None).idle_timeout(None);
    let client = client.build().unwrap();
    crate::support::now(client.send(get("1"))).unwrap();
    assert_eq!(server.waits().len(), 1);
    crate::support::now(client.send(get("1"))).unwrap();
    assert_eq!(server.waits().len(), 2);
}

#[test]
fn a_storm_of_tasks_is_served_without_a_loss() {
    // The server takes 20 requests a second.
    let mut window = (0, 0);
    let world = World::new(move |now, _| {
        if window.0 != now.as_secs() {
            window = (now.as_secs(), 0);
        }
        window.1 += 1;
        (MOMENT, if window.1 > 20 { busy("1") } else { thing() })
    });
    let client = world.client().max_in_flight(10).build().unwrap();
    let runs = (0..200).map(|i| later(world.clone(), client.clone(), Duration::ZERO, get(&i.to_string())));
    let outcomes = world.run(runs);
    let failed = outcomes.iter().filter(|run| run.unwrap().0.limit().is_some()).count();
    assert_eq!((outcomes.len(), failed), (200, 0));
    assert!(world.received().len() < 300, "{}", world.received().len());
}

#[test]
fn requests_in_flight_are_bounded_and_calls_take_turns_in_their_order() {
    let world = World::new(|_, _| (SECOND, thing()));
    let client = world.client().max_in_flight(3).build().unwrap();
    let runs = (0..12).map(|i| later(world.clone(), client.clone(), MOMENT * i, get(&i.to_string())));
    let ends: Vec<Duration> = world.run(runs).into_iter().map(|run| run.unwrap().1).collect();
    assert_eq!(world.most_active(), 3);
    let order: Vec<String> = world.received().into_iter().map(|(_, path)| path.replace("/v1/things/", "")).collect();
    assert_eq!(order, (0..12).map(|i| i.to_string()).collect::<Vec<_>>());
    assert!(ends.is_sorted() && ends[11] < 5 * SECOND, "{ends:?}");

    let free = World::new(|_, _| (SECOND, thing()));
    let client = free.client().max_in_flight(0).build().unwrap();
    free.run((0..12).map(|_| later(free.clone(), client.clone(), Duration::ZERO, get("1"))));
    assert_eq!(free.most_active(), 12);
}

#[test]
fn the_queue_is_not_part_of_the_deadline_and_is_told() {
    let world = World::new(|_, _| (50 * SECOND, thing()));
    let client = world.client().max_in_flight(1).build().unwrap();
    let runs = (0..10).map(|_| later(world.clone(), client.clone(), Duration::ZERO, get("1")));
    let outcomes: Vec<_> = world.run(runs).into_iter().map(Option::unwrap).collect();
    let last = outcomes.last().unwrap();
    assert_eq!((last.2, last.1, last.0.queued()), (None, 500 * SECOND, 450 * SECOND));
    assert_eq!(last.0.waited(), Duration::ZERO);
}

#[test]
fn a_retry_comes_before_calls_that_have_not_begun() {
    let mut requests = 0;
    let world = World::new(move |_, _| {
        requests += 1;
        (SECOND, if requests == 1 { MockResponse::empty(500) } else { thing() })
    });
    let client = world.client().max_in_flight(1).retry(RetryPolicy::new().base_delay(MOMENT)).build().unwrap();
    world.run((0..4).map(|i| later(world.clone(), client.clone(), Duration::ZERO, get(&i.to_string()))));
    let order: Vec<String> = world.received().into_iter().map(|(_, path)| path.replace("/v1/things/", "")).collect();
    assert_eq!(order, ["0", "1", "0", "2", "3"]);
}

#[test]
fn a_call_that_is_dropped_frees_its_place_and_its_turn() {
    let world = World::new(|_, _| (10 * SECOND, thing()));
    let client = world.client().max_in_flight(1).build().unwrap();
    let given_up = |id: &'static str, after: Duration| {
        let (world, client) = (world.clone(), client.clone());
        async move {
            let mut call = Box::pin(client.send(get(id)));
            let mut limit = world.sleep(after);
            std::future::poll_fn(move |context| {
                let _ = call.as_mut().poll(context).map(|outcome| outcome.unwrap());
                limit.as_mut().poll(context)
            })
            .await;
            Duration::ZERO
        }
    };
    let patient = || {
        let (world, client) = (world.clone(), client.clone());
        async move { later(world, client, MOMENT, get("patient")).await.1 }
    };
    let runs: Vec<rt::BoxFuture<'_, Duration>> = vec![
        Box::pin(given_up("sent", 3 * SECOND)),
        Box::pin(given_up("waiting", 2 * SECOND)),
        // Its place is given to it in the moment in which it is dropped.
        Box::pin(given_up("granted", 3 * SECOND)),
        Box::pin(patient()),
    ];
    let ends = world.run(runs);
    assert_eq!(ends[3], Some(13 * SECOND));
}

/// Reads items as they come.
static WATCH: rt::Operation = rt::Operation {
    id: "watch",
    method: rt::Method::GET,
    path: "/watch",
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::JsonLines, "application/jsonl", 0)],
    servers: &[&US],
    ..rt::Operation::EMPTY
};

#[test]
fn a_stream_is_in_flight_until_it_ends_or_is_dropped() {
    let world = World::new(|_, _| (MOMENT, MockResponse::new(200, "application/jsonl", "1\n2\n")));
    let client = world.client().max_in_flight(1).build().unwrap();
    let open = || client.send(rt::Request::<rt::JsonLines<i64>, ()>::new(&WATCH));
    let read = async {
        let mut first = open().await.unwrap();
        first.next().await.unwrap().unwrap();
        let mut second = Box::pin(open());
        let waits =
            std::future::poll_fn(|context| std::task::Poll::Ready(second.as_mut().poll(context).is_pending())).await;
        world.sleep(SECOND).await;
        let still =
            std::future::poll_fn(|context| std::task::Poll::Ready(second.as_mut().poll(context).is_pending())).await;
        while first.next().await.is_some() {}
        let second = second.await.unwrap();
        drop(second);
        let third = open().await.unwrap();
        drop((first, third));
        (waits, still)
    };
    assert_eq!(world.run([read]), [Some((true, true))]);
    assert_eq!(world.received().len(), 3);
}

#[test]
fn a_stream_that_is_not_read_does_not_keep_its_place() {
    let world = World::new(|_, _| (MOMENT, MockResponse::new(200, "application/jsonl", "1\n2\n")));
    let client = world.client().max_in_flight(1).build().unwrap();
    let request = rt::Request::<rt::JsonLines<i64>, ()>::new(&WATCH).retry_if(|failure| failure.retries() < 1);
    let outcome = world.run([client.execute(request)]).remove(0).unwrap().unwrap();
    assert_eq!(outcome.attempts().count(), 2);
}
