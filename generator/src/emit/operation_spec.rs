//! The table of an operation, which the runtime reads, as text.

use super::cx::Cx;
use super::responses::{Responses, content_kind, kind};
use super::source_file::{Module, SourceFile};
use super::text::{slice, slice_of_lines, string, strings};
use super::{checks, long_running, paging};
use crate::ir::{
    Media, MediaKind, Method, Operation, OperationId, Param, ParamLocation, PartEncoding, PartHeader, Requirement,
    Style,
};

/// `static UPDATE: rt::Operation = …;`
pub fn emit(cx: &Cx, file: &mut SourceFile, id: OperationId, responses: &Responses) {
    let operation = &cx.api().operations[id];
    let names = cx.model.names.operation(id);
    let wire = operation.id.clone().unwrap_or_else(|| format!("{} {}", method(operation.method), operation.path));
    let start = format!("static {}: rt::Operation = rt::Operation::new(", names.table);
    let arguments = [string(&wire), format!("rt::Method::{}", method(operation.method)), string(&operation.path)];
    let mut out = if start.len() + arguments.iter().map(String::len).sum::<usize>() < 110 {
        format!("{start}{})", arguments.join(", "))
    } else {
        format!("{start}\n    {},\n)", arguments.join(",\n    "))
    };
    let params: Vec<String> = operation.params.iter().map(|it| param(cx, it)).collect();
    let content = operation.body.iter().flat_map(|body| &body.content);
    let bodies: Vec<String> = content.map(|it| media(cx, it)).collect();
    let security = operation.security.iter().map(|requirement| alternative(cx, file, requirement));
    let security: Vec<String> = security.collect();
    let servers = operation.servers.iter();
    let servers: Vec<String> = servers
        .map(|server| format!("&{}", file.path(Module::Servers, &cx.model.names.server(*server).constant)))
        .collect();
    let sections = [
        ("params", params),
        ("bodies", bodies),
        ("responses", responses.table(cx)),
        ("security", security),
        ("servers", servers),
    ];
    for (name, entries) in sections {
        if !entries.is_empty() {
            out.push_str(&format!("\n    .{name}({})", slice_of_lines(&entries, 4)));
        }
    }
    if let Some(replaced) = operation.replaced_server {
        let replaced = file.path(Module::Servers, &cx.model.names.server(replaced).constant);
        out.push_str(&format!("\n    .in_place_of(&{replaced})"));
    }
    if let Some(item) = cx.config.streams.end_of(operation.id.as_deref()).filter(|_| has_stream(operation)) {
        out.push_str(&format!("\n    .stream_end({})", string(item)));
    }
    if operation.idempotent {
        out.push_str("\n    .idempotent(true)");
    }
    if let Some(table) = cx.model.exchange.long_running(id) {
        out.push_str(&format!("\n    .long_running(&{})", long_running::table(table)));
    }
    if let Some(paging) = paging::table(cx, id) {
        out.push_str(&format!("\n    .paging(&{paging})"));
    }
    out.push_str(";\n");
    file.table(&out);
}

/// Whether a response of the operation is read item by item.
fn has_stream(operation: &Operation) -> bool {
    let mut media = operation.responses.iter().flat_map(|response| &response.content);
    media.any(|media| matches!(media.kind, MediaKind::EventStream | MediaKind::JsonLines))
}

/// The method as it is sent.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
    }
}

/// A parameter. Style and `explode` are written only if they differ from the default of the location.
fn param(cx: &Cx, param: &Param) -> String {
    let (constructor, own_style) = match param.sent_in {
        ParamLocation::Path => ("path", Style::Simple),
        ParamLocation::Query => ("query", Style::Form),
        ParamLocation::Header => ("header", Style::Simple),
        ParamLocation::Cookie => ("cookie", Style::Form),
    };
    let mut out = format!("rt::Param::{constructor}({})", string(&param.name));
    if let Some(content) = param.content {
        out.push_str(&format!(".content({})", kind(content)));
    } else if param.style != own_style {
        out.push_str(&format!(".style({})", style(param.style)));
    }
    if param.explode != explodes(param.style) {
        out.push_str(&format!(".explode({})", param.explode));
    }
    if param.allow_reserved {
        out.push_str(".allow_reserved()");
    }
    if param.repeated_segment {
        out.push_str(".repeated_segment()");
    }
    if let Some(starts) = &param.quoted_key {
        out.push_str(&format!(".quoted_key({})", string(starts)));
    }
    // The limits of other parameters are in the table of their struct.
    let limits = match param.sent_in {
        ParamLocation::Path => checks::item_checks(cx, &param.value),
        ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie => Vec::new(),
    };
    if !limits.is_empty() {
        out.push_str(&format!(".checks(rt::checks!({}))", limits.join(", ")));
    }
    out
}

fn explodes(style: Style) -> bool {
    match style {
        Style::Form | Style::DeepObject => true,
        Style::Simple | Style::Label | Style::Matrix | Style::SpaceDelimited | Style::PipeDelimited => false,
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "rt::Style::Simple",
        Style::Label => "rt::Style::Label",
        Style::Matrix => "rt::Style::Matrix",
        Style::Form => "rt::Style::Form",
        Style::SpaceDelimited => "rt::Style::SpaceDelimited",
        Style::PipeDelimited => "rt::Style::PipeDelimited",
        Style::DeepObject => "rt::Style::DeepObject",
    }
}

fn media(cx: &Cx, media: &Media) -> String {
    let mut out = format!("rt::Content::new({}, {})", string(&media.mime), content_kind(cx, media));
    if !media.also.is_empty() {
        out.push_str(&format!(".also({})", strings(&media.also)));
    }
    if !media.encoding.is_empty() {
        let parts: Vec<String> = media.encoding.iter().map(|(name, encoding)| part(name, encoding)).collect();
        out.push_str(&format!(".parts({})", slice(&parts)));
    }
    out
}

fn part(name: &str, encoding: &PartEncoding) -> String {
    let mut out = format!("rt::Part::new({})", string(name));
    if let Some(content_type) = &encoding.content_type {
        out.push_str(&format!(".content_type({})", string(content_type)));
    }
    if let Some(part) = encoding.style {
        out.push_str(&format!(".style({}).explode({})", style(part.style), part.explode));
    }
    if encoding.allow_reserved {
        out.push_str(".allow_reserved()");
    }
    if !encoding.headers.is_empty() {
        let headers: Vec<String> = encoding.headers.iter().map(part_header).collect();
        out.push_str(&format!(".headers({})", slice(&headers)));
    }
    out
}

fn part_header(header: &PartHeader) -> String {
    let mut out = format!("rt::PartHeader::new({})", string(&header.name));
    if header.required {
        out.push_str(".required()");
    }
    if let Some(value) = &header.constant {
        out.push_str(&format!(".value({})", string(value)));
    }
    if !header.checks.is_empty() {
        let limits = checks::check_expressions(&header.checks);
        out.push_str(&format!(".checks(rt::checks!({}))", limits.join(", ")));
    }
    out
}

fn alternative(cx: &Cx, file: &mut SourceFile, requirement: &Requirement) -> String {
    let needs: Vec<String> = requirement
        .schemes
        .iter()
        .filter_map(|need| {
            let position = cx.api().security_schemes.iter().position(|scheme| scheme.name == need.scheme)?;
            let scheme = file.path(Module::Schemes, &cx.model.names.scheme(position)?.constant);
            Some(format!("rt::SecurityRequirement::new(&{scheme}, {})", strings(&need.scopes)))
        })
        .collect();
    slice(&needs)
}
