//! What is answered of a type.

use super::answer::{About, Answer, Said};
use super::nodes::Graph;
use super::subject::Subject;
use super::{chain, form_words, name_words, shape_words, traits};
use crate::analyse::chains::chains_to;
use crate::emit::surface::Shape;
use crate::ir::{Kind, NameOrigin, ShapeReason, Step, TypeDef, TypeId};
use crate::location::{At, Location};

/// Why a type is what it is.
pub(super) fn answer(subject: &Subject<'_>, id: TypeId) -> Option<Answer> {
    let def = subject.def(id);
    let name = subject.name(id);
    let mut said = vec![existence(subject, def)];
    said.extend(uses(subject, id));
    let rust = alias_target(subject, id);
    said.push(shape_words::shape(&def.kind, def.because, &rust).at(&def.location));
    said.extend(taken_over(subject, def));
    said.extend(form_words::forms(subject, id));
    let place = place(subject, def);
    if let Some(reason) = subject.compiled.names.reason(id) {
        let document = match &def.name {
            NameOrigin::Component(key) => key.clone(),
            NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => name.to_string(),
        };
        said.extend(name_words::name(name, &document, &place, reason));
    }
    said.extend(subject.defs(id).flat_map(|form| traits::traits(subject, form, &def.kind)));
    said.extend(pointers(subject, id));
    said.extend(sharing(subject, id));
    Some(Answer {
        kind: shape_words::rust_kind(&def.kind),
        path: subject.path(&format!("models::{name}")),
        document: subject.in_document(id),
        location: def.location.clone(),
        rust: matches!(def.kind, Kind::Alias(_)).then_some(rust),
        said,
        graph: Graph::of_type(subject, id),
    })
}

/// Why there is a type at all.
fn existence(subject: &Subject<'_>, def: &TypeDef) -> Said {
    let (reason, text) = match &def.name {
        NameOrigin::Component(_) => (
            "component",
            "A schema of `components` is a type of its own, whether or not an operation needs it.".to_owned(),
        ),
        NameOrigin::Inside { parent, path } if matches!(path.as_slice(), [Step::Base]) => {
            let whole = subject.name(*parent);
            (
                "base",
                format!(
                    "`{whole}` is one of all schemas that extend it; this is the object alone, which these extend."
                ),
            )
        }
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
            ("inline", "It is an inline schema that Rust has no type for, so that it is one with a name.".to_owned())
        }
    };
    Said::new(About::Existence, reason, text).at(&def.location)
}

/// By which chains operations need a type.
fn uses(subject: &Subject<'_>, id: TypeId) -> Vec<Said> {
    let chains = chains_to(&subject.compiled.api, id);
    if chains.is_empty() {
        return vec![Said::new(About::Use, "unreached", "No operation needs it.")];
    }
    let told = chains.iter().map(|chain| {
        let told = Said::new(About::Use, "chain", chain::line(subject, chain));
        Said { location: chain::location(subject, chain), ..told }
    });
    told.collect()
}

/// What an alias stands for.
fn alias_target(subject: &Subject<'_>, id: TypeId) -> String {
    let shape = subject.surface.types.iter().find(|def| def.id == id).map(|def| &def.shape);
    match shape {
        Some(Shape::Alias(ty)) => subject.written(ty),
        Some(Shape::Record(_) | Shape::Choice(_)) | None => String::new(),
    }
}

/// Where an inline schema stands, in words.
fn place(subject: &Subject<'_>, def: &TypeDef) -> String {
    match &def.name {
        NameOrigin::Component(key) => format!("schema `{key}`"),
        NameOrigin::Inside { parent, .. } => format!("`{}`", subject.name(*parent)),
        NameOrigin::InOperation { operation, .. } => subject.operation(*operation),
        NameOrigin::InPart { key, .. } => format!("the component `{key}`"),
    }
}

/// The members that an object has from other schemas.
fn taken_over(subject: &Subject<'_>, def: &TypeDef) -> Vec<Said> {
    let (Kind::Object(object), ShapeReason::Merged(_)) = (&def.kind, def.because) else { return Vec::new() };
    let mut owners: Vec<(TypeId, Vec<&str>)> = Vec::new();
    for field in &object.fields {
        let Some(owner) = declared_in(subject, def, &field.location) else { continue };
        match owners.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, names)) => names.push(&field.name),
            None => owners.push((owner, vec![&field.name])),
        }
    }
    let told = owners.into_iter().map(|(owner, names)| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let text = format!("It has {} from `{}`.", names.join(", "), subject.name(owner));
        Said::new(About::Shape, "taken-over", text).at(&subject.def(owner).location)
    });
    told.collect()
}

/// The type whose schema declares a member, if it is not the one that has it.
pub(super) fn declared_in(subject: &Subject<'_>, def: &TypeDef, member: &Location) -> Option<TypeId> {
    if holds(&def.location, member) {
        return None;
    }
    let types = subject.compiled.api.types.iter();
    let owners = types
        .filter(|(_, owner)| !matches!(owner.kind, Kind::Removed | Kind::Invalid) && holds(&owner.location, member));
    owners.max_by_key(|(_, owner)| length(&owner.location)).map(|(id, _)| id)
}

fn holds(outer: &Location, inner: &Location) -> bool {
    match (&outer.at, &inner.at) {
        (At::Pointer(outer_at), At::Pointer(inner_at)) => {
            outer.file == inner.file
                && inner_at.strip_prefix(outer_at.as_str()).is_some_and(|rest| rest.starts_with('/'))
        }
        (At::Pointer(_) | At::LineColumn(..), _) => false,
    }
}

fn length(location: &Location) -> usize {
    match &location.at {
        At::Pointer(pointer) => pointer.len(),
        At::LineColumn(..) => 0,
    }
}

/// The members and variants that are behind a pointer.
fn pointers(subject: &Subject<'_>, id: TypeId) -> Vec<Said> {
    let facts = &subject.compiled.facts;
    match &subject.def(id).kind {
        Kind::Object(object) => {
            let fields = object.fields.iter().map(|field| (format!("`{}`", field.name), Some(&field.location)));
            let all = fields.chain([("Each other member".to_owned(), None)]).enumerate();
            let told = all.filter_map(|(position, (whose, location))| {
                let said = shape_words::indirection(&whose, facts.edge_reason(id, position)?);
                Some(Said { location: location.cloned(), ..said })
            });
            told.collect()
        }
        Kind::Union(_) => {
            let first = subject.defs(id).find_map(|def| match &def.shape {
                Shape::Choice(choice) => Some(choice),
                Shape::Record(_) | Shape::Alias(_) => None,
            });
            let variants = first.into_iter().flat_map(|choice| &choice.variants);
            let told = variants.filter_map(|variant| {
                Some(shape_words::pointer(&format!("What `{}` holds", variant.name), variant.pointer?))
            });
            told.collect()
        }
        Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
    }
}

/// The other places that share the type.
fn sharing(subject: &Subject<'_>, id: TypeId) -> Vec<Said> {
    let repeated = &subject.compiled.api.repeated;
    if let Some(first) = repeated.get(&id) {
        let text = format!("It is `{}`: two inline schemas that say the same are one type.", subject.name(*first));
        return vec![Said::new(About::Sharing, "repeats-another", text).at(&subject.def(*first).location)];
    }
    let places: Vec<TypeId> = repeated.iter().filter(|(_, first)| **first == id).map(|(place, _)| *place).collect();
    let told = places.iter().map(|place| {
        let text = format!("The schema of `{}` says the same, and is this type.", subject.name(*place));
        Said::new(About::Sharing, "repeated-by", text).at(&subject.def(*place).location)
    });
    let mut told: Vec<Said> = told.collect();
    if let Some(form) = subject.compiled.facts.forms(id).first()
        && let Some(place) = subject.compiled.names.place(id, *form)
    {
        let text = format!("`{place}`, the name of its first place, is another name of it.");
        told.push(Said::new(About::Sharing, "first-place", text).at(&subject.def(id).location));
    }
    told
}
