//! The names inside a type: fields, enum values, variants of unions.

use std::collections::BTreeMap;

use super::before::{Before, TypeRows};
use super::inside::{Derived, Inside, Requests};
use super::lists::Had;
use super::place_words::suffix;
use super::report::{NameRequest, Report, Said};
use super::steps::step_text;
use crate::analyse::{Facts, Form};
use crate::ir::{
    Additional, Api, ArenaMap, Enum, EnumRepr, Kind, NameOrigin, Object, Step, TypeDef, TypeExpr, TypeId, Union,
};
use crate::location::Location;
use crate::names::listed::{self, Thing};
use crate::names::reason::NameFrom;
use crate::names::rename::{ChosenName, Renames, Table};
use crate::names::type_words::{FORMS, type_words};
use crate::names::words::{Case, Words};
use crate::names::{Members, Name, reserved};

/// What the crate had that was emitted last.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub before: &'a Before<'a>,
    pub rows: &'a TypeRows,
}

impl<'a> Known<'a> {
    fn inside(&self, id: TypeId) -> Had<'a, 'a> {
        self.before.inside_type(self.rows.of_places(id))
    }
}

/// Names the members, values and variants of every type.
pub(super) fn members(
    api: &Api,
    facts: &Facts,
    types: &BTreeMap<(TypeId, Form), Name>,
    keys: &ArenaMap<TypeId, String>,
    known: Known<'_>,
    report: &mut Report<'_>,
) -> ArenaMap<TypeId, Members> {
    let taken_over = chosen_by_place(api, keys, report.renames);
    ArenaMap::from_fn(&api.types, |(id, def)| match &def.kind {
        Kind::Object(object) => {
            let can_clear = facts.forms(id).iter().any(|form| match form {
                Form::Patch | Form::MergePatch | Form::Input => true,
                Form::Read | Form::Full => false,
            });
            let has_others = matches!(object.additional, Additional::Kept(_));
            let inside = Inside {
                reserved: reserved::FIELDS,
                requests: fields(api, object, &keys[id], &taken_over, report.renames),
                derived: Derived::OfMembers { can_clear, has_others },
            };
            let things = || object.fields.iter().map(|field| Thing::Plain(field.name.clone())).collect();
            inside.assign(&known.inside(id), things, report)
        }
        Kind::Enum(choice) => {
            let requests = values(def, choice, &keys[id], report.renames);
            let things = || choice.values.iter().map(|value| Thing::Plain(value.text.clone())).collect();
            Inside { reserved: &[], requests, derived: Derived::OfValues }.assign(&known.inside(id), things, report)
        }
        Kind::Union(union) => {
            let named = variant_words(api, id, union, types);
            let requests = named.iter().map(|named| (variant(&def.location, named), None)).collect();
            let things = || listed::variants(api, union, types).into_iter().map(Thing::Plain).collect();
            Inside { reserved: &[], requests, derived: Derived::OfValues }.assign(&known.inside(id), things, report)
        }
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => Members::default(),
    })
}

type ChosenByPlace<'a> = BTreeMap<Location, &'a ChosenName>;

/// The names that the user chose for properties, by the place of the property. Members that a schema takes over from
/// another have the place where they are declared.
fn chosen_by_place<'a>(api: &Api, keys: &ArenaMap<TypeId, String>, renames: Renames<'a>) -> ChosenByPlace<'a> {
    let mut chosen = BTreeMap::new();
    for (id, def) in api.types.iter() {
        let Kind::Object(object) = &def.kind else { continue };
        for field in &object.fields {
            if let Some(name) = renames.property(&keys[id], &field.name) {
                chosen.insert(field.location.clone(), name);
            }
        }
    }
    chosen
}

fn fields<'a>(
    api: &'a Api,
    object: &'a Object,
    key: &'a str,
    taken_over: &ChosenByPlace<'a>,
    renames: Renames<'a>,
) -> Requests<'a> {
    let fields = object.fields.iter().map(|field| {
        let (words, from) = NameFrom::given_or(api.given_names.get(&field.location), &field.name);
        let request = NameRequest {
            what: "member",
            wire: &field.name,
            location: &field.location,
            words: Words::new(words),
            case: Case::Snake,
            suffix: "value",
            said: Said::ByDocument(Table::Properties(key)),
            rows: &[],
            from,
        };
        let own = renames.property(key, &field.name);
        (request, own.or_else(|| taken_over.get(&field.location).copied()))
    });
    fields.collect()
}

fn values<'a>(def: &'a TypeDef, choice: &'a Enum, key: &'a str, renames: Renames<'a>) -> Requests<'a> {
    let values = choice.values.iter().map(|value| {
        let (words, from) = match (&value.name, choice.repr) {
            (Some(name), _) => (Words::new(name), NameFrom::ValueName),
            (None, EnumRepr::String) => (Words::new(&value.text), NameFrom::Document),
            (None, EnumRepr::Integer) => {
                let number = format!("value {}", value.text.replace('-', "minus "));
                (Words::new(&number), NameFrom::Number)
            }
        };
        let request = NameRequest {
            what: "value",
            wire: &value.text,
            location: &def.location,
            words,
            case: Case::Pascal,
            suffix: "",
            said: Said::ByDocument(Table::Values(key)),
            rows: &[],
            from,
        };
        (request, renames.value(key, &value.text))
    });
    values.collect()
}

fn variant<'a>(location: &'a Location, (words, from): &'a (Words, NameFrom)) -> NameRequest<'a> {
    NameRequest {
        what: "variant",
        wire: words.key(),
        location,
        words: words.clone(),
        case: Case::Pascal,
        suffix: "",
        said: Said::ByPlace,
        rows: &[],
        from: from.clone(),
    }
}

/// What each variant of a union is named after.
fn variant_words(
    api: &Api,
    id: TypeId,
    union: &Union,
    types: &BTreeMap<(TypeId, Form), Name>,
) -> Vec<(Words, NameFrom)> {
    let mut unnamed = union.variants.iter().filter_map(|variant| unnamed_object(api, id, &variant.value.ty));
    let first_object = unnamed.next();
    let variants = union.variants.iter().map(|variant| match &variant.step {
        Step::Variant { title: Some(title), .. } => (Words::new(title), NameFrom::Title),
        _ => match place_in_union(api, id, &variant.value.ty, types) {
            Some(_) if unnamed_object(api, id, &variant.value.ty) == first_object && first_object.is_some() => {
                (Words::new("object"), NameFrom::OnlyObject)
            }
            Some(step) => (Words::new(&step_text(step)), NameFrom::Place),
            None => (type_words(&variant.value.ty, types), NameFrom::TypeOfVariant),
        },
    });
    variants.collect()
}

/// The step from a union to a variant that stands in it without a title, if its type is named after that place: the variant
/// does not say the name of the union again.
fn place_in_union<'a>(
    api: &'a Api,
    union: TypeId,
    ty: &TypeExpr,
    types: &BTreeMap<(TypeId, Form), Name>,
) -> Option<&'a Step> {
    let TypeExpr::Named(id) = ty else { return None };
    let NameOrigin::Inside { parent, path } = &api.types[*id].name else { return None };
    let [step @ Step::Variant { title: None, .. }] = path.as_slice() else { return None };
    let place = Words::new(&step_text(step)).cased(Case::Pascal);
    let named_so = |form: &Form| {
        let base = types.get(&(*id, *form)).and_then(|name| name.text().strip_suffix(&suffix_text(*form)));
        base.is_some_and(|base| base.ends_with(&place))
    };
    let is_named_so = FORMS.iter().any(named_so);
    (*parent == union && is_named_so).then_some(step)
}

/// What a form adds to the name of a type.
fn suffix_text(form: Form) -> String {
    suffix(form).map_or_else(String::new, |words| Words::new(words).cased(Case::Pascal))
}

/// An object that stands in a union without a title.
fn unnamed_object(api: &Api, union: TypeId, ty: &TypeExpr) -> Option<TypeId> {
    let TypeExpr::Named(id) = ty else { return None };
    let def = &api.types[*id];
    let is_unnamed = matches!(
        &def.name,
        NameOrigin::Inside { parent, path }
            if *parent == union && matches!(path.as_slice(), [Step::Variant { title: None, .. }])
    );
    // Several places may share a type, which has its members at the first of them.
    let is_object = matches!(api.types[api.first_place(*id)].kind, Kind::Object(_));
    (is_unnamed && is_object).then_some(*id)
}
