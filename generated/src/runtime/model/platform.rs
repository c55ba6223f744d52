// @generated
//! What a platform gives a program: the clocks, and random numbers. In a browser they are those of JavaScript, since the
//! standard library has none there.

use std::time::{Duration, SystemTime};

#[cfg(not(all(feature = "fetch", target_family = "wasm", target_os = "unknown")))]
mod of {
    use std::sync::OnceLock;
    use std::time::{Duration, Instant, SystemTime};

    pub(super) fn now() -> SystemTime {
        SystemTime::now()
    }

    pub(super) fn elapsed() -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    pub(super) fn random() -> f64 {
        fastrand::f64()
    }
}

#[cfg(all(feature = "fetch", target_family = "wasm", target_os = "unknown"))]
mod of {
    use js_sys::{Date, Math, Reflect, global};
    use std::time::{Duration, SystemTime};
    use wasm_bindgen::JsCast;
    use web_sys::Performance;

    pub(super) fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + milliseconds(Date::now())
    }

    /// By the clock of the page or worker, which never jumps; without one by the date.
    pub(super) fn elapsed() -> Duration {
        let performance = Reflect::get(&global(), &"performance".into()).ok().and_then(|it| it.dyn_into().ok());
        milliseconds(performance.map_or_else(Date::now, |performance: Performance| performance.now()))
    }

    /// `fastrand` would begin with the same number in each program.
    pub(super) fn random() -> f64 {
        Math::random()
    }

    fn milliseconds(number: f64) -> Duration {
        Duration::try_from_secs_f64(number / 1000.0).unwrap_or_default()
    }
}

/// The wall-clock time. Without the feature `fetch`, this panics where there is no clock, on `wasm32-unknown-unknown`.
pub(crate) fn now() -> SystemTime {
    of::now()
}

/// The monotonic time since a fixed moment in the past.
pub(crate) fn elapsed() -> Duration {
    of::elapsed()
}

/// A random number from 0 up to 1, but not 1.
pub(crate) fn random() -> f64 {
    of::random()
}

/// A random number of 128 bits.
pub(crate) fn random_bits() -> u128 {
    // A fraction has 52 bits of which each is random on every platform; 32 are taken at a time.
    (0..4).fold(0, |bits, _| (bits << 32) | (random() * 4_294_967_296.0) as u128)
}
