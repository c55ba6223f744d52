//! What is answered of a member of a struct, a value of an enum, or a variant of a union.

use super::answer::{About, Answer, Said};
use super::nodes::Graph;
use super::subject::Subject;
use super::types::declared_in;
use super::{name_words, shape_words};
use crate::analyse::Form;
use crate::emit::surface::{Def, Shape};
use crate::ir::{Access, Enum, Field, Kind, Object, Replace, ShapeReason, TypeId, Union};
use crate::names::Name;

/// Why a member is what it is.
pub(super) fn answer(subject: &Subject<'_>, id: TypeId, position: usize) -> Option<Answer> {
    match &subject.def(id).kind {
        Kind::Object(object) => field(subject, id, object, position),
        Kind::Enum(choice) => value(subject, id, choice, position),
        Kind::Union(union) => variant(subject, id, union, position),
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}

fn path(subject: &Subject<'_>, id: TypeId, separator: &str, name: &Name) -> String {
    subject.path(&format!("models::{}{separator}{name}", subject.name(id)))
}

/// Why it is called so.
fn named(subject: &Subject<'_>, id: TypeId, position: usize, document: &str) -> Vec<Said> {
    let members = subject.compiled.names.members(id);
    let (Some(name), Some(reason)) = (members.items.get(position), members.reasons.get(position)) else {
        return Vec::new();
    };
    name_words::name(name, document, &format!("`{}`", subject.name(id)), reason)
}

fn field(subject: &Subject<'_>, id: TypeId, object: &Object, position: usize) -> Option<Answer> {
    let def = subject.def(id);
    let field = object.fields.get(position)?;
    let name = subject.compiled.names.members(id).items.get(position)?;
    let mut said = vec![match declared_in(subject, def, &field.location) {
        Some(owner) => {
            let text = format!("`{}` declares it, and `{}` takes it over.", subject.name(owner), subject.name(id));
            Said::new(About::Existence, "declared-elsewhere", text).at(&field.location)
        }
        None => Said::new(About::Existence, "declared", "The schema declares it.").at(&field.location),
    }];
    let mut rust = None;
    for def in subject.defs(id) {
        let form = def.name.to_string();
        match in_form(def, field) {
            Some(shown) => {
                let ty = subject.written(&shown.ty);
                rust.get_or_insert(ty);
                said.extend(shown.because.map(|because| shape_words::wrapper(&form, because)));
            }
            None => said.extend(absence(&form, def.form, field.access)),
        }
    }
    said.extend(value_words(field));
    said.extend(named(subject, id, position, &field.name));
    let whose = format!("`{}`", field.name);
    let pointer = subject.compiled.facts.edge_reason(id, position);
    said.extend(pointer.map(|because| shape_words::indirection(&whose, because)));
    Some(Answer {
        kind: "field",
        path: path(subject, id, ".", name),
        document: format!("property `{}`", field.name),
        location: field.location.clone(),
        rust,
        said,
        graph: Graph::of_item(subject, &field.value),
    })
}

/// The field of a form.
fn in_form<'a>(def: &'a Def, field: &Field) -> Option<&'a crate::emit::surface::Field> {
    match &def.shape {
        Shape::Record(record) => record.fields.iter().find(|shown| shown.wire == field.name),
        Shape::Choice(_) | Shape::Alias(_) => None,
    }
}

/// Why a form does not have a member. None: the form is another name.
fn absence(name: &str, form: Form, access: Access) -> Option<Said> {
    let (reason, why) = match access {
        Access::ReadOnly => ("read-only", "is `readOnly`: only a server sends it"),
        Access::WriteOnly => ("write-only", "is `writeOnly`: only a client sends it"),
        Access::ReadWrite => return None,
    };
    (!form.has(access)).then(|| Said::new(About::Forms, reason, format!("`{name}` does not have it: it {why}.")))
}

/// What the schema says of its value that counts in Rust.
fn value_words(field: &Field) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(constant) = &field.constant {
        let text = format!("Nobody is asked for it: its value is `{}` unless another one is set.", constant.text);
        said.push(Said::new(About::Shape, "one-value", text));
    }
    match field.replace {
        Replace::Whole => {
            let text = "Its value is sent whole (`x-replace: whole`): what is omitted would be deleted.";
            said.push(Said::new(About::Forms, "replaced-whole", text));
        }
        Replace::Unspecified => {}
    }
    said
}

fn value(subject: &Subject<'_>, id: TypeId, choice: &Enum, position: usize) -> Option<Answer> {
    let value = choice.values.get(position)?;
    let name = subject.compiled.names.members(id).items.get(position)?;
    let location = &subject.def(id).location;
    let mut said = vec![Said::new(About::Existence, "listed", "The schema lists the value.").at(location)];
    match value.access {
        Access::ReadOnly => said.push(Said::new(
            About::Forms,
            "read-only-value",
            "A request that has it is refused: `x-read-only-values` lists it.",
        )),
        Access::ReadWrite | Access::WriteOnly => {}
    }
    said.extend(named(subject, id, position, &value.text));
    Some(Answer {
        kind: "variant",
        path: path(subject, id, "::", name),
        document: format!("value `{}`", value.text),
        location: location.clone(),
        rust: None,
        said,
        graph: Graph::default(),
    })
}

fn variant(subject: &Subject<'_>, id: TypeId, union: &Union, position: usize) -> Option<Answer> {
    let variant = union.variants.get(position)?;
    let name = subject.compiled.names.members(id).items.get(position)?;
    let location = &subject.def(id).location;
    let (reason, text) = match (subject.def(id).because == ShapeReason::Extended, position) {
        (true, 0) => {
            ("variant-base", "It is the object that the others extend, for a value that is none of them.".to_owned())
        }
        (true, _) => ("variant-extends", "Its schema extends the one with the `discriminator`.".to_owned()),
        (false, _) => ("variant", format!("The schema lists it by `{}`.", union.keyword.as_str())),
    };
    let mut said = vec![Said::new(About::Existence, reason, text).at(location)];
    let tags: Vec<String> = variant.tags.iter().map(|tag| format!("`{tag}`")).collect();
    if let Some(member) = union.discriminator.as_ref().filter(|_| !tags.is_empty()) {
        let text = format!("A value is this variant where `{member}` is {}.", tags.join(" or "));
        said.push(Said::new(About::Shape, "tagged", text));
    }
    said.extend(named(subject, id, position, name.text()));
    let shown = subject.defs(id).find_map(|def| match &def.shape {
        Shape::Choice(choice) => choice.variants.get(position),
        Shape::Record(_) | Shape::Alias(_) => None,
    });
    let pointer = shown.and_then(|shown| shown.pointer);
    said.extend(pointer.map(|because| shape_words::pointer("What it holds", because)));
    Some(Answer {
        kind: "variant",
        path: path(subject, id, "::", name),
        document: format!("a variant of {}", subject.in_document(id)),
        location: location.clone(),
        rust: shown.and_then(|shown| shown.payload.as_ref()).map(|ty| subject.written(ty)),
        said,
        graph: Graph::of_expr(subject, &variant.value.ty),
    })
}
