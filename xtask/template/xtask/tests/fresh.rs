//! `generated/` is what the generator makes of `specs/`, and was not edited by hand.

use std::process::Command;

#[test]
fn generated_is_fresh() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["codegen", "--check"]).output().expect("xtask runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
