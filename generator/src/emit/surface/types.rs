//! What users see of a type of `models`.

use super::items::{Argument, Choice, Def, Field, Record, Shape, Variant};
use super::operations::passed;
use crate::analyse::{Construction, Form};
use crate::emit::cx::Cx;
use crate::emit::model;
use crate::emit::rust_type::RustType;
use crate::emit::typing::value_type;
use crate::ir::{Enum, EnumRepr, Kind, Object, Scalar, TypeId, Union};
use crate::names::Name;

/// Every name of a type, with what it is.
pub fn defs(cx: &Cx, id: TypeId) -> Vec<Def> {
    let def = cx.def(id);
    let mut found = Vec::new();
    for form in model::forms(cx, id) {
        let name = cx.model.names.ty(id, form);
        let alias = |name: &Name, ty: &Name| Def {
            name: name.clone(),
            id,
            form,
            location: def.location.clone(),
            shape: Shape::Alias(RustType::Model(ty.clone())),
        };
        if cx.model.facts.is_second_name(id, form) {
            found.push(alias(name, cx.model.names.ty(id, Form::Patch)));
            continue;
        }
        let shape = match &def.kind {
            Kind::Object(object) => Shape::Record(record(cx, id, object, form)),
            Kind::Enum(choice) => Shape::Choice(enumeration(cx, id, choice)),
            Kind::Union(union) => Shape::Choice(self::union(cx, id, union, form)),
            Kind::Alias(item) => Shape::Alias(value_type(cx, &item.ty, form.context())),
            Kind::Invalid | Kind::Removed => continue,
        };
        found.push(Def { name: name.clone(), id, form, location: def.location.clone(), shape });
        if let Some(place) = cx.model.names.place(id, form) {
            found.push(alias(place, name));
        }
    }
    found
}

fn record(cx: &Cx, id: TypeId, object: &Object, form: Form) -> Record {
    let members = model::object::members(cx, id, object, form);
    let construction = cx.model.facts.construction(id, form);
    let mut fields: Vec<Field> = members
        .iter()
        .map(|shown| Field {
            name: shown.member.name.clone(),
            wire: shown.field.name.clone(),
            sent_in: None,
            ty: shown.member.ty(),
            is_required: !shown.member.is_defaulted(),
            because: Some(shown.member.because),
            location: shown.field.location.clone(),
        })
        .collect();
    if let Some(rest) = model::object::extra(cx, id, object, form) {
        let location = cx.def(id).location.clone();
        fields.push(Field {
            name: rest.name.clone(),
            wire: String::new(),
            sent_in: None,
            ty: rest.ty(),
            is_required: false,
            because: None,
            location,
        });
    }
    let required = members.iter().filter(|shown| shown.member.is_argument() && construction == Construction::Setters);
    let arguments = required.map(|shown| Argument {
        name: shown.member.name.clone(),
        wire: shown.field.name.clone(),
        sent_in: None,
        label: None,
        passed: passed(shown.member.argument()),
        location: shown.field.location.clone(),
    });
    let has_default = members.iter().all(|shown| shown.member.is_defaulted());
    let read = || RustType::Model(cx.model.names.ty(id, Form::Read).clone());
    let from = cx.model.facts.is_converted(id, form).then(read).into_iter().collect();
    Record { fields, construction, arguments: arguments.collect(), has_default, from }
}

fn enumeration(cx: &Cx, id: TypeId, choice: &Enum) -> Choice {
    let names = cx.model.names.members(id);
    let location = &cx.def(id).location;
    let known = choice.values.iter().zip(&names.items).map(|(value, name)| Variant {
        name: name.clone(),
        wire: value.text.clone(),
        payload: None,
        pointer: None,
        location: location.clone(),
    });
    let text = match choice.repr {
        EnumRepr::String => RustType::STRING,
        EnumRepr::Integer => RustType::Scalar(Scalar::I64),
    };
    let variants = known.chain(rest(cx, id, text)).collect();
    Choice { variants, from: Vec::new() }
}

fn union(cx: &Cx, id: TypeId, union: &Union, form: Form) -> Choice {
    let names = cx.model.names.members(id);
    let location = &cx.def(id).location;
    let known = union.variants.iter().enumerate().zip(&names.items).map(|((index, variant), name)| {
        let payload = model::payload::Payload::new(cx, id, index, variant, form.context());
        Variant {
            name: name.clone(),
            wire: variant.tags.first().cloned().unwrap_or_else(|| name.text().to_owned()),
            pointer: payload.because,
            payload: Some(payload.held()),
            location: location.clone(),
        }
    });
    let variants = known.chain(rest(cx, id, RustType::Json)).collect();
    Choice { variants, from: model::conversions::made(cx, id, form) }
}

/// The variant of what this version does not know.
fn rest(cx: &Cx, id: TypeId, payload: RustType) -> Option<Variant> {
    let name = cx.model.names.members(id).rest.clone()?;
    Some(Variant {
        name,
        wire: String::new(),
        payload: Some(payload),
        pointer: None,
        location: cx.def(id).location.clone(),
    })
}
