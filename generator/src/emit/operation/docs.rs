//! The docs of an operation: what it does, its arguments, permissions, servers and responses, and an example.

use crate::config::Examples;
use crate::emit::cx::Cx;
use crate::emit::docs::{Lines, prose, rules_of_param};
use crate::emit::example;
use crate::emit::operation_spec::method;
use crate::emit::params::Params;
use crate::emit::response_headers;
use crate::emit::responses::status_word;
use crate::emit::text::join;
use crate::ir::{
    Additional, Header, Kind, Method, Operation, OperationId, Requirement, Response, StatusMatch, TypeExpr,
};
use crate::names::{Name, OperationNames};

/// All doc lines of an operation.
pub fn operation_docs(cx: &Cx, id: OperationId, params: &Params) -> Lines {
    let operation = &cx.api().operations[id];
    let route = prose::code(&format!("{} {}", method(operation.method), operation.path));
    let mut lines = Lines::from_docs(&operation.docs);
    lines.paragraph([format!("{route}.")]);
    lines.paragraph(optional(cx, id, params));
    if cx.model.exchange.paging(id).is_some() {
        lines
            .paragraph(["The items come in pages: `.items(&client)` has all of them, `.pages(&client)` page by page."
                .to_owned()]);
    }
    if cx.model.exchange.long_running(id).is_some() {
        lines.paragraph(["The operation is long-running: `.poller(&client).wait()` has its result.".to_owned()]);
    }
    lines.section("Arguments", arguments(params));
    lines.section("Body", body(cx, operation));
    lines.section("Permissions", permissions(operation));
    lines.section("Servers", servers(cx, operation));
    lines.section("Responses", responses(cx, id));
    match cx.config.examples {
        Examples::Doctests => lines.section("Example", example::doctests(cx, id)),
        Examples::Omitted => lines.section("Example", example::sample(cx, id)),
    }
    lines.paragraph([format!("Source: {}.", prose::code(&cx.source(&operation.location)))]);
    lines
}

/// The docs of the function that takes the parameters outside the path.
pub fn with_docs(names: &OperationNames) -> Lines {
    let (plain, params) = (names.function.text(), names.params_type.text());
    let mut lines = Lines::default();
    lines.paragraph([format!("[`{plain}()`] with parameters that may be omitted: [`{params}`].")]);
    lines
}

/// Where the parameters are set that may be omitted.
fn optional(cx: &Cx, id: OperationId, params: &Params) -> Option<String> {
    if !cx.api().operations[id].offers_others() {
        return None;
    }
    let asked_for = params.others.iter().filter(|named| named.param.constant.is_none());
    let names: Vec<String> = asked_for.map(|named| prose::code(&named.param.name)).collect();
    let with = cx.model.names.operation(id).with_function.text();
    Some(format!("[`{with}()`] takes parameters too: {}.", names.join(", ")))
}

fn arguments(params: &Params) -> Vec<String> {
    let said = params.path.iter().filter_map(|named| {
        let mut text = one_line(&named.param.docs.description);
        for rule in rules_of_param(named.param) {
            text.push(' ');
            text.push_str(&rule);
        }
        let text = text.trim();
        (!text.is_empty()).then(|| format!("- {}: {text}", prose::code(named.name.text())))
    });
    said.collect()
}

fn one_line(description: &Option<String>) -> String {
    prose::line(description.as_deref().unwrap_or_default())
}

fn body(cx: &Cx, operation: &Operation) -> Vec<String> {
    let description = operation.body.as_ref().and_then(|body| body.docs.description.as_deref());
    let mut lines = prose::lines(description.unwrap_or_default());
    let headers = part_headers(operation);
    if !headers.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(["Headers of parts, set by `Request::part`:".to_owned(), String::new()]);
        lines.extend(headers);
    }
    if operation.method == Method::Put && drops_members(cx, operation) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(DROPS.to_owned());
    }
    lines
}

/// What a replacement loses.
const DROPS: &str = "The value replaces that of the server: members that the document does not name are not read, and so \
                     not sent back. `unknown-members = \"kept\"` in `codegen.toml` keeps them.";

/// Whether the body has an object that drops members which the document does not name.
fn drops_members(cx: &Cx, operation: &Operation) -> bool {
    let media = operation.body.iter().flat_map(|body| &body.content);
    media.filter_map(|media| media.value.as_ref()).any(|value| match cx.resolve(&value.ty) {
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Object(object) => matches!(object.additional, Additional::Ignored),
            Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => false,
        },
        TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            false
        }
    })
}

/// A line for each header of a part that the caller sets.
fn part_headers(operation: &Operation) -> Vec<String> {
    let parts = operation.body.iter().flat_map(|body| &body.content).flat_map(|media| &media.encoding);
    let headers = parts.flat_map(|(name, part)| part.headers.iter().map(move |header| (name, header)));
    let lines = headers.filter(|(_, header)| header.constant.is_none()).map(|(part, header)| {
        let need = if header.required { ", required" } else { "" };
        let what = one_line(&header.docs.description);
        let what = if what.is_empty() { what } else { format!(": {what}") };
        format!("- {} of {}{need}{what}", prose::code(&header.name), prose::code(part))
    });
    lines.collect()
}

/// A row for each scheme. One sentence, if none has scopes.
fn credentials(schemes: &[(&str, Vec<String>)]) -> Vec<String> {
    let cells = |cells: &[String]| join(cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()), ", ");
    if schemes.iter().all(|(_, each)| cells(each).is_empty()) {
        let names = join(schemes.iter().map(|(name, _)| prose::code(name)), " or ");
        return vec![format!("A credential of {names}; the document names no permission.")];
    }
    let row = |(name, each): &(&str, Vec<String>)| {
        let cells = cells(each);
        format!("| {} | {} |", prose::code_cell(name), if cells.is_empty() { "none is named" } else { &cells })
    };
    let head = ["| Scheme | Permissions, from least to most privileged |", "|---|---|"];
    head.into_iter().map(str::to_owned).chain(schemes.iter().map(row)).collect()
}

/// What a caller must have: for each scheme the scopes of each alternative that uses it, in the order of the alternatives.
fn permissions(operation: &Operation) -> Vec<String> {
    let mut schemes: Vec<(&str, Vec<String>)> = Vec::new();
    for requirement in &operation.security {
        for need in &requirement.schemes {
            let scopes = need.scopes.iter().map(|scope| prose::code_cell(scope));
            let others = requirement.schemes.iter().filter(|other| other.scheme != need.scheme);
            let others: Vec<String> = others.map(|other| prose::code_cell(&other.scheme)).collect();
            let with = if others.is_empty() { String::new() } else { format!(" with {}", others.join(" and ")) };
            let cell = format!("{}{with}", join(scopes, " and "));
            match schemes.iter_mut().find(|(name, _)| *name == need.scheme) {
                Some((_, cells)) => cells.push(cell),
                None => schemes.push((&need.scheme, vec![cell])),
            }
        }
    }
    if schemes.is_empty() {
        return Vec::new();
    }
    let mut lines = credentials(&schemes);
    if operation.security.iter().any(|Requirement { schemes }| schemes.is_empty()) {
        lines.push(String::new());
        lines.push("Works without credentials too.".to_owned());
    }
    lines
}

fn servers(cx: &Cx, operation: &Operation) -> Vec<String> {
    // If the API has one server, each operation has it.
    if cx.api().servers.len() < 2 {
        return Vec::new();
    }
    let entries = operation.servers.iter().map(|id| {
        let (name, url) = (&cx.model.names.server(*id).wire, &cx.api().servers[*id].url);
        format!("- {}: {}", prose::code(name), prose::code(url))
    });
    entries.collect()
}

/// The responses by status, then the headers of all responses with their constants, each once.
fn responses(cx: &Cx, id: OperationId) -> Vec<String> {
    let mut lines: Vec<String> = cx.api().operations[id].responses.iter().map(response).collect();
    let mut headers: Vec<(&Name, &Header)> = Vec::new();
    for (constant, header) in response_headers::of_operation(cx, id) {
        if !headers.iter().any(|(known, _)| *known == constant) {
            headers.push((constant, header));
        }
    }
    if !headers.is_empty() {
        lines.extend([String::new(), "Headers of responses:".to_owned(), String::new()]);
        lines.extend(headers.iter().map(|(constant, header)| {
            let what = one_line(&header.docs.description);
            let name = format!("{} ({})", prose::code(&header.name), prose::code(constant.text()));
            if what.is_empty() { format!("- {name}") } else { format!("- {name}: {what}") }
        }));
    }
    lines
}

fn response(response: &Response) -> String {
    let what = one_line(&response.docs.description);
    let what = if what.is_empty() { standard(response.status) } else { what };
    format!("- {}: {what}", status_word(response.status))
}

fn standard(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) if code < 400 => "success.".to_owned(),
        StatusMatch::Range(digit) if digit < 4 => "success.".to_owned(),
        StatusMatch::Default => "every other status.".to_owned(),
        StatusMatch::Exact(_) | StatusMatch::Range(_) => "an error.".to_owned(),
    }
}
