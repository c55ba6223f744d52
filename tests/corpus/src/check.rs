//! Does a crate compile, and, when it is asked for, do the examples of its document decode: `cargo check` of the crate,
//! or `cargo build` of the program beside it that decodes them, with the dependencies built once.
//!
//! Each job has a target folder of its own, since cargo locks it; what a crate leaves there is removed afterwards. All
//! crates use one Cargo.lock, so that their dependencies agree.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generator::internals::names::features::{ALL, OTHER};

use crate::examples::decoder_crate;
use crate::generate::short;
use crate::messages;
use crate::process::{self, CommandLine, End, Limits};
use crate::row::{Checked, DecodedExamples, First, Row, Verdict};

/// Where crates are compiled.
#[derive(Debug, Clone)]
pub struct Checker {
    /// Holds the target folders.
    pub work: PathBuf,
    /// The Cargo.lock to start from.
    pub lock: PathBuf,
    /// Whether examples are decoded.
    pub examples: bool,
    pub limits: Limits,
}

/// Whether a command may reach the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Network {
    Used,
    Offline,
}

impl Checker {
    /// Builds the dependencies in the target folder of every job, so that no crate pays for them. They are those of
    /// the given crate: all crates have the same ones.
    pub fn warm(&self, jobs: usize, like: &Path) -> io::Result<()> {
        let warm = self.work.join("warm");
        fs::create_dir_all(warm.join("src"))?;
        fs::copy(like.join("Cargo.toml"), warm.join("Cargo.toml"))?;
        fs::write(warm.join("src/lib.rs"), "")?;
        if !self.shared_lock().exists() {
            fs::copy(&self.lock, self.shared_lock())?;
        }
        fs::copy(self.shared_lock(), warm.join("Cargo.lock"))?;
        for job in 0..jobs {
            let network = if job == 0 { Network::Used } else { Network::Offline };
            let ended = process::run(&self.line(&warm, job, network), self.limits)?;
            if ended.end != End::Code(0) {
                let why = ended.stderr.trim();
                return Err(io::Error::other(format!("the dependencies do not compile:\n{why}\n{}", ended.stdout)));
            }
            // cargo would take the crate that was copied from for compiled.
            self.sweep(job, crate_name(like))?;
        }
        fs::copy(warm.join("Cargo.lock"), self.shared_lock()).map(|_| ())
    }

    /// Compiles the crate of a document, in the target folder of the job.
    pub fn check(&self, job: usize, row: &Row, folder: &Path) -> io::Result<Checked> {
        let name = crate_name(folder);
        let package = if self.examples { decoder_crate::folder(folder) } else { folder.to_owned() };
        fs::copy(self.shared_lock(), package.join("Cargo.lock"))?;
        let ended = process::run(&self.line(&package, job, Network::Offline), self.limits)?;
        let messages = messages::read(&ended.stdout, name);
        let verdict = match ended.end {
            End::TimedOut => Verdict::TimedOut,
            End::OutOfMemory => Verdict::OutOfMemory,
            _ if messages.errors > 0 => Verdict::Failed,
            End::Code(0) if messages.warnings > 0 => Verdict::Warned,
            End::Code(0) if !messages.compiled => Verdict::Broken,
            End::Code(0) => Verdict::Clean,
            End::Code(_) | End::Signal(_) => Verdict::Broken,
        };
        let first = match verdict {
            Verdict::Broken => {
                let of_program =
                    messages::read(&ended.stdout, &decoder_crate::program_name(name)).first.map(|first| first.text);
                let why = of_program.unwrap_or(ended.stderr);
                Some(First { code: String::new(), text: short(&format!("cargo: {}", why.trim())) })
            }
            _ => messages.first,
        };
        let examples = match verdict {
            Verdict::Clean | Verdict::Warned if self.examples => Some(self.decode(job, folder)?),
            _ => None,
        };
        self.sweep(job, name)?;
        Ok(Checked {
            document: row.document.clone(),
            bytes: row.bytes,
            hash: row.emitted.hash.clone(),
            verdict,
            errors: messages.errors,
            warnings: messages.warnings,
            first,
            examples,
            cost: ended.cost,
        })
    }

    /// Runs the program that decodes the examples of the crate in `folder`.
    fn decode(&self, job: usize, folder: &Path) -> io::Result<DecodedExamples> {
        let program = self.target(job).join("debug").join(decoder_crate::program_name(crate_name(folder)));
        let file = decoder_crate::folder(folder).join("examples.jsonl");
        let words = [program, file].map(|path| path.display().to_string()).to_vec();
        let ended = process::run(&CommandLine { words, env: Vec::new() }, self.limits)?;
        let known = decoder_crate::read(folder)?;
        if ended.end != End::Code(0) || ended.stdout.lines().count() != known.len() {
            let why = format!("the program that decodes examples ended early: {:?}: {}", ended.end, ended.stderr);
            return Err(io::Error::other(why));
        }
        Ok(decoder_crate::sum(&known, &ended.stdout))
    }

    fn line(&self, folder: &Path, job: usize, network: Network) -> CommandLine {
        let manifest = folder.join("Cargo.toml").display().to_string();
        let verb = if self.examples { "build" } else { "check" };
        let mut words: Vec<String> = ["cargo", verb, "--quiet", "--message-format=json", "--manifest-path"]
            .map(str::to_owned)
            .into_iter()
            .chain([manifest])
            .collect();
        if self.examples {
            words.push("--no-default-features".to_owned());
        } else {
            words.extend(everything(folder));
        }
        match network {
            Network::Used => {}
            Network::Offline => words.push("--offline".to_owned()),
        }
        let target = self.target(job).display().to_string();
        let env = [
            ("CARGO_TARGET_DIR", target.as_str()),
            ("CARGO_INCREMENTAL", "0"),
            ("CARGO_PROFILE_DEV_DEBUG", "0"),
            ("RUSTFLAGS", ""),
        ];
        CommandLine { words, env: env.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec() }
    }

    fn shared_lock(&self) -> PathBuf {
        self.work.join("Cargo.lock")
    }

    fn target(&self, job: usize) -> PathBuf {
        self.work.join(format!("target-{job}"))
    }

    /// Removes what a crate left: a full run would fill the disk.
    fn sweep(&self, job: usize, name: &str) -> io::Result<()> {
        let debug = self.target(job).join("debug");
        let program = decoder_crate::program_name(name);
        let stems = [name, &program].map(|name| [format!("{name}-"), format!("{}-", name.replace('-', "_"))]);
        let stems = stems.as_flattened();
        for file in [program.clone(), format!("{program}.d")] {
            if debug.join(&file).exists() {
                fs::remove_file(debug.join(&file))?;
            }
        }
        for folder in ["deps", ".fingerprint", "incremental"] {
            let Ok(entries) = fs::read_dir(debug.join(folder)) else { continue };
            for entry in entries {
                let entry = entry?;
                let file = entry.file_name();
                let file = file.to_str().unwrap_or_default();
                let stem = file.trim_start_matches("lib");
                if !stems.iter().any(|ours| stem.starts_with(ours)) {
                    continue;
                }
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?
                } else {
                    fs::remove_file(entry.path())?
                }
            }
        }
        Ok(())
    }
}

/// A crate is named like its folder.
fn crate_name(folder: &Path) -> &str {
    folder.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// What turns on all of a crate that can be compiled in parts: what is measured is the whole of it.
pub(crate) fn everything(folder: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let has = |feature: &&str| manifest.lines().any(|line| line.starts_with(&format!("{feature} = [")));
    let features: Vec<&str> = [ALL, OTHER].into_iter().filter(has).collect();
    if features.is_empty() { Vec::new() } else { vec!["--features".to_owned(), features.join(",")] }
}
