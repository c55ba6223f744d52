//! The commands of this repository, from the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
