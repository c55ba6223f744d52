//! Tests that are listed at run time: each case of a folder is a test with a name of its own, so that a mismatch in one
//! hides no other. A target that uses them has `harness = false` in the manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

pub use libtest_mimic::Trial;
use libtest_mimic::{Arguments, run as run_trials};

/// A test that fails when `test` panics, as a function with `#[test]` does.
pub fn trial(name: impl Into<String>, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, || {
        test();
        Ok(())
    })
}

/// Runs what the command line of `cargo test` asks for. The tests run one after another unless it says otherwise: insta
/// prints the lines of a mismatch one by one, and those of two would mix.
pub fn run(trials: Vec<Trial>) -> ExitCode {
    let mut args = Arguments::from_args();
    args.test_threads.get_or_insert(1);
    run_trials(&args, trials).exit_code()
}

/// A test that finds snapshots whose case is gone: no other test reads them, so they would stay for ever. `prefix` is what
/// their paths below `tests/tests/snapshots` begin with.
pub fn no_snapshot_is_left_over(prefix: &str, wanted: impl IntoIterator<Item = String>) -> Trial {
    let (folder, prefix) = prefix.rsplit_once('/').unwrap_or(("", prefix));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(folder);
    let prefix = prefix.to_owned();
    let wanted: BTreeSet<String> = wanted.into_iter().map(|name| format!("{prefix}{name}.snap")).collect();
    trial("no_snapshot_is_left_over", move || {
        let names = fs::read_dir(&folder).expect("a folder of snapshots");
        let names = names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"));
        let ours = names.filter(|name| name.starts_with(&prefix) && name.ends_with(".snap"));
        let left: Vec<String> = ours.filter(|name| !wanted.contains(name)).collect();
        assert!(left.is_empty(), "no case has these snapshots; delete them: {left:?}");
    })
}
