//! What do the facts of a page say of its operations and resources?

use indexmap::IndexMap;

use super::model::{Example, Member, Model, Operation, Parameter, Status};
use super::names::{self, camel, lower};
use super::resource;
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

/// Reads the pages one after another; a later one adds to what an earlier says.
pub fn read(model: &mut Model, pages: &[Page], writing: &Writing) {
    let spellings = spellings(pages);
    for page in pages {
        let mut told = told(page);
        answered(model, page, &mut told, writing);
        told.operations.iter_mut().for_each(|(_, path, _)| *path = names::respelt(path, &spellings));
        let body = body(model, page, &told);
        members(model, page, &told, body.as_deref());
        operations(model, page, &told, body);
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
            _ => {}
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
    let shown = page.facts.iter().find_map(|fact| match &fact.says {
        Statement::Example { side: Side::Response, status, payload: Some(payload), .. } => {
            Some((fact.line, *status, payload))
        }
        _ => None,
    });
    let Some((line, code, payload)) = shown else { return };
    let status =
        told.statuses.iter_mut().find(|it| (200..300).contains(&it.code) && code.is_none_or(|code| it.code == code));
    let (Some(status), words) = (status, told.title.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")) else {
        return;
    };
    let member = writing.lists.as_ref().and_then(|lists| payload.get(&lists.member));
    status.collection = payload.is_array() || member.is_some_and(serde_json::Value::is_array);
    let name = if words.is_empty() { camel(&told.title) } else { camel(&words) };
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
    let returned = told.statuses.iter().find_map(|it| it.resource.clone());
    if let Some(member) = &told.alone {
        let first = page.facts.iter().find_map(|fact| match &fact.says {
            Statement::Member { owner: Owner::Body, name, .. } => Some(name.clone()),
            _ => None,
        });
        let name = member.clone().or(first).unwrap_or_else(|| camel(&told.title));
        let name = format!("{}Update", lower(&name));
        model.resource(&name, &page.file, line).closed = true;
        return Some(name);
    }
    let is_action = told.operations.iter().all(|(method, _, _)| method == "post")
        && named.is_none()
        && !told.title.to_ascii_lowercase().starts_with("create");
    let title = told.title.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
    let name = match (named, returned) {
        (Some(named), _) => named,
        (None, Some(returned)) if !is_action => returned,
        (None, _) if !is_action && !title.is_empty() => camel(&title),
        (None, _) => format!("{}Request", camel(&told.title)),
    };
    model.resource(&name, &page.file, line);
    Some(name)
}

/// The resource that the members of an owner belong to.
fn owner<'a>(owner: &'a Owner, told: &'a Told, body: Option<&'a str>) -> Option<&'a str> {
    match owner {
        Owner::Body => body,
        Owner::Resource(name) => Some(name),
        Owner::Response => told.statuses.iter().find_map(|it| it.resource.as_deref()),
        Owner::Parameter => None,
    }
}

fn members(model: &mut Model, page: &Page, told: &Told, body: Option<&str>) {
    for fact in &page.facts {
        let replaced = match &fact.says {
            Statement::Note { rule, member: Some(member) } if rule == "replaced-whole" => Some(member.as_str()),
            _ => None,
        };
        let spoken_of = fact.says.member().or(replaced.map(|member| (&Owner::Body, member)));
        let Some((of, name)) = spoken_of else { continue };
        let Some(resource) = owner(of, told, body) else { continue };
        // A dot leads into a member of a member, which its own page describes.
        let name = if name.chars().all(|c| !c.is_alphanumeric()) {
            nameless(page, resource_names(page, of))
        } else {
            name.to_owned()
        };
        if name.is_empty() || name.contains('.') && !name.starts_with('@') {
            continue;
        }
        let resource = model.resource(resource, &page.file, fact.line);
        let member = resource.members.entry(name).or_insert_with(|| Member {
            page: page.file.clone(),
            line: fact.line,
            ..Member::default()
        });
        member.sent |= matches!(of, Owner::Body);
        say(member, &fact.says);
    }
}

/// Adds what a fact says of a member.
fn say(member: &mut Member, says: &Statement) {
    match says {
        Statement::Member { of, .. } => member.of = Some(member.of.take().unwrap_or_else(|| of.clone())),
        Statement::Mark { mark, .. } => {
            member.marks.insert((*mark).into());
        }
        Statement::Note { .. } => {
            member.marks.insert(crate::facts::Mark::ReplacedWhole.into());
        }
        Statement::Values { values, .. } => {
            for value in values.iter().filter(|value| !member.values.contains(value)).cloned().collect::<Vec<_>>() {
                member.values.push(value);
            }
        }
        Statement::Default { value, .. } => member.default = Some(value.clone()),
        Statement::Limit { limit, .. } if !member.limits.contains(limit) => member.limits.push(limit.clone()),
        _ => {}
    }
}

fn resource_names<'p>(page: &'p Page, of: &Owner) -> Vec<&'p str> {
    let named = page.facts.iter().filter_map(|fact| match &fact.says {
        Statement::Member { owner, name, .. } if owner == of => Some(name.as_str()),
        _ => None,
    });
    named.collect()
}

/// The name of a row that has none: that of the one member of an example of which no row speaks.
fn nameless(page: &Page, rows: Vec<&str>) -> String {
    let payloads = page.facts.iter().filter_map(|fact| match &fact.says {
        Statement::Example { payload: Some(payload), .. } => payload.as_object(),
        _ => None,
    });
    let mut left: Vec<&String> =
        payloads.flat_map(|it| it.keys()).filter(|key| !rows.contains(&key.as_str())).collect();
    left.retain(|key| !matches!(key.as_str(), "id" | "value") && !key.starts_with('@'));
    left.dedup();
    match left.as_slice() {
        [one] => (*one).clone(),
        _ => String::new(),
    }
}

fn operations(model: &mut Model, page: &Page, told: &Told, body: Option<String>) {
    let printed = page.facts.iter().any(|fact| matches!(&fact.says, Statement::Operation { .. }));
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
        let known = model.operations.iter().any(|it| it.method == *method && same_path(&it.path, &path));
        if known {
            model.decide(
                &page.file,
                *line,
                format!("another page has `{} {path}` too", method.to_ascii_uppercase()),
                "the earlier page",
            );
            continue;
        }
        let operation = operation(page, told, body.clone(), (method, path, *line));
        model.operations.push(operation);
    }
}

fn operation(page: &Page, told: &Told, body: Option<String>, (method, path, line): (&str, String, usize)) -> Operation {
    let returned = told.statuses.iter().find_map(|it| it.resource.clone());
    let collection = told.statuses.iter().any(|it| it.collection);
    let tag = returned.or_else(|| body.clone()).unwrap_or_else(|| {
        let words: Vec<&str> = path.split('/').filter(|it| !it.is_empty() && !it.contains('{')).collect();
        names::singular(words.last().unwrap_or(&"operation"))
    });
    let mut operation = Operation {
        page: page.file.clone(),
        line,
        title: told.title.clone(),
        address: page.address.clone(),
        method: method.to_owned(),
        tag: tag.rsplit('.').next().map(lower).unwrap_or_default(),
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
            operation.parameters.iter_mut().filter(|it| it.name == *name).for_each(|it| say(&mut it.member, says));
        }
        Statement::Example { side, status, payload: Some(payload), .. } => {
            let payload = payload.clone();
            operation.examples.push(Example { side: *side, status: *status, payload, line });
        }
        _ => {}
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
