//! How the table of a long-running operation is emitted.

use super::text::{string, strings};
use crate::exchange::long_running::{LongRunning, StatePlace};
use crate::ir::ResultPlace;

/// `rt::LongRunning::new(rt::ResultPlace::State).state(rt::StatePlace::Member("/urls/get"))`
pub fn table(table: &LongRunning) -> String {
    let LongRunning { result, state, status, succeeded, failed, result_member } = table;
    let mut out = format!("rt::LongRunning::new({})", result_place(*result));
    if let Some(state) = state {
        let (kind, text) = match state {
            StatePlace::Member(place) => ("Member", place),
            StatePlace::Header(name) => ("Header", name),
            StatePlace::Template(template) => ("Template", template),
        };
        out.push_str(&format!(".state(rt::StatePlace::{kind}({}))", string(text)));
    }
    for (name, place) in [("status", status), ("result_member", result_member)] {
        if let Some(place) = place {
            out.push_str(&format!(".{name}({})", string(place)));
        }
    }
    for (name, statuses) in [("succeeded", succeeded), ("failed", failed)] {
        if !statuses.is_empty() {
            out.push_str(&format!(".{name}({})", strings(statuses)));
        }
    }
    out
}

fn result_place(place: ResultPlace) -> &'static str {
    match place {
        ResultPlace::ByMethod => "rt::ResultPlace::ByMethod",
        ResultPlace::Location => "rt::ResultPlace::Location",
        ResultPlace::Request => "rt::ResultPlace::Request",
        ResultPlace::State => "rt::ResultPlace::State",
    }
}
