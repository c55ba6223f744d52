//! What do the facts of a page say of its operations and resources?

use indexmap::IndexMap;

use super::about::{self, Described, Shown};
use super::model::{Call, Example, Member, Model, Operation, Parameter, Status};
use super::names::{self, camel, lower};
use super::{resource, rows};
use crate::facts::{Availability, Need, Owner, Page, Presence, Side, Stage, Statement, Type};
use crate::profile::Writing;
use crate::specification::same_path;

/// What a page says of all its operations.
#[derive(Default)]
struct Told {
    title: String,
    operations: Vec<(String, String, usize)>,
    body: Option<(Presence, Option<String>, usize)>,
    alone: Option<Option<String>>,
    statuses: Vec<Status>,
    partial: bool,
}

impl Told {
    /// The resource that is returned.
    fn returned(&self) -> Option<&str> {
        self.statuses.iter().find_map(|it| it.resource.as_deref())
    }
}

/// Reads the pages one after another; a later one adds to what an earlier says.
pub fn read(model: &mut Model, pages: &[Page], writing: &Writing) {
    let (spellings, described) = (spellings(pages), Described::by(pages));
    for page in pages {
        let mut told = told(page);
        answered(model, page, &mut told, writing);
        told.operations.iter_mut().for_each(|(_, path, _)| *path = names::respelt(path, &spellings));
        let body = body(model, page, &told);
        rows::read(model, page, told.returned(), body.as_deref());
        operations(model, page, &told, body, &described);
    }
    resource::settle(model, writing);
}

fn told(page: &Page) -> Told {
    let mut told = Told::default();
    let mut called = Vec::new();
    for fact in &page.facts {
        match &fact.says {
            Statement::Title { text } if told.title.is_empty() => told.title = text.clone(),
            Statement::Operation { method, path, template } => {
                told.operations.push((
                    method.to_ascii_lowercase(),
                    template.clone().unwrap_or_else(|| path.clone()),
                    fact.line,
                ));
            }
            Statement::RequestBody { presence, resource } if told.body.is_none() => {
                told.body = Some((*presence, resource.clone(), fact.line));
            }
            Statement::Note { rule, member } if rule == "sent-alone" => {
                let known = told.alone.take().flatten();
                told.alone = Some(known.or_else(|| member.clone()));
            }
            Statement::Note { rule, .. } if rule == "partial-update" => told.partial = true,
            Statement::Status { code, resource, collection } if told.statuses.iter().all(|it| it.code != *code) => {
                told.statuses.push(Status { code: *code, resource: resource.clone(), collection: *collection });
            }
            Statement::Example { request_line: Some(line), .. } => called.push((line.clone(), fact.line)),
            Statement::Title { .. }
            | Statement::RequestBody { .. }
            | Statement::Note { .. }
            | Statement::Status { .. }
            | Statement::Example { .. }
            | Statement::Permission(_)
            | Statement::Cloud { .. }
            | Statement::Header { .. }
            | Statement::Parameter { .. }
            | Statement::Member { .. }
            | Statement::Mark { .. }
            | Statement::Values { .. }
            | Statement::Default { .. }
            | Statement::Limit { .. }
            | Statement::Stage { .. } => {}
        }
    }
    if told.operations.is_empty() {
        told.operations = called.iter().filter_map(|(line, at)| from_call(line, *at)).collect();
    }
    told
}

/// The method and path of a call, below the version of the server.
fn from_call(line: &str, at: usize) -> Option<(String, String, usize)> {
    let (method, address) = line.split_once(' ')?;
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..))?,
        None => address,
    };
    let versioned = path.strip_prefix("/v1.0").or_else(|| path.strip_prefix("/beta")).unwrap_or(path);
    Some((method.to_ascii_lowercase(), versioned.trim().to_owned(), at))
}

/// How often each segment of a path is spelt in which letters, over all pages.
fn spellings(pages: &[Page]) -> IndexMap<String, IndexMap<String, usize>> {
    let mut found: IndexMap<String, IndexMap<String, usize>> = IndexMap::new();
    for fact in pages.iter().flat_map(|page| &page.facts) {
        let Statement::Operation { path, template, .. } = &fact.says else { continue };
        for segment in template.as_deref().unwrap_or(path).split('/').filter(|it| !it.contains('{')) {
            *found.entry(segment.to_ascii_lowercase()).or_default().entry(segment.to_owned()).or_default() += 1;
        }
    }
    found
}

/// A page may show an answer and not name its resource: it is the one of the title.
fn answered(model: &mut Model, page: &Page, told: &mut Told, writing: &Writing) {
    if told.statuses.iter().any(|it| it.resource.is_some()) {
        return;
    }
    let shown = page.facts.iter().find_map(|fact| {
        let Statement::Example { side: Side::Response, status, payload, .. } = &fact.says else { return None };
        Some((fact.line, *status, payload.as_ref()?))
    });
    let Some((line, code, payload)) = shown else { return };
    let status =
        told.statuses.iter_mut().find(|it| (200..300).contains(&it.code) && code.is_none_or(|code| it.code == code));
    let Some(status) = status else { return };
    let member = writing.lists.as_ref().and_then(|lists| payload.get(&lists.member));
    status.collection = payload.is_array() || member.is_some_and(serde_json::Value::is_array);
    let name = Some(names::thing(&told.title)).filter(|it| !it.is_empty()).unwrap_or_else(|| camel(&told.title));
    let name = if status.collection { names::singular(&name) } else { name };
    model.decide(
        &page.file,
        line,
        "the page shows an answer and does not name its resource",
        format!("`{name}`, as in the title"),
    );
    status.resource = Some(name);
}

/// The name of the resource that the requests of a page send.
fn body(model: &mut Model, page: &Page, told: &Told) -> Option<String> {
    let sends = |method: &str| matches!(method, "post" | "put" | "patch");
    let has_rows = page.facts.iter().any(|fact| matches!(&fact.says, Statement::Member { owner: Owner::Body, .. }));
    let (presence, named, line) = told.body.clone().unwrap_or((Presence::Present, None, 1));
    let writes = told.operations.iter().any(|(method, _, _)| sends(method));
    if !writes || presence == Presence::Absent || (told.body.is_none() && !has_rows) {
        return None;
    }
    let returned = told.returned().map(str::to_owned);
    if let Some(member) = &told.alone {
        let first = rows::names(page, &Owner::Body).first().map(|name| (*name).to_owned());
        let name = member.clone().or(first).unwrap_or_else(|| camel(&told.title));
        let name = format!("{}Update", lower(&name));
        model.resource(&name, &page.file, line).closed = true;
        return Some(name);
    }
    let is_action = told.operations.iter().all(|(method, _, _)| method == "post")
        && named.is_none()
        && !told.title.to_ascii_lowercase().starts_with("create");
    let title = names::thing(&told.title);
    let name = match (named, returned) {
        (Some(named), _) => named,
        (None, Some(returned)) if !is_action => returned,
        (None, _) if !is_action && !title.is_empty() => title,
        (None, _) => format!("{}Request", camel(&told.title)),
    };
    model.resource(&name, &page.file, line);
    Some(name)
}

fn operations(model: &mut Model, page: &Page, told: &Told, body: Option<String>, described: &Described) {
    let printed = page.facts.iter().any(|fact| matches!(&fact.says, Statement::Operation { .. }));
    let returned = told.returned();
    for (method, path, line) in &told.operations {
        let path = names::spelt(&names::template(path), &mut model.keys);
        if !printed {
            model.decide(
                &page.file,
                *line,
                "the page prints no method and path",
                format!("`{} {path}` of its example", method.to_ascii_uppercase()),
            );
        }
        let tag =
            about::resource(&Shown { title: &told.title, returned, sent: body.as_deref(), path: &path }, described);
        model.calls.push(Call {
            page: page.name.clone(),
            method: method.clone(),
            path: path.clone(),
            resource: tag.clone(),
        });
        let is_taken = model.operations.iter().any(|it| it.method == *method && same_path(&it.path, &path));
        if is_taken {
            model.decide(
                &page.file,
                *line,
                format!("another page has `{} {path}` too", method.to_ascii_uppercase()),
                "the earlier page",
            );
            continue;
        }
        let operation = operation(page, told, body.clone(), tag, (method, path, *line));
        model.operations.push(operation);
    }
}

fn operation(
    page: &Page,
    told: &Told,
    body: Option<String>,
    tag: String,
    (method, path, line): (&str, String, usize),
) -> Operation {
    let collection = told.statuses.iter().any(|it| it.collection);
    let mut operation = Operation {
        page: page.file.clone(),
        line,
        title: told.title.clone(),
        address: page.address.clone(),
        method: method.to_owned(),
        tag,
        verb: names::verb(&told.title, method, collection),
        shared: told.operations.len() > 1,
        path,
        permissions: Vec::new(),
        clouds: Vec::new(),
        parameters: Vec::new(),
        body: body.filter(|_| matches!(method, "post" | "put" | "patch")),
        media: "application/json".to_owned(),
        statuses: told.statuses.clone(),
        examples: Vec::new(),
        beta: false,
        deprecated: false,
    };
    page.facts.iter().for_each(|fact| add(&mut operation, &fact.says, fact.line, page));
    operation
}

fn add(operation: &mut Operation, says: &Statement, line: usize, page: &Page) {
    match says {
        Statement::Permission(it) if operation.permissions.iter().all(|known| known.scheme != it.scheme) => {
            operation.permissions.push(it.clone());
        }
        Statement::Cloud { name, availability } => operation.clouds.push((name.clone(), *availability)),
        Statement::Stage { stage: Stage::Beta } => operation.beta = true,
        Statement::Stage { stage: Stage::Deprecated } => operation.deprecated = true,
        Statement::Header { side: Side::Request, name, value: Some(value), .. }
            if name.eq_ignore_ascii_case("content-type") =>
        {
            operation.media = value.split(';').next().unwrap_or(value).trim().to_owned();
        }
        Statement::Header { side: Side::Request, name, need, .. } => {
            // Some pages print the value behind the name.
            let name = name.split(':').next().unwrap_or(name).trim();
            let of_http = ["authorization", "content-type", "content-length", "accept"];
            let mut member = Member { of: Some(Type::Plain("string".to_owned())), line, ..Member::default() };
            member.page.clone_from(&page.file);
            if !of_http.iter().any(|it| name.eq_ignore_ascii_case(it)) {
                parameter(operation, "header", name, *need, member);
            }
        }
        Statement::Parameter { location, name, of, need } if location != "path" => {
            let member = Member { of: of.clone(), page: page.file.clone(), line, ..Member::default() };
            parameter(operation, location, name, *need, member);
        }
        Statement::Mark { owner: Owner::Parameter, name, .. }
        | Statement::Values { owner: Owner::Parameter, name, .. }
        | Statement::Default { owner: Owner::Parameter, name, .. }
        | Statement::Limit { owner: Owner::Parameter, name, .. } => {
            operation
                .parameters
                .iter_mut()
                .filter(|it| it.name == *name)
                .for_each(|it| rows::say(&mut it.member, says));
        }
        Statement::Example { side, status, payload: Some(payload), .. } => {
            let payload = payload.clone();
            operation.examples.push(Example { side: *side, status: *status, payload, line });
        }
        Statement::Permission(_)
        | Statement::Header { .. }
        | Statement::Parameter { .. }
        | Statement::Mark { .. }
        | Statement::Values { .. }
        | Statement::Default { .. }
        | Statement::Limit { .. }
        | Statement::Example { .. }
        | Statement::Title { .. }
        | Statement::Operation { .. }
        | Statement::RequestBody { .. }
        | Statement::Member { .. }
        | Statement::Status { .. }
        | Statement::Note { .. } => {}
    }
}

fn parameter(operation: &mut Operation, location: &str, name: &str, need: Need, member: Member) {
    let known = |it: &Parameter| it.location == location && it.name.eq_ignore_ascii_case(name);
    if !operation.parameters.iter().any(known) {
        let required = need == Need::Required;
        operation.parameters.push(Parameter { location: location.to_owned(), name: name.to_owned(), required, member });
    }
}

/// Whether a cloud has an operation, as far as the page says it.
pub fn is_in(operation: &Operation, cloud: &str) -> Option<bool> {
    let found = operation.clouds.iter().find(|(name, _)| name == cloud)?;
    match found.1 {
        Availability::Available => Some(true),
        Availability::Unavailable => Some(false),
        Availability::Unsaid => None,
    }
}
