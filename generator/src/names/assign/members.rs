//! The names inside a type: fields, enum values, variants of unions.

use std::collections::BTreeMap;

use super::place_words::suffix;
use super::report::{NameRequest, Report, Said};
use super::steps::step_text;
use crate::analyse::Form;
use crate::ir::{
    Api, ArenaMap, Enum, EnumRepr, Kind, NameOrigin, Object, Scalar, Step, TypeDef, TypeExpr, TypeId, Union,
};
use crate::location::Location;
use crate::names::reason::{NameFrom, NameReason, Reasoned};
use crate::names::rename::{ChosenName, Renames, Table};
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Members, Name, reserved};

/// The forms of a type, those first that it is named after.
const FORMS: [Form; 5] = [Form::Read, Form::Patch, Form::Input, Form::MergePatch, Form::Full];

/// Names the members, values and variants of every type.
pub(super) fn members(
    api: &Api,
    types: &BTreeMap<(TypeId, Form), Name>,
    keys: &ArenaMap<TypeId, String>,
    report: &mut Report<'_>,
) -> ArenaMap<TypeId, Members> {
    let taken_over = chosen_by_place(api, keys, report.renames);
    ArenaMap::from_fn(&api.types, |(id, def)| match &def.kind {
        Kind::Object(object) => fields(api, object, &keys[id], &taken_over, report),
        Kind::Enum(choice) => values(def, choice, &keys[id], report),
        Kind::Union(union) => variants(api, id, union, types, report),
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => Members::default(),
    })
}

/// The names, and why each is one.
fn split(all: Vec<Reasoned>) -> (Vec<Name>, Vec<NameReason>) {
    all.into_iter().map(|it| (it.name, it.reason)).unzip()
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

fn fields(api: &Api, object: &Object, key: &str, taken_over: &ChosenByPlace<'_>, report: &mut Report<'_>) -> Members {
    let mut scope = Scope::reserving(reserved::FIELDS);
    let requests: Vec<_> = object
        .fields
        .iter()
        .map(|field| {
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
            let own = report.renames.property(key, &field.name);
            (request, own.or_else(|| taken_over.get(&field.location).copied()))
        })
        .collect();
    let (items, reasons) = split(report.assign_all(&mut scope, &requests));
    // Methods that clear a member stand in the same `impl` as setters, so they share a scope.
    let clear = Words::new("clear");
    let clears = items
        .iter()
        .map(|name| scope.assign(&clear.then(&Words::new(name.text())), Case::Snake, "value").name())
        .collect();
    let rest = Some(scope.assign(&Words::new("extra"), Case::Snake, "members").name());
    Members { items, reasons, clears, rest }
}

fn values(def: &TypeDef, choice: &Enum, key: &str, report: &mut Report<'_>) -> Members {
    let mut scope = Scope::default();
    let requests: Vec<_> = choice
        .values
        .iter()
        .map(|value| {
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
            (request, report.renames.value(key, &value.text))
        })
        .collect();
    let (items, reasons) = split(report.assign_all(&mut scope, &requests));
    let rest = Some(scope.assign(&Words::new("unknown"), Case::Pascal, "value").name());
    Members { items, reasons, clears: Vec::new(), rest }
}

fn variants(
    api: &Api,
    id: TypeId,
    union: &Union,
    types: &BTreeMap<(TypeId, Form), Name>,
    report: &mut Report<'_>,
) -> Members {
    let mut scope = Scope::default();
    let location = &api.types[id].location;
    let mut unnamed = union.variants.iter().filter_map(|variant| unnamed_object(api, id, &variant.ty));
    let first_object = unnamed.next();
    let items: Vec<Reasoned> = union
        .variants
        .iter()
        .map(|variant| {
            let (words, from) = match &variant.step {
                Step::Variant { title: Some(title), .. } => (Words::new(title), NameFrom::Title),
                _ => match place_in_union(api, id, &variant.ty, types) {
                    Some(_) if unnamed_object(api, id, &variant.ty) == first_object && first_object.is_some() => {
                        (Words::new("object"), NameFrom::OnlyObject)
                    }
                    Some(step) => (Words::new(&step_text(step)), NameFrom::Place),
                    None => (type_words(&variant.ty, types), NameFrom::TypeOfVariant),
                },
            };
            report.assign(
                &mut scope,
                &NameRequest {
                    what: "variant",
                    wire: words.key(),
                    location,
                    words: words.clone(),
                    case: Case::Pascal,
                    suffix: "",
                    said: Said::ByPlace,
                    rows: &[],
                    from,
                },
            )
        })
        .collect();
    let (items, reasons) = split(items);
    let rest = Some(scope.assign(&Words::new("unknown"), Case::Pascal, "value").name());
    Members { items, reasons, clears: Vec::new(), rest }
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

/// The words for a variant that is named after its type.
fn type_words(ty: &TypeExpr, types: &BTreeMap<(TypeId, Form), Name>) -> Words {
    match ty {
        TypeExpr::Named(id) => {
            let name = FORMS.iter().find_map(|form| types.get(&(*id, *form)));
            Words::new(name.unwrap_or(Name::missing()).text())
        }
        TypeExpr::List(item) => type_words(&item.ty, types).then(&Words::new("list")),
        TypeExpr::Map(item) => type_words(&item.ty, types).then(&Words::new("map")),
        TypeExpr::CommaSeparated(item) => type_words(&item.ty, types).then(&Words::new("set")),
        TypeExpr::Json => Words::new("json"),
        TypeExpr::Scalar(scalar) => Words::new(scalar_word(*scalar)),
    }
}

fn scalar_word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::U64 => {
            "integer"
        }
        Scalar::F64 | Scalar::Decimal => "number",
        Scalar::String => "string",
        Scalar::DateTime => "date time",
        Scalar::Date => "date",
        Scalar::Time => "time",
        Scalar::Duration => "duration",
        Scalar::HttpDate => "http date",
        Scalar::UnixTime => "unix time",
        Scalar::Seconds => "seconds",
        Scalar::Milliseconds => "milliseconds",
        Scalar::Uuid => "uuid",
        Scalar::Base64 | Scalar::Base64Url | Scalar::Bytes => "bytes",
        Scalar::Secret => "secret",
    }
}
