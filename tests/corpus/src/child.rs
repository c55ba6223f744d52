//! The child: generates one document, and prints what came of it as one line of JSON.

use std::collections::BTreeMap;
use std::path::Path;

use generator::{Config, Diags, Disk, Severity, SourceSet, Style, Tree, apply, plan, render};

use crate::examples::{self, decoder_crate};
use crate::generate::{ChildOutcome, ChildReport, hash, short};
use crate::procfs;
use crate::row::{Emitted, First};

/// Generates the document `file` below `dir` into the folder `out`; the answer as JSON, or why there is none.
pub fn generate(dir: &Path, file: &str, out: &Path, with_examples: bool) -> Result<String, String> {
    let name = out.file_name().and_then(|name| name.to_str()).unwrap_or("client");
    // The folder is what was named: its documents may refer to each other.
    let config = Config { allow_refs: vec![String::new()], ..Config::single(file, name) };
    let outcome = generator::generate(&Disk::new(dir), &config);
    let (answered, emitted) = match &outcome.tree {
        Some(tree) => {
            write(tree, out)?;
            (ChildOutcome::Written, emitted(tree))
        }
        None => (ChildOutcome::Refused, Emitted::default()),
    };
    let examples = (with_examples && outcome.tree.is_some()).then(|| examples::collect(&outcome, &config));
    if let Some(examples) = &examples {
        decoder_crate::write(examples, out).map_err(|error| error.to_string())?;
    }
    let answer = ChildReport {
        outcome: answered,
        first: first_error(&outcome.diags, &outcome.sources),
        findings: findings(&outcome.diags),
        emitted,
        examples: examples.map(|examples| examples.counts),
        cpu_seconds: procfs::own_cpu_seconds(),
        peak_mib: procfs::own_peak_mib(),
    };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

fn write(tree: &Tree, out: &Path) -> Result<(), String> {
    plan(tree, out).and_then(|plan| apply(tree, &plan)).map_err(|error| error.to_string())
}

fn emitted(tree: &Tree) -> Emitted {
    let mut all = Vec::new();
    let mut emitted = Emitted { files: tree.len(), ..Emitted::default() };
    for (path, text) in tree.iter() {
        emitted.lines += text.lines().count();
        emitted.bytes += text.len();
        all.extend_from_slice(path.as_str().as_bytes());
        all.extend_from_slice(text.as_bytes());
    }
    emitted.hash = hash(&all);
    emitted
}

fn first_error(diags: &Diags, sources: &SourceSet) -> Option<First> {
    let first = diags.iter().find(|found| found.severity == Severity::Error)?;
    let text = render(&[first.clone()].into_iter().collect(), sources, Style::Short);
    Some(First { code: first.code.as_str().to_owned(), text: short(text.trim()) })
}

fn findings(diags: &Diags) -> BTreeMap<String, u64> {
    let mut findings = BTreeMap::new();
    for found in diags.iter() {
        *findings.entry(found.code.as_str().to_owned()).or_default() += 1;
    }
    findings
}
