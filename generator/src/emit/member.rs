//! How a member of a record is emitted: its field, its setter, and the argument that a constructor takes for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::rust_type::{Generic, RustType};
use super::source_file::SourceFile;
use super::typing::{has_null, has_null_in_map, held_type, value_type};
use crate::analyse::{Context, Edge, Form};
use crate::ir::{Constant, Field, Item, Presence, TypeExpr, TypeId};
use crate::names::Name;

/// The type around the value of a member, for a value that may be absent or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapper {
    /// The value itself, which is always present.
    Bare,
    /// `Option`: absent or a value. For a member that must be sent: null or a value.
    Option,
    /// `Patch`: absent, null or a value.
    Patch,
}

/// Why a member has its wrapper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrapperReason {
    /// It is required and never null.
    AlwaysThere,
    /// It is required, and null is legal.
    Null,
    /// It may be missing, and what is received tells null from missing nowhere.
    Missing,
    /// It may be missing, and is sent whole: then it is null.
    NullInPlaceOfMissing,
    /// A client can leave it out or send null, and the two mean different things.
    MissingOrNull,
    /// A merge patch may leave it out, and null would be no value of it.
    LeftOut,
    /// A merge patch may leave it out, and null removes it.
    Removed,
}

/// Whether JSON must have a member, as the table of `record!` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberPresence {
    /// It may be omitted.
    Optional,
    Required,
    /// It may be omitted from what is received, but is always sent.
    Full,
}

/// A member of one form of a record, or of a struct of parameters.
pub struct Member<'a> {
    pub name: &'a Name,
    pub wire: &'a str,
    pub wrapper: Wrapper,
    pub presence: MemberPresence,
    /// Why it has its wrapper.
    pub because: WrapperReason,
    pub edge: Edge,
    /// The type of its value, without wrapper and pointer.
    pub value: RustType,
    /// What it holds, when the value is a list or a map.
    pub items: Option<Items>,
    /// The value of a required member that has only one.
    pub constant: Option<&'a Constant>,
}

/// The items of a list, or the values of a map.
pub struct Items {
    container: Container,
    /// The type of an item, without null.
    value: RustType,
    null: Null,
}

/// What holds items. A caller passes them as an iterator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    List,
    /// With a name for each item.
    Map,
}

/// Whether null is a legal item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Never,
    Allowed,
}

/// The setter of a member, as `setters!` has it.
pub struct Setter {
    pub argument: Argument,
    /// The function of `setter_impls` that makes the member of the argument.
    pub put: &'static str,
}

impl Items {
    /// None: the type is neither a list nor a map.
    fn of(cx: &Cx, ty: &TypeExpr, context: Context) -> Option<Self> {
        match cx.resolve(ty) {
            TypeExpr::List(item) => Some(Self::in_list(cx, item, context)),
            TypeExpr::Map(item) => Some(Self::in_map(cx, item, context)),
            TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => None,
        }
    }

    fn in_list(cx: &Cx, item: &Item, context: Context) -> Self {
        let null = if has_null(cx, item) { Null::Allowed } else { Null::Never };
        Self { container: Container::List, value: value_type(cx, &item.ty, context.in_list()), null }
    }

    /// The values of a map.
    pub fn in_map(cx: &Cx, item: &Item, context: Context) -> Self {
        let null = if has_null_in_map(cx, item, context) { Null::Allowed } else { Null::Never };
        Self { container: Container::Map, value: value_type(cx, &item.ty, context), null }
    }

    /// The type of an item.
    pub fn ty(&self) -> RustType {
        match self.null {
            Null::Never => self.value.clone(),
            Null::Allowed => self.value.clone().option(),
        }
    }

    fn argument(&self) -> Argument {
        match self.container {
            Container::List => Argument::List(self.ty()),
            Container::Map => Argument::Map(self.ty()),
        }
    }

    /// The setter of a member that holds them.
    pub fn setter(&self, wrapper: Wrapper) -> Setter {
        let item = match self.null {
            Null::Never => self.value.clone(),
            Null::Allowed => self.value.clone().inside(Generic::Patch),
        };
        let argument = match self.container {
            Container::List => Argument::List(item),
            Container::Map => Argument::Map(item),
        };
        let put = match (self.container, wrapper, self.null) {
            (Container::List, Wrapper::Bare, Null::Never) => "value_list",
            (Container::List, Wrapper::Bare, Null::Allowed) => "value_nullable_list",
            (Container::List, Wrapper::Option, Null::Never) => "list",
            (Container::List, Wrapper::Option, Null::Allowed) => "nullable_list",
            (Container::List, Wrapper::Patch, Null::Never) => "patch_list",
            (Container::List, Wrapper::Patch, Null::Allowed) => "patch_nullable_list",
            (Container::Map, Wrapper::Bare, Null::Never) => "value_map",
            (Container::Map, Wrapper::Bare, Null::Allowed) => "value_nullable_map",
            (Container::Map, Wrapper::Option, Null::Never) => "map",
            (Container::Map, Wrapper::Option, Null::Allowed) => "nullable_map",
            (Container::Map, Wrapper::Patch, Null::Never) => "patch_map",
            (Container::Map, Wrapper::Patch, Null::Allowed) => "patch_nullable_map",
        };
        Setter { argument, put }
    }
}

impl<'a> Member<'a> {
    /// The member for `field`, number `index` of type `id`, in `form`. None: the form does not have it.
    pub fn from_field(cx: &Cx, id: TypeId, form: Form, index: usize, field: &'a Field, name: &'a Name) -> Option<Self> {
        if !form.has(field.access) {
            return None;
        }
        let context = form.context().behind(field.replace);
        let (wrapper, presence, because) = match (form, field.presence, has_null(cx, &field.value)) {
            (Form::MergePatch, Presence::Required, false) => {
                (Wrapper::Option, MemberPresence::Optional, WrapperReason::LeftOut)
            }
            (Form::MergePatch, _, _) => (Wrapper::Patch, MemberPresence::Optional, WrapperReason::Removed),
            (_, Presence::Required, false) => (Wrapper::Bare, MemberPresence::Required, WrapperReason::AlwaysThere),
            (_, Presence::Required, true) => (Wrapper::Option, MemberPresence::Required, WrapperReason::Null),
            (Form::Full, Presence::Optional, true) => {
                (Wrapper::Option, MemberPresence::Full, WrapperReason::NullInPlaceOfMissing)
            }
            (Form::Patch | Form::Input, Presence::Optional, true) => {
                (Wrapper::Patch, MemberPresence::Optional, WrapperReason::MissingOrNull)
            }
            (_, Presence::Optional, _) => (Wrapper::Option, MemberPresence::Optional, WrapperReason::Missing),
        };
        let edge = cx.model.facts.edge(id, index);
        let constant = field.constant.as_ref().filter(|_| wrapper == Wrapper::Bare && edge == Edge::Plain);
        Some(Self {
            constant,
            because,
            ..Self::new(cx, name, &field.name, &field.value, context).with(wrapper, presence, edge)
        })
    }

    /// A member that is required and plain.
    pub fn new(cx: &Cx, name: &'a Name, wire: &'a str, item: &Item, context: Context) -> Self {
        let items = Items::of(cx, &item.ty, context);
        let value = value_type(cx, &item.ty, context);
        let (wrapper, presence, edge) = (Wrapper::Bare, MemberPresence::Required, Edge::Plain);
        let because = WrapperReason::AlwaysThere;
        Self { name, wire, wrapper, presence, because, edge, value, items, constant: None }
    }

    pub fn with(self, wrapper: Wrapper, presence: MemberPresence, edge: Edge) -> Self {
        Self { wrapper, presence, edge, ..self }
    }

    /// Whether `new(…)` asks for it.
    pub fn is_argument(&self) -> bool {
        self.is_required() && self.constant.is_none()
    }

    /// Whether a struct has a `Default` with it.
    pub fn is_defaulted(&self) -> bool {
        self.presence == MemberPresence::Optional || self.constant.is_some()
    }

    /// Whether JSON must have it.
    pub fn is_required(&self) -> bool {
        match self.presence {
            MemberPresence::Required => true,
            MemberPresence::Optional | MemberPresence::Full => false,
        }
    }

    fn held(&self) -> RustType {
        held_type(self.value.clone(), self.edge)
    }

    /// The type of the field.
    pub fn ty(&self) -> RustType {
        match self.wrapper {
            Wrapper::Bare => self.held(),
            Wrapper::Option => self.held().option(),
            Wrapper::Patch => self.held().inside(Generic::Patch),
        }
    }

    /// Its setter.
    pub fn setter(&self) -> Setter {
        let value = || match self.wrapper {
            Wrapper::Bare | Wrapper::Option => self.value.clone(),
            Wrapper::Patch => self.value.clone().inside(Generic::Patch),
        };
        let (argument, put) = match (&self.items, self.wrapper, self.edge) {
            (Some(items), wrapper, Edge::Plain) => return items.setter(wrapper),
            (None, Wrapper::Bare, Edge::Plain) if self.value.needs_literal() => (Argument::Plain(value()), "value"),
            (None, Wrapper::Option, Edge::Plain) if self.value.needs_literal() => (Argument::Plain(value()), "option"),
            (None, Wrapper::Bare | Wrapper::Patch, Edge::Plain) => (Argument::Into(value()), "value"),
            (None, Wrapper::Option, Edge::Plain) => (Argument::Into(value()), "option"),
            (_, Wrapper::Bare, Edge::Boxed | Edge::Erased) => (Argument::Into(self.held()), "value"),
            (_, Wrapper::Option, Edge::Boxed) => (Argument::Into(value()), "boxed"),
            (_, Wrapper::Option, Edge::Erased) => (Argument::Into(value()), "erased_box"),
            (_, Wrapper::Patch, Edge::Boxed) => (Argument::Into(value()), "patch_boxed"),
            (_, Wrapper::Patch, Edge::Erased) => (Argument::Into(value()), "patch_erased_box"),
        };
        Setter { argument, put }
    }

    /// How a caller passes the value to a function.
    pub fn argument(&self) -> Argument {
        match (&self.items, self.wrapper, self.edge) {
            (_, Wrapper::Bare, Edge::Erased) => Argument::Into(self.held()),
            (Some(items), Wrapper::Bare, _) => items.argument(),
            (_, Wrapper::Bare, Edge::Boxed) => Argument::Boxed(self.value.clone()),
            (_, Wrapper::Bare, Edge::Plain) if self.value.is_primitive() => Argument::Plain(self.value.clone()),
            (_, Wrapper::Bare, Edge::Plain) => Argument::Into(self.value.clone()),
            (_, Wrapper::Option, Edge::Plain) if self.value == RustType::STRING => {
                Argument::Nullable(self.value.clone())
            }
            (_, Wrapper::Option | Wrapper::Patch, _) => Argument::Into(self.ty()),
        }
    }
}

/// How a caller passes a value.
pub enum Argument {
    /// As the type itself, since `impl Into<u64>` takes no literal.
    Plain(RustType),
    /// As `impl Into` of the type.
    Into(RustType),
    /// As `impl Into` of the type in the box.
    Boxed(RustType),
    /// As what becomes a value of this type, or null.
    Nullable(RustType),
    /// As an iterator over items of this type.
    List(RustType),
    /// As an iterator over entries with values of this type.
    Map(RustType),
}

impl Argument {
    /// The type of the argument, as a file writes it.
    pub fn text(&self, file: &mut SourceFile) -> String {
        match self {
            Argument::Plain(ty) => file.ty(ty),
            Argument::Into(ty) | Argument::Boxed(ty) => format!("impl Into<{}>", file.ty(ty)),
            Argument::Nullable(ty) => format!("impl Into<{}>", file.ty(&ty.clone().inside(Generic::Nullable))),
            Argument::List(items) => format!("impl IntoIterator<Item = impl Into<{}>>", file.ty(items)),
            Argument::Map(values) => {
                format!("impl IntoIterator<Item = (impl Into<String>, impl Into<{}>)>", file.ty(values))
            }
        }
    }

    /// As [`Self::text`], as tokens.
    pub fn ty(&self, file: &mut SourceFile) -> TokenStream {
        // A type that is written always parses as tokens.
        self.text(file).parse().unwrap_or_default()
    }

    /// The expression that makes the value of the argument `name`.
    pub fn value(&self, name: &Name) -> TokenStream {
        let name = name.ident();
        match self {
            Argument::Plain(_) => quote!(#name),
            Argument::Into(_) => quote!(#name.into()),
            Argument::Boxed(_) => quote!(Box::new(#name.into())),
            Argument::Nullable(_) => quote!(#name.into().into_option()),
            Argument::List(_) => quote!(#name.into_iter().map(Into::into).collect()),
            Argument::Map(_) => quote!(rt::entries(#name)),
        }
    }
}
