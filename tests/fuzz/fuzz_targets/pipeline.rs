//! Any bytes are a document: the whole pipeline ends with a crate that parses and in whose comments rustdoc finds nothing
//! to run, or with errors that have a place.
//!
//! Half of the mutations are libFuzzer's, of bytes. The other half change a node of the document, so that what is tried
//! is past the parser.

#![no_main]

use generator::{Config, Memory, Style, Tree, generate, render};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::Value;
use tests::comments::{Examples, faults_of};
use tests::mutate::{Random, mutate};

/// Longer documents repeat what shorter ones have.
const LONGEST: usize = 64 * 1024;

fuzz_target!(|data: &[u8]| {
    if data.len() > LONGEST {
        return;
    }
    // An overflow of the stack leaves libFuzzer no room to say which input it was.
    if let Some(last) = std::env::var_os("FUZZ_LAST") {
        std::fs::write(last, data).expect("a place for the last input");
    }
    // The document under two names, so that references between files lead somewhere.
    let files = Memory::new([("case.yaml", data), ("other.json", data)]);
    let outcome = generate(&files, &Config::single("case.yaml", "case"));
    let report = render(&outcome.diags, &outcome.sources, Style::Plain);
    assert!(!report.contains("E0999"), "an internal rule is broken:\n{report}");
    match outcome.tree {
        Some(tree) => {
            parses(&tree);
            let faults = faults_of(&tree, Examples::None);
            assert!(faults.is_empty(), "{}", faults.join("\n\n"));
        }
        None => assert!(outcome.diags.has_errors(), "refused without a reason"),
    }
});

/// What was made of the document is Rust; the runtime is a copy.
fn parses(tree: &Tree) {
    let made = tree.iter().filter(|(path, _)| path.as_str().ends_with(".rs") && !path.as_str().contains("/runtime/"));
    for (path, text) in made {
        if let Err(error) = syn::parse_file(text) {
            panic!("{} is no Rust: {error}\n{text}", path.as_str());
        }
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut random = Random(u64::from(seed));
    let given = data.get(..size).filter(|_| seed % 2 == 0);
    match given.and_then(document).and_then(|document| mutated(document, &mut random, max_size)) {
        Some(text) => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});

fn document(data: &[u8]) -> Option<Value> {
    serde_json::from_slice(data).or_else(|_| serde_yaml::from_slice(data)).ok()
}

fn mutated(mut document: Value, random: &mut Random, max_size: usize) -> Option<Vec<u8>> {
    for _ in 0..=random.below(3) {
        mutate(&mut document, random);
    }
    serde_json::to_vec(&document).ok().filter(|text| text.len() <= max_size)
}
