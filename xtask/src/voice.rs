//! To whom a run of `codegen` speaks, and what it says: to people, to nobody but of faults, or to programs.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use generator::{
    Comparison, Diags, Outcome, Plan, ReportFormat, SourceSet, Stage, Stats, Tree, counted, diff, positions,
};
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
                Exit::Fault
            }
        }
    }

    /// Tells why the run ends. What can be done about it follows in a line that begins with `help: `.
    pub fn error(self, text: &str, env: &mut Env<'_>) -> Exit {
        match self {
            Self::People | Self::Quiet => {
                let _ = writeln!(env.err, "error: {text}");
            }
            Self::Programs => {
                let (message, help) = match text.split_once("\nhelp: ") {
                    Some((message, help)) => (message, Some(help)),
                    None => (text, None),
                };
                let object = json!({"reason": "error", "message": message, "help": help});
                let _ = writeln!(env.out, "{object}");
            }
        }
        Exit::Fault
    }

    /// Tells what did not happen, though the run goes on.
    pub fn warning(self, text: &str, env: &mut Env<'_>) {
        match self {
            Self::People | Self::Quiet => {
                let _ = writeln!(env.err, "warning: {text}");
            }
            Self::Programs => {
                let _ = writeln!(env.out, "{}", json!({"reason": "warning", "message": text}));
            }
        }
    }

    /// Tells which changes break programs of users.
    pub fn breaking(self, comparison: &Comparison, env: &mut Env<'_>) {
        match self {
            Self::People | Self::Quiet => {
                let _ = writeln!(env.err, "{}", comparison.report(ReportFormat::Text));
            }
            Self::Programs => {
                // A report that is no JSON is told as the text that it is.
                let report = comparison.report(ReportFormat::Json);
                let report = serde_json::from_str(&report).unwrap_or(Value::String(report));
                let _ = writeln!(env.out, "{}", json!({"reason": "breaking", "report": report}));
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
                let _ = writeln!(env.out, "{}", plan_object("written", plan, shown));
            }
        }
    }

    /// Tells whether a folder has what would be written into it.
    pub fn checked(self, plan: &Plan, tree: &Tree, shown: &str, env: &mut Env<'_>) -> Exit {
        let is_fresh = plan.is_fresh();
        match self {
            Self::People if is_fresh => {
                let _ = writeln!(env.out, "{shown} is fresh: {}", counted(plan.unchanged.len(), "file"));
            }
            Self::Quiet if is_fresh => {}
            Self::People | Self::Quiet => {
                let _ = env.out.write_all(diff(tree, plan).as_bytes());
                let _ = writeln!(env.err, "error: {shown} is stale\nhelp: run the same command without `--check`");
            }
            Self::Programs => {
                let mut object = plan_object("checked", plan, shown);
                object["fresh"] = json!(is_fresh);
                object["diff"] = json!(diff(tree, plan));
                let _ = writeln!(env.out, "{object}");
            }
        }
        if is_fresh { Exit::Done } else { Exit::Fault }
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

/// What was, or would be, done with the files of a folder.
fn plan_object(reason: &str, plan: &Plan, shown: &str) -> Value {
    json!({
        "reason": reason,
        "folder": shown,
        "created": plan.created.len(),
        "changed": plan.changed.len(),
        "unchanged": plan.unchanged.len(),
        "removed": plan.stale.len(),
    })
}

/// `    0.12 s  v1_0 understood: 32 operations, 410 types`.
fn stage_line(stage: &Stage, took: Duration) -> String {
    let said = match stage {
        Stage::Read { files } => format!("{} read", counted(*files, "file")),
        Stage::Understood { module, operations, types } => {
            let api = module.as_deref().unwrap_or("the API");
            format!("{api} understood: {}, {}", counted(*operations, "operation"), counted(*types, "type"))
        }
        Stage::Emitted { files } => format!("{} emitted", counted(*files, "file")),
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
