//! A crate that is emitted, and emitted again after something was added: what must stay in its code.

use generator::{Config, EmittedNames, Memory, Outcome, emitted_names, generate};
use serde_json::Value;

/// Compiles a document into a crate that had these names.
pub fn compile(document: &Value, names: &EmittedNames) -> Outcome {
    let files = Memory::new([("api.json", document.to_string())]);
    generate(&files, &Config { emitted_names: names.clone(), ..Config::single("api.json", "api") })
}

/// The names as the next run has them: read from the text.
pub fn read(outcome: &Outcome) -> EmittedNames {
    let table = outcome.tree.as_ref().expect("a crate").get("NAMES.md").expect("a table of names").to_owned();
    let files = Memory::new([("generated/NAMES.md", table)]);
    let names = emitted_names(&files, "generated").expect("a table that can be read");
    assert_eq!(names, outcome.emitted_names());
    names
}

/// Holds that these pieces of code stay whatever is added, and that they would not without the names of the crate: a test whose
/// names stay by themselves would hold nothing.
#[track_caller]
pub fn keeps(before: &Value, after: &Value, pieces: &[&str], source: impl Fn(&Outcome) -> String) -> Outcome {
    let old = compile(before, &EmittedNames::default());
    let missing = |outcome: &Outcome| {
        let source = source(outcome);
        pieces.iter().copied().filter(|piece| !source.contains(*piece)).map(str::to_owned).collect::<Vec<_>>()
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(missing(&old), none, "{}", source(&old));
    let new = compile(after, &read(&old));
    assert_eq!(missing(&new), none, "{}", source(&new));
    assert_ne!(missing(&compile(after, &EmittedNames::default())), none);
    // What is new has a name now too, and keeps it.
    let again = compile(after, &read(&new));
    assert!(again.tree == new.tree);
    new
}
