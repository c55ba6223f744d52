//! What does a specification say that no page says? Each such place names its source.

use std::collections::{BTreeMap, BTreeSet};

use super::bench::Bench;
use super::file::Ledger;
use super::sourced::Sources;
use super::{example, member};
use crate::facts::{Availability, Held, Mark, Statement};
use crate::specification::{Index, Node, Operation, Specification, Whereabouts};

/// Something that a specification says and no page does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The place.
    pub place: String,
    /// What it says.
    pub what: String,
    /// Where it stands.
    pub at: Option<Whereabouts>,
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.at {
            Some(at) => write!(f, "{at}: {} ({})", self.what, self.place),
            None => write!(f, "{}: {}", self.place, self.what),
        }
    }
}

/// What the specification says at which no fact is held, and whose source is not named.
pub fn unsourced(ledger: &Ledger, specification: &Specification) -> Vec<Claim> {
    let known = Known::of(ledger, specification);
    let sources = Sources::new(&ledger.sources);
    let mut claims: Vec<Claim> = claims(specification)
        .into_iter()
        .filter(|claim| !known.places.contains(&claim.place) && !sources.covers(&claim.place))
        .collect();
    let found = specification.whereabouts(claims.iter().map(|claim| claim.place.as_str()));
    claims.iter_mut().for_each(|claim| claim.at = found.get(&claim.place).cloned());
    claims
}

/// The places at which a page says the same.
struct Known {
    places: BTreeSet<String>,
}

impl Known {
    fn of(ledger: &Ledger, specification: &Specification) -> Self {
        let mut places = BTreeSet::new();
        let index = Index::new(specification);
        for page in &ledger.pages {
            let bench = Bench::new(&index, page);
            for fact in &page.facts {
                let (Some(Held::At(held)) | Some(Held::Mended { at: held, .. })) = &fact.held else { continue };
                for place in held {
                    places.extend(said(specification, &fact.says, place));
                }
                places.extend(example::seen(&bench, &fact.says));
            }
        }
        Self { places }
    }
}

/// The places of the claims that a fact covers, held at a place.
fn said(specification: &Specification, statement: &Statement, place: &str) -> Vec<String> {
    let Some(node) = specification.at(place) else { return Vec::new() };
    match statement {
        Statement::Permission(permission) => {
            let scopes = node.members().into_iter().filter_map(|(_, it)| it.get(&permission.scheme));
            let listed = |scope: &Node<'_>| permission.scopes.iter().any(|it| Some(it.as_str()) == scope.text());
            scopes.flat_map(|list| list.members()).filter(|(_, it)| listed(it)).map(|(_, it)| it.place()).collect()
        }
        Statement::Cloud { name, availability: Availability::Available } => {
            let named =
                |server: &Node<'_>| ["x-name", "description", "url"].iter().any(|key| server.word(key) == Some(name));
            node.members().into_iter().filter(|(_, it)| named(it)).map(|(_, it)| it.place()).collect()
        }
        Statement::Mark { mark, .. } => {
            let keyword = match mark {
                Mark::ReadOnly => "readOnly",
                Mark::Deprecated => "deprecated",
                Mark::Required => return required(&node),
                Mark::WriteOnce
                | Mark::Nullable
                | Mark::NotNullable
                | Mark::RequiredOnCreate
                | Mark::Optional
                | Mark::NotClearable
                | Mark::ReturnedOnSelect
                | Mark::SentAlone
                | Mark::ReplacedWhole
                | Mark::Secret => return vec![place.to_owned()],
            };
            vec![place.to_owned(), format!("{place}/{keyword}")]
        }
        Statement::Default { .. } => {
            let of_parameter = node.get("schema").map(|it| format!("{}/default", it.place()));
            vec![place.to_owned(), of_parameter.unwrap_or_else(|| format!("{place}/default"))]
        }
        Statement::Limit { limit, .. } => {
            vec![place.to_owned(), format!("{place}/{}", member::keyword(limit).0)]
        }
        Statement::Values { values, .. } => {
            let schema = member::schema(&node);
            let joined = schema.keyword("x-comma-separated").and_then(|it| it.get("items")?.keyword("enum"));
            let of_items = schema.items().and_then(|it| it.keyword("enum"));
            let lists = [schema.keyword("enum"), joined, of_items].into_iter().flatten();
            let said = lists.flat_map(|list| list.members()).filter(|(_, it)| values.contains(&it.spelt()));
            said.map(|(_, it)| it.place()).chain([place.to_owned()]).collect()
        }
        Statement::Note { rule, .. } if rule == "rows-required" => {
            let names = node.get("required").map(|list| list.members()).unwrap_or_default();
            names.into_iter().map(|(_, it)| it.place()).chain([place.to_owned()]).collect()
        }
        Statement::Title { .. }
        | Statement::Operation { .. }
        | Statement::Cloud { .. }
        | Statement::Header { .. }
        | Statement::Parameter { .. }
        | Statement::RequestBody { .. }
        | Statement::Member { .. }
        | Statement::Status { .. }
        | Statement::Example { .. }
        | Statement::Stage { .. }
        | Statement::Note { .. } => vec![place.to_owned()],
    }
}

/// A member, and its name among those that the object requires.
fn required(member: &Node<'_>) -> Vec<String> {
    let names = member.above(2).and_then(|owner| owner.get("required"));
    let own = names.map(|list| list.members()).unwrap_or_default().into_iter().map(|(_, it)| it);
    let own = own.filter(|it| it.text() == Some(&member.key()));
    own.map(|it| it.place()).chain([member.place()]).collect()
}

/// Keywords of a member that are facts of their own.
const KEYWORDS: &[&str] = &[
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "pattern",
];

/// Everything that a specification says of its operations.
fn claims(specification: &Specification) -> Vec<Claim> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    let mut add = |place: String, what: String| {
        if found.insert(place.clone(), what).is_none() {
            order.push(place);
        }
    };
    let mut schemas = Vec::new();
    for operation in specification.operations() {
        of_operation(&operation, &mut add);
        schemas.extend(operation.body_schema());
        let answers = operation.responses().into_iter().flat_map(|(_, it)| operation.answers(&it));
        schemas.extend(answers.filter_map(|(_, media)| media.get("schema")));
    }
    let mut known = BTreeSet::new();
    while let Some(schema) = schemas.pop() {
        of_schema(&schema, &mut known, &mut schemas, &mut add);
    }
    order.into_iter().filter_map(|place| found.remove(&place).map(|what| Claim { place, what, at: None })).collect()
}

fn of_operation(operation: &Operation<'_>, add: &mut impl FnMut(String, String)) {
    add(operation.node.place(), format!("the operation {}", operation.title()));
    for (_, alternative) in operation.list("security").map(|it| it.members()).unwrap_or_default() {
        for (scheme, scopes) in alternative.members() {
            for (_, scope) in scopes.members() {
                add(scope.place(), format!("the permission `{}` of `{scheme}`", scope.text().unwrap_or_default()));
            }
        }
    }
    for server in operation.servers() {
        let name = server.word("x-name").or_else(|| server.word("url")).unwrap_or_default();
        add(server.place(), format!("the server `{name}`"));
    }
    for (status, response) in operation.responses() {
        add(response.place(), format!("the status {status}"));
    }
    for parameter in operation.parameters().into_iter().filter(|it| it.word("in") != Some("path")) {
        add(parameter.place(), format!("the parameter `{}`", parameter.word("name").unwrap_or_default()));
    }
}

fn of_schema<'s>(
    schema: &Node<'s>,
    known: &mut BTreeSet<String>,
    open: &mut Vec<Node<'s>>,
    add: &mut impl FnMut(String, String),
) {
    for part in schema.all() {
        if !known.insert(part.place()) {
            continue;
        }
        for keyword in KEYWORDS {
            let value = part.get(keyword).filter(|it| it.value() != &serde_json::Value::Bool(false));
            if let Some(value) = value {
                add(value.place(), format!("`{keyword}` of `{}`", part.key()));
            }
        }
        for (_, value) in part.get("enum").map(|it| it.members()).unwrap_or_default() {
            add(value.place(), format!("the value `{}` of `{}`", value.spelt(), part.key()));
        }
        for (_, name) in part.get("required").map(|it| it.members()).unwrap_or_default() {
            add(name.place(), format!("`required` of `{}`", name.spelt()));
        }
        for (name, member) in part.get("properties").map(|it| it.members()).unwrap_or_default() {
            add(member.place(), format!("the member `{name}`"));
            open.push(member);
        }
        open.extend(part.get("items"));
        open.extend(part.variants());
    }
}
