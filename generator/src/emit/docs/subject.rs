//! What is a type, in one line? Its first line says it where the document does not, and says which form it is.

use super::prose;
use crate::analyse::Form;
use crate::emit::cx::Cx;
use crate::ir::{
    Kind, MediaKind, Method, NameOrigin, Object, Operation, OperationId, Presence, Step, TypeDef, TypeExpr, TypeId,
};

/// The first line of a form that only a client sends. None: the form is the one that is read.
pub fn of_form(cx: &Cx, id: TypeId, form: Form) -> Option<String> {
    let whole = whole(cx, id);
    let line = match form {
        Form::Read => return None,
        Form::Patch if is_body_of_patch(cx, id) => {
            format!("A patch of {whole}: a member that is not set is left as it is.")
        }
        Form::Patch => format!("{whole}, as a client sends it within a patch."),
        Form::Input => format!("{whole}, as a client sends it."),
        Form::MergePatch => format!(
            "A JSON merge patch (RFC 7396) of {whole}: a member that is not set is left as it is, and null removes it."
        ),
        Form::Full => format!("{whole}, as a client sends it whole: every member is given, and `None` clears it."),
    };
    Some(line)
}

/// What the forms are forms of: the form that is read, with a link, if there is one.
fn whole(cx: &Cx, id: TypeId) -> String {
    if cx.model.facts.forms(id).contains(&Form::Read) {
        return format!("[`{}`]", cx.model.names.ty(id, Form::Read).text());
    }
    match &cx.def(id).name {
        NameOrigin::Component(name) => prose::code(name),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => place(cx, cx.def(id)),
    }
}

/// Whether it is the body of a PATCH and may leave members out. What is within such a body may be replaced whole.
fn is_body_of_patch(cx: &Cx, id: TypeId) -> bool {
    let patches = cx.api().operations.iter().filter(|(_, operation)| operation.method == Method::Patch);
    let mut media = patches.flat_map(|(_, operation)| &operation.body).flat_map(|body| &body.content);
    let is_it = media.any(|media| match (&media.value, media.kind) {
        (Some(value), MediaKind::Json) => *cx.resolve(&value.ty) == TypeExpr::Named(id),
        _ => false,
    });
    is_it
        && matches!(&cx.def(id).kind, Kind::Object(Object { fields, .. }) if fields.iter().any(|field| field.presence == Presence::Optional))
}

/// What a type is about which the document says nothing.
pub fn of_type(cx: &Cx, def: &TypeDef) -> String {
    match &def.name {
        NameOrigin::Component(name) => format!("The schema {}.", prose::code(name)),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
            let place = place(cx, def);
            let mut chars = place.chars();
            let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}.", chars.as_str())
        }
    }
}

/// `the member "owner" of "Repository"`
fn place(cx: &Cx, def: &TypeDef) -> String {
    match &def.name {
        NameOrigin::Component(name) => prose::code(name),
        NameOrigin::Inside { parent, path } => step(path, &parent_name(cx, *parent)),
        NameOrigin::InOperation { operation, path } => step(path, &route(cx, *operation)),
        NameOrigin::InPart { key, path } => step(path, &prose::code(key)),
    }
}

fn parent_name(cx: &Cx, parent: TypeId) -> String {
    prose::code(&cx.schema_name(cx.api().first_place(parent)))
}

fn route(cx: &Cx, id: OperationId) -> String {
    let Operation { method, path, .. } = &cx.api().operations[id];
    prose::code(&format!("{} {path}", method.key().to_ascii_uppercase()))
}

/// The last step that says something, and what it is in.
fn step(path: &[Step], whose: &str) -> String {
    let Some((last, before)) = path.split_last() else { return whose.to_owned() };
    match last {
        Step::Property(name) => format!("the member {} of {}", prose::code(name), step(before, whose)),
        Step::Items => format!("an item of {}", step(before, whose)),
        Step::Values => format!("a value in {}", step(before, whose)),
        Step::Variant { .. } => format!("one of the forms of {}", step(before, whose)),
        Step::Param(name) => format!("the parameter {} of {}", prose::code(name), step(before, whose)),
        Step::Body(_) => format!("the body of {}", step(before, whose)),
        Step::Response(status, _) => format!("the response {} of {}", prose::code(status), step(before, whose)),
        Step::Header(_, name) => format!("the header {} of {}", prose::code(name), step(before, whose)),
        Step::Base => format!("what all forms of {} have", step(before, whose)),
    }
}
