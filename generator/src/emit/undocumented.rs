//! The builder of clients, and what requests for paths that no document has share with those for the others: the servers,
//! and the security.

use std::collections::BTreeMap;

use super::cx::Model;
use super::source_file::SourceFile;
use super::text::{slice, slice_of_lines};
use crate::config::Runtime;
use crate::names::Name;

/// The schemes that are needed together, each as the expression of its requirement, by the names of the schemes.
struct Alternative {
    names: Vec<String>,
    requirements: Vec<String>,
    /// The number of operations that accept it.
    operations: usize,
}

/// The static that has servers and security of all documents, and the function that hands it to the client.
pub fn emit(file: &mut SourceFile, models: &[Model], runtime: Runtime) {
    let servers = slice_of_lines(&every_server(models), 4);
    let security = slice_of_lines(&every_security(models), 4);
    file.text(&format!(
        "/// The servers and the security of requests for paths that the document does not have.\n\
         static UNDOCUMENTED: runtime::Undocumented = runtime::Undocumented::new(\n    {servers},\n    {security},\n);"
    ));
    file.text(match runtime {
        Runtime::Own => {
            "impl Client {\n    /// Returns a builder with the default settings.\n    \
             pub fn builder() -> ClientBuilder {\n        ClientBuilder::new(&UNDOCUMENTED)\n    }\n}"
        }
        // Methods of a type are made in its own crate only.
        Runtime::Shared => {
            "/// Returns a builder of a client of this API, with the default settings.\n\
             pub fn builder() -> ClientBuilder {\n    ClientBuilder::new(&UNDOCUMENTED)\n}"
        }
    });
}

/// The security alternatives of all APIs, each as an expression. Anonymous access is allowed after them.
pub fn every_security(models: &[Model]) -> Vec<String> {
    let mut security: Vec<String> = alternatives(models).iter().map(|it| slice(&it.requirements)).collect();
    if !security.is_empty() {
        security.push("&[]".to_owned());
    }
    security
}

/// The servers of all APIs, each as an expression. The first one of the first API is the default.
pub fn every_server(models: &[Model]) -> Vec<String> {
    let all = models.iter().flat_map(|model| {
        let path = path(model, "servers");
        model.api.servers.iter().map(move |(id, _)| format!("&{path}{}", model.names.server(id).constant))
    });
    all.collect()
}

/// The alternatives that operations accept, the most frequent ones first. APIs may have schemes of the same name; those of
/// the first API are used.
fn alternatives(models: &[Model]) -> Vec<Alternative> {
    let mut known: Vec<Alternative> = Vec::new();
    let mut positions: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for model in models {
        let accepted = model.api.operations.iter().flat_map(|(_, operation)| &operation.security);
        for requirement in accepted.filter(|requirement| !requirement.schemes.is_empty()) {
            let names: Vec<String> = requirement.schemes.iter().map(|need| need.scheme.clone()).collect();
            match positions.get(&names).and_then(|position| known.get_mut(*position)) {
                Some(alternative) => alternative.operations += 1,
                None => {
                    let schemes = names.iter().filter_map(|name| scheme(model, name));
                    let requirements: Vec<String> =
                        schemes.map(|scheme| format!("runtime::SecurityRequirement(&{scheme}, &[])")).collect();
                    positions.insert(names.clone(), known.len());
                    known.push(Alternative { names, requirements, operations: 1 });
                }
            }
        }
    }
    known.retain(|alternative| alternative.requirements.len() == alternative.names.len());
    known.sort_by_key(|alternative| std::cmp::Reverse(alternative.operations));
    known
}

/// The path of the static of a scheme.
fn scheme(model: &Model, name: &str) -> Option<String> {
    let position = model.api.security_schemes.iter().position(|scheme| scheme.name == name)?;
    Some(format!("{}{}", path(model, "schemes"), model.names.scheme(position)?.constant))
}

/// The path of a module of an API, from the crate root.
fn path(model: &Model, module: &str) -> String {
    match model.module.map(Name::text) {
        Some(api) => format!("{api}::{module}::"),
        None => format!("{module}::"),
    }
}
