//! The OpenAPI documents of the groups, and the crate that is made of them.

use std::collections::BTreeMap;
use std::path::Path;

use generator::internals::emit::{Role, TypeMapping};
use generator::internals::pipeline::type_map;
use generator::{
    ApiConfig, At, Code, Config, Diagnostic, Memory, Outcome, Severity, Workspace, apply, generate, plan, render,
};
use serde_json::json;

use super::suite::Group;

/// The name of the crate.
pub const CRATE: &str = "json-schema-suite";
/// The schema of a group, as a file beside its document.
const SCHEMA: &str = "schema.json";
const DOCUMENT: &str = "openapi.json";

/// What became of the groups, in their order.
pub struct Documents {
    pub made: Vec<Made>,
}

/// What the compiler made of a group.
pub struct Made {
    pub state: State,
    /// What was told of losses, and of types that are implied.
    pub losses: Vec<Loss>,
}

/// A loss that the compiler told.
pub struct Loss {
    pub code: Code,
    /// The place in the schema.
    pub pointer: String,
    pub message: String,
}

/// Whether there is a type.
pub enum State {
    /// The Rust type of the schema.
    Typed(String),
    /// There is no type, for this reason.
    LeftOut(String),
}

/// Compiles each group alone, so that one at fault spoils no other, and then all that are accepted into one crate below
/// `work`.
///
/// # Errors
///
/// Returns the findings if the accepted documents are refused together, or the error of the file system.
pub fn compile(groups: &[Group], work: &Path) -> Result<Documents, String> {
    let mut made: Vec<Made> = groups.iter().map(alone).collect();
    let accepted: Vec<&Group> = groups
        .iter()
        .zip(&made)
        .filter(|(_, made)| matches!(made.state, State::Typed(_)))
        .map(|(group, _)| group)
        .collect();
    let config = config(&accepted);
    let outcome = generate(&files(&accepted), &config);
    let Some(tree) = &outcome.tree else {
        return Err(render(&outcome.diags, &outcome.sources, generator::Style::Plain));
    };
    let out = work.join(CRATE);
    plan(tree, &out).and_then(|plan| apply(tree, &plan)).map_err(|error| error.to_string())?;
    let mut types = types(&outcome, &config);
    for (group, made) in groups.iter().zip(&mut made) {
        if matches!(made.state, State::Typed(_)) {
            made.state = match types.remove(&group.module) {
                Some(ty) => State::Typed(ty),
                None => State::LeftOut("the type holds raw bytes, which no JSON is".to_owned()),
            };
        }
    }
    Ok(Documents { made })
}

fn alone(group: &Group) -> Made {
    let outcome = generate(&files(&[group]), &config(&[group]));
    let found = |severity| outcome.diags.iter().filter(move |found| found.severity == severity);
    let state = match found(Severity::Error).next() {
        Some(error) => State::LeftOut(format!("the document is refused: {} {}", error.code.as_str(), error.message)),
        None => State::Typed(String::new()),
    };
    let is_told = |found: &&Diagnostic| found.severity == Severity::Loss || found.code == Code::ImpliedType;
    let losses = outcome.diags.iter().filter(is_told).map(|loss| Loss {
        code: loss.code,
        pointer: match &loss.location.at {
            At::Pointer(pointer) => pointer.clone(),
            At::LineColumn(line, column) => format!("{line}:{column}"),
        },
        message: loss.message.clone(),
    });
    Made { state, losses: losses.collect() }
}

fn config(groups: &[&Group]) -> Config {
    let api = |group: &&Group| ApiConfig {
        module: Some(group.module.clone()),
        documents: vec![format!("{}/{DOCUMENT}", group.module)],
        ..ApiConfig::default()
    };
    Config { apis: groups.iter().map(api).collect(), workspace: Workspace::Own, ..Config::single(DOCUMENT, CRATE) }
}

fn files(groups: &[&Group]) -> Memory {
    let files = groups.iter().flat_map(|group| {
        let document = json!({
            "openapi": "3.1.0",
            "info": {"title": "A group of JSON Schema's test suite", "version": "1"},
            "paths": {"/group": {"get": {"operationId": "read", "responses": {"200": {
                "description": "An instance",
                "content": {"application/json": {"schema": {"$ref": SCHEMA}}},
            }}}}},
        });
        let text = |name: &str, json: &serde_json::Value| (format!("{}/{name}", group.module), json.to_string());
        [text(DOCUMENT, &document), text(SCHEMA, &group.schema)]
    });
    Memory::new(files)
}

/// The type of the response of each module: what a user of the crate gets.
fn types(outcome: &Outcome, config: &Config) -> BTreeMap<String, String> {
    let responses = type_map(outcome, config).into_iter().filter(|typed| typed.role == Role::Response);
    let module = |typed: &TypeMapping| {
        let shown = &outcome.sources.get(typed.location.file)?.shown;
        shown.split_once('/').map(|(module, _)| module.to_owned())
    };
    responses.filter_map(|typed| Some((module(&typed)?, typed.ty))).collect()
}
