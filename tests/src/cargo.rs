//! Runs cargo on crates that tests emit, without the network: all that the lock of the workspace names is on the disk first.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// Cargo, which is not to ask the network. On a machine that built the workspace alone, what only features or other platforms need
/// is not there yet, so that the first call of a process fetches it.
///
/// # Panics
/// If what the workspace's `Cargo.lock` names can be neither found nor fetched.
pub fn offline() -> Command {
    static FETCHED: LazyLock<()> = LazyLock::new(|| {
        let mut fetch = Command::new(env!("CARGO"));
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let output = fetch.args(["fetch", "--locked", "--quiet"]).current_dir(workspace).output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
    LazyLock::force(&FETCHED);
    let mut cargo = Command::new(env!("CARGO"));
    cargo.env("CARGO_NET_OFFLINE", "true");
    cargo
}
