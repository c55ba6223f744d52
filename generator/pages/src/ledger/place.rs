//! Where does a specification hold a fact? A search by what the fact speaks of, never by what it says of it.

use super::bench::Bench;
use super::placed::{HEADERS_OF_HTTP, NO_APPLICATION_UNDER_ME, OWN_WORDS, Placed, REQUIRED_ON_CREATE, is_below_me};
use super::{example, member};
use crate::facts::{Fact, Held, Mark, Owner, Page, Permission, Side, Statement};
use crate::specification::{Index, Operation, Specification};

/// The place of a fact.
pub fn place(bench: &Bench<'_>, fact: &Fact) -> Placed {
    let each = |of: &dyn Fn(&Operation<'_>) -> Option<String>, what: &str| {
        distinct(bench.operations.iter().map(|it| of(it).ok_or_else(|| it.title())), what)
    };
    match &fact.says {
        Statement::Stage { .. } if bench.operations.is_empty() => no_operation(),
        Statement::Title { text } => title(bench, text),
        Statement::Operation { method, path, template } => {
            let path = template.as_deref().unwrap_or(path);
            // One that is spelt in other letters is the place, and does not hold it.
            match bench.index.find(method, path).or_else(|| bench.index.near(method, path)) {
                Some(operation) => Placed::At(vec![operation.node.place()]),
                None => Placed::Nowhere("no path of the specification has these segments and this method".to_owned()),
            }
        }
        Statement::Permission(permission) => permissions(bench, permission),
        Statement::Cloud { .. } => each(&|it| Some(it.list("servers")?.place()), "servers"),
        Statement::Header { side, name, .. } => header(bench, *side, name),
        Statement::Parameter { location, name, .. } => {
            each(&|it| Some(bench.parameter(it, location, name)?.place()), &format!("the parameter `{name}`"))
        }
        Statement::RequestBody { .. } => {
            let body = |it: &Operation<'_>| Some(it.node.get("requestBody").unwrap_or_else(|| it.node.clone()).place());
            each(&body, "a body")
        }
        Statement::Status { code, .. } => each(&|it| Some(it.response(*code)?.place()), &format!("a response {code}")),
        Statement::Mark { mark: Mark::RequiredOnCreate, .. }
            if bench.operations.iter().all(|it| it.method != "post") =>
        {
            Placed::Rule(REQUIRED_ON_CREATE)
        }
        Statement::Mark { owner, name, mark: Mark::SentAlone } => match member::find(bench, owner, name) {
            Some(found) => body_schemas(bench).unwrap_or(Placed::At(found)),
            None => nothing_named(name),
        },
        Statement::Member { owner, name, .. }
        | Statement::Mark { owner, name, .. }
        | Statement::Values { owner, name, .. }
        | Statement::Default { owner, name, .. }
        | Statement::Limit { owner, name, .. } => {
            member::find(bench, owner, name).map_or_else(|| nothing_named(name), Placed::At)
        }
        Statement::Example { .. } => example::place(bench, &fact.says),
        Statement::Stage { .. } => each(&|it| Some(it.node.place()), "the operation"),
        Statement::Note { rule, member } => note(bench, rule, member.as_deref()),
    }
}

/// Gives each fact of a page that has no answer the one that the search finds.
pub fn fill(specification: &Specification, page: &mut Page) {
    fill_all(specification, [page]);
}

/// Does that for many pages.
pub fn fill_all<'p>(specification: &Specification, pages: impl IntoIterator<Item = &'p mut Page>) {
    let index = Index::new(specification);
    for page in pages {
        let before = page.clone();
        let bench = Bench::new(&index, &before);
        for (fact, old) in page.facts.iter_mut().zip(&before.facts) {
            if fact.held.is_none() {
                fact.held = match place(&bench, old) {
                    Placed::At(places) => Some(Held::At(places)),
                    Placed::Rule(rule) => Some(Held::Rule(rule.to_owned())),
                    Placed::Nowhere(_) => None,
                };
            }
        }
    }
}

fn distinct(found: impl Iterator<Item = Result<String, String>>, what: &str) -> Placed {
    let mut places: Vec<String> = Vec::new();
    let mut without = Vec::new();
    for place in found {
        match place {
            Ok(place) if places.contains(&place) => {}
            Ok(place) => places.push(place),
            Err(title) => without.push(title),
        }
    }
    match (places.is_empty(), without.first()) {
        (true, None) => no_operation(),
        (_, Some(title)) => Placed::Nowhere(format!("{title} lacks {what}")),
        (false, None) => Placed::At(places),
    }
}

fn no_operation() -> Placed {
    Placed::Nowhere("the specification has no operation of this page".to_owned())
}

fn nothing_named(name: &str) -> Placed {
    Placed::Nowhere(format!("nothing is named `{name}` there"))
}

fn title(bench: &Bench<'_>, text: &str) -> Placed {
    let docs = bench.index.specification.root().get("externalDocs").and_then(|it| it.get("description"));
    let summaries = bench.operations.iter().filter_map(|it| it.node.get("summary"));
    let found = docs.into_iter().chain(summaries).find(|it| it.text() == Some(text));
    found.map_or(Placed::Rule(OWN_WORDS), |node| Placed::At(vec![node.place()]))
}

fn permissions(bench: &Bench<'_>, permission: &Permission) -> Placed {
    let application = permission.scheme == "application";
    let mut asked: Vec<&Operation<'_>> = bench.operations.iter().collect();
    if asked.is_empty() {
        return no_operation();
    }
    if application {
        asked.retain(|it| !is_below_me(it));
        if asked.is_empty() {
            return Placed::Rule(NO_APPLICATION_UNDER_ME);
        }
    }
    let place = |it: &Operation<'_>| it.list("security").map(|list| list.place()).ok_or_else(|| it.title());
    distinct(asked.into_iter().map(place), "`security`")
}

fn header(bench: &Bench<'_>, side: Side, name: &str) -> Placed {
    let is_of_http = ["authorization", "content-type", "content-length", "accept"];
    if is_of_http.iter().any(|it| name.eq_ignore_ascii_case(it)) {
        return Placed::Rule(HEADERS_OF_HTTP);
    }
    let found = |it: &Operation<'_>| match side {
        Side::Request => it.parameter("header", name).map(|node| node.place()),
        Side::Response => {
            let successes = it.responses().into_iter().filter(|(status, _)| status.starts_with('2'));
            let headers = successes.filter_map(|(_, response)| response.followed().get("headers"));
            let mut all = headers.flat_map(|headers| headers.members());
            all.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, node)| node.place())
        }
    };
    distinct(bench.operations.iter().map(|it| found(it).ok_or_else(|| it.title())), &format!("the header `{name}`"))
}

fn body_schemas(bench: &Bench<'_>) -> Option<Placed> {
    let schemas = bench.operations.iter().map(|it| it.body_schema().map(|node| node.followed().place()));
    let places: Option<Vec<String>> = schemas.collect();
    places.filter(|places| !places.is_empty()).map(|places| distinct(places.into_iter().map(Ok), "a body"))
}

fn note(bench: &Bench<'_>, rule: &str, name: Option<&str>) -> Placed {
    let found = name.and_then(|name| member::find(bench, &Owner::Body, name));
    match (rule, name, found) {
        ("replaced-whole", Some(_), Some(found)) => Placed::At(found),
        ("replaced-whole", Some(name), None) => nothing_named(name),
        ("sent-alone" | "partial-update" | "replaced-whole" | "no-single-item", _, _) => {
            body_schemas(bench).unwrap_or_else(no_operation)
        }
        ("truncated-example", _, _) => {
            let answers =
                bench.operations.iter().filter_map(|it| it.answer_schema()).map(|node| node.followed().place());
            let places: Vec<String> = answers.collect();
            if places.is_empty() { Placed::Rule(OWN_WORDS) } else { distinct(places.into_iter().map(Ok), "a response") }
        }
        // What the profile names and no keyword says is prose.
        _ => Placed::Rule(OWN_WORDS),
    }
}
