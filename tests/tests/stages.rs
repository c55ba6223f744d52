//! Each case under `tests/cases`, stage by stage: what it means, which forms and names follow, and what is reported.
//!
//! A case is a document of at most about 30 lines with one idea, or a folder whose root is `api.yaml`. Each is a test:
//! `cargo test -p tests --test stages unions/` runs those of one folder. `INSTA_UPDATE=always cargo test` accepts what
//! changed; read it before it is committed.

use std::fmt::Write;
use std::process::ExitCode;

use generator::internals::analyse::Form;
use generator::internals::ir::Kind;
use generator::internals::ir::dump::dump;
use generator::internals::pipeline::{self, Compiled};
use generator::internals::source;
use generator::{Config, Diags, Disk, SourceSet, Style, render};
use tests::cases::{self, Case};
use tests::trials::{no_snapshot_is_left_over, run, trial};

fn main() -> ExitCode {
    let cases = cases::all();
    let left = no_snapshot_is_left_over("stages/", cases.iter().map(title));
    let stages = cases.into_iter().map(|case| trial(case.name.clone(), move || is_what_its_snapshot_says(&case)));
    run(stages.chain([left]).collect())
}

/// The name of the snapshot of a case.
fn title(case: &Case) -> String {
    case.name.replace('/', "-")
}

fn is_what_its_snapshot_says(case: &Case) {
    let config = Config::single(&case.document, "case");
    let (sources, mut diags) = source::load(&Disk::new(&case.folder), &config.roots());
    let compiled = pipeline::compile(&sources, &config.apis[0], &config, &mut diags);
    let mut shown = String::new();
    if let Some(compiled) = &compiled {
        shown += &format!("{}\n{}", dump(&compiled.api), names(compiled));
    }
    shown += &report(&diags, &sources);
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/stages" }, {
        insta::assert_snapshot!(title(case), shown);
    });
}

/// One line for each type with its forms, each with its members; one for each operation.
fn names(compiled: &Compiled) -> String {
    let Compiled { api, facts, names, .. } = compiled;
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
                    generator::internals::analyse::Edge::Plain => name.to_string(),
                    edge => format!("{name} ({edge:?})"),
                })
                .collect(),
            Kind::Enum(_) | Kind::Union(_) => names.members(id).items.iter().map(ToString::to_string).collect(),
            Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
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

fn report(diags: &Diags, sources: &SourceSet) -> String {
    if diags.is_empty() { String::new() } else { format!("\n{}", render(diags, sources, Style::Short)) }
}
