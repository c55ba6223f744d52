//! `cargo xtask ci`: all checks that must pass before a change lands, in the order that finds a fault soonest.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Env, Exit, codegen, linters};

/// A command that must succeed.
#[derive(Clone)]
struct Step {
    /// What it checks.
    name: &'static str,
    /// A program and its arguments.
    line: Cow<'static, str>,
    /// The variables that are set for it.
    variables: &'static [(&'static str, &'static str)],
    /// The folder that has what is built up to it and no later step needs.
    last_of: Option<&'static str>,
}

const fn step(name: &'static str, line: &'static str) -> Step {
    Step { name, line: Cow::Borrowed(line), variables: &[], last_of: None }
}

impl Step {
    /// A step whose words are known only when it runs.
    fn new((name, line): (&'static str, String)) -> Self {
        Self { name, line: Cow::Owned(line), variables: &[], last_of: None }
    }

    /// The last step that needs a folder.
    const fn last_of(mut self, folder: &'static str) -> Self {
        self.last_of = Some(folder);
        self
    }
}

/// What becomes of what a step has built, when it has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// It is there for the next run.
    Kept,
    /// It is removed as soon as no further step needs it.
    Removed,
}

/// The programs are formatted without their crates, which `tests/consumers/run` emits.
const PROGRAMS: &str = "rustfmt --check --edition 2024 tests/consumers/programs/servers/src/main.rs \
                        tests/consumers/programs/github/src/main.rs tests/consumers/programs/stripe/src/main.rs \
                        tests/consumers/programs/openai/src/main.rs tests/consumers/programs/kubernetes/src/main.rs \
                        tests/consumers/programs/digitalocean/src/main.rs tests/consumers/programs/slack/src/main.rs \
                        tests/consumers/programs/xkcd/src/main.rs";

const STEPS: &[Step] = &[
    step("format", "cargo fmt --all --check"),
    step("format of what is no member", "rustfmt --check --edition 2024 tests/conformance/hand/src/main.rs"),
    step("format of the program of faults", "rustfmt --check --edition 2024 tests/client/src/main.rs"),
    step("freshness of generated/", "cargo xtask codegen --check"),
    step("what the compiler says of the specifications", "cargo xtask lint"),
    step("specifications against documentation", "cargo xtask docs"),
    step("lints", "cargo clippy --workspace --all-targets -- -D warnings"),
    step("lints without an HTTP stack", "cargo clippy -p msgraph --no-default-features -- -D warnings"),
    step("lints with every feature", "cargo clippy -p msgraph --all-features -- -D warnings"),
    step("tests", "cargo test"),
    step("each word of emitted code as a name of a document", "cargo test -p tests --test words -- --ignored"),
    step("the installed program", "cargo test -p tests --test install -- --ignored").last_of("target/tmp"),
    step("tests of the client that waits", "cargo test -p generator-runtime --all-features"),
    step(
        "tests over hyper, without TLS and without reqwest",
        "cargo test -p generator-runtime --no-default-features --features hyper,blocking,oauth2,paging,long-running",
    ),
    step(
        "tests over ureq, without tokio and hyper",
        "cargo test -p generator-runtime --no-default-features --features ureq,oauth2,paging,long-running",
    ),
    Step {
        name: "documentation",
        line: Cow::Borrowed("cargo doc --workspace --no-deps"),
        variables: &[("RUSTDOCFLAGS", "-D warnings")],
        last_of: Some("target/doc"),
    },
    step("format of the program of webhooks", "rustfmt --check --edition 2024 tests/hooks/src/main.rs"),
    step("webhooks in plain http and in axum", "tests/hooks/run").last_of("target/hooks"),
    step(
        "format of the program in a browser",
        "rustfmt --check --edition 2024 tests/wasm/src/lib.rs tests/wasm/host/src/main.rs",
    ),
    step("format of the programs for seven documents", PROGRAMS),
    step("programs for seven documents against servers that answer as the services do", "tests/consumers/run")
        .last_of("target/programs"),
    step("the client on faults", "tests/client/run faults --check").last_of("target/client"),
    step("a crate that depends on generated/", "cargo run --quiet --locked --manifest-path tests/consumer/Cargo.toml")
        .last_of("tests/consumer/target"),
];

/// The programs of the tests, which take more of the disk than all else and which the conformance suite does not need.
const TESTS_REMOVED: &str =
    "cargo clean --quiet --package tests --package generator-runtime --package address-book --package corpus";

/// Runs every step, then those that need tools for specifications. It stops after the first that fails.
pub fn run(built: Built, env: &mut Env<'_>) -> Exit {
    let linting = match linters::steps(&env.root) {
        Ok(steps) => steps,
        Err(rejected) => return codegen::fail(&rejected.diags, &rejected.sources, env),
    };
    let mocked = "cargo test -p tests --test msgraph -- --ignored prism".to_owned();
    let suite = "cargo run --quiet -p conformance -- --check".to_owned();
    let room = (built == Built::Removed).then(|| ("room for the conformance suite", TESTS_REMOVED.to_owned()));
    let others = in_a_browser(env)
        .map(|step| Step::new(step).last_of("target/wasm"))
        .into_iter()
        .chain(oldest_rust(env).map(Step::new))
        .chain(counts(env).map(|step| Step::new(step).last_of("target/codec")))
        .chain(linting.into_iter().map(Step::new))
        .chain([Step::new(("the emitted crate against a mock server of the specifications", mocked))])
        .chain(room.map(Step::new))
        .chain([Step::new(("the conformance suite", suite))]);
    run_steps(STEPS.iter().cloned().chain(others), built, env)
}

/// The step that runs the emitted crate in a browser, if `rustup` can get the target.
fn in_a_browser(env: &mut Env<'_>) -> Option<(&'static str, String)> {
    let mut add = Command::new("rustup");
    add.args(["target", "add", "wasm32-unknown-unknown"]);
    if add.output().is_ok_and(|output| output.status.success()) {
        return Some(("the emitted crate in Chromium", "tests/wasm/run".to_owned()));
    }
    let _ =
        writeln!(env.err, "\nThe target wasm32-unknown-unknown cannot be had by `rustup`: nothing runs in a browser");
    None
}

/// The step that counts instructions, if valgrind is there or `apt-get` can install it.
fn counts(env: &mut Env<'_>) -> Option<(&'static str, String)> {
    let succeeds = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if succeeds("valgrind", &["--version"]) || succeeds("apt-get", &["install", "--yes", "valgrind"]) {
        return Some(("instructions of reading, writing and generating", "tests/peers/counts target/codec".to_owned()));
    }
    let _ = writeln!(env.err, "\nvalgrind is not there, and `apt-get` cannot install it: no instructions are counted");
    None
}

/// The oldest Rust that emitted crates promise, as the manifest of the runtime has it.
const OLDEST: &str = "1.88.0";

/// The step that compiles the emitted crate with it, if `rustup` can get it.
fn oldest_rust(env: &mut Env<'_>) -> Option<(&'static str, String)> {
    let mut install = Command::new("rustup");
    install.args(["toolchain", "install", OLDEST, "--profile", "minimal", "--no-self-update"]);
    if install.output().is_ok_and(|output| output.status.success()) {
        let check = format!("rustup run {OLDEST} cargo check --locked -p msgraph -p generator-runtime --all-features");
        return Some(("the oldest Rust", check));
    }
    let _ = writeln!(env.err, "\nRust {OLDEST} cannot be had by `rustup`: only a test of manifests looks at it");
    None
}

/// Runs the linters of specifications alone, those of others.
pub fn linters(env: &mut Env<'_>) -> Exit {
    match linters::steps(&env.root) {
        Ok(steps) => run_steps(steps.into_iter().map(Step::new), Built::Kept, env),
        Err(rejected) => codegen::fail(&rejected.diags, &rejected.sources, env),
    }
}

/// The variables by which cargo tells a program of which package it is.
const OF_CARGO_RUN: [&str; 2] = ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME"];

/// Runs commands, with the variables that are set for them, up to the first that fails.
fn run_steps(steps: impl Iterator<Item = Step>, built: Built, env: &mut Env<'_>) -> Exit {
    let mut times = Vec::new();
    for Step { name, line, variables, last_of } in steps {
        let _ = writeln!(env.err, "\n== {name}: {line}");
        let start = Instant::now();
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        // A step is what a person types in a shell. Cargo told this program that it runs the package `xtask`, and a
        // program that a step starts must not hear that.
        for variable in OF_CARGO_RUN {
            command.env_remove(variable);
        }
        command
            .args(words)
            .envs(variables.iter().copied())
            .env("PRISM", linters::prism(&env.root))
            .current_dir(&env.root);
        match command.status() {
            Ok(status) if status.success() => {
                times.push((name, start.elapsed()));
                remove(last_of.filter(|_| built == Built::Removed), &env.root);
            }
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

/// Removes a folder below the root. One that cannot be removed is left, since nothing depends on that.
fn remove(folder: Option<&str>, root: &Path) {
    if let Some(folder) = folder {
        let _ = fs::remove_dir_all(root.join(folder));
    }
}

fn print_times(env: &mut Env<'_>, times: &[(&str, Duration)]) {
    let _ = writeln!(env.out, "\nAll steps passed.");
    for (name, time) in times {
        let _ = writeln!(env.out, "  {:>6.1} s  {name}", time.as_secs_f64());
    }
}
