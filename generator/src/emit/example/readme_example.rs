//! The first examples that a user reads: a client and one call, the items of all pages, a long-running operation.

use super::code::{call, chain, indent};
use super::{Example, examples};
use crate::config::Runtime;
use crate::emit::cx::{Cx, Model};
use crate::emit::features::module_feature;
use crate::ir::{OperationId, SecurityKind};

/// Up to this many lines a call is short enough to be the first that a user reads.
const SHORT: usize = 20;

/// Up to this many operations of each sort are tried.
const TRIED: usize = 20;

/// The examples of a crate, where its operations have them.
pub struct ReadmeExamples<'a> {
    pub first: Option<ReadmeExample<'a>>,
    pub pages: Option<ReadmeExample<'a>>,
    pub long_running: Option<ReadmeExample<'a>>,
}

/// A function that sends a request.
pub struct ReadmeExample<'a> {
    pub lines: Vec<String>,
    /// The feature of the operation that it calls.
    pub feature: Option<&'a String>,
}

impl<'a> ReadmeExamples<'a> {
    /// The examples of a crate, from its APIs.
    pub fn of(apis: &[Cx<'a>]) -> Self {
        Self {
            first: apis.first().and_then(first),
            pages: apis.iter().find_map(pages),
            long_running: apis.iter().find_map(long_running),
        }
    }
}

/// A client and one call. None: no operation has an example.
fn first<'a>(cx: &Cx<'a>) -> Option<ReadmeExample<'a>> {
    let (id, example) = shown(cx)?;
    let (names, calls) = settings(cx.model, id);
    let (builder, names) = match cx.config.runtime {
        Runtime::Own => ("Client::builder()".to_owned(), names),
        // `Client` is of another crate, so that it is the function of this one.
        Runtime::Shared => {
            (format!("{}::builder()", cx.crate_name()), names.into_iter().filter(|name| *name != "Client").collect())
        }
    };
    let client = format!("let client = {};", chain(builder, &calls));
    let send = Example { call: call("client.send", &[example.call]), ..example };
    let statements = [client, format!("let response = {}.await?;", send.call)];
    Some(function(cx, id, &names, send.import, "", &statements))
}

/// The operation to show, with its example: the first whose call is short, else the first that has one.
fn shown(cx: &Cx) -> Option<(OperationId, Example)> {
    let mut long = None;
    for id in operations(cx) {
        let Some(example) = examples(cx, id).into_iter().next() else { continue };
        if example.call.lines().count() <= SHORT {
            return Some((id, example));
        }
        long.get_or_insert((id, example));
    }
    long
}

/// The items of the first operation that is paged. None: no paged operation has an example.
fn pages<'a>(cx: &Cx<'a>) -> Option<ReadmeExample<'a>> {
    let mut paged = cx.api().operations.ids().filter(|id| cx.model.exchange.paging(*id).is_some());
    let (id, example) = paged.find_map(|id| Some((id, examples(cx, id).into_iter().next()?)))?;
    let statements = [
        format!("let mut items = {};", chain(example.call, &[".items(client)".to_owned()])),
        "while let Some(item) = items.next().await {\n    println!(\"{:?}\", item?);\n}".to_owned(),
    ];
    Some(function(cx, id, &["Client"], example.import, "client: &Client", &statements))
}

/// The result of the first operation that is long-running. None: no long-running operation has an example.
fn long_running<'a>(cx: &Cx<'a>) -> Option<ReadmeExample<'a>> {
    let mut marked = cx.api().operations.ids().filter(|id| cx.model.exchange.long_running(*id).is_some());
    let (id, example) = marked.find_map(|id| Some((id, examples(cx, id).into_iter().next()?)))?;
    let statements = [
        format!("let mut poller = {};", chain(example.call, &[".poller(client)".to_owned()])),
        "let response = poller.wait().await?;\nprintln!(\"{}\", response.status());".to_owned(),
    ];
    Some(function(cx, id, &["Client"], example.import, "client: &Client", &statements))
}

fn function<'a>(
    cx: &Cx<'a>,
    id: OperationId,
    names: &[&str],
    import: Option<String>,
    parameters: &str,
    statements: &[String],
) -> ReadmeExample<'a> {
    let root = cx.crate_name();
    let mut lines = match names {
        [] => Vec::new(),
        [name] => vec![format!("use {root}::{name};")],
        names => vec![format!("use {root}::{{{}}};", names.join(", "))],
    };
    lines.extend(import);
    lines.push(String::new());
    lines.push(format!("async fn example({parameters}) -> Result<(), Box<dyn std::error::Error>> {{"));
    for statement in statements.iter().map(String::as_str).chain(["Ok(())"]) {
        lines.extend(indent(statement, 4).lines().map(str::to_owned));
    }
    lines.push("}".to_owned());
    ReadmeExample { lines, feature: module_feature(&cx.model, &cx.model.names.operation(id).module) }
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
    let best = operations.ids().filter(permitted).take(TRIED);
    best.chain(operations.ids().filter(documented).take(TRIED)).chain(operations.ids().take(TRIED))
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
