//! The commands, from the command line: of this repository by `cargo xtask`, of any project by the installed program.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
