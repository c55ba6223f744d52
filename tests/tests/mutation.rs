//! No input brings the compiler down: documents with any node deleted, replaced, duplicated or deepened end with a crate
//! or with findings. The seeds are fixed, so a failure repeats; the loop is short enough for every run of the suite, and
//! `MUTATIONS` lets it run for longer.

use std::fs;
use std::path::Path;

use generator::internals::vocabulary::{Kind, members};
use generator::{Config, Memory, Style, generate, render};
use serde_json::Value;
use tests::mutate::{Random, mutate};

/// How many mutated documents a run tries. `MUTATIONS=100000 cargo test --release -p tests --test mutation` tries more.
fn rounds() -> u64 {
    std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}

fn documents() -> Vec<Value> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of cases") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    let text = |path: &Path| fs::read_to_string(path).expect("a case");
    // A stream of several documents is no single value.
    found.iter().filter_map(|path| serde_yaml::from_str(&text(path)).ok()).collect()
}

#[test]
fn a_mutated_document_ends_with_a_crate_or_with_findings() {
    let documents = documents();
    let (mut written, mut refused) = (0, 0);
    for seed in 0..rounds() {
        let mut random = Random(seed);
        let mut document = documents[random.below(documents.len())].clone();
        for _ in 0..=random.below(3) {
            mutate(&mut document, &mut random);
        }
        let text = serde_json::to_vec(&document).expect("JSON");
        let files = Memory::new([("case.json".to_owned(), text)]);
        let outcome = generate(&files, &Config::single("case.json", "case"));
        let report = render(&outcome.diags, &outcome.sources, Style::Short);
        assert!(!report.contains("E0999"), "seed {seed} breaks an internal rule:\n{report}\n{document}");
        match outcome.tree {
            Some(_) => written += 1,
            None => {
                refused += 1;
                assert!(outcome.diags.has_errors(), "seed {seed} is refused without a reason:\n{document}");
            }
        }
    }
    assert!(written > 0 && refused > 0, "{written} written, {refused} refused: the mutations are too weak");
}

#[test]
fn the_dictionary_of_the_fuzz_target_has_every_keyword() {
    let dictionary = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/openapi.dict")).expect("text");
    let known: Vec<&str> = dictionary.lines().collect();
    let keywords = Kind::ALL.iter().flat_map(|kind| members(*kind)).map(|(keyword, _)| format!("\"{keyword}\""));
    let missing: Vec<String> = keywords.filter(|keyword| !known.contains(&keyword.as_str())).collect();
    assert!(missing.is_empty(), "add these lines to tests/fuzz/openapi.dict: {missing:?}");
}
