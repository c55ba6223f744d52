//! Which required members and parameters have one value? A client writes it without being given it.
//!
//! The tag of a union identifies the variant, so the member that holds the tag has that value in the variant. A
//! required member whose enum has one value has that value too.

use std::collections::BTreeMap;

use serde_json::Number;

use crate::ir::{
    Access, Api, Check, Constant, ConstantKind, EnumRepr, Item, Kind, NameOrigin, OperationId, Param, Presence, Scalar,
    Step, TypeExpr, TypeId, Unlisted, Variant,
};

/// The tags of a variant. The first is written by default, and each is allowed.
#[derive(Clone, PartialEq)]
enum Tags {
    Known {
        texts: Vec<String>,
        /// Whether they come from a `mapping`, and not from the name of the component.
        is_mapped: bool,
    },
    /// Several unions give the variant different tags in one member.
    Contradictory,
}

/// Marks the members that have one value.
pub(super) fn mark_constants(api: &mut Api) {
    let parameters: Vec<(OperationId, Vec<Option<Constant>>)> = api
        .operations
        .iter()
        .map(|(id, it)| (id, it.params.iter().map(|param| of_param(api, param)).collect()))
        .collect();
    for (id, constants) in parameters {
        for (param, constant) in api.operations[id].params.iter_mut().zip(constants) {
            param.constant = constant;
        }
    }
    for (id, index, constant) in constants(api) {
        if let Kind::Object(object) = &mut api.types[id].kind
            && let Some(field) = object.fields.get_mut(index)
        {
            field.constant = Some(constant);
        }
    }
}

/// The value of a parameter that must be sent and has only one.
fn of_param(api: &Api, param: &Param) -> Option<Constant> {
    match values(api, &param.value.ty).filter(|_| param.required && !param.value.nullable)? {
        Values::One(text) => Some(Constant { text, kind: ConstantKind::Text, allowed: Vec::new() }),
        Values::Several => None,
    }
}

/// The members that have one value, by object and position.
fn constants(api: &Api) -> Vec<(TypeId, usize, Constant)> {
    let tags = tags(api);
    let mut found = Vec::new();
    for (id, def) in api.types.iter() {
        let Kind::Object(object) = &def.kind else { continue };
        for (index, field) in object.fields.iter().enumerate() {
            if field.presence != Presence::Required || field.value.nullable {
                continue;
            }
            let Some(values) = values(api, &field.value.ty) else {
                found.extend(no_string(api, &field.value).map(|constant| (id, index, constant)));
                continue;
            };
            let kind = ConstantKind::Text;
            let constant = match (tags.get(&(id, field.name.as_str())), values) {
                (Some(Tags::Known { texts, .. }), _) => {
                    texts.first().map(|text| Constant { text: text.clone(), kind, allowed: texts.clone() })
                }
                (Some(Tags::Contradictory) | None, Values::One(text)) => {
                    Some(Constant { text, kind, allowed: Vec::new() })
                }
                (Some(Tags::Contradictory) | None, Values::Several) => None,
            };
            found.extend(constant.map(|constant| (id, index, constant)));
        }
    }
    found
}

/// How many values a type of strings has.
enum Values {
    One(String),
    Several,
}

/// None: the values of the type are not strings.
fn values(api: &Api, ty: &TypeExpr) -> Option<Values> {
    match api.resolve(ty) {
        TypeExpr::Scalar(Scalar::String) => Some(Values::Several),
        TypeExpr::Named(id) => match &api.types[*id].kind {
            Kind::Enum(it) if it.repr == EnumRepr::String => match it.values.as_slice() {
                [only] if only.access != Access::ReadOnly => Some(Values::One(only.text.clone())),
                _ => Some(Values::Several),
            },
            Kind::Enum(_) | Kind::Alias(_) | Kind::Object(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => None,
        },
        TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            None
        }
    }
}

/// The only value of a use of a type that is no string.
fn no_string(api: &Api, item: &Item) -> Option<Constant> {
    let only = |text: String, kind| Constant { text, kind, allowed: Vec::new() };
    let listed = |numbers: &[Number]| if let [number] = numbers { Some(number.to_string()) } else { None };
    match api.resolve(&item.ty) {
        TypeExpr::Named(id) => match &api.types[*id].kind {
            Kind::Enum(it) if it.repr == EnumRepr::Integer => match it.values.as_slice() {
                [value] => Some(only(value.text.clone(), ConstantKind::Integer)),
                _ => None,
            },
            Kind::Enum(_) | Kind::Alias(_) | Kind::Object(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => None,
        },
        TypeExpr::Scalar(Scalar::Bool | Scalar::F64) => api.checks(item).find_map(|check| match check {
            Check::Boolean(value) => Some(only(value.to_string(), ConstantKind::Boolean)),
            Check::Numbers(numbers) => listed(numbers).map(|text| only(text, ConstantKind::Number)),
            _ => None,
        }),
        TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            None
        }
    }
}

/// The tags that unions give to objects, by object and member.
fn tags(api: &Api) -> BTreeMap<(TypeId, &str), Tags> {
    let mut tags: BTreeMap<(TypeId, &str), Tags> = BTreeMap::new();
    for (_, def) in api.types.iter() {
        let Kind::Union(union) = &def.kind else { continue };
        let Some(member) = union.discriminator.as_deref() else { continue };
        let is_mapped = union.unlisted != Unlisted::Shape;
        for variant in union.variants.iter().filter(|variant| !variant.tags.is_empty()) {
            let Some(id) = object_of(api, variant) else { continue };
            let new = Tags::Known { texts: variant.tags.clone(), is_mapped };
            let known = tags.get(&(id, member));
            tags.insert((id, member), known.map_or(new.clone(), |known| known.clone().or(new)));
        }
    }
    tags
}

impl Tags {
    /// Merges the tags that two unions give. Those of a `mapping` have precedence over the name of a component.
    fn or(self, other: Self) -> Self {
        match (&self, &other) {
            (Tags::Known { texts, is_mapped }, Tags::Known { texts: others, is_mapped: other_is_mapped }) => {
                match (texts == others, is_mapped, other_is_mapped) {
                    (true, _, _) | (false, true, false) => self,
                    (false, false, true) => other,
                    (false, _, _) => Tags::Contradictory,
                }
            }
            (Tags::Contradictory, _) | (_, Tags::Contradictory) => Tags::Contradictory,
        }
    }
}

/// The object that a variant is. None: it is not an object, or it is a base, which has the values of unlisted tags too.
fn object_of(api: &Api, variant: &Variant) -> Option<TypeId> {
    let TypeExpr::Named(id) = *api.resolve(&variant.value.ty) else { return None };
    let is_base =
        matches!(&api.types[id].name, NameOrigin::Inside { path, .. } if matches!(path.last(), Some(Step::Base)));
    (matches!(api.types[id].kind, Kind::Object(_)) && !is_base).then_some(id)
}
