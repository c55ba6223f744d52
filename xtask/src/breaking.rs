//! What a run says of changes that break programs of users, and whether it goes on.

use generator::{Config, Outcome};

use crate::project::OUTPUT;
use crate::{Env, Exit};

/// Compares what was compiled with the revision that the configuration names. It is a fault if that is not possible, or if a
/// change that breaks programs is refused.
pub fn check(config: &Config, outcome: &Outcome, env: &mut Env<'_>) -> Exit {
    let breaks = generator::breaks(&env.root, OUTPUT, config, outcome);
    let _ = env.err.write_all(breaks.report.as_bytes());
    match breaks.refused {
        Some(why) => {
            let _ = writeln!(env.err, "error: {why}");
            Exit::Fault
        }
        None => Exit::Done,
    }
}
