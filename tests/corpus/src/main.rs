//! `cargo run --release -p corpus -- DIR`: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    corpus::main()
}
