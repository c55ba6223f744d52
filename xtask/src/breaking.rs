//! What a run says of changes that break programs of users, and whether it goes on.

use generator::{Config, Outcome};

use crate::project::OUTPUT;
use crate::voice::Voice;
use crate::{Env, Exit};

/// Compares what was compiled with the revision that the configuration names. It is a fault if that is not possible, or if a
/// change that breaks programs is refused.
pub fn check(config: &Config, outcome: &Outcome, voice: Voice, env: &mut Env<'_>) -> Exit {
    let breaks = generator::breaks(&env.root, OUTPUT, config, outcome);
    if let Some(why) = &breaks.uncompared {
        voice.warning(why, env);
    }
    if let Some(changes) = &breaks.changes {
        voice.breaking(changes, env);
    }
    match breaks.refused {
        Some(why) => voice.error(&why, env),
        None => Exit::Done,
    }
}
