//! Writes the driver: a program that depends on every emitted crate, with a function for each operation.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::internals::emit::{BodyMapping, CallMapping, ContentMapping, OutcomeMapping};
use generator::internals::ir::MediaKind;

use crate::documents::Document;

/// The functions of the program. Its calls are written for each operation.
const PROGRAM: &str = include_str!("driver_program.rs");

/// Writes the program into `folder`, beside the crates.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn write(documents: &[Document], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let dependencies = documents.iter().map(Document::dependency);
    let manifest = format!(
        "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         base64 = \"0.23\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"net\", \"time\", \"macros\"] }}\n{}",
        dependencies.collect::<String>()
    );
    write_if_changed(&folder.join("Cargo.toml"), &manifest)?;
    write_if_changed(&folder.join("src/main.rs"), &program(documents))
}

/// A file that is as it was is not compiled again.
pub fn write_if_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) { Ok(()) } else { fs::write(path, text) }
}

/// Builds programs beside the crates that they depend on, as one workspace. Returns the folder of what was built.
///
/// # Errors
///
/// Returns that something does not compile, or the error of the file system.
pub fn build(documents: &[Document], programs: &[&str], crates: &Path) -> Result<PathBuf, String> {
    let failed = |error: io::Error| error.to_string();
    let members = documents.iter().map(|document| document.name.as_str()).chain(programs.iter().copied());
    let members: Vec<String> = members.map(|name| format!("\"{name}\"")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.join(", ")
    );
    write_if_changed(&crates.join("Cargo.toml"), &manifest).map_err(failed)?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    if !crates.join("Cargo.lock").exists() {
        fs::copy(lock, crates.join("Cargo.lock")).map_err(failed)?;
    }
    let target = crates.join("target");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet"]).args(programs.iter().flat_map(|program| ["-p", program]));
    match cargo.current_dir(crates).env("CARGO_TARGET_DIR", &target).status().map_err(failed)?.success() {
        true => Ok(target.join("debug")),
        false => Err(format!("the crates or {} do not compile", programs.join(" and "))),
    }
}

fn program(documents: &[Document]) -> String {
    let mut out = PROGRAM.to_owned();
    let mut number = 0;
    let mut table = String::new();
    for (index, document) in documents.iter().enumerate() {
        let krate = document.name.replace('-', "_");
        let _ = writeln!(out, "\nsupport!(s{index}, {krate});");
        if document.has_xml() {
            let _ = writeln!(out, "support_xml!(s{index}_xml, {krate});");
        }
        for call in &document.calls {
            out.push_str(&function(number, &format!("s{index}"), call));
            let _ = writeln!(table, "    |input| Box::pin(call_{number}(input)),");
            number += 1;
        }
    }
    let _ = write!(
        out,
        "\n/// One for each operation.\nconst CALLS: &[for<'a> fn(&'a Input) -> Called<'a>] = &[\n{table}];\n"
    );
    out
}

/// The function that calls an operation.
fn function(number: usize, support: &str, call: &CallMapping) -> String {
    let mut arguments = Vec::new();
    let mut lines = String::new();
    for (index, param) in call.path_params.iter().enumerate().filter(|(_, param)| !param.is_constant) {
        let _ =
            writeln!(lines, "    let path_{index}: {} = {support}::read_parameter(input.path({index})?)?;", param.ty);
        let argument = format!("path_{index}");
        arguments.push(param.label.as_ref().map_or(argument.clone(), |label| format!("{label}({argument})")));
    }
    if let Some(body) = &call.body {
        lines.push_str(&body_binding(support, body));
        arguments.push("body".to_owned());
    }
    if let Some(ty) = &call.params_type {
        let _ = writeln!(lines, "    let others: {ty} = {support}::read_parameter(&input.others)?;");
        arguments.push("others".to_owned());
    }
    let (success, error) = (written(support, &call.success, "response"), written_error(support, &call.error));
    // The media types of its responses are asked for where one is XML.
    let needs_operation = [&success, &error].iter().any(|text| text.contains("(operation, "));
    let operation = if needs_operation { "    let operation = request.operation();\n" } else { "" };
    format!(
        "\n/// `{method} {path}`\nasync fn call_{number}(input: &Input) -> Result<Seen, String> {{\n{lines}    \
         let request = {support}::with_choices(input, {function}({arguments}));\n{operation}    \
         match {support}::client(input)?.execute(request).await {{\n        \
         Ok(response) => {{\n            let status = response.status().as_u16();\n            \
         let response = response.into_body();\n            Ok(Seen {{ status, body: {success}? }})\n        }}\n        \
         Err(error) => {support}::failed(&error, |body| {error}),\n    }}\n}}\n",
        method = call.method.key(),
        path = call.path,
        function = call.function,
        arguments = arguments.join(", "),
    )
}

fn body_binding(support: &str, body: &BodyMapping) -> String {
    let arms = body.contents.iter().enumerate().map(|(index, content)| {
        let value = value(support, content);
        let value = match &content.variant {
            Some(variant) => format!("{variant}({value})"),
            None => value,
        };
        format!("        Some({index}) => Some({value}),\n")
    });
    let arms: String = arms.collect();
    let need = if body.required { ".ok_or(\"the scenario has no body\")?" } else { "" };
    format!("    let body = match input.content {{\n{arms}        _ => None,\n    }}{need};\n")
}

fn value(support: &str, content: &ContentMapping) -> String {
    match content.kind {
        MediaKind::Bytes => format!("<{}>::from(input.bytes()?)", content.ty),
        MediaKind::Xml => format!("{support}_xml::read::<{}>(input)?", content.ty),
        MediaKind::Json
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::EventStream
        | MediaKind::JsonLines => format!("{support}::read::<{}>(&input.json)?", content.ty),
    }
}

/// The expression that writes a successful response again.
fn written(support: &str, outcome: &OutcomeMapping, name: &str) -> String {
    let of = |kind: MediaKind, name: &str| match kind {
        MediaKind::Bytes => format!("bytes_of(&{name})"),
        MediaKind::EventStream => format!("{support}::events({name}).await"),
        MediaKind::JsonLines => format!("{support}::lines({name}).await"),
        MediaKind::Xml => format!("{support}_xml::written_success(operation, &{name})"),
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Text => format!("json_of(&{name})"),
    };
    match outcome {
        OutcomeMapping::Empty => format!("{{ let () = {name}; Ok::<_, String>(Written::Nothing) }}"),
        OutcomeMapping::One { kind, is_optional: false } => of(*kind, name),
        OutcomeMapping::One { kind, is_optional: true } => {
            format!("match {name} {{ Some(body) => {}, None => Ok(Written::Nothing) }}", of(*kind, "body"))
        }
        OutcomeMapping::Several { variants } => {
            let arms = variants.iter().map(|(variant, kind)| match kind {
                Some(kind) => format!("{variant}(body) => {}, ", of(*kind, "body")),
                None => format!("{variant}(()) => Ok(Written::Nothing), "),
            });
            format!("match {name} {{ {}_ => Err(\"an unknown variant\".to_owned()) }}", arms.collect::<String>())
        }
    }
}

/// The expression that writes the body of an error again.
fn written_error(support: &str, outcome: &OutcomeMapping) -> String {
    let of = |kind: MediaKind| match kind {
        MediaKind::Bytes => "bytes_of(body)".to_owned(),
        MediaKind::EventStream | MediaKind::JsonLines => "{ let _ = body; Ok(Written::Nothing) }".to_owned(),
        MediaKind::Xml => format!("{support}_xml::written_error(operation, body)"),
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Text => "json_of(body)".to_owned(),
    };
    match outcome {
        OutcomeMapping::Empty => "{ let () = body; Ok(Written::Nothing) }".to_owned(),
        OutcomeMapping::One { kind, .. } => of(*kind),
        OutcomeMapping::Several { variants } => {
            let arms = variants.iter().map(|(variant, kind)| match kind {
                Some(kind) => format!("{variant}(body) => {}, ", of(*kind)),
                None => format!("{variant}(()) => Ok(Written::Nothing), "),
            });
            format!("match body {{ {}_ => Err(\"an unknown variant\".to_owned()) }}", arms.collect::<String>())
        }
    }
}
