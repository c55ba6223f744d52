//! The first example that a user reads: a client and one call.

use super::code::{call, chain, indent};
use super::{Example, examples};
use crate::emit::cx::{Cx, Model};
use crate::ir::{OperationId, SecurityKind};

/// A function that makes a client and sends a request.
pub struct ReadmeExample {
    pub lines: Vec<String>,
    /// The operation that it calls.
    pub operation: OperationId,
}

/// The example of an API. None: no operation has one.
pub fn readme_example(cx: &Cx) -> Option<ReadmeExample> {
    let (id, example) = operations(cx).find_map(|id| Some((id, examples(cx, id).into_iter().next()?)))?;
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

/// The operations to try, those that show most first: one with a documented body and a permission, then one with a
/// documented body, then the first ones.
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

/// The position of the first scheme of an operation, else of the first scheme of the API.
fn scheme(model: Model, id: OperationId) -> usize {
    let needs = model.api.operations[id].security.iter().flat_map(|requirement| &requirement.schemes);
    let first = needs.into_iter().next();
    let position = |name: &str| model.api.security_schemes.iter().position(|scheme| scheme.name == name);
    first.and_then(|need| position(&need.scheme)).unwrap_or_default()
}

/// The names to import, and the calls on the builder.
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
