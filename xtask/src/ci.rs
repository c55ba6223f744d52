//! `cargo xtask ci`: all checks that must pass before a change lands, in the order that finds a fault soonest.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Env, Exit};

/// A command that must succeed.
struct Step {
    /// What it checks.
    name: &'static str,
    /// A program and its arguments.
    line: &'static str,
    /// The variables that are set for it.
    variables: &'static [(&'static str, &'static str)],
}

const fn step(name: &'static str, line: &'static str) -> Step {
    Step { name, line, variables: &[] }
}

/// Linters of OpenAPI documents, and a mock server for them, from their registries.
const REDOCLY: &str = "@redocly/cli@2.77.0";
const VALIDATOR: &str = "openapi-spec-validator==0.9.0";
const PRISM: &str = "@stoplight/prism-cli@5.16.0";

const STEPS: &[Step] = &[
    step("format", "cargo fmt --all --check"),
    step("freshness of generated/", "cargo xtask codegen --check"),
    step("lints", "cargo clippy --workspace --all-targets -- -D warnings"),
    step("lints without an HTTP stack", "cargo clippy -p msgraph --no-default-features -- -D warnings"),
    step("lints with every feature", "cargo clippy -p msgraph --all-features -- -D warnings"),
    step("tests", "cargo test"),
    step("tests of the client that waits", "cargo test -p generator-runtime --all-features"),
    step("tests without TLS", "cargo test -p generator-runtime --no-default-features --features reqwest"),
    Step {
        name: "documentation",
        line: "cargo doc --workspace --no-deps",
        variables: &[("RUSTDOCFLAGS", "-D warnings")],
    },
    step("a crate that depends on generated/", "cargo run --quiet --manifest-path tests/consumer/Cargo.toml"),
];

/// Runs every step, then those that need tools for specifications. It stops after the first that fails.
pub fn run(env: &mut Env<'_>) -> Exit {
    let mut times = Vec::new();
    let tools = env.root.join("target/ci-tools");
    let lints = tool_steps(&tools);
    let all = STEPS.iter().map(|step| (step.name, step.line.to_owned(), step.variables));
    for (name, line, variables) in all.chain(lints.iter().map(|(name, line)| (*name, line.clone(), &[][..]))) {
        let _ = writeln!(env.err, "\n== {name}: {line}");
        let start = Instant::now();
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).envs(variables.iter().copied()).env("PRISM", prism(&tools)).current_dir(&env.root);
        match command.status() {
            Ok(status) if status.success() => times.push((name, start.elapsed())),
            Ok(status) => {
                let _ = writeln!(env.err, "error: {name} failed ({status}): {line}");
                return Exit::Fault;
            }
            Err(error) => {
                let _ = writeln!(env.err, "error: {name} cannot be run ({error}): {line}");
                return Exit::Fault;
            }
        }
    }
    print_times(env, &times);
    Exit::Done
}

/// The program of the mock server. The tests that need it read its place from the environment.
fn prism(tools: &Path) -> PathBuf {
    tools.join("node_modules/.bin/prism")
}

/// Installs the tools below `tools`, once, runs the linters over `specs/`, and the emitted crate against the mock server.
fn tool_steps(tools: &Path) -> Vec<(&'static str, String)> {
    let tools = tools.display();
    vec![
        (
            "tools for specifications",
            format!("npm install --silent --no-fund --no-audit --prefix {tools} {REDOCLY} {PRISM}"),
        ),
        ("specifications", format!("{tools}/node_modules/.bin/redocly lint --config specs/redocly.yaml")),
        ("environment of the validator", format!("python3 -m venv {tools}/venv")),
        ("validator", format!("{tools}/venv/bin/pip install --quiet --disable-pip-version-check {VALIDATOR}")),
        (
            "validity of specifications",
            format!(
                "{tools}/venv/bin/openapi-spec-validator specs/v1.0/education-user.yaml specs/v1.0/contact.yaml \
                 specs/beta/education-user.yaml specs/beta/user.yaml"
            ),
        ),
        (
            "the emitted crate against a mock server of the specifications",
            "cargo test -p tests --test msgraph -- --ignored prism".to_owned(),
        ),
    ]
}

fn print_times(env: &mut Env<'_>, times: &[(&str, Duration)]) {
    let _ = writeln!(env.out, "\nAll steps passed.");
    for (name, time) in times {
        let _ = writeln!(env.out, "  {:>6.1} s  {name}", time.as_secs_f64());
    }
}
