//! The blocking client.
use crate::runtime as rt;
use crate::runtime::MockTransport;
use crate::support::{Thing, client, get, thing};

fn blocking(server: &MockTransport) -> rt::blocking::Client {
    rt::blocking::Client::new(client(server)).unwrap()
}

#[test]
fn it_gives_the_value_of_the_answer() {
    let client = blocking(&MockTransport::new().then(thing()).then(thing()));
    assert_eq!(client.send(get("1")).unwrap(), Thing::named("Ada"));
    assert_eq!(client.execute(get("1")).unwrap().status(), 200);
}

#[test]
fn it_may_be_shared_between_threads() {
    let client = blocking(&(0..8).fold(MockTransport::new(), |server, _| server.then(thing())));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(get("1")).unwrap());
        }
    });
}

#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
#[test]
fn in_async_code_it_is_an_error_not_a_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let error = runtime.block_on(async {
        let client = blocking(&MockTransport::new().then(thing()));
        client.send(get("1")).unwrap_err()
    });
    assert_eq!(
        error.to_string(),
        "GET /things/{thing-id}: the blocking client was called on a thread of tokio; use the async client there, or another thread"
    );
}
