//! Which operations does an API have, and which responses does each have?

use std::collections::BTreeMap;

use openapiv3::{PathItem, ReferenceOr, Responses, StatusCode};

use super::context::Lowering;
use super::media::distinct;
use crate::diag::Code;
use crate::document::extras::{LongRunningExtras, PageableExtras};
use crate::ir::{
    Docs, Header, Method, NameOrigin, Operation, OperationId, Pageable, Response, ResultPlace, StatusMatch, Step,
};
use crate::pointer;

impl<'a> Lowering<'a> {
    /// Lowers every operation, in document order.
    pub(super) fn operations(&mut self) {
        let bundle = self.bundle;
        self.security_schemes();
        for (path, key) in &bundle.operations {
            let Some(ReferenceOr::Item(item)) = bundle.openapi.paths.paths.get(path) else { continue };
            let Some((method, operation)) = methods(item).find(|(method, _)| method.key() == *key) else { continue };
            let pointer = pointer::from_keys(&["paths", path, key]);
            self.operation(path, method, operation, prose(operation, item), &pointer);
        }
        self.resolve_replaced_servers();
    }

    fn operation(
        &mut self,
        path: &str,
        method: Method,
        operation: &'a openapiv3::Operation,
        docs: Docs,
        pointer: &str,
    ) {
        let location = self.location(pointer);
        let extras = self.bundle.extras.operations.get(&operation.extensions);
        let shell = Operation {
            id: operation.operation_id.clone(),
            method,
            // A fragment is never sent.
            path: path.split('#').next().unwrap_or(path).to_owned(),
            docs,
            deprecated: operation.deprecated,
            tags: operation.tags.clone(),
            params: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: self.requirements(operation),
            servers: self.servers_of(&operation.servers, pointer),
            replaced_server: None,
            idempotent: extras.and_then(|extras| extras.idempotent).unwrap_or_else(|| is_idempotent(method)),
            pageable: extras.and_then(|extras| extras.pageable.as_ref()).map(pageable),
            long_running: extras.and_then(|extras| extras.long_running).map(result_place),
            location,
        };
        // The id comes first: types inside the operation are named after it.
        let id = self.api.operations.push(shell);
        if let Some(extras) = extras {
            self.callbacks(id, &extras.callbacks, pointer);
        }
        if let Some(server) = extras.and_then(|extras| extras.replaced_server.as_ref()) {
            self.replaced_servers.push((id, server));
        }
        let params = self.params(id, &operation.parameters, pointer);
        let body = operation.request_body.as_ref().and_then(|body| self.body(id, body, pointer));
        let responses = self.responses(id, &operation.responses, pointer);
        let shell = &mut self.api.operations[id];
        shell.params = ordered(params, &shell.path);
        shell.body = body;
        shell.responses = responses;
    }

    fn responses(&mut self, id: OperationId, responses: &'a Responses, pointer: &str) -> Vec<Response> {
        let mut lowered: Vec<Response> = Vec::new();
        for (code, response) in &responses.responses {
            let (status, key) = match code {
                StatusCode::Code(code) => (StatusMatch::Exact(*code), code.to_string()),
                StatusCode::Range(range) => {
                    (StatusMatch::Range(u8::try_from(*range).unwrap_or(u8::MAX)), format!("{range}XX"))
                }
            };
            lowered.extend(self.response(id, status, &key, response, pointer));
        }
        if let Some(response) = &responses.default {
            lowered.extend(self.response(id, StatusMatch::Default, "default", response, pointer));
        }
        lowered.sort_by_key(|response| response.status);
        lowered
    }

    /// Lowers a response. Content that HTTP has no place for is told and left out: no server sends it, and who waited for it would
    /// find an empty body.
    fn response(
        &mut self,
        id: OperationId,
        status: StatusMatch,
        key: &str,
        response: &'a ReferenceOr<openapiv3::Response>,
        pointer: &str,
    ) -> Option<Response> {
        let place = format!("{pointer}/responses/{key}");
        let lack = lack_of_content(self.api.operations[id].method, status);
        let (lowered, declared) = match response {
            ReferenceOr::Item(response) => {
                let origin = |step| NameOrigin::InOperation { operation: id, path: vec![step] };
                let lowered = match lack {
                    Some(_) => self.response_without_content(status, key, response, &place, &origin),
                    None => self.response_with_content(status, key, response, &place, &origin),
                };
                (lowered, response)
            }
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/responses/")?;
                let components = self.bundle.openapi.components.as_ref()?;
                let (response, name) = resolve(&components.responses, name)?;
                (self.response_component(status, name, response), response)
            }
        };
        let Some(reason) = lack else { return Some(lowered) };
        if !declared.content.is_empty() {
            let message = format!("the content of this response is ignored, because {reason}");
            self.diags.push(Code::Ignored, self.location(&place), message);
        }
        Some(Response { content: Vec::new(), ..lowered })
    }

    /// Lowers a response of the components, once for all that refer to it.
    fn response_component(
        &mut self,
        status: StatusMatch,
        name: &'a str,
        response: &'a openapiv3::Response,
    ) -> Response {
        if let Some(known) = self.parts.responses.get(name) {
            return Response { status, ..known.clone() };
        }
        let origin = |step| NameOrigin::InPart { key: name.to_owned(), path: vec![step] };
        let pointer = pointer::from_keys(&["components", "responses", name]);
        let lowered = self.response_with_content(status, "", response, &pointer, &origin);
        self.parts.responses.insert(name, lowered.clone());
        lowered
    }

    /// Lowers a response. `key` is the status in the names of its types.
    fn response_with_content(
        &mut self,
        status: StatusMatch,
        key: &str,
        response: &'a openapiv3::Response,
        pointer: &str,
        origin: &dyn Fn(Step) -> NameOrigin,
    ) -> Response {
        let many = response.content.len() > 1;
        let step = |mime: &str| origin(Step::Response(key.to_owned(), many.then(|| mime.to_owned())));
        let content = self.content(&response.content, &format!("{pointer}/content"), &step);
        let content = distinct(&self.api, content);
        Response { content, ..self.response_without_content(status, key, response, pointer, origin) }
    }

    /// Lowers all of a response but its content.
    fn response_without_content(
        &mut self,
        status: StatusMatch,
        key: &str,
        response: &'a openapiv3::Response,
        pointer: &str,
        origin: &dyn Fn(Step) -> NameOrigin,
    ) -> Response {
        let headers = response
            .headers
            .iter()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
            .filter_map(|(name, header)| {
                let origin = origin(Step::Header(key.to_owned(), name.clone()));
                self.header(name, header, &pointer::join(&format!("{pointer}/headers"), name), origin)
            })
            .collect::<Vec<Header>>();
        Response {
            location: self.location(pointer),
            status,
            docs: Docs {
                description: Some(response.description.clone()).filter(|it| !it.is_empty()),
                ..Docs::default()
            },
            content: Vec::new(),
            headers,
        }
    }
}

/// The prose of an operation, or else that of its path, which is about all operations of the path.
fn prose(operation: &openapiv3::Operation, path: &PathItem) -> Docs {
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let (summary, description) = match said(&operation.summary) || said(&operation.description) {
        true => (&operation.summary, &operation.description),
        false => (&path.summary, &path.description),
    };
    Docs {
        title: None,
        summary: summary.clone(),
        description: description.clone(),
        link: operation.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

fn result_place(extras: LongRunningExtras) -> ResultPlace {
    match extras {
        LongRunningExtras::Unsaid => ResultPlace::ByMethod,
        LongRunningExtras::Location => ResultPlace::Location,
        LongRunningExtras::Request => ResultPlace::Request,
        LongRunningExtras::State => ResultPlace::State,
    }
}

fn pageable(extras: &PageableExtras) -> Pageable {
    let PageableExtras { next_link, items, operation, location } = extras.clone();
    Pageable { next_link, items, operation, location }
}

/// Why no content of a response can reach a client, if so (RFC 9110, 6.4.1). Content with 205 can, and some servers send it.
fn lack_of_content(method: Method, status: StatusMatch) -> Option<&'static str> {
    match (method, status) {
        (Method::Head, _) => Some("responses to HEAD have none"),
        (_, StatusMatch::Exact(100..=199) | StatusMatch::Range(1)) => Some("informational responses have none"),
        (_, StatusMatch::Exact(204)) => Some("responses with status 204 have none"),
        (_, StatusMatch::Exact(304)) => Some("responses with status 304 have none"),
        (_, StatusMatch::Exact(_) | StatusMatch::Range(_) | StatusMatch::Default) => None,
    }
}

/// Whether the method is idempotent by RFC 9110.
fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Put | Method::Delete | Method::Options | Method::Head | Method::Trace => true,
        Method::Post | Method::Patch => false,
    }
}

/// Path parameters in the order of the template, then the others in document order.
fn ordered(mut params: Vec<crate::ir::Param>, path: &str) -> Vec<crate::ir::Param> {
    use crate::ir::ParamLocation;
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, part) in path.split('{').skip(1).enumerate() {
        if let Some((name, _)) = part.split_once('}') {
            positions.entry(name).or_insert(position);
        }
    }
    params.sort_by_key(|param| match param.sent_in {
        ParamLocation::Path => positions.get(param.name.as_str()).copied().unwrap_or(usize::MAX - 1),
        ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie => usize::MAX,
    });
    params
}

/// The operations of a path, in the order of the specification.
fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    let all = [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

/// Follows references among components. A chain has few links, because `link` has refused loops.
pub(super) fn resolve<'a, T>(
    components: &'a indexmap::IndexMap<String, ReferenceOr<T>>,
    name: &str,
) -> Option<(&'a T, &'a str)> {
    let mut name = pointer::unescape(name);
    for _ in 0..32 {
        match components.get_key_value(&name)? {
            (key, ReferenceOr::Item(item)) => return Some((item, key)),
            (_, ReferenceOr::Reference { reference }) => name = pointer::unescape(reference.rsplit('/').next()?),
        }
    }
    None
}
