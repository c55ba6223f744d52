//! Which Rust type a value has. The only place that writes `Option`, `Vec`, `Box`, `Patch`, `Nested`.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::cx::Cx;
use crate::analyse::{Construction, Context, Edge, Form};
use crate::ir::edges::{types_in, types_of};
use crate::ir::{Additional, Field, Item, Kind, Presence, Scalar, TypeExpr, TypeId};
use crate::names::Name;

/// A Rust type, as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ty(String);

impl Ty {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn option(&self) -> Self {
        Self(format!("Option<{}>", self.0))
    }

    pub fn list(&self) -> Self {
        Self(format!("Vec<{}>", self.0))
    }

    pub fn boxed(&self) -> Self {
        Self(format!("Box<{}>", self.0))
    }

    /// The type as a user of the crate `root` names it: the runtime's types stand at the root.
    pub fn in_crate(&self, root: &str) -> String {
        renamed(&self.0, "rt::", &format!("{root}::"))
    }

    /// As [`Self::in_crate`], with the path of the API of the crate that the type is from.
    pub fn in_user(&self, root: &str, api: &str) -> String {
        renamed(&self.in_crate(root), "models::", &format!("{api}::models::"))
    }

    pub fn nested(&self) -> Self {
        Self(format!("rt::Nested<{}>", self.0))
    }

    fn patch(&self) -> Self {
        Self(format!("rt::Patch<{}>", self.0))
    }
}

/// Puts another path in the place of `path`, where that is a whole word.
fn renamed(text: &str, path: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(path) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + path.len()..).unwrap_or_default());
        let is_whole_word = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        out.push_str(before);
        out.push_str(if is_whole_word { to } else { path });
        rest = after;
    }
    out.push_str(rest);
    out
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Ty {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // Made of names and punctuation by this file, so it always has tokens.
        if let Ok(ty) = self.0.parse::<TokenStream>() {
            tokens.extend(ty);
        }
    }
}

/// Where a type is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// In a file of `models`, which imports what it names.
    Models,
    /// In a file of operations.
    Operations,
}

/// The type of a value that is there and not null.
pub fn of(cx: &Cx, ty: &TypeExpr, context: Context, home: Home) -> Ty {
    match ty {
        TypeExpr::Named(id) => {
            let name = cx.model.names.ty(*id, cx.model.facts.form_in(*id, context));
            match home {
                Home::Models => Ty(name.to_string()),
                Home::Operations => Ty(format!("models::{name}")),
            }
        }
        TypeExpr::Scalar(scalar) => of_scalar(*scalar),
        TypeExpr::List(item) => of_item(cx, item, context, home).list(),
        TypeExpr::Map(item) => map_of(cx, item, context, home, Edge::Plain),
        TypeExpr::CommaSeparated(item) => Ty(format!("rt::CommaSeparated<{}>", of(cx, &item.ty, context, home))),
        TypeExpr::Json => Ty::new("rt::Json"),
    }
}

/// The type of a value that may be null.
pub fn of_item(cx: &Cx, item: &Item, context: Context, home: Home) -> Ty {
    let ty = of(cx, &item.ty, context, home);
    // Any JSON has a null of its own.
    if item.nullable && *cx.resolve(&item.ty) != TypeExpr::Json { ty.option() } else { ty }
}

/// The type of an object whose member names are data.
pub fn map_of(cx: &Cx, item: &Item, context: Context, home: Home, edge: Edge) -> Ty {
    let value = of_item(cx, item, context, home);
    match edge {
        // What a map holds is on the heap in any case.
        Edge::Plain | Edge::Boxed => Ty(format!("rt::Map<{value}>")),
        Edge::Erased => Ty(format!("rt::Map<{}>", value.nested())),
    }
}

/// The type behind all aliases: equal for equal types.
pub fn resolved(cx: &Cx, ty: &TypeExpr, context: Context) -> Ty {
    match cx.resolve(ty) {
        TypeExpr::List(item) => resolved_item(cx, item, context).list(),
        TypeExpr::Map(item) => Ty(format!("rt::Map<{}>", resolved_item(cx, item, context))),
        TypeExpr::CommaSeparated(item) => Ty(format!("rt::CommaSeparated<{}>", resolved_item(cx, item, context))),
        plain @ (TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Json) => of(cx, plain, context, Home::Models),
    }
}

/// As [`resolved`], of a value that may be null.
pub fn resolved_item(cx: &Cx, item: &Item, context: Context) -> Ty {
    let ty = resolved(cx, &item.ty, context);
    if item.nullable { ty.option() } else { ty }
}

/// The type of a value without parts.
pub fn of_scalar(scalar: Scalar) -> Ty {
    Ty::new(scalar_text(scalar))
}

fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U64 => "u64",
        Scalar::F64 => "f64",
        Scalar::String => "String",
        Scalar::DateTime => "rt::DateTime",
        Scalar::Date => "rt::Date",
        Scalar::Time => "rt::Time",
        Scalar::Duration => "rt::Duration",
        Scalar::Uuid => "rt::Uuid",
        Scalar::Decimal => "rt::Decimal",
        Scalar::Base64 => "rt::Base64",
        Scalar::Base64Url => "rt::Base64Url",
        Scalar::Bytes => "rt::Bytes",
        Scalar::Secret => "rt::Secret",
    }
}

/// The names of the types of `models` that a form of a type mentions.
pub fn mentions(cx: &Cx, id: TypeId, form: Form, into: &mut BTreeSet<Name>) {
    let mut add = |inner: TypeId, context: Context| {
        into.insert(cx.model.names.ty(inner, cx.model.facts.form_in(inner, context)).clone());
    };
    match &cx.def(id).kind {
        Kind::Object(object) => {
            for field in object.fields.iter().filter(|field| form.has(field.access)) {
                types_in(&field.value, &mut |inner| add(inner, form.context().behind(field.replace)));
                // A setter takes the items of a list, also where the list has a name.
                if let TypeExpr::List(items) = cx.resolve(&field.value.ty)
                    && cx.model.facts.construction(id, form) == Construction::Setters
                {
                    types_in(items, &mut |inner| add(inner, form.context().behind(field.replace)));
                }
            }
            match &object.additional {
                Additional::Kept(item) => types_in(item, &mut |inner| add(inner, form.context())),
                Additional::Ignored | Additional::Closed => {}
            }
        }
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid => {
            types_of(cx.def(id), &mut |inner| add(inner, form.context()));
        }
    }
}

/// What a member says about absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// It is always there.
    Bare,
    /// Absent or there; null or there where it must be sent.
    Option,
    /// Absent, null or there.
    Patch,
}

/// What a member demands of JSON, as `record!` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Optional,
    Required,
    Full,
}

/// A member of one form of a record, or of a struct of parameters.
pub struct Member<'a> {
    pub name: &'a Name,
    pub wire: &'a str,
    pub wrap: Wrap,
    pub need: Need,
    pub edge: Edge,
    /// The type of its value, without wrap and pointer.
    pub value: Ty,
    /// The type of its items, when the value is a list.
    pub items: Option<Items>,
}

/// The items of a list.
pub struct Items {
    /// Without null.
    value: Ty,
    null: Null,
}

/// Whether null is a legal item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Never,
    Allowed,
}

impl Items {
    fn of(cx: &Cx, item: &Item, context: Context, home: Home) -> Self {
        let value = of(cx, &item.ty, context, home);
        let plain = of_item(cx, item, context, home) == value;
        Self { value, null: if plain { Null::Never } else { Null::Allowed } }
    }

    fn ty(&self) -> Ty {
        match self.null {
            Null::Never => self.value.clone(),
            Null::Allowed => self.value.option(),
        }
    }

    /// What its setters are called after.
    fn setter(&self) -> &'static str {
        match self.null {
            Null::Never => "list",
            Null::Allowed => "nullable_list",
        }
    }
}

impl<'a> Member<'a> {
    /// The member that `field`, number `index` of `id`, is in `form`. None when the form does not have it.
    pub fn of_field(cx: &Cx, id: TypeId, form: Form, index: usize, field: &'a Field, name: &'a Name) -> Option<Self> {
        if !form.has(field.access) {
            return None;
        }
        let context = form.context().behind(field.replace);
        let nullable = field.value.nullable && *cx.resolve(&field.value.ty) != TypeExpr::Json;
        let (wrap, need) = match (form, field.presence, nullable) {
            (_, Presence::Required, false) => (Wrap::Bare, Need::Required),
            (_, Presence::Required, true) => (Wrap::Option, Need::Required),
            (Form::Full, Presence::Optional, true) => (Wrap::Option, Need::Full),
            (Form::Patch | Form::Input, Presence::Optional, true) => (Wrap::Patch, Need::Optional),
            (_, Presence::Optional, _) => (Wrap::Option, Need::Optional),
        };
        let edge = cx.model.facts.edge(id, index);
        Some(Self::new(cx, name, &field.name, &field.value, context, Home::Models).with(wrap, need, edge))
    }

    /// A member that is required and plain.
    pub fn new(cx: &Cx, name: &'a Name, wire: &'a str, item: &Item, context: Context, home: Home) -> Self {
        let items = match cx.resolve(&item.ty) {
            TypeExpr::List(items) => Some(Items::of(cx, items, context, home)),
            TypeExpr::Named(_)
            | TypeExpr::Scalar(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => None,
        };
        let value = of(cx, &item.ty, context, home);
        Self { name, wire, wrap: Wrap::Bare, need: Need::Required, edge: Edge::Plain, value, items }
    }

    pub fn with(self, wrap: Wrap, need: Need, edge: Edge) -> Self {
        Self { wrap, need, edge, ..self }
    }

    /// Whether `new(…)` asks for it.
    pub fn is_required(&self) -> bool {
        match self.need {
            Need::Required => true,
            Need::Optional | Need::Full => false,
        }
    }

    fn held(&self) -> Ty {
        match self.edge {
            Edge::Plain => self.value.clone(),
            Edge::Boxed => self.value.boxed(),
            Edge::Erased => self.value.nested(),
        }
    }

    /// The type of the field.
    pub fn ty(&self) -> Ty {
        match self.wrap {
            Wrap::Bare => self.held(),
            Wrap::Option => self.held().option(),
            Wrap::Patch => self.held().patch(),
        }
    }

    /// The kind of its setter, as `setters!` has it.
    pub fn setter(&self) -> String {
        if let (Some(items), Edge::Plain) = (&self.items, self.edge) {
            let (kind, items) = (items.setter(), &items.value);
            return match self.wrap {
                Wrap::Bare => format!("value_{kind}({items})"),
                Wrap::Option => format!("{kind}({items})"),
                Wrap::Patch => format!("patch_{kind}({items})"),
            };
        }
        match (self.wrap, self.edge) {
            (Wrap::Bare, Edge::Plain) => format!("value({})", self.value),
            (Wrap::Option, Edge::Plain) => format!("option({})", self.value),
            (Wrap::Patch, Edge::Plain) => format!("patch({})", self.value),
            (Wrap::Bare, Edge::Boxed | Edge::Erased) => format!("value({})", self.held()),
            (Wrap::Option, Edge::Erased) => format!("nested({})", self.value),
            (Wrap::Patch, Edge::Erased) => format!("patch_nested({})", self.value),
            (Wrap::Option, Edge::Boxed) => format!("boxed({})", self.value),
            (Wrap::Patch, Edge::Boxed) => format!("patch_boxed({})", self.value),
        }
    }

    /// How a caller hands the value to a function.
    pub fn argument(&self) -> Argument {
        match (&self.items, self.wrap, self.edge) {
            (_, Wrap::Bare, Edge::Erased) => Argument::Into(self.held()),
            (Some(items), Wrap::Bare, _) => Argument::List(items.ty()),
            (_, Wrap::Bare, Edge::Boxed) => Argument::Boxed(self.value.clone()),
            (_, Wrap::Bare, Edge::Plain) if is_number(&self.value) => Argument::Plain(self.value.clone()),
            (_, Wrap::Bare, Edge::Plain) => Argument::Into(self.value.clone()),
            (_, Wrap::Option | Wrap::Patch, _) => Argument::Into(self.ty()),
        }
    }
}

/// How a caller hands over a value.
pub enum Argument {
    /// As it is. `impl Into<u64>` would not take a literal.
    Plain(Ty),
    /// As anything that turns into it.
    Into(Ty),
    /// As anything that turns into what the box holds.
    Boxed(Ty),
    /// As anything that gives items of this type.
    List(Ty),
}

impl Argument {
    /// The type of the argument.
    pub fn ty(&self) -> Ty {
        match self {
            Argument::Plain(ty) => ty.clone(),
            Argument::Into(ty) | Argument::Boxed(ty) => Ty(format!("impl Into<{ty}>")),
            Argument::List(items) => Ty(format!("impl IntoIterator<Item = impl Into<{items}>>")),
        }
    }

    /// The expression that makes the value of the argument `name`.
    pub fn value(&self, name: &Name) -> TokenStream {
        let name = name.ident();
        match self {
            Argument::Plain(_) => quote::quote!(#name),
            Argument::Into(_) => quote::quote!(#name.into()),
            Argument::Boxed(_) => quote::quote!(Box::new(#name.into())),
            Argument::List(..) => quote::quote!(#name.into_iter().map(Into::into).collect()),
        }
    }
}

fn is_number(ty: &Ty) -> bool {
    matches!(ty.0.as_str(), "bool" | "i32" | "i64" | "u64" | "f64")
}
