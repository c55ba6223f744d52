//! `completions`: a script by which a shell completes the installed command.

use clap_complete::Shell;

use crate::project::INSTALLED;
use crate::{Env, Exit, Tool, cli};

/// Prints the script.
pub fn run(shell: Shell, env: &mut Env<'_>) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli::command(Tool::Installed), INSTALLED, &mut script);
    let _ = env.out.write_all(&script);
    Exit::Done
}
