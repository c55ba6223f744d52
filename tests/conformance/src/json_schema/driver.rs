//! The program that decodes the instances: a package beside the emitted crate, which it depends on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::documents::{CRATE, Documents, State};
use super::suite::Group;
use crate::driver::write_if_changed;

/// The functions of the program. Its types are written for the groups.
const PROGRAM: &str = include_str!("program.rs");

/// What the program is given for an instance.
#[derive(Serialize)]
struct Input {
    ty: usize,
    json: String,
}

/// What came of an instance: what is written, as the text of JSON, or why it does not decode.
pub type Answer = Result<String, String>;

/// A line that the program prints.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Written(String),
    Error(String),
}

/// Decodes the instances of each group that has a type. The others have no answers.
///
/// # Errors
///
/// Returns that the program does not compile, or ended early.
pub fn run(documents: &Documents, groups: &[Group], work: &Path) -> Result<Vec<Vec<Answer>>, String> {
    let program = work.join("driver");
    let input = program.join("instances.jsonl");
    write(documents, groups, &program, &input).map_err(|error| error.to_string())?;
    let binary = build(&program)?;
    let output = Command::new(binary).arg(&input).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("the program ended early: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let printed = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let mut lines = printed.lines();
    let mut all = Vec::new();
    for (group, made) in groups.iter().zip(&documents.made) {
        let count = match made.state {
            State::Typed(_) => group.instances.len(),
            State::LeftOut(_) => 0,
        };
        let answers = lines.by_ref().take(count).map(|line| {
            let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
            Ok(match line {
                Line::Written(text) => Ok(text),
                Line::Error(reason) => Err(reason),
            })
        });
        all.push(answers.collect::<Result<Vec<Answer>, String>>()?);
    }
    Ok(all)
}

fn write(documents: &Documents, groups: &[Group], program: &Path, input: &Path) -> io::Result<()> {
    fs::create_dir_all(program.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         {CRATE} = {{ path = \"../{CRATE}\", default-features = false }}\nserde_json = \"1\"\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    write_if_changed(&program.join("Cargo.toml"), &manifest)?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    if !program.join("Cargo.lock").exists() {
        fs::copy(lock, program.join("Cargo.lock"))?;
    }
    let mut types = String::new();
    let mut count = 0;
    let mut lines = String::new();
    for (group, made) in groups.iter().zip(&documents.made) {
        let State::Typed(ty) = &made.state else { continue };
        types.push_str(&format!("    decode::<{ty}>,\n"));
        for instance in &group.instances {
            let input = Input { ty: count, json: instance.data.to_string() };
            lines.push_str(&serde_json::to_string(&input)?);
            lines.push('\n');
        }
        count += 1;
    }
    let main = format!("{PROGRAM}\n/// One for each group.\nconst TYPES: &[Decode] = &[\n{types}];\n");
    write_if_changed(&program.join("src/main.rs"), &main)?;
    fs::write(input, lines)
}

fn build(program: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet"]).current_dir(program).env("CARGO_TARGET_DIR", program.join("target"));
    match cargo.status().map_err(|error| error.to_string())?.success() {
        true => Ok(program.join("target/debug/driver")),
        false => Err("the crate or the program that decodes with it does not compile".to_owned()),
    }
}
