//! The sentences for the forms of a type: why what is sent is another type than what is received.

use super::answer::{About, Said};
use super::shape_words;
use super::subject::Subject;
use crate::analyse::{Difference, DifferingMember, Form, Obstacle, Reason, Use};
use crate::ir::{Field, Kind, TypeId};

/// What is said of each form of a type.
pub(super) fn forms(subject: &Subject<'_>, id: TypeId) -> Vec<Said> {
    let facts = &subject.compiled.facts;
    let mut said = Vec::new();
    for &form in facts.forms(id) {
        let name = subject.compiled.names.ty(id, form).to_string();
        said.extend(first_use(subject, id, form, &name));
        if facts.is_second_name(id, form) {
            let patch = subject.compiled.names.ty(id, Form::Patch);
            said.push(Said::new(
                About::Forms,
                "second-name",
                format!("`{name}` is another name of `{patch}`: both have the same members."),
            ));
            continue;
        }
        said.extend(difference(subject, id, form, &name));
        if matches!(subject.def(id).kind, Kind::Object(_)) {
            said.push(shape_words::construction(&name, facts.construction(id, form)));
        }
    }
    if facts.forms(id).len() > 1 {
        said.extend(obstacle(subject, id));
    }
    said
}

/// Who needs a form first.
fn first_use(subject: &Subject<'_>, id: TypeId, form: Form, name: &str) -> Option<Said> {
    let what = match form {
        Form::Read => "what a server sends, and what a client sends where that is the same",
        Form::Patch => "what a client sends by PATCH",
        Form::Input => "what a client sends by another method than PATCH",
        Form::MergePatch => "what a client sends as `application/merge-patch+json`",
        Form::Full => "what a client sends where the server replaces the whole value",
    };
    let (reason, by) = match subject.compiled.facts.form_use(id, form)? {
        Use::Operation(id) => ("form-of-operation", format!("{} needs it", subject.operation(id))),
        Use::Webhook => ("form-of-webhook", "a webhook needs it".to_owned()),
        Use::Inside(inside) => ("form-inside", format!("`{}` needs it", subject.name(inside))),
        Use::Unreached => {
            ("form-unreached", "no operation needs it, and a component is emitted all the same".to_owned())
        }
    };
    Some(Said::new(About::Forms, reason, format!("`{name}` is {what}; {by}.")))
}

/// Why a form is another type than what is received.
fn difference(subject: &Subject<'_>, id: TypeId, form: Form, name: &str) -> Option<Said> {
    let (path, last, DifferingMember { field, because }) =
        own(id, |id| subject.compiled.facts.form_reason(id, form))
            .map(|(path, last, own)| (names(subject, &path), last, own))?;
    let Kind::Object(object) = &subject.def(last).kind else {
        let text = format!("`{name}` is a type of its own{path}: null removes a value of the map.");
        return Some(Said::new(About::Forms, "differs-removed-by-null", text));
    };
    let field = object.fields.get(field)?;
    let (reason, why) = difference_words(because);
    let text = format!(
        "`{name}` is a type of its own{path}, since {} `{}` of `{}` {why}.",
        "the member",
        field.name,
        subject.name(last)
    );
    Some(Said::new(About::Forms, reason, text).at(&field.location))
}

fn difference_words(because: Difference) -> (&'static str, &'static str) {
    match because {
        Difference::ReadOnly => ("differs-read-only", "is `readOnly`: only a server sends it"),
        Difference::WriteOnly => ("differs-write-only", "is `writeOnly`: only a client sends it"),
        Difference::OptionalAndNullable => (
            "differs-optional-and-nullable",
            "may be left out and may be null, which mean different things where it is sent",
        ),
        Difference::ReplacedWhole => (
            "differs-replaced-whole",
            "is replaced as a whole (`x-replace: whole`), so that what is sent must be complete",
        ),
        Difference::Optional => (
            "differs-optional",
            "may be missing from what is received, and must be given where the whole value is replaced",
        ),
        Difference::RemovedByNull => {
            ("differs-removed-by-null", "may be left out of a merge patch, or removed by null")
        }
    }
}

/// Why what was read does not convert into what is sent.
fn obstacle(subject: &Subject<'_>, id: TypeId) -> Option<Said> {
    let found = own(id, |id| subject.compiled.facts.conversion_obstacle(id));
    let Some((path, last, obstacle)) = found else {
        return Some(Said::new(About::Traits, "converts", "What was read converts into what is sent: by `From`."));
    };
    let path = names(subject, &path);
    let start = format!("What was read does not convert into what is sent{path}");
    match obstacle {
        Obstacle::RequiredWriteOnly { field } => {
            let field = field_of(subject, last, field)?;
            let text = format!(
                "{start}: a client must give `{}` of `{}`, and no server sends it.",
                field.name,
                subject.name(last)
            );
            Some(Said::new(About::Traits, "required-write-only", text).at(&field.location))
        }
        Obstacle::UnionOfTwoForms => {
            let text = format!(
                "{start}: `{}` is a union that is sent in another form, and only structs convert.",
                subject.name(last)
            );
            Some(Said::new(About::Traits, "union-of-two-forms", text))
        }
    }
}

fn field_of<'a>(subject: &Subject<'a>, id: TypeId, position: usize) -> Option<&'a Field> {
    match &subject.def(id).kind {
        Kind::Object(object) => object.fields.get(position),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}

/// The types through which a fact comes to a type, and the reason that the last one has by itself.
fn own<R>(id: TypeId, reason: impl Fn(TypeId) -> Option<Reason<R>>) -> Option<(Vec<TypeId>, TypeId, R)> {
    let (mut path, mut at) = (Vec::new(), id);
    loop {
        match reason(at)? {
            Reason::Own(own) => return Some((path, at, own)),
            Reason::Mentions(next) => {
                path.push(next);
                at = next;
            }
        }
    }
}

/// The types through which a fact comes to a type.
fn names(subject: &Subject<'_>, path: &[TypeId]) -> String {
    let names: Vec<String> = path.iter().map(|id| format!("`{}`", subject.name(*id))).collect();
    if names.is_empty() { String::new() } else { format!(" because of {}", names.join(", which has ")) }
}
