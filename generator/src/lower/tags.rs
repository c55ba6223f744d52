//! By which constants does a union without a `discriminator` tell its variants apart?
//!
//! Where each variant that is an object demands a member, and lists values for it that no other variant lists, the value of
//! that member says which variant there is, and a value that none lists is of a variant that the document does not have.

use std::collections::BTreeSet;

use crate::ir::{Access, Api, Field, Kind, Object, Presence, TypeExpr, TypeId, Union, Unlisted, Variant};

/// Gives the unions without a `discriminator` the member that tells their variants apart.
pub(super) fn tag_by_constants(api: &mut Api) {
    let untagged = api.types.iter().filter_map(|(id, def)| match &def.kind {
        Kind::Union(union) if union.discriminator.is_none() => tagged(api, union).map(|tagged| (id, tagged)),
        Kind::Union(_) | Kind::Enum(_) | Kind::Object(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    });
    let tagged: Vec<(TypeId, Union)> = untagged.collect();
    for (id, union) in tagged {
        api.types[id].kind = Kind::Union(union);
    }
}

/// A union with the first member that tells its variants apart.
fn tagged(api: &Api, union: &Union) -> Option<Union> {
    let mut objects = Vec::new();
    for variant in &union.variants {
        match payload(api, variant) {
            Payload::Object(object) => objects.push(object),
            Payload::NoObject => {}
            Payload::AnyObject => return None,
        }
    }
    let [first, _, ..] = objects.as_slice() else { return None };
    let member = first.fields.iter().find(|field| {
        let mut known = BTreeSet::new();
        let mut lists = objects.iter().map(|object| listed(api, object, &field.name));
        lists.all(|values| values.is_some_and(|values| values.into_iter().all(|value| known.insert(value))))
    })?;
    let variants = union.variants.iter().map(|variant| match payload(api, variant) {
        Payload::Object(object) => {
            let tags = listed(api, object, &member.name).unwrap_or_default();
            Variant { tags: tags.into_iter().map(str::to_owned).collect(), ..variant.clone() }
        }
        Payload::NoObject | Payload::AnyObject => variant.clone(),
    });
    let variants = variants.collect();
    Some(Union { variants, discriminator: Some(member.name.clone()), unlisted: Unlisted::Kept, ..union.clone() })
}

/// What a variant can be.
enum Payload<'a> {
    /// An object with these members.
    Object(&'a Object),
    /// No object of JSON.
    NoObject,
    /// An object whose members are not known, among others.
    AnyObject,
}

fn payload<'a>(api: &'a Api, variant: &'a Variant) -> Payload<'a> {
    match api.resolve(&variant.value.ty) {
        TypeExpr::Named(id) => match &api.types[*id].kind {
            Kind::Object(object) => Payload::Object(object),
            Kind::Enum(_) => Payload::NoObject,
            Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Payload::AnyObject,
        },
        TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::CommaSeparated(_) => Payload::NoObject,
        TypeExpr::Map(_) | TypeExpr::Json => Payload::AnyObject,
    }
}

/// The values that an object lists for a member that it always has. None: it lists none, or may lack the member.
fn listed<'a>(api: &'a Api, object: &'a Object, member: &str) -> Option<Vec<&'a str>> {
    let is_always_there = |field: &&Field| {
        field.name == member
            && field.presence == Presence::Required
            && field.access == Access::ReadWrite
            && !field.value.nullable
    };
    let field = object.fields.iter().find(is_always_there)?;
    let TypeExpr::Named(id) = api.resolve(&field.value.ty) else { return None };
    match &api.types[*id].kind {
        Kind::Enum(it) => Some(it.values.iter().map(|value| value.text.as_str()).collect()),
        Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}
