//! What is the type of a value that two schemas describe? The parts of an `allOf` may describe one member twice.
//!
//! The answer is given at once if it is known. If it depends on a type that has no body yet, or if it is a new object,
//! a new type is made, which gets its body when all others have theirs.

use std::collections::BTreeSet;

use super::context::{Join, Joined, Lowering, TypeOrigin};
use super::sum::Sum;
use crate::diag::Code;
use crate::ir::{
    Additional, Enum, EnumRepr, Item, Kind, MergedBy, NameOrigin, Object, Scalar, ShapeReason, Shaped, Step, TypeExpr,
    TypeId,
};

/// What a type is, once aliases are followed.
enum Resolved {
    /// A type that is not an alias.
    Type(TypeId),
    /// The type of an alias.
    Expr(TypeExpr),
    /// The type has no body yet.
    Unknown,
}

impl<'a> Lowering<'a> {
    /// The use whose values satisfy both uses. None: there is no such value, or no type for such values.
    pub(super) fn join_items(&mut self, one: &Item, other: &Item, origin: &TypeOrigin) -> Option<Item> {
        let ty = self.join_types(&one.ty, &other.ty, origin)?;
        let mut checks = one.checks.clone();
        checks.extend(other.checks.iter().filter(|check| !one.checks.contains(check)).cloned());
        let xml = one.xml.clone().or_else(|| other.xml.clone());
        Some(Item { ty, nullable: one.nullable && other.nullable, checks, xml })
    }

    fn join_types(&mut self, one: &TypeExpr, other: &TypeExpr, origin: &TypeOrigin) -> Option<TypeExpr> {
        if one == other {
            return Some(one.clone());
        }
        match (one, other) {
            (TypeExpr::Json, ty) | (ty, TypeExpr::Json) => Some(ty.clone()),
            (TypeExpr::Named(one), TypeExpr::Named(other)) => self.join_named(*one, *other, origin),
            (TypeExpr::Named(id), ty) | (ty, TypeExpr::Named(id)) => self.join_with(*id, ty, origin),
            (TypeExpr::Scalar(one), TypeExpr::Scalar(other)) => narrower(*one, *other).map(TypeExpr::Scalar),
            (TypeExpr::List(one), TypeExpr::List(other)) => {
                let item = self.join_items(one, other, &origin.step(&["items"], Step::Items))?;
                Some(TypeExpr::List(Box::new(item)))
            }
            (TypeExpr::Map(one), TypeExpr::Map(other)) => {
                let item = self.join_items(one, other, &origin.step(&["additionalProperties"], Step::Values))?;
                Some(TypeExpr::Map(Box::new(item)))
            }
            (TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_), _) => None,
        }
    }

    /// A named type and one that has no name.
    fn join_with(&mut self, id: TypeId, ty: &TypeExpr, origin: &TypeOrigin) -> Option<TypeExpr> {
        match (self.resolve(id), ty) {
            (Resolved::Type(id), TypeExpr::Scalar(scalar)) => match &self.api.types[id].kind {
                Kind::Enum(it) if has_values_of(it, *scalar) => Some(TypeExpr::Named(id)),
                Kind::Enum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => {
                    None
                }
            },
            // An object is a map too. What the map says about members that the object does not have is ignored.
            (Resolved::Type(id), TypeExpr::Map(_)) if matches!(self.api.types[id].kind, Kind::Object(_)) => {
                Some(TypeExpr::Named(id))
            }
            (Resolved::Expr(inner @ (TypeExpr::Scalar(_) | TypeExpr::Json)), ty) => self.join_types(&inner, ty, origin),
            (Resolved::Expr(_) | Resolved::Unknown, ty) => {
                Some(self.join_later(TypeExpr::Named(id), ty.clone(), origin))
            }
            (Resolved::Type(_), _) => None,
        }
    }

    fn join_named(&mut self, one: TypeId, other: TypeId, origin: &TypeOrigin) -> Option<TypeExpr> {
        let (first, second) = match (self.resolve(one), self.resolve(other)) {
            (Resolved::Type(one), Resolved::Type(other)) => (one, other),
            (Resolved::Expr(ty @ (TypeExpr::Scalar(_) | TypeExpr::Json)), _) => {
                return self.join_types(&ty, &TypeExpr::Named(other), origin);
            }
            (_, Resolved::Expr(ty @ (TypeExpr::Scalar(_) | TypeExpr::Json))) => {
                return self.join_types(&TypeExpr::Named(one), &ty, origin);
            }
            (Resolved::Expr(_) | Resolved::Unknown, _) | (_, Resolved::Expr(_) | Resolved::Unknown) => {
                return Some(self.join_later(TypeExpr::Named(one), TypeExpr::Named(other), origin));
            }
        };
        if first == second {
            return Some(TypeExpr::Named(first));
        }
        match (&self.api.types[first].kind, &self.api.types[second].kind) {
            (Kind::Enum(a), Kind::Enum(b)) if is_part(b, a) => self.joined_to(second),
            (Kind::Enum(a), Kind::Enum(b)) if is_part(a, b) => self.joined_to(first),
            (Kind::Enum(a), Kind::Enum(b)) => {
                let both = values_of_both(a, b)?;
                let id = self.push_type(origin, Default::default(), false);
                self.shape(id, (Kind::Enum(both), ShapeReason::Merged(MergedBy::TwoTypes)));
                self.joined_to(id)
            }
            (Kind::Union(union), Kind::Object(_) | Kind::Enum(_)) if has_variant(union, second) => {
                Some(TypeExpr::Named(second))
            }
            (Kind::Object(_) | Kind::Enum(_), Kind::Union(union)) if has_variant(union, first) => {
                Some(TypeExpr::Named(first))
            }
            (Kind::Object(_), Kind::Object(_)) => {
                Some(self.join_later(TypeExpr::Named(first), TypeExpr::Named(second), origin))
            }
            (Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed, _) => {
                None
            }
        }
    }

    /// A type in place of two, of which the other one may be unused now.
    fn joined_to(&mut self, id: TypeId) -> Option<TypeExpr> {
        self.has_joined = true;
        Some(TypeExpr::Named(id))
    }

    /// Follows aliases.
    fn resolve(&self, id: TypeId) -> Resolved {
        match self.api.resolve(&TypeExpr::Named(id)) {
            TypeExpr::Named(id) => match &self.api.types[*id].kind {
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => Resolved::Type(*id),
                Kind::Alias(_) | Kind::Invalid | Kind::Removed => Resolved::Unknown,
            },
            expr => Resolved::Expr(expr.clone()),
        }
    }

    /// A new type for the values that satisfy both types. The same two types are joined once.
    fn join_later(&mut self, one: TypeExpr, other: TypeExpr, origin: &TypeOrigin) -> TypeExpr {
        let key = match (&one, &other) {
            (TypeExpr::Named(one), TypeExpr::Named(other)) => Some((*one, *other)),
            (_, _) => None,
        };
        if let Some(known) = key.and_then(|key| self.joined.get(&key)) {
            return TypeExpr::Named(*known);
        }
        let id = self.push_type(origin, Default::default(), false);
        if let Some(key) = key {
            self.joined.insert(key, id);
        }
        let parts = [one, other].map(|ty| Joined::Item(Item::plain(ty))).into();
        self.joins.push_back(Join { id, parts, required: Vec::new(), by: MergedBy::TwoTypes });
        TypeExpr::Named(id)
    }

    /// Makes the bodies of all joined types, and of inline schemas that are deferred meanwhile. A type that depends on
    /// one without a body goes to the end of the queue, until only such types are left.
    pub(super) fn fill_joins(&mut self) {
        let mut waited = 0;
        while let Some(join) = self.joins.pop_front() {
            let waits = join.parts.iter().any(|part| self.is_unknown(part));
            if waits && waited <= self.joins.len() {
                waited += 1;
                self.joins.push_back(join);
                continue;
            }
            waited = 0;
            self.has_joined = true;
            let id = join.id;
            let shaped = self.joined_kind(join);
            self.shape(id, shaped);
            self.fill_deferred();
        }
    }

    /// Whether a type has no body yet.
    fn is_unknown(&self, joined: &Joined<'_>) -> bool {
        match joined {
            Joined::Item(Item { ty: TypeExpr::Named(id), .. }) => matches!(self.resolve(*id), Resolved::Unknown),
            Joined::Item(_) | Joined::Object(_) | Joined::Part(_) => false,
        }
    }

    fn joined_kind(&mut self, join: Join<'a>) -> Shaped {
        let origin = TypeOrigin {
            location: self.api.types[join.id].location.clone(),
            name: NameOrigin::Inside { parent: join.id, path: Vec::new() },
        };
        let mut sum = Sum::default();
        for joined in join.parts {
            match joined {
                Joined::Object(object) => self.add_object(&mut sum, object, &origin),
                Joined::Item(item) => self.add_item(&mut sum, item, &origin),
                Joined::Part(part) => self.add_part(&mut sum, part, &origin),
            }
        }
        sum.require(join.required);
        self.finish(sum, join.by, &origin)
    }
}

/// What a scalar is, as far as it matters for which of two is narrower.
enum Sort {
    Text,
    Bool,
    Number,
    Decimal,
    /// A number that counts something.
    Quantity,
    /// An integer, narrower with a smaller rank.
    Integer(u8),
}

fn sort(scalar: Scalar) -> Sort {
    match scalar {
        Scalar::String
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::Time
        | Scalar::Duration
        | Scalar::HttpDate
        | Scalar::Uuid
        | Scalar::DecimalString
        | Scalar::Base64
        | Scalar::Base64Url
        | Scalar::Bytes
        | Scalar::Secret => Sort::Text,
        Scalar::Bool => Sort::Bool,
        Scalar::F64 => Sort::Number,
        Scalar::Decimal => Sort::Decimal,
        Scalar::UnixTime | Scalar::Seconds | Scalar::Milliseconds => Sort::Quantity,
        Scalar::U8 => Sort::Integer(0),
        Scalar::I8 => Sort::Integer(1),
        Scalar::U16 => Sort::Integer(2),
        Scalar::I16 => Sort::Integer(3),
        Scalar::U32 => Sort::Integer(4),
        Scalar::I32 => Sort::Integer(5),
        Scalar::U64 => Sort::Integer(6),
        Scalar::I64 => Sort::Integer(7),
    }
}

/// The narrower of two scalars, if every value of it is a value of the other.
fn narrower(one: Scalar, other: Scalar) -> Option<Scalar> {
    match (sort(one), sort(other)) {
        (Sort::Text, Sort::Text) if other == Scalar::String => Some(one),
        (Sort::Text, Sort::Text) if one == Scalar::String => Some(other),
        (Sort::Number, Sort::Integer(_) | Sort::Decimal | Sort::Quantity) => Some(other),
        (Sort::Integer(_) | Sort::Decimal | Sort::Quantity, Sort::Number) => Some(one),
        // An integer of any size is a decimal, and a quantity may be an integer.
        (Sort::Decimal, Sort::Integer(_) | Sort::Quantity) | (Sort::Integer(_), Sort::Quantity) => Some(other),
        (Sort::Integer(_) | Sort::Quantity, Sort::Decimal) | (Sort::Quantity, Sort::Integer(_)) => Some(one),
        (Sort::Integer(rank), Sort::Integer(other_rank)) => Some(if rank < other_rank { one } else { other }),
        (_, _) => None,
    }
}

/// Whether the values of an enum are values of a scalar.
fn has_values_of(it: &Enum, scalar: Scalar) -> bool {
    match it.repr {
        EnumRepr::String => matches!(scalar, Scalar::String | Scalar::Secret),
        EnumRepr::Integer => matches!(sort(scalar), Sort::Integer(_) | Sort::Number),
    }
}

/// Whether every value of one enum is a value of the other.
fn is_part(one: &Enum, of: &Enum) -> bool {
    let texts: BTreeSet<&str> = of.values.iter().map(|value| value.text.as_str()).collect();
    one.repr == of.repr && one.values.iter().all(|value| texts.contains(value.text.as_str()))
}

/// The enum of the values that both enums list. None: there is no such value.
fn values_of_both(one: &Enum, other: &Enum) -> Option<Enum> {
    let texts: BTreeSet<&str> = other.values.iter().map(|value| value.text.as_str()).collect();
    let values = one.values.iter().filter(|value| texts.contains(value.text.as_str())).cloned().collect();
    let both = Enum { repr: one.repr, values };
    (one.repr == other.repr && !both.values.is_empty()).then_some(both)
}

fn has_variant(union: &crate::ir::Union, id: TypeId) -> bool {
    union.variants.iter().any(|variant| variant.value.ty == TypeExpr::Named(id))
}

impl<'a> Lowering<'a> {
    /// Adds a use of a type to a sum.
    pub(super) fn add_item(&mut self, sum: &mut Sum<'a>, item: Item, origin: &TypeOrigin) {
        match item {
            Item { ty: TypeExpr::Named(id), checks, .. } => {
                self.add_type(sum, id, origin);
                sum.checks.extend(checks);
            }
            Item { ty: TypeExpr::Map(value), .. } => {
                let object = Object { additional: Additional::Kept(value), ..Object::default() };
                self.add_object(sum, object, origin);
            }
            Item { ty: TypeExpr::Json, .. } => {}
            item => self.add_other(sum, item, origin),
        }
    }

    /// Adds a part that is not an object.
    pub(super) fn add_other(&mut self, sum: &mut Sum<'a>, item: Item, origin: &TypeOrigin) {
        let Some(known) = sum.other.take() else {
            sum.other = Some(item);
            return;
        };
        sum.other = Some(match self.join_items(&known, &item, origin) {
            Some(joined) => joined,
            None => {
                let message = "the parts of `allOf` contradict one another; the first that is not an object is used";
                let help = "a value must match every part: write parts of one type, or `anyOf`";
                self.diags.push(Code::Approximated, origin.location.clone(), message).help(help);
                known
            }
        });
    }
}
