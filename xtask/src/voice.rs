//! To whom a run of `codegen` speaks, and what it says: to people, to nobody but of faults, or to programs.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use generator::{Diags, Outcome, Plan, SourceSet, Stage, Stats, positions, thousands};
use indicatif::ProgressBar;
use serde_json::{Value, json};

use crate::codegen::{fail, print_diagnostics};
use crate::{Env, Exit, Terminal, report};

/// To whom a run speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    People,
    /// Only what is wrong is said.
    Quiet,
    /// Each line of standard output is a JSON object, whose member `reason` says what it is.
    Programs,
}

/// From when on a run is long, so that its parts are told where there is no terminal too, such as in the log of CI.
const LONG: Duration = Duration::from_secs(10);

impl Voice {
    /// Runs the generator, and tells of each part that is done.
    pub fn generate(
        self,
        env: &mut Env<'_>,
        spinner: &ProgressBar,
        generate: impl FnOnce(&(dyn Fn(&Stage, Duration) + Sync)) -> Outcome,
    ) -> Outcome {
        let (begun, terminal) = (Instant::now(), env.terminal);
        let stream: &mut (dyn Write + Send) = match self {
            Self::People | Self::Quiet => &mut *env.err,
            Self::Programs => &mut *env.out,
        };
        let stream = Mutex::new(stream);
        let say = |line: &str| {
            let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
            spinner.suspend(|| {
                let _ = writeln!(stream, "{line}");
            });
        };
        generate(&|stage, took| match self {
            Self::Programs => say(&stage_object(stage, took).to_string()),
            Self::People if terminal == Terminal::Yes || begun.elapsed() > LONG => say(&stage_line(stage, took)),
            Self::People | Self::Quiet => {}
        })
    }

    /// Tells what was found.
    pub fn findings(self, diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) {
        match self {
            Self::People | Self::Quiet => print_diagnostics(diags, sources, env),
            Self::Programs => {
                for (place, found) in positions(diags, sources).into_iter().zip(diags.iter()) {
                    let object = json!({
                        "reason": "finding",
                        "severity": found.severity.as_str(),
                        "code": found.code.as_str(),
                        "message": found.message,
                        "help": found.help,
                        "place": place,
                    });
                    let _ = writeln!(env.out, "{object}");
                }
            }
        }
    }

    /// Tells that nothing was written because of what was found.
    pub fn failed(self, diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) -> Exit {
        match self {
            Self::People | Self::Quiet => fail(diags, sources, env),
            Self::Programs => {
                self.findings(diags, sources, env);
                self.ended(Exit::Fault, env);
                Exit::Fault
            }
        }
    }

    /// Tells what was read.
    pub fn read(self, sources: &SourceSet, stats: &Stats, env: &mut Env<'_>) {
        match self {
            Self::People => {
                let _ = env.out.write_all(report::read(sources, stats).as_bytes());
            }
            // The parts of the run have told it.
            Self::Quiet | Self::Programs => {}
        }
    }

    /// Tells what was written into a folder.
    pub fn written(self, plan: &Plan, shown: &str, env: &mut Env<'_>) {
        match self {
            Self::People => {
                let _ = env.out.write_all(report::written(plan, shown).as_bytes());
            }
            Self::Quiet => {}
            Self::Programs => {
                let object = json!({
                    "reason": "written",
                    "folder": shown,
                    "created": plan.created.len(),
                    "changed": plan.changed.len(),
                    "unchanged": plan.unchanged.len(),
                    "removed": plan.stale.len(),
                });
                let _ = writeln!(env.out, "{object}");
            }
        }
    }

    /// Tells what else people want to know.
    pub fn remark(self, text: &str, env: &mut Env<'_>) {
        match self {
            Self::People => {
                let _ = env.out.write_all(text.as_bytes());
            }
            Self::Quiet | Self::Programs => {}
        }
    }

    /// Tells that the run has ended.
    pub fn ended(self, exit: Exit, env: &mut Env<'_>) {
        match self {
            Self::People | Self::Quiet => {}
            Self::Programs => {
                let object = json!({"reason": "finished", "success": exit == Exit::Done});
                let _ = writeln!(env.out, "{object}");
            }
        }
    }
}

/// `    0.12 s  v1_0 understood: 32 operations, 410 types`.
fn stage_line(stage: &Stage, took: Duration) -> String {
    let said = match stage {
        Stage::Read { files } => format!("{} files read", thousands(*files)),
        Stage::Understood { module, operations, types } => {
            let api = module.as_deref().unwrap_or("the API");
            format!("{api} understood: {} operations, {} types", thousands(*operations), thousands(*types))
        }
        Stage::Emitted { files } => format!("{} files emitted", thousands(*files)),
    };
    format!("{:8.2} s  {said}", took.as_secs_f64())
}

fn stage_object(stage: &Stage, took: Duration) -> Value {
    let mut object = match stage {
        Stage::Read { files } => json!({"reason": "read", "files": files}),
        Stage::Understood { module, operations, types } => {
            json!({"reason": "understood", "module": module, "operations": operations, "types": types})
        }
        Stage::Emitted { files } => json!({"reason": "emitted", "files": files}),
    };
    if let Some(object) = object.as_object_mut() {
        // A 64-bit number of milliseconds is longer than any run.
        object.insert("milliseconds".to_owned(), json!(u64::try_from(took.as_millis()).unwrap_or(u64::MAX)));
    }
    object
}
