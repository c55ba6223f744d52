//! A user of a crate with long chains of types: hands values to other threads and tasks, clones, compares and prints them.

use std::fmt::Debug;
use std::pin::pin;
use std::task::{Context, Waker};
use std::thread;

use chains::models::{Choice0, Field0, Open0, Ring0, Web0};
use serde_core::de::DeserializeOwned;
use serde_json::json;

/// Takes what `tokio::spawn` takes.
fn spawn<T: Send + 'static>(task: impl Future<Output = T> + Send + 'static) {
    thread::spawn(move || {
        let mut task = pin!(task);
        while task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {}
    })
    .join()
    .expect("the task ends");
}

/// Suspends once, so that what is alive belongs to the task.
async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|_| {
        let ready = std::mem::replace(&mut paused, true);
        if ready { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await
}

fn use_it<T: DeserializeOwned + Clone + PartialEq + Debug + Send + Sync + 'static>(value: serde_json::Value) {
    let value: T = serde_json::from_value(value).expect("it decodes");
    let copy = value.clone();
    assert!(value == copy && !format!("{value:?}").is_empty());
    spawn(async move {
        pause().await;
        drop(value);
        copy
    });
}

#[test]
fn values_go_to_tasks_and_threads() {
    use_it::<Field0>(json!({"name": "a", "next": {"next": {"name": "b"}}}));
    use_it::<Open0>(json!({"a": "b", "c": {"d": {}}}));
    use_it::<Choice0>(json!({"choice": {"choice": "end"}}));
    use_it::<Ring0>(json!({"name": "a", "next": {"name": "b"}}));
    use_it::<Web0>(json!({"t1": {"t2": {"t3": {}}}}));
}

#[test]
fn a_value_is_made_by_hand() {
    let task = async {
        let mut field = Field0::default();
        field.name = Some("a".to_owned());
        pause().await;
        field
    };
    spawn(task);
}
