//! The names of operations: module, function, arguments and the types that belong to a function alone.

use std::collections::{BTreeMap, BTreeSet};

use super::before::Before;
use super::inside::{Derived, Inside, Requests};
use super::labels::Labels;
use super::lists::Had;
use super::operation_words::OperationWords;
use super::report::{NameRequest, Report, Said};
use crate::ir::{
    Api, ArenaMap, Header, Media, MediaKind, Operation, OperationId, Param, ParamLocation, StatusMatch, TypeExpr,
};
use crate::names::holder::Holder;
use crate::names::kept::Untaken;
use crate::names::listed::Thing;
use crate::names::reason::{NameFrom, NameReason, Reasoned};
use crate::names::rename::Table;
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, OperationNames, reserved};

/// The names that are taken in one module of operations.
struct Module {
    /// Its key in the tables of a user.
    key: String,
    name: Reasoned,
    functions: Scope,
    types: Scope,
    /// The constants of headers, beside the tables, which are named after functions.
    constants: Scope,
    /// The name, type and constant of each header of responses.
    headers: Vec<(String, TypeExpr, Name)>,
}

impl Module {
    /// The constant of a header.
    fn header(&mut self, header: &Header) -> Name {
        let same = |name: &str| name.eq_ignore_ascii_case(&header.name);
        let known = self.headers.iter().find(|(name, ty, _)| same(name) && *ty == header.value.ty);
        if let Some((_, _, constant)) = known {
            return constant.clone();
        }
        let words = Words::new(&header.name).then(&Words::new("header"));
        let constant = self.constants.assign(&words, Case::ScreamingSnake, "of response").name();
        self.headers.push((header.name.clone(), header.value.ty.clone(), constant.clone()));
        constant
    }
}

/// Every module of operations.
struct Modules {
    scope: Scope,
    by_group: BTreeMap<String, Module>,
}

impl Modules {
    /// The module of a group, which is named when its first operation comes.
    fn of(
        &mut self,
        api: &Api,
        words: &OperationWords,
        first: &Operation,
        before: &Before<'_>,
        report: &mut Report<'_>,
    ) -> &mut Module {
        let group = &words.module;
        self.by_group.entry(group.cased(Case::Snake)).or_insert_with(|| {
            let request = NameRequest {
                what: "module",
                wire: group.key(),
                location: &first.location,
                words: group.for_file(),
                case: Case::Snake,
                suffix: "operations",
                said: Said::ByPlace,
                rows: &[],
                from: words.module_from.clone(),
            };
            let name = match report.renames.module(&group.cased(Case::Snake)) {
                Some(chosen) => {
                    let holder = Holder { wire: group.key().to_owned(), location: first.location.clone() };
                    report.claim(&mut self.scope, chosen, "module", holder)
                }
                None => report.assign(&mut self.scope, &request),
            };
            Module {
                key: group.cased(Case::Snake),
                functions: Scope::default().keeping(before.functions_of(api, name.name.text())),
                name,
                types: Scope::reserving(reserved::TYPES),
                constants: Scope::default(),
                headers: Vec::new(),
            }
        })
    }
}

/// What operations are called.
pub(super) struct OperationsNamed {
    pub names: ArenaMap<OperationId, OperationNames>,
    pub labels: Vec<(Name, String)>,
    /// Names that were kept for nothing.
    pub untaken: Vec<Untaken>,
}

/// Names every operation. The names that the user chose are claimed first.
pub(super) fn operations(
    api: &Api,
    all_words: &ArenaMap<OperationId, OperationWords>,
    before: &Before<'_>,
    report: &mut Report<'_>,
) -> OperationsNamed {
    let mut modules = Modules { scope: Scope::reserving(&reserved::modules()), by_group: BTreeMap::new() };
    let mut keys = BTreeSet::new();
    let chosen = ArenaMap::from_fn(&api.operations, |(id, operation)| {
        let module = modules.of(api, &all_words[id], operation, before, report);
        let key = key(operation);
        // The key means the first of several operations that have one `operationId`.
        let chosen = report.renames.operation(&key).filter(|_| keys.insert(key.clone()))?;
        let holder = Holder { wire: key, location: operation.location.clone() };
        Some(report.claim(&mut module.functions, chosen, "operation", holder))
    });
    let mut named = ArenaMap::from_fn(&api.operations, |(id, operation)| {
        let module = modules.of(api, &all_words[id], operation, before, report);
        let names = name_operation(api, id, &all_words[id], chosen[id].clone(), before, module, report);
        module.constants.assign(&Words::new(names.function.text()), Case::ScreamingSnake, "");
        names
    });
    // Headers yield to tables, and functions with parameters to all others, so that they are named when all of these are.
    let mut labels = Labels::new(report.renames);
    for (id, operation) in api.operations.iter() {
        let module = modules.of(api, &all_words[id], operation, before, report);
        if operation.offers_others() {
            let words = Words::new(named[id].function.text()).then(&Words::new("with"));
            let row = before.row_of_function(id);
            let with = module.functions.assign_to(None, row.as_slice(), &words, Case::Snake, "params");
            named[id].with_function = with.name();
        }
        named[id].labels = labels.of(api, operation);
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        named[id].headers = headers.map(|header| module.header(header)).collect();
    }
    let untaken = modules.by_group.values().flat_map(|module| module.functions.untaken()).collect();
    OperationsNamed { names: named, labels: labels.into_named(), untaken }
}

/// The key of an operation in the tables of a user: its `operationId`, else its method and path.
pub fn key(operation: &Operation) -> String {
    operation.key()
}

fn name_operation(
    api: &Api,
    id: OperationId,
    words: &OperationWords,
    chosen: Option<Reasoned>,
    before: &Before<'_>,
    module: &mut Module,
    report: &mut Report<'_>,
) -> OperationNames {
    let operation = &api.operations[id];
    let row = before.row_of_function(id);
    let Reasoned { name: function, reason: function_reason } = chosen.unwrap_or_else(|| {
        let request = NameRequest {
            what: "operation",
            wire: operation.id.as_deref().unwrap_or(&operation.path),
            location: &operation.location,
            words: words.function.clone(),
            case: Case::Snake,
            suffix: operation.method.key(),
            said: Said::ByDocument(Table::Operations),
            rows: row.as_slice(),
            from: words.function_from.clone(),
        };
        report.assign(&mut module.functions, &request)
    });
    let own = Words::new(function.text());
    let mut ty = |suffix: &str| module.types.assign(&own.then(&Words::new(suffix)), Case::Pascal, "of call").name();
    let (params_type, body_type, outcome_type, error_type) = (ty("params"), ty("body"), ty("outcome"), ty("error"));
    let mut arguments = Scope::reserving(reserved::ARGUMENTS);
    let (params, param_reasons) = params(api, operation, &before.inside_params(id), &mut arguments, report);
    OperationNames {
        module_key: module.key.clone(),
        module: module.name.name.clone(),
        module_reason: module.name.reason.clone(),
        function_reason,
        table: Name::new(&own.cased(Case::ScreamingSnake)),
        body: arguments.assign(&Words::new("body"), Case::Snake, "content").name(),
        params_arg: arguments.assign(&Words::new("params"), Case::Snake, "of call").name(),
        params,
        param_reasons,
        params_type,
        body_type,
        body_variants: media_variants(operation.body.iter().flat_map(|body| &body.content)),
        outcome_type,
        error_type,
        headers: Vec::new(),
        labels: Vec::new(),
        with_function: function.clone(),
        response_variants: response_variants(operation),
        function,
    }
}

/// Names the parameters of an operation. Path parameters are arguments of its function; all others are fields of one
/// struct.
fn params(
    api: &Api,
    operation: &Operation,
    had: &Had<'_, '_>,
    arguments: &mut Scope,
    report: &mut Report<'_>,
) -> (Vec<Name>, Vec<NameReason>) {
    let (key, renames) = (operation.key(), report.renames);
    let requests = |is_here: fn(ParamLocation) -> bool| -> Requests<'_> {
        let params = operation.params.iter().filter(|param| is_here(param.sent_in));
        params.map(|param| (param_request(api, param), renames.parameter(&key, &param.name))).collect()
    };
    let path = report.assign_all(arguments, &requests(|sent_in| sent_in == ParamLocation::Path));
    let requests = requests(|sent_in| sent_in != ParamLocation::Path);
    let inside = Inside { reserved: reserved::FIELDS, requests, derived: Derived::Nothing };
    let others = inside.assign(had, || operation.params.iter().filter_map(Thing::of_param).collect(), report);
    let mut path = path.into_iter().map(|it| (it.name, it.reason));
    let mut others = others.items.into_iter().zip(others.reasons);
    let in_order = operation.params.iter().filter_map(|param| match param.sent_in {
        ParamLocation::Path => path.next(),
        ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie => others.next(),
    });
    in_order.unzip()
}

fn param_request<'a>(api: &Api, param: &'a Param) -> NameRequest<'a> {
    let (words, from) = NameFrom::given_or(api.given_names.get(&param.location), &param.name);
    NameRequest {
        what: "parameter",
        wire: &param.name,
        location: &param.location,
        words: Words::new(words),
        case: Case::Snake,
        suffix: match param.sent_in {
            ParamLocation::Path => "path",
            ParamLocation::Query => "query",
            ParamLocation::Header => "header",
            ParamLocation::Cookie => "cookie",
        },
        said: Said::ByPlace,
        rows: &[],
        from,
    }
}

fn media_variants<'a>(content: impl Iterator<Item = &'a Media>) -> Vec<Name> {
    let mut scope = Scope::default();
    content
        .map(|media| scope.assign(&Words::new(media_word(media.kind)), Case::Pascal, subtype(&media.mime)).name())
        .collect()
}

fn media_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Xml => "xml",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
    }
}

fn subtype(mime: &str) -> &str {
    mime.split(';').next().and_then(|essence| essence.split('/').nth(1)).unwrap_or(mime)
}

fn response_variants(operation: &Operation) -> Vec<Vec<Name>> {
    let mut scope = Scope::default();
    operation
        .responses
        .iter()
        .map(|response| {
            let status = Words::new(&status_words(response.status));
            match response.content.as_slice() {
                [] | [_] => vec![scope.assign(&status, Case::Pascal, "").name()],
                several => several
                    .iter()
                    .map(|media| {
                        let words = status.then(&Words::new(media_word(media.kind)));
                        scope.assign(&words, Case::Pascal, subtype(&media.mime)).name()
                    })
                    .collect(),
            }
        })
        .collect()
}

/// The reason phrase of a status, for those that have one in RFC 9110.
fn status_words(status: StatusMatch) -> String {
    let words = match status {
        StatusMatch::Default => "default",
        StatusMatch::Range(1) => "informational",
        StatusMatch::Range(2) => "success",
        StatusMatch::Range(3) => "redirection",
        StatusMatch::Range(4) => "client error",
        StatusMatch::Range(5) => "server error",
        StatusMatch::Range(other) => return format!("status {other} xx"),
        StatusMatch::Exact(code) => match code {
            200 => "ok",
            201 => "created",
            202 => "accepted",
            203 => "non authoritative information",
            204 => "no content",
            205 => "reset content",
            206 => "partial content",
            301 => "moved permanently",
            302 => "found",
            303 => "see other",
            304 => "not modified",
            307 => "temporary redirect",
            308 => "permanent redirect",
            400 => "bad request",
            401 => "unauthorized",
            402 => "payment required",
            403 => "forbidden",
            404 => "not found",
            405 => "method not allowed",
            406 => "not acceptable",
            408 => "request timeout",
            409 => "conflict",
            410 => "gone",
            412 => "precondition failed",
            413 => "content too large",
            415 => "unsupported media type",
            422 => "unprocessable content",
            428 => "precondition required",
            429 => "too many requests",
            500 => "internal server error",
            501 => "not implemented",
            502 => "bad gateway",
            503 => "service unavailable",
            504 => "gateway timeout",
            other => return format!("status {other}"),
        },
    };
    words.to_owned()
}
