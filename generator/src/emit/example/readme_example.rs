//! The first thing that a user of the crate reads: a client, and one call.

use super::code::{call, chain, indent};
use super::{Example, of};
use crate::emit::cx::{Cx, Model};
use crate::ir::{OperationId, SecurityKind};

/// A function with a client and a call.
pub struct ReadmeExample {
    pub lines: Vec<String>,
    /// What is called.
    pub operation: OperationId,
}

/// The example of an API. None when no operation has one.
pub fn readme_example(cx: &Cx) -> Option<ReadmeExample> {
    let (id, example) = operations(cx).find_map(|id| Some((id, of(cx, id).into_iter().next()?)))?;
    let (names, calls) = settings(cx.model, id);
    let root = cx.crate_name();
    let client = format!("let client = {};", chain("Client::builder()".to_owned(), &calls));
    let send = Example { call: call("client.send", &[example.call]), ..example };
    let mut lines = vec![match names.as_slice() {
        [name] => format!("use {root}::{name};"),
        names => format!("use {root}::{{{}}};", names.join(", ")),
    }];
    lines.extend(send.import);
    lines.push(String::new());
    lines.push("async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    for statement in [client, format!("let response = {}.await?;", send.call), "Ok(())".to_owned()] {
        lines.extend(indent(&statement, 4).lines().map(str::to_owned));
    }
    lines.push("}".to_owned());
    Some(ReadmeExample { lines, operation: id })
}

/// Those with a documented body and a named permission first, then those with a documented body: they show most.
fn operations<'a>(cx: &'a Cx) -> impl Iterator<Item = OperationId> + 'a {
    let operations = &cx.api().operations;
    let documented = move |id: &OperationId| {
        let body = operations[*id].body.as_ref();
        body.is_some_and(|body| body.content.iter().any(|media| !media.examples.is_empty()))
    };
    let permitted = move |id: &OperationId| {
        let needs = operations[*id].security.iter().flat_map(|requirement| &requirement.schemes);
        documented(id) && needs.into_iter().any(|need| !need.scopes.is_empty())
    };
    let first = operations.ids().filter(permitted).take(1);
    first.chain(operations.ids().filter(documented).take(1)).chain(operations.ids().take(20))
}

/// The position of the scheme that an operation asks for first, else of the first scheme of all.
fn scheme(model: Model, id: OperationId) -> usize {
    let needs = model.api.operations[id].security.iter().flat_map(|requirement| &requirement.schemes);
    let first = needs.into_iter().next();
    let position = |name: &str| model.api.security_schemes.iter().position(|scheme| scheme.name == name);
    first.and_then(|need| position(&need.scheme)).unwrap_or_default()
}

/// What is imported, and what the builder is told.
fn settings(model: Model, operation: OperationId) -> (Vec<&'static str>, Vec<String>) {
    let mut names = vec!["Client"];
    let mut calls = Vec::new();
    let position = scheme(model, operation);
    if let Some(scheme) = model.api.security_schemes.get(position)
        && let Some(variant) = model.names.scheme(position).map(|names| &names.variant)
    {
        let credential = match scheme.kind {
            SecurityKind::Bearer | SecurityKind::ApiKey { .. } | SecurityKind::Http { .. } => {
                Some(("StaticToken", "StaticToken::new(\"…\")"))
            }
            SecurityKind::Basic => Some(("BasicCredentials", "BasicCredentials::new(\"user\", \"password\")")),
            SecurityKind::MutualTls => None,
        };
        if let Some((name, credential)) = credential {
            names.extend(["Scheme", name]);
            calls.push(format!(".credential(Scheme::{variant}, {credential})"));
        }
    }
    let servers = &model.api.operations[operation].servers;
    match servers.first().copied().or_else(|| model.api.servers.ids().next()) {
        Some(id) => {
            names.push("Server");
            calls.insert(0, format!(".server(Server::{})", model.names.server(id).variant));
        }
        None => calls.insert(0, ".base_url(\"https://api.example.com\")".to_owned()),
    }
    calls.push(".build()?".to_owned());
    names.sort_unstable();
    (names, calls)
}
