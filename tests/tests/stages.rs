//! Each case under `tests/cases`, stage by stage: what it means, which forms and names follow, and what is reported.
//!
//! A case is a document of at most about 30 lines with one idea. `INSTA_UPDATE=always cargo test` accepts what changed;
//! read it before it is committed.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use generator::analyse::Form;
use generator::config::Config;
use generator::diag::{Diags, Style, render};
use generator::ir::Kind;
use generator::ir::dump::dump;
use generator::pipeline::{self, Compiled};
use generator::source::{self, Memory};

fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for area in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")).expect("tests/cases") {
        let area = area.expect("an area").path();
        found.extend(fs::read_dir(area).expect("an area").map(|case| case.expect("a case").path()));
    }
    found.sort();
    found
}

/// `schemas/all-of` of `tests/cases/schemas/all-of.yaml`.
fn name(case: &Path) -> String {
    let area = case.parent().and_then(Path::file_name).expect("an area").to_string_lossy();
    format!("{area}/{}", case.file_stem().expect("a name").to_string_lossy())
}

#[test]
fn every_case_is_what_its_snapshots_say() {
    for case in cases() {
        let text = fs::read_to_string(&case).expect("a readable case");
        let files = Memory::new([("case.yaml".to_owned(), text.into_bytes())]);
        let config = Config::single("case.yaml", "case");
        let (sources, mut diags) = source::load(&files, &config.documents());
        let compiled = pipeline::compile(&sources, &config.apis[0], &mut diags);
        let mut shown = String::new();
        if let Some(compiled) = &compiled {
            shown += &format!("{}\n{}", dump(&compiled.api), names(compiled));
        }
        shown += &report(&diags, &sources);
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/stages" }, {
            insta::assert_snapshot!(name(&case).replace('/', "-"), shown);
        });
    }
}

/// One line for each type with its forms, each with its members; one for each operation.
fn names(compiled: &Compiled) -> String {
    let Compiled { api, facts, names } = compiled;
    let mut shown = String::new();
    for (id, def) in api.types.iter() {
        let forms: Vec<String> = facts.forms(id).iter().map(|form| names.ty(id, *form).to_string()).collect();
        let sent = if facts.is_sent(id, Form::Read) { " sent" } else { "" };
        let members: Vec<String> = match &def.kind {
            Kind::Object(object) => object
                .fields
                .iter()
                .enumerate()
                .zip(&names.members(id).items)
                .map(|((index, _), name)| match facts.edge(id, index) {
                    generator::analyse::Edge::Plain => name.to_string(),
                    edge => format!("{name} ({edge:?})"),
                })
                .collect(),
            Kind::Enum(_) | Kind::Union(_) => names.members(id).items.iter().map(ToString::to_string).collect(),
            Kind::Alias(_) | Kind::Invalid => Vec::new(),
        };
        writeln!(shown, "name {}{sent} [{}] in {}.rs", forms.join(" "), members.join(", "), names.file(id))
            .expect("text");
    }
    for id in api.operations.ids() {
        let operation = names.operation(id);
        let params: Vec<String> = operation.params.iter().map(ToString::to_string).collect();
        writeln!(shown, "name {}::{}({})", operation.module, operation.function, params.join(", ")).expect("text");
    }
    shown
}

fn report(diags: &Diags, sources: &source::SourceSet) -> String {
    if diags.is_empty() { String::new() } else { format!("\n{}", render(diags, sources, Style::Short)) }
}
