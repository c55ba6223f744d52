//! The program that decodes the examples of one document: a package beside the emitted crate, which it depends on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Example, Examples};
use crate::generate::short;
use crate::row::{DecodedExamples, Failure};

/// The functions of the program. Its types and `main` are written for each document.
const PROGRAM: &str = include_str!("program.rs");

/// What became of an example: a line that the program prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoded {
    /// Which of the valid examples.
    pub example: usize,
    /// Why it did not decode.
    #[serde(default)]
    pub error: Option<String>,
    /// The first place where what is written differs from what was read.
    #[serde(default)]
    pub changed: Option<String>,
}

/// The name of the program for the crate `name`.
pub fn program_name(name: &str) -> String {
    format!("{name}-examples")
}

/// The folder of the program for the crate in `krate`.
pub fn folder(krate: &Path) -> PathBuf {
    krate.with_file_name(program_name(crate_name(krate)))
}

fn crate_name(krate: &Path) -> &str {
    krate.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// Writes the program for the crate in the folder `krate`. What was there is gone.
pub fn write(examples: &Examples, krate: &Path) -> io::Result<()> {
    let folder = folder(krate);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    let name = crate_name(krate);
    let emitted = fs::read_to_string(krate.join("Cargo.toml"))?;
    fs::write(folder.join("Cargo.toml"), manifest(name, &features(&emitted)))?;
    let types: String = examples.types.iter().map(|ty| format!("    decode::<{ty}>,\n")).collect();
    let main = format!("{PROGRAM}\n/// One for each type.\nconst TYPES: &[Decode] = &[\n{types}];\n");
    fs::write(folder.join("src/main.rs"), main)?;
    let lines: String = examples.valid.iter().map(|example| format!("{}\n", line(example))).collect();
    fs::write(folder.join("examples.jsonl"), lines)
}

fn line(example: &Example) -> Value {
    json!({"place": example.place, "type": example.ty, "json": example.value.to_string()})
}

/// The features of an emitted crate that stand for parts of its API: all but the HTTP client, which costs most and
/// decodes nothing.
fn features(manifest: &str) -> Vec<&str> {
    let lines = manifest.lines().skip_while(|line| *line != "[features]").skip(1);
    let names = lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = ["));
    names
        .map(|(name, _)| name)
        .filter(|name| {
            ![
                "default",
                "hyper",
                "http2",
                "reqwest",
                "rustls",
                "rustls-no-provider",
                "aws-lc-rs",
                "blocking",
                "ureq",
                "pattern",
            ]
            .contains(name)
        })
        .collect()
}

fn manifest(name: &str, features: &[&str]) -> String {
    let features: Vec<String> = features.iter().map(|feature| format!("\"{}\"", feature.trim_matches('"'))).collect();
    let features = features.join(", ");
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         {name} = {{ path = \"../{name}\", default-features = false, features = [{features}] }}\nserde = \"1\"\nserde_json = \"1\"\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n",
        program_name(name)
    )
}

/// The places and types of the examples, as they were written.
pub fn read(krate: &Path) -> io::Result<Vec<(String, String)>> {
    let folder = folder(krate);
    let main = fs::read_to_string(folder.join("src/main.rs"))?;
    let types: Vec<&str> =
        main.lines().filter_map(|line| line.strip_prefix("    decode::<")?.strip_suffix(">,")).collect();
    let lines = fs::read_to_string(folder.join("examples.jsonl"))?;
    let entry = |line: &str| {
        let line: Value = serde_json::from_str(line).ok()?;
        let ty = types.get(usize::try_from(line["type"].as_u64()?).ok()?)?;
        Some((line["place"].as_str()?.to_owned(), (*ty).to_owned()))
    };
    Ok(lines.lines().filter_map(entry).collect())
}

/// So many failures of a document are reported.
const MOST_REPORTED: usize = 20;

/// Sums up what the program printed of the examples `known`.
pub fn sum(known: &[(String, String)], stdout: &str) -> DecodedExamples {
    let mut sum = DecodedExamples::default();
    for line in stdout.lines() {
        let Ok(line) = serde_json::from_str::<Decoded>(line) else { continue };
        let Some((place, ty)) = known.get(line.example) else { continue };
        let failure = |text: String| Failure { place: place.clone(), ty: ty.clone(), text: short(&text) };
        match (line.error, line.changed) {
            (Some(error), _) => push_limited(&mut sum.failures, failure(error)),
            (None, Some(changed)) => {
                sum.decoded += 1;
                push_limited(&mut sum.changes, failure(changed));
            }
            (None, None) => {
                sum.decoded += 1;
                sum.unchanged += 1;
            }
        }
    }
    sum
}

fn push_limited(failures: &mut Vec<Failure>, failure: Failure) {
    if failures.len() < MOST_REPORTED {
        failures.push(failure);
    }
}
