//! The table of an operation, which the runtime reads, as text.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::cx::Cx;
use super::responses::{Responses, content_kind, kind};
use super::source_file::{Module, SourceFile};
use super::text::{slice, slice_of_lines, string, strings};
use super::{body, checks, long_running, media, paging};
use crate::ir::{
    Media, MediaKind, Method, Operation, OperationId, Param, ParamLocation, PartEncoding, PartHeader, Requirement,
    Style,
};
use crate::names::Name;

/// The lists of the tables of one file, by their text, with the operation whose table has them first.
#[derive(Default)]
pub struct Shared<'a> {
    first: BTreeMap<(Section, String), &'a Name>,
}

impl<'a> Shared<'a> {
    /// A list of the table of an operation. If it takes several lines, and an earlier table of the file has the same, it is
    /// read from there: rustc checks and evaluates each list by itself, which is much of the cost of a large document.
    fn list(&mut self, section: Section, list: String, table: &'a Name) -> String {
        if !list.contains('\n') {
            return list;
        }
        match self.first.entry((section, list)) {
            Entry::Occupied(first) => format!("{}.{}", first.get(), section.field()),
            Entry::Vacant(vacant) => {
                let list = vacant.key().1.clone();
                vacant.insert(table);
                list
            }
        }
    }
}

/// A list in the table of an operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Params,
    Bodies,
    Responses,
    Security,
    Servers,
}

impl Section {
    /// The field of `rt::Operation` that has it.
    fn field(self) -> &'static str {
        match self {
            Section::Params => "params",
            Section::Bodies => "bodies",
            Section::Responses => "responses",
            Section::Security => "security",
            Section::Servers => "servers",
        }
    }
}

/// `static UPDATE: rt::Operation = …;`
pub fn emit<'a>(cx: &Cx<'a>, file: &mut SourceFile, id: OperationId, responses: &Responses, shared: &mut Shared<'a>) {
    let operation = &cx.api().operations[id];
    let names = cx.model.names.operation(id);
    let wire = operation.id.clone().unwrap_or_else(|| format!("{} {}", method(operation.method), operation.path));
    let mut out = format!(
        "static {}: rt::Operation = rt::Operation {{\n    id: {},\n    method: rt::Method::{},\n    path: {},\n",
        names.table,
        string(&wire),
        method(operation.method),
        string(&operation.path)
    );
    let params: Vec<String> = operation.params.iter().map(|it| param(cx, it)).collect();
    let content = operation.body.iter().flat_map(|body| &body.content);
    let bodies: Vec<String> = content.map(|it| media(cx, operation, it)).collect();
    let security = operation.security.iter().map(|requirement| alternative(cx, file, requirement));
    let security: Vec<String> = security.collect();
    let servers = operation.servers.iter();
    let servers: Vec<String> = servers
        .map(|server| format!("&{}", file.path(Module::Servers, &cx.model.names.server(*server).constant)))
        .collect();
    let sections = [
        (Section::Params, params),
        (Section::Bodies, bodies),
        (Section::Responses, responses.table(cx)),
        (Section::Security, security),
        (Section::Servers, servers),
    ];
    for (section, entries) in sections {
        if !entries.is_empty() {
            let list = shared.list(section, slice_of_lines(&entries, 4), &names.table);
            out.push_str(&format!("    {}: {list},\n", section.field()));
        }
    }
    if let Some(replaced) = operation.replaced_server {
        let replaced = file.path(Module::Servers, &cx.model.names.server(replaced).constant);
        out.push_str(&format!("    in_place_of: Some(&{replaced}),\n"));
    }
    if let Some(item) = cx.config.streams.end_of(operation.id.as_deref()).filter(|_| has_stream(operation)) {
        out.push_str(&format!("    stream_end: Some({}),\n", string(item)));
    }
    if operation.idempotent {
        out.push_str("    idempotent: true,\n");
    }
    if let Some(table) = cx.model.exchange.long_running(id) {
        out.push_str(&format!("    long_running: Some(&{}),\n", long_running::table(table)));
    }
    if let Some(paging) = paging::table(cx, id) {
        out.push_str(&format!("    paging: Some(&{paging}),\n"));
    }
    out.push_str("    ..rt::Operation::EMPTY\n};\n");
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

/// A parameter. What differs from the default of the location is written behind its name.
fn param(cx: &Cx, param: &Param) -> String {
    let (variant, constructor, own_style) = match param.sent_in {
        ParamLocation::Path => ("Path", "path", Style::Simple),
        ParamLocation::Query => ("Query", "query", Style::Form),
        ParamLocation::Header => ("Header", "header", Style::Simple),
        ParamLocation::Cookie => ("Cookie", "cookie", Style::Form),
    };
    let name = string(&param.name);
    let mut out = String::new();
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
    if out.is_empty() {
        return format!("rt::Param::{variant}({name})");
    }
    format!("rt::Param::Other(rt::ParamSpec::{constructor}({name}){out})")
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

fn media(cx: &Cx, operation: &Operation, media: &Media) -> String {
    let mut out = format!("rt::Content::new({}, {})", string(&media.mime), content_kind(cx, media));
    if !media.also.is_empty() {
        out.push_str(&format!(".also({})", strings(&media.also)));
    }
    if media.kind == MediaKind::Json && body::may_be_null(&media::of_request(cx, operation, media)) {
        out.push_str(".nullable()");
    }
    let limits = media.value.as_ref().map(|value| checks::item_checks(cx, value)).unwrap_or_default();
    if !limits.is_empty() {
        out.push_str(&format!(".checks(rt::checks!({}))", limits.join(", ")));
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
            Some(format!("rt::SecurityRequirement(&{scheme}, {})", strings(&need.scopes)))
        })
        .collect();
    slice(&needs)
}
