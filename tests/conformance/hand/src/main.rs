//! Scenarios of Spector through the API that users type: what a program looks like that calls an emitted client.
//!
//! `hand ORIGIN ASSETS` runs each scenario against the server of the suite, and prints a line of JSON for it. The files
//! beside this one hold the scenarios, by kind.

mod auth;
mod bodies;
mod encodings;
mod errors;
mod headers;
mod long_running;
mod models;
mod multipart;
mod pages;
mod streams;
mod unions;
mod xml;

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;

/// What comes of a scenario.
type Outcome = Result<(), Box<dyn Error>>;

/// A scenario of the suite.
struct Scenario {
    name: &'static str,
    run: fn(String) -> Pin<Box<dyn Future<Output = Outcome>>>,
}

/// The scenarios of a file: the name in the suite, and the function that drives it.
macro_rules! scenarios {
    ($($name:ident = $function:ident,)*) => {
        pub const SCENARIOS: &[crate::Scenario] = &[
            $(crate::Scenario { name: stringify!($name), run: |origin| Box::pin($function(origin)) },)*
        ];
    };
}
use scenarios;

/// Fails where a response is not the one that is expected.
fn same<A: Debug + PartialEq<B>, B: Debug>(seen: A, expected: B) -> Outcome {
    if seen == expected { Ok(()) } else { Err(format!("{seen:?}, and not {expected:?}").into()) }
}

/// A file of the suite.
fn asset(name: &str) -> std::io::Result<Vec<u8>> {
    let folder = std::env::args().nth(2).unwrap_or_default();
    std::fs::read(Path::new(&folder).join(name))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let origin = std::env::args().nth(1).unwrap_or_default();
    let all = [
        auth::SCENARIOS,
        bodies::SCENARIOS,
        encodings::SCENARIOS,
        errors::SCENARIOS,
        headers::SCENARIOS,
        long_running::SCENARIOS,
        models::SCENARIOS,
        multipart::SCENARIOS,
        pages::SCENARIOS,
        streams::SCENARIOS,
        unions::SCENARIOS,
        xml::SCENARIOS,
    ];
    for scenario in all.into_iter().flatten() {
        let error = (scenario.run)(origin.clone()).await.err().map(|error| error.to_string());
        println!("{}", serde_json::json!({ "scenario": scenario.name, "error": error }));
    }
}
