//! Does a place of a specification hold what a page says? One comparison for each kind of statement.

use std::collections::BTreeMap;

use super::bench::Bench;
use super::placed::{HEADERS_OF_HTTP, NO_APPLICATION_UNDER_ME, OWN_WORDS, REQUIRED_ON_CREATE, is_below_me};
use super::{example, member};
use crate::facts::{Availability, Mark, Need, Owner, Permission, Presence, Side, Stage, Statement};
use crate::specification::{Node, Operation, same_call, same_path};

/// Compares. The error says what stands there instead.
pub fn holds(
    bench: &Bench<'_>,
    statement: &Statement,
    place: &str,
    except: &BTreeMap<String, String>,
) -> Result<(), String> {
    let Some(node) = bench.index.specification.at(place) else { return Err("nothing".to_owned()) };
    match statement {
        Statement::Title { text } => same(node.text().unwrap_or_default(), text),
        Statement::Operation { method, path, template } => {
            operation(bench, &node, method, template.as_deref().unwrap_or(path))?;
            repeated(bench, &node, path)
        }
        Statement::Permission(permission) => permitted(bench, place, permission),
        Statement::Cloud { name, availability } => cloud(&node, name, *availability),
        Statement::Header { name, need, .. } => {
            same_name(node.word("name").unwrap_or(name), name)?;
            needed(&node, *need)
        }
        Statement::Parameter { location, of, need, .. } => {
            same(node.word("in").unwrap_or_default(), location)?;
            of.as_ref().map_or(Ok(()), |of| typed(&node, of))?;
            needed(&node, *need)
        }
        Statement::RequestBody { presence, resource } => requested(&node, *presence, resource.as_deref()),
        Statement::Member { owner, name, of } => {
            typed(&node, of)?;
            written(bench, owner, name, &node)
        }
        Statement::Mark { mark, .. } => member::marked(&node, *mark),
        Statement::Values { values, .. } => member::valued(&node, values),
        Statement::Default { value, .. } => {
            let stands = member::schema(&node).keyword("default");
            match stands {
                Some(stands) if stands.value() == value => Ok(()),
                Some(stands) => Err(format!("`default: {}`", stands.value())),
                None => Err("no `default`".to_owned()),
            }
        }
        Statement::Limit { limit, .. } => member::limited(&node, limit),
        Statement::Status { code, resource, collection } => answered(&node, *code, resource.as_deref(), *collection),
        Statement::Example { .. } => example::held(bench, statement, &node, except),
        Statement::Stage { stage } => staged(&node, *stage),
        Statement::Note { rule, member } => noted(bench, &node, rule, member.as_deref()),
    }
}

/// Whether a named rule meets a fact.
pub fn ruled(bench: &Bench<'_>, statement: &Statement, rule: &str) -> Result<(), String> {
    match (rule, statement) {
        (HEADERS_OF_HTTP, Statement::Header { side, name, value, need }) => {
            of_http(bench, *side, name, value.as_deref())?;
            bodies(bench, *side, name, *need)
        }
        (NO_APPLICATION_UNDER_ME, Statement::Permission(permission)) => {
            let strays =
                bench.operations.iter().filter(|it| !is_below_me(it) || !it.scopes(&permission.scheme).is_empty());
            strays
                .map(|it| it.title())
                .next()
                .map_or(Ok(()), |title| Err(format!("{title}, which the rule does not meet")))
        }
        (REQUIRED_ON_CREATE, Statement::Mark { owner, name, mark: Mark::RequiredOnCreate }) => {
            let places = member::find(bench, owner, name).unwrap_or_default();
            let mut members = places.iter().filter_map(|place| bench.index.specification.at(place));
            members.try_for_each(|it| member::said(&it, "create"))
        }
        (OWN_WORDS, Statement::Title { .. } | Statement::Note { .. }) => Ok(()),
        (other, _) => Err(format!("no rule `{other}` for such a fact")),
    }
}

fn same(stands: &str, said: &str) -> Result<(), String> {
    if stands == said { Ok(()) } else { Err(format!("`{stands}`")) }
}

fn same_name(stands: &str, said: &str) -> Result<(), String> {
    if stands.eq_ignore_ascii_case(said) { Ok(()) } else { Err(format!("`{stands}`")) }
}

fn operation(bench: &Bench<'_>, node: &Node<'_>, method: &str, path: &str) -> Result<(), String> {
    let Some(found) = bench.index.at(&node.place()) else { return Err("no operation".to_owned()) };
    let path = bench.index.below_server(path);
    let is =
        found.method.eq_ignore_ascii_case(method) && (same_path(&found.path, path) || same_call(&found.path, path));
    if is { Ok(()) } else { Err(format!("`{}`", found.title())) }
}

/// A path that is printed with an ellipsis has a segment to any depth.
fn repeated(bench: &Bench<'_>, node: &Node<'_>, printed: &str) -> Result<(), String> {
    let is_open = printed.split('/').any(|segment| matches!(segment.trim(), "..." | "…"));
    let parameters = bench.index.at(&node.place()).map(Operation::parameters).unwrap_or_default();
    if !is_open || parameters.iter().any(|it| it.is("x-repeated-segment")) {
        return Ok(());
    }
    Err("no parameter with `x-repeated-segment: true`".to_owned())
}

/// The operations of the page whose list stands at a place.
fn at<'a, 's>(bench: &'a Bench<'s>, place: &str, list: &str) -> Vec<&'a Operation<'s>> {
    bench.operations.iter().filter(|it| it.list(list).is_some_and(|it| it.place() == place)).collect()
}

fn permitted(bench: &Bench<'_>, place: &str, permission: &Permission) -> Result<(), String> {
    let Some(operation) = at(bench, place, "security").into_iter().next() else {
        return Err("permissions of no operation of the page".to_owned());
    };
    let stands = operation.scopes(&permission.scheme);
    let wanted: &[String] = match permission.availability {
        Availability::Available => &permission.scopes,
        Availability::Unavailable => &[],
        Availability::Unsaid => return Err("permissions, and the page names none".to_owned()),
    };
    if stands == wanted {
        return Ok(());
    }
    let listed = if stands.is_empty() { "no permission".to_owned() } else { format!("`{}`", stands.join("`, `")) };
    Err(format!("{listed} for `{}`", permission.scheme))
}

fn cloud(servers: &Node<'_>, name: &str, availability: Availability) -> Result<(), String> {
    let names = ["x-name", "description", "url"];
    let listed = servers.members();
    let has = listed.iter().any(|(_, server)| names.iter().any(|key| server.word(key) == Some(name)));
    let shown: Vec<&str> = listed.iter().filter_map(|(_, it)| it.word("x-name").or_else(|| it.word("url"))).collect();
    match (availability, has) {
        (Availability::Available, true) | (Availability::Unavailable, false) => Ok(()),
        (Availability::Unsaid, _) => Err(format!("{}, and the page gives no mark", shown.join(", "))),
        (Availability::Available | Availability::Unavailable, _) => Err(format!("the servers {}", shown.join(", "))),
    }
}

fn needed(node: &Node<'_>, need: Need) -> Result<(), String> {
    match (need, node.is("required")) {
        (Need::Required, false) => Err("it is optional".to_owned()),
        (Need::Optional, true) => Err("it is required".to_owned()),
        (Need::Required | Need::Optional | Need::Unsaid, _) => Ok(()),
    }
}

fn typed(node: &Node<'_>, of: &crate::facts::Type) -> Result<(), String> {
    let schema = member::schema(node);
    if schema.fits(of) { Ok(()) } else { Err(schema.kind()) }
}

/// A member that a page lists in a body can be sent, unless the page or a source says that it is read-only.
fn written(bench: &Bench<'_>, owner: &Owner, name: &str, node: &Node<'_>) -> Result<(), String> {
    let marked = bench
        .page
        .facts
        .iter()
        .any(|fact| matches!(&fact.says, Statement::Mark { name: of, mark: Mark::ReadOnly, .. } if of == name));
    let sourced = || bench.is_sourced(&format!("{}/readOnly", node.place()));
    match owner {
        Owner::Body if node.is("readOnly") && !marked && !sourced() => {
            Err("`readOnly: true`, and neither the page nor `sources` says so".to_owned())
        }
        Owner::Body | Owner::Response | Owner::Parameter | Owner::Resource(_) => Ok(()),
    }
}

fn requested(node: &Node<'_>, presence: Presence, resource: Option<&str>) -> Result<(), String> {
    let content = node.followed().get("content");
    match presence {
        Presence::Absent => {
            // The place is the operation, since there is none of a body.
            if content.is_none() && node.get("requestBody").is_none() { Ok(()) } else { Err("a body".to_owned()) }
        }
        Presence::Present => {
            let Some(content) = content else { return Err("no body".to_owned()) };
            let schema = content.members().into_iter().find_map(|(_, media)| media.get("schema"));
            match (schema, resource) {
                (None, _) => Err("a body without a schema".to_owned()),
                (Some(schema), Some(name)) => represents(&schema, name),
                (Some(_), None) => Ok(()),
            }
        }
    }
}

/// Whether a body is a resource, or consists of one member that is a collection of it.
fn represents(schema: &Node<'_>, name: &str) -> Result<(), String> {
    let is = |schema: &Node<'_>| schema.names().iter().any(|it| it.eq_ignore_ascii_case(name));
    let members = schema.properties();
    let inside = |(_, member): &(String, Node<'_>)| is(member) || member.items().is_some_and(|items| is(&items));
    let found = is(schema) || schema.items().is_some_and(|items| is(&items)) || members.iter().any(inside);
    if found { Ok(()) } else { Err(format!("a body of {}", schema.kind())) }
}

fn answered(response: &Node<'_>, code: u16, resource: Option<&str>, collection: bool) -> Result<(), String> {
    let key = response.key();
    if key != code.to_string() && key != format!("{}XX", code / 100) {
        return Err(format!("the status {key}"));
    }
    let Some(name) = resource else { return Ok(()) };
    let content = response.followed().get("content").map(|it| it.members()).unwrap_or_default();
    let Some(schema) = content.into_iter().find_map(|(_, media)| media.get("schema")) else {
        return Err("a response without a body".to_owned());
    };
    let is = |schema: &Node<'_>| schema.names().iter().any(|it| it.eq_ignore_ascii_case(name));
    let listed = || {
        let lists = schema.properties().into_iter().map(|(_, it)| it).chain([schema.clone()]);
        lists.filter_map(|it| it.items()).any(|items| is(&items))
    };
    let found = if collection { listed() } else { is(&schema) };
    if found { Ok(()) } else { Err(format!("a response of {}", schema.kind())) }
}

fn staged(node: &Node<'_>, stage: Stage) -> Result<(), String> {
    match stage {
        Stage::Deprecated => {
            if node.is("deprecated") {
                Ok(())
            } else {
                Err("no `deprecated: true`".to_owned())
            }
        }
        Stage::Beta => {
            let text = node.word("description").unwrap_or_default().to_ascii_lowercase();
            let is = text.contains("beta") || text.contains("preview");
            if is { Ok(()) } else { Err("a description that does not say `beta`".to_owned()) }
        }
    }
}

fn noted(bench: &Bench<'_>, node: &Node<'_>, rule: &str, name: Option<&str>) -> Result<(), String> {
    match (rule, name) {
        ("sent-alone", _) => member::alone(node),
        ("replaced-whole", Some(_)) => member::marked(node, Mark::ReplacedWhole),
        ("replaced-whole" | "no-single-item", None) => {
            let lists = node.properties().into_iter().filter(|(_, it)| member::marked(it, Mark::ReplacedWhole).is_ok());
            if lists.count() > 0 { Ok(()) } else { Err("no member with `x-replace: whole`, and no list".to_owned()) }
        }
        ("filterable", Some(_)) => member::said(node, "$filter"),
        ("sortable", Some(_)) => member::said(node, "$orderby"),
        ("partial-update", _) => {
            let must: Vec<&str> = node.required();
            let sent = must.into_iter().find(|name| node.property(name).is_some_and(|it| !it.is("readOnly")));
            sent.map_or(Ok(()), |name| Err(format!("`{name}` is required")))
        }
        ("rows-required", _) => {
            let must: Vec<&str> = node.required();
            let members = bench.page.facts.iter().filter_map(|fact| fact.says.member());
            let mut rows = members.filter(|(owner, _)| **owner == Owner::Body).map(|(_, name)| name);
            let optional = rows.find(|name| !must.contains(name));
            optional.map_or(Ok(()), |name| Err(format!("`{name}` is optional")))
        }
        ("truncated-example", _) => {
            let shown = example::members(bench.page, Side::Response);
            let missing = node.required().into_iter().find(|name| !shown.is_empty() && !shown.contains(name));
            missing.map_or(Ok(()), |name| Err(format!("`{name}` is required, and the example leaves it out")))
        }
        _ => Err(format!("no rule that compares the note `{rule}`")),
    }
}

/// Headers that OpenAPI wants as no parameter follow from `security` and from media types.
fn of_http(bench: &Bench<'_>, side: Side, name: &str, value: Option<&str>) -> Result<(), String> {
    for operation in &bench.operations {
        if name.eq_ignore_ascii_case("authorization") {
            let secured = operation.list("security").is_some_and(|list| !list.members().is_empty());
            if !secured {
                return Err(format!("no `security` for {}", operation.title()));
            }
        }
        let media = match side {
            Side::Request => operation.body(),
            Side::Response => operation
                .responses()
                .iter()
                .filter(|(status, _)| status.starts_with('2'))
                .flat_map(|(_, it)| operation.answers(it))
                .collect(),
        };
        let Some(value) = value.filter(|_| name.eq_ignore_ascii_case("content-type")) else { continue };
        let plain = value.split(';').next().unwrap_or(value).trim();
        if !media.is_empty() && media.iter().all(|(key, _)| !key.eq_ignore_ascii_case(plain)) {
            let shown: Vec<&str> = media.iter().map(|(key, _)| key.as_str()).collect();
            return Err(format!("the media type {} for {}", shown.join(", "), operation.title()));
        }
    }
    Ok(())
}

/// A request that needs a media type has a body.
fn bodies(bench: &Bench<'_>, side: Side, name: &str, need: Need) -> Result<(), String> {
    let is_of_body = matches!(side, Side::Request) && name.eq_ignore_ascii_case("content-type");
    if !is_of_body || !matches!(need, Need::Required) {
        return Ok(());
    }
    let with_body = bench.operations.iter().filter_map(|it| Some((it, it.node.get("requestBody")?)));
    let mut optional = with_body.filter(|(_, body)| !body.followed().is("required"));
    optional.next().map_or(Ok(()), |(it, _)| Err(format!("a body that may be left out, for {}", it.title())))
}
