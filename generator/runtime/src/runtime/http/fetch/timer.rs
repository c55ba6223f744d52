//! Waiting, by the timer of a page or worker.

use crate::runtime::http::pipe::{Sender, pipe};
use crate::runtime::http::timing::BoxFuture;
use js_sys::{Function, Promise, Reflect, global};
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The longest time that one timer takes, in milliseconds: more would count as none.
const LONGEST: u128 = i32::MAX as u128;

/// Waits for a time, which begins now.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    let (sender, mut receiver) = pipe();
    spawn_local(wait(sender, duration));
    Box::pin(async move { receiver.next().await.unwrap_or_default() })
}

async fn wait(sender: Sender<()>, duration: Duration) {
    // A part of a millisecond more, since a timer may not be early.
    let mut left = duration.as_nanos().div_ceil(1_000_000);
    while left > 0 {
        let part = left.min(LONGEST);
        if sender.until_abandoned(Timer::start(part as f64).wait()).await.is_none() {
            return;
        }
        left -= part;
    }
    sender.send(()).await;
}

/// A timer, which is cleared when it is dropped.
struct Timer {
    promise: Promise,
    id: JsValue,
}

impl Timer {
    fn start(milliseconds: f64) -> Self {
        let id = RefCell::new(JsValue::UNDEFINED);
        let promise = Promise::new(&mut |resolve, _| {
            id.replace(call("setTimeout", &[resolve.as_ref(), &milliseconds.into()]));
        });
        Self { promise, id: id.into_inner() }
    }

    async fn wait(self) {
        // The promise of a timer is never rejected.
        let _ = JsFuture::from(self.promise.clone()).await;
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        call("clearTimeout", &[&self.id]);
    }
}

/// Calls a function that pages, workers and other hosts have alike.
fn call(name: &str, arguments: &[&JsValue]) -> JsValue {
    let function = Reflect::get(&global(), &name.into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let list = arguments.iter().copied().collect::<js_sys::Array>();
    function.and_then(|function| function.apply(&JsValue::UNDEFINED, &list).ok()).unwrap_or_default()
}
