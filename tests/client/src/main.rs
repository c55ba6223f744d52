//! Tries the client that every emitted crate carries: `faults` and `load`; see `tests/client/run`.

mod bodies;
mod connection;
mod flow;
mod load;
mod server;
mod slow;
mod table;
mod throttle;
mod trial;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["faults", report] => faults().await.and_then(|text| write(report, &text)),
        ["faults", report, "--check"] => faults().await.and_then(|text| check(report, &text)),
        ["load", report] => load::run().await.map_err(|error| error.to_string()).and_then(|text| write(report, &text)),
        ["serve"] => load::serve().await.map_err(|error| error.to_string()),
        ["turn", side, origin] => match load::Side::named(side) {
            Some(side) => load::turn(side, origin).await.map(|cost| println!("{cost}")),
            None => Err(format!("`{side}` is not one of `ours`, `plain` and `bare`")),
        },
        _ => Err("the arguments are `faults REPORT [--check]`".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs all faults.
async fn faults() -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let mut rows = connection::rows().await.map_err(failed)?;
    rows.extend(slow::rows().await.map_err(failed)?);
    rows.extend(bodies::rows().await.map_err(failed)?);
    rows.extend(throttle::rows().await.map_err(failed)?);
    rows.extend(flow::rows().await.map_err(failed)?);
    Ok(table::report(&rows))
}

fn write(report: &str, text: &str) -> Result<(), String> {
    std::fs::write(report, text).map_err(|error| format!("{report}: {error}"))
}

/// Fails where the report that is there is not what came out, but for the number of attempts: calls at once take turns.
fn check(report: &str, text: &str) -> Result<(), String> {
    let known = std::fs::read_to_string(report).map_err(|error| format!("{report}: {error}"))?;
    let known: Vec<String> = known.lines().map(without_attempts).collect();
    let changed: Vec<&str> = text.lines().filter(|line| !known.contains(&without_attempts(line))).collect();
    match changed.is_empty() && known.len() == text.lines().count() {
        true => Ok(()),
        false => Err(format!("{report} is not what came out:\n{}", changed.join("\n"))),
    }
}

/// A row without its column of attempts.
fn without_attempts(line: &str) -> String {
    let mut cells: Vec<&str> = line.split(" | ").collect();
    if cells.len() == 6 {
        cells.remove(3);
    }
    cells.join(" | ")
}
