//! No input brings the compiler down: documents with any node deleted, replaced, duplicated or deepened end with a crate
//! or with findings. The seeds are fixed, so a failure repeats; the loop is short enough for every run of the suite, and
//! `MUTATIONS` lets it run for longer.

use std::fs;
use std::path::Path;

use generator::config::Config;
use generator::diag::{Style, render};
use generator::pipeline;
use generator::source::Memory;
use serde_json::{Value, json};

/// How many mutated documents a run tries. `MUTATIONS=100000 cargo test --release -p tests --test mutation` tries more.
fn rounds() -> u64 {
    std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}

/// splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).expect("small")
    }
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
    found.iter().map(|path| serde_yaml::from_str(&text(path)).expect("YAML")).collect()
}

/// Every node of a document, as JSON pointers.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut work = vec![(String::new(), value)];
    while let Some((pointer, value)) = work.pop() {
        match value {
            Value::Object(members) => {
                let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
                work.extend(members.iter().map(|(key, value)| (format!("{pointer}/{}", escape(key)), value)));
            }
            Value::Array(items) => {
                work.extend(items.iter().enumerate().map(|(index, value)| (format!("{pointer}/{index}"), value)));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        found.push(pointer);
    }
    found.sort();
    found
}

/// A value that stands where another is expected.
fn stranger(random: &mut Random) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("#/components/schemas/Nowhere"),
        json!([]),
        json!({}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/components/schemas/Nowhere"}),
        json!([[[{"allOf": [{"oneOf": []}]}]]]),
        json!("\u{202e}\u{0}é"),
    ];
    all[random.below(all.len())].clone()
}

fn mutate(document: &mut Value, random: &mut Random) {
    let all = pointers(document);
    let pointer = &all[random.below(all.len())];
    let other = document.pointer(&all[random.below(all.len())]).cloned().unwrap_or_default();
    let Some(node) = document.pointer_mut(pointer) else { return };
    match random.below(6) {
        0 => *node = stranger(random),
        1 => *node = other,
        2 => match node {
            Value::Object(members) => {
                let key = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
                members.remove(&key);
            }
            Value::Array(items) if !items.is_empty() => {
                let index = random.below(items.len());
                items.remove(index);
            }
            _ => *node = Value::Null,
        },
        3 => match node {
            Value::Object(members) => {
                let value = members.values().next().cloned().unwrap_or_default();
                members.insert(
                    ["$ref", "allOf", "type", "nullable", "\u{1F600}", "x-replace"][random.below(6)].into(),
                    value,
                );
            }
            Value::Array(items) => items.extend(items.clone()),
            _ => *node = json!([node.clone()]),
        },
        4 => {
            for _ in 0..60 {
                *node = json!({ "allOf": [node.take()] });
            }
        }
        _ => *node = json!({ "$ref": format!("#{pointer}") }),
    }
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
        let outcome = pipeline::generate(&files, &Config::single("case.json", "case"));
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
