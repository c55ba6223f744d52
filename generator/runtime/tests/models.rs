//! Tests of models. The runtime is a module of this crate, as it is in an emitted crate.
#![allow(dead_code)] // The samples have more than the tests use.
#[path = "../src/runtime/mod.rs"]
mod runtime;

#[path = "models/checks.rs"]
mod checks;
#[path = "models/formats.rs"]
mod formats;
#[path = "models/forms.rs"]
mod forms;
#[path = "models/lenient.rs"]
mod lenient;
#[cfg(feature = "xml")]
#[path = "models/lenient_xml.rs"]
mod lenient_xml;
#[path = "models/numbers.rs"]
mod numbers;
#[path = "models/overlap.rs"]
mod overlap;
#[path = "models/patterns.rs"]
mod patterns;
#[path = "models/quantities.rs"]
mod quantities;
#[path = "models/records.rs"]
mod records;
#[path = "models/round_trips.rs"]
mod round_trips;
#[path = "models/sample.rs"]
mod sample;
#[path = "models/two_readers.rs"]
mod two_readers;
#[path = "models/unions.rs"]
mod unions;
#[cfg(feature = "xml")]
#[path = "models/xml.rs"]
mod xml;

/// Reads a model, which must succeed.
fn read<T: runtime::Value>(json: serde_json::Value) -> T {
    runtime::read_json(json.to_string().as_bytes()).expect("reads")
}

/// The message for a value that is rejected.
fn refused<T: runtime::Value + std::fmt::Debug>(json: &str) -> String {
    runtime::read_json::<T>(json.as_bytes()).expect_err("is refused").to_string()
}

/// Writes a model as JSON.
fn written(value: &impl serde_core::Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("writes")
}
