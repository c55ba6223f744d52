//! How the limits of a value are written in tables, by which the runtime checks requests.

use super::cx::Cx;
use super::text::{slice, string, strings};
use crate::ir::{Additional, Check, EnumRepr, Field, Item, JsonScalar, Kind, Object, Scalar, TypeExpr, Union};

/// The limits of a member.
pub fn field_checks(cx: &Cx, field: &Field) -> Vec<String> {
    let mut checks = item_checks(cx, &field.value);
    if let Some(constant) = field.constant.as_ref().filter(|constant| !constant.allowed.is_empty()) {
        checks.push(format!("Values({})", strings(&constant.allowed)));
    }
    checks
}

/// The limits of an object, with those of each member that it does not name in `Each`.
pub fn object_checks(cx: &Cx, object: &Object) -> Vec<String> {
    let mut checks = check_expressions(&object.checks);
    match &object.additional {
        Additional::Kept(others) => checks.extend(each(item_checks(cx, others))),
        Additional::Ignored | Additional::Closed => {}
    }
    checks
}

/// Limits on each item or value, if there are any.
fn each(checks: Vec<String>) -> Option<String> {
    (!checks.is_empty()).then(|| format!("Each({})", slice(&checks)))
}

/// The limits of a use of a type, with those of its items in `Each`.
pub fn item_checks(cx: &Cx, item: &Item) -> Vec<String> {
    let mut checks = check_expressions(&item.checks);
    match &item.ty {
        TypeExpr::List(inner) | TypeExpr::Map(inner) => checks.extend(each(item_checks(cx, inner))),
        // An alias has no table, so each use of it has its limits.
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Alias(inner) => {
                let more =
                    item_checks(cx, inner).into_iter().filter(|check| !checks.contains(check)).collect::<Vec<_>>();
                checks.extend(more);
            }
            Kind::Union(union) => checks.extend(union_checks(cx, union)),
            Kind::Object(_) | Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
        },
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {}
    }
    checks
}

/// The limits of the variants, as limits of the union. A limit is about values of one kind and says nothing of others, so
/// those of a variant are those of the union where no other variant has values of the kind.
fn union_checks(cx: &Cx, union: &Union) -> Vec<String> {
    let mut limits = Vec::new();
    for (at, variant) in union.variants.iter().enumerate() {
        let checks = variant_checks(cx, &variant.value);
        if checks.is_empty() {
            continue;
        }
        let own = kinds(cx, &variant.value.ty);
        let mut others = union.variants.iter().enumerate().filter(|(other, _)| *other != at);
        let is_alone = others.all(|(_, other)| kinds(cx, &other.value.ty).iter().all(|kind| !own.contains(kind)));
        if is_alone {
            limits.extend(checks);
        }
    }
    limits
}

/// The limits of a variant and of its items. Those of a union inside of it are left out, since a union may hold itself.
fn variant_checks(cx: &Cx, item: &Item) -> Vec<String> {
    let own = |item: &Item| cx.api().checks(item).map(expression).collect::<Vec<_>>();
    let mut checks = own(item);
    match cx.resolve(&item.ty) {
        TypeExpr::List(inner) | TypeExpr::Map(inner) => checks.extend(each(own(inner))),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {}
    }
    checks
}

/// A kind of JSON values, to which limits of their own apply.
#[derive(Clone, Copy, PartialEq, Eq)]
enum JsonKind {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// The kinds of values that a type may have.
fn kinds(cx: &Cx, ty: &TypeExpr) -> &'static [JsonKind] {
    const ALL: &[JsonKind] = &[JsonKind::Text, JsonKind::Number, JsonKind::Boolean, JsonKind::List, JsonKind::Object];
    match cx.resolve(ty) {
        TypeExpr::Scalar(scalar) => scalar_kinds(*scalar),
        TypeExpr::CommaSeparated(_) => &[JsonKind::Text],
        TypeExpr::List(_) => &[JsonKind::List],
        // The limits of each value of a map are written like those of each item of a list.
        TypeExpr::Map(_) => &[JsonKind::List, JsonKind::Object],
        TypeExpr::Json => ALL,
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Object(_) => &[JsonKind::Object],
            Kind::Enum(choice) => match choice.repr {
                EnumRepr::String => &[JsonKind::Text],
                EnumRepr::Integer => &[JsonKind::Number],
            },
            Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => ALL,
        },
    }
}

fn scalar_kinds(scalar: Scalar) -> &'static [JsonKind] {
    match scalar.in_json() {
        // The length of a number that is kept as text is looked at too.
        JsonScalar::Number if scalar == Scalar::Decimal => &[JsonKind::Text, JsonKind::Number],
        JsonScalar::Number => &[JsonKind::Number],
        JsonScalar::Boolean => &[JsonKind::Boolean],
        JsonScalar::String => &[JsonKind::Text],
    }
}

/// An expression for each limit.
pub fn check_expressions(checks: &[Check]) -> Vec<String> {
    checks.iter().map(expression).collect()
}

fn expression(check: &Check) -> String {
    match check {
        Check::MinLength(n) => format!("MinLength({n})"),
        Check::MaxLength(n) => format!("MaxLength({n})"),
        Check::Pattern(pattern) => format!("Pattern({})", string(pattern)),
        Check::Minimum(n) => format!("Minimum({})", number(n)),
        Check::Maximum(n) => format!("Maximum({})", number(n)),
        Check::ExclusiveMinimum(n) => format!("ExclusiveMinimum({})", number(n)),
        Check::ExclusiveMaximum(n) => format!("ExclusiveMaximum({})", number(n)),
        Check::MultipleOf(n) => format!("MultipleOf({})", number(n)),
        Check::MinItems(n) => format!("MinItems({n})"),
        Check::MaxItems(n) => format!("MaxItems({n})"),
        Check::UniqueItems => "UniqueItems".to_owned(),
        Check::MinProperties(n) => format!("MinProperties({n})"),
        Check::MaxProperties(n) => format!("MaxProperties({n})"),
        Check::Numbers(numbers) => format!("Numbers({})", slice(&numbers.iter().map(number).collect::<Vec<_>>())),
        Check::Boolean(value) => format!("Boolean({value})"),
        Check::NotWritten(values) => format!("NotWritten({})", strings(values)),
    }
}

/// A number as a literal: an integer if it is one.
fn number(n: &serde_json::Number) -> String {
    let whole = n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
    match (whole, n.as_f64()) {
        (Some(whole), _) => format!("Int({whole})"),
        (None, Some(float)) => format!("Float({float:?})"),
        (None, None) => format!("Float({n})"),
    }
}
