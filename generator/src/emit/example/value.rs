//! How a JSON value is written as an expression of the emitted types.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::code::{self, bracketed, call, chain};
use super::minimal;
use crate::analyse::recursion::rest_position;
use crate::analyse::{Construction, Context, Edge, Form};
use crate::config::Runtime;
use crate::emit::cx::Cx;
use crate::emit::member::{MemberPresence, Wrapper};
use crate::emit::model::conversions;
use crate::emit::model::object::{self, Shown};
use crate::emit::model::payload::Payload;
use crate::emit::rust_type::{ImportStyle, RustType};
use crate::emit::text::string;
use crate::emit::typing::value_type;
use crate::ir::{Additional, Enum, EnumRepr, Item, Kind, Object, TypeExpr, TypeId, Union, Variant};

/// Longer examples are left out, because nobody reads them.
const LONGEST: usize = 12_000;

/// An expression, and the JSON that its value is serialised as.
pub struct Expr {
    pub code: String,
    pub written: Value,
    /// Whether it is serialised as exactly this JSON.
    pub is_sure: bool,
}

impl Expr {
    pub fn new(code: String, written: Value) -> Self {
        Self { code, written, is_sure: true }
    }
}

/// The unknown members of an open object.
struct Rest<'a> {
    /// The name of the field that keeps them, and of its setter.
    name: String,
    /// The type of their values.
    item: &'a Item,
    given: Value,
}

/// What the place of an expression accepts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Accepts {
    /// `impl Into` of the type.
    Into,
    /// The type itself.
    Exact,
}

/// Makes expressions for values of one API.
pub struct Values<'a> {
    pub cx: &'a Cx<'a>,
    root: String,
}

impl<'a> Values<'a> {
    pub fn new(cx: &'a Cx<'a>) -> Self {
        Self { cx, root: cx.crate_name() }
    }

    /// The name of the emitted crate.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The documented example, unless it is too long, else the minimal value of the type.
    pub fn documented_or_minimal(&self, documented: Option<&Value>, item: &Item, context: Context) -> Option<Value> {
        match documented {
            Some(json) => (json.to_string().len() <= LONGEST).then(|| json.clone()),
            None => minimal::minimal_value(self.cx, item, context),
        }
    }

    /// The expression for a value that may be null.
    pub fn item(&self, item: &Item, context: Context, json: &Value, accepts: Accepts) -> Option<Expr> {
        if !item.nullable || *self.cx.resolve(&item.ty) == TypeExpr::Json {
            return self.value(&item.ty, context, json, accepts);
        }
        if json.is_null() {
            return Some(self.null(&item.ty, context, accepts));
        }
        let expr = self.value(&item.ty, context, json, Accepts::Exact)?;
        Some(Expr { code: call("Some", &[expr.code]), ..expr })
    }

    /// `None`, with its type where nothing else says it.
    pub fn null(&self, ty: &TypeExpr, context: Context, accepts: Accepts) -> Expr {
        let code = match accepts {
            Accepts::Into => format!("None::<{}>", self.named(&value_type(self.cx, ty, context))),
            Accepts::Exact => "None".to_owned(),
        };
        Expr::new(code, Value::Null)
    }

    /// The expression for a value that is not null.
    pub fn value(&self, ty: &TypeExpr, context: Context, json: &Value, accepts: Accepts) -> Option<Expr> {
        match self.cx.resolve(ty) {
            TypeExpr::Named(id) => match &self.cx.def(*id).kind {
                Kind::Object(object) => self.object(*id, object, context, json),
                Kind::Enum(choice) => self.choice(*id, choice, json),
                Kind::Union(union) => self.union(*id, union, context, json),
                Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
            },
            TypeExpr::Scalar(scalar) => self.scalar(*scalar, json, accepts),
            TypeExpr::List(item) => {
                let expr = self.items(item, context, json, Accepts::Exact)?;
                Some(Expr { code: expr.code.replacen('[', "vec![", 1), ..expr })
            }
            TypeExpr::Map(item) => self.map(item, context, json),
            TypeExpr::CommaSeparated(item) => self.comma_separated(item, context, json),
            TypeExpr::Json => Some(self.any(json)),
        }
    }

    /// The expression for any JSON.
    pub fn any(&self, json: &Value) -> Expr {
        Expr::new(code::json(json), json.clone())
    }

    fn choice(&self, id: TypeId, choice: &Enum, json: &Value) -> Option<Expr> {
        let names = &self.cx.model.names;
        let ty = format!("models::{}", names.ty(id, Form::Read));
        let text = match (choice.repr, json) {
            (EnumRepr::String, Value::String(text)) => text.clone(),
            (EnumRepr::Integer, Value::Number(number)) => number.as_i64()?.to_string(),
            (EnumRepr::String | EnumRepr::Integer, _) => return None,
        };
        let mut known = choice.values.iter().zip(&names.members(id).items);
        let code = match (known.find(|(value, _)| value.text == text), choice.repr) {
            (Some((_, variant)), _) => format!("{ty}::{variant}"),
            (None, EnumRepr::String) => format!("{ty}::from({})", string(&text)),
            (None, EnumRepr::Integer) => format!("{ty}::from({text})"),
        };
        Some(Expr::new(code, json.clone()))
    }

    /// The value deserialised from its JSON, for values that have no shorter expression.
    pub fn read(&self, ty: &RustType, json: &Value) -> Expr {
        let code = format!("serde_json::from_value::<{}>({})?", self.named(ty), code::json(json));
        Expr::new(code, json.clone())
    }

    /// A type, as an example names it.
    pub fn named(&self, ty: &RustType) -> String {
        ty.display(ImportStyle::Example { root: &self.root }).to_string()
    }

    /// None when a member has no value of its type, or has no setter.
    fn object(&self, id: TypeId, object: &Object, context: Context, json: &Value) -> Option<Expr> {
        let given = json.as_object()?;
        let form = self.cx.model.facts.form_in(id, context);
        let members = object::members(self.cx, id, object, form);
        let rest = self.rest(id, object, form, given)?;
        let ty = format!("models::{}", self.cx.model.names.ty(id, form));
        match self.cx.model.facts.construction(id, form) {
            Construction::Literal => self.literal(&ty, &members, rest, given),
            Construction::Setters => self.setters(&ty, form, &members, rest, given),
            Construction::Never => None,
        }
    }

    /// The unknown members of an open object. Inner None: the object is not open.
    fn rest<'o>(
        &self,
        id: TypeId,
        object: &'o Object,
        form: Form,
        given: &Map<String, Value>,
    ) -> Option<Option<Rest<'o>>> {
        let (Additional::Kept(item), Some(rest)) = (&object.additional, object::extra(self.cx, id, object, form))
        else {
            return Some(None);
        };
        if self.cx.model.facts.edge(id, rest_position(object)) == Edge::Erased {
            return None;
        }
        let named: BTreeSet<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
        let unnamed: Map<String, Value> = given
            .iter()
            .filter(|(name, _)| !named.contains(name.as_str()))
            .map(|(name, json)| (name.clone(), json.clone()))
            .collect();
        Some(Some(Rest { name: rest.name.to_string(), item, given: Value::Object(unnamed) }))
    }

    /// `Address { city: Some("Berlin".to_owned()), street: None }`
    fn literal(&self, ty: &str, members: &[Shown], rest: Option<Rest>, given: &Map<String, Value>) -> Option<Expr> {
        let mut codes = Vec::new();
        let mut written = Map::new();
        let mut is_sure = true;
        for shown in members {
            let (field, member) = (shown.field, &shown.member);
            let expr = match given.get(&field.name).filter(|json| member.wrapper == Wrapper::Bare || !json.is_null()) {
                Some(json) => {
                    let expr =
                        self.value(&field.value.ty, Context::Full.behind(field.replace), json, Accepts::Exact)?;
                    let code = boxed(expr.code, member.edge);
                    let code = if member.wrapper == Wrapper::Option { call("Some", &[code]) } else { code };
                    Some(Expr { code, ..expr })
                }
                None if member.wrapper == Wrapper::Bare => return None,
                None => None,
            };
            codes.push(format!("{}: {}", member.name, expr.as_ref().map_or("None", |expr| &expr.code)));
            match expr {
                Some(expr) => {
                    is_sure &= expr.is_sure;
                    written.insert(field.name.clone(), expr.written);
                }
                None if member.presence == MemberPresence::Optional => {}
                None => {
                    written.insert(field.name.clone(), Value::Null);
                }
            }
        }
        if let Some(Rest { name, item, given }) = rest {
            let map = self.map(item, Context::Full, &given)?;
            codes.push(format!("{name}: {}", map.code));
            written.extend(map.written.as_object().cloned().unwrap_or_default());
            is_sure &= map.is_sure;
        }
        Some(Expr { code: bracketed(&format!("{ty} {{"), &codes, "}"), written: Value::Object(written), is_sure })
    }

    /// `ContactPatch::new().birthday(…).clear_title()`
    fn setters(
        &self,
        ty: &str,
        form: Form,
        members: &[Shown],
        rest: Option<Rest>,
        given: &Map<String, Value>,
    ) -> Option<Expr> {
        let mut required = Vec::new();
        let mut calls = Vec::new();
        let mut written = Map::new();
        let mut is_sure = true;
        for shown in members {
            let (field, member) = (shown.field, &shown.member);
            let context = form.context().behind(field.replace);
            let json = given.get(&field.name);
            let expr = match (member.wrapper, json) {
                (Wrapper::Bare, json)
                    if member.constant.is_some_and(|it| json.is_none_or(|json| *json == it.value())) =>
                {
                    written.extend(member.constant.map(|constant| (field.name.clone(), constant.value())));
                    None
                }
                (Wrapper::Bare, None) => return None,
                (Wrapper::Option, None | Some(Value::Null)) if member.is_required() => {
                    Some(Expr::new("None".to_owned(), Value::Null))
                }
                (Wrapper::Option | Wrapper::Patch, None) => None,
                (Wrapper::Patch, Some(Value::Null)) => {
                    calls.push(format!(".{}()", shown.clear?));
                    written.insert(field.name.clone(), Value::Null);
                    None
                }
                // A member that may not be null has no expression for null.
                (Wrapper::Option, Some(Value::Null)) => None,
                (Wrapper::Bare | Wrapper::Option | Wrapper::Patch, Some(json)) => {
                    Some(self.member(shown, context, json)?)
                }
            };
            let Some(expr) = expr else { continue };
            is_sure &= expr.is_sure;
            written.insert(field.name.clone(), expr.written);
            if member.is_argument() {
                required.push(expr.code);
            } else {
                calls.push(call(&format!(".{}", member.name), &[expr.code]));
            }
        }
        if let Some(Rest { name, item, given }) = rest.filter(|rest| rest.given != Value::Object(Map::new())) {
            let map = self.entries(item, form.context(), &given, Accepts::Into)?;
            calls.push(call(&format!(".{name}"), &[map.code]));
            written.extend(map.written.as_object().cloned().unwrap_or_default());
            is_sure &= map.is_sure;
        }
        let code = chain(call(&format!("{ty}::new"), &required), &calls);
        Some(Expr { code, written: Value::Object(written), is_sure })
    }

    /// The argument of a setter or of `new` for a member.
    fn member(&self, shown: &Shown, context: Context, json: &Value) -> Option<Expr> {
        let (field, member) = (shown.field, &shown.member);
        if member.items.is_some()
            && member.edge == Edge::Plain
            && !(member.is_required() && member.wrapper == Wrapper::Option)
        {
            return self.collection(&field.value, context, json);
        }
        match (member.wrapper, member.is_required()) {
            (Wrapper::Option, true) => {
                let expr = self.value(&field.value.ty, context, json, Accepts::Exact)?;
                Some(Expr { code: call("Some", &[boxed(expr.code, member.edge)]), ..expr })
            }
            (wrapper, _) => {
                let expr = self.value(&field.value.ty, context, json, Accepts::Into)?;
                let is_taken = match wrapper {
                    Wrapper::Bare | Wrapper::Option => true,
                    // The patch of a shared runtime is a type of another crate, which `&str` cannot become there.
                    Wrapper::Patch => self.cx.config.runtime == Runtime::Own,
                };
                let text = self.text_in_union(&field.value.ty, context, json).filter(|_| is_taken);
                Some(Expr { code: text.unwrap_or(expr.code), ..expr })
            }
        }
    }

    /// `"text"`, if a union takes it as it is. None: the value is no such text.
    fn text_in_union(&self, ty: &TypeExpr, context: Context, json: &Value) -> Option<String> {
        let (TypeExpr::Named(id), Value::String(text)) = (self.cx.resolve(ty), json) else { return None };
        let Kind::Union(union) = &self.cx.def(*id).kind else { return None };
        let form = self.cx.model.facts.form_in(*id, context);
        let (index, _) = self.variant(union, form, json)??;
        let variant = self.cx.model.names.members(*id).items.get(index)?;
        conversions::is_made_from_text(self.cx, *id, form, variant).then(|| string(text))
    }

    /// `Pet::Cat(Box::new(…))`
    fn union(&self, id: TypeId, union: &Union, context: Context, json: &Value) -> Option<Expr> {
        let form = self.cx.model.facts.form_in(id, context);
        let ty = format!("models::{}", self.cx.model.names.ty(id, form));
        let names = self.cx.model.names.members(id);
        let Some((index, expr)) = self.variant(union, form, json)? else {
            let code = call(&format!("{ty}::{}", names.rest.as_ref()?), &[code::json(json)]);
            return Some(Expr::new(code, json.clone()));
        };
        let (variant, name) = (union.variants.get(index)?, names.items.get(index)?);
        let payload = Payload::new(self.cx, id, index, variant, form.context());
        let inner = boxed(expr.code, payload.edge);
        let mut written = expr.written;
        if let (Some(member), Some(tag), Value::Object(members)) =
            (union.written_discriminator(), variant.tags.first(), &mut written)
        {
            members.entry(member.to_owned()).or_insert_with(|| Value::from(tag.clone()));
        }
        Some(Expr { code: call(&format!("{ty}::{name}"), &[inner]), written, is_sure: expr.is_sure })
    }

    /// The variant of a value, with its payload: by the discriminator, else the first that represents the value
    /// exactly. Inner None: no variant does. None: the variant of the discriminator does not.
    fn variant(&self, union: &Union, form: Form, json: &Value) -> Option<Option<(usize, Expr)>> {
        let value = |variant: &Variant| self.value(&variant.value.ty, form.context(), json, Accepts::Exact);
        let tag = union.discriminator.as_ref().and_then(|member| json.get(member)).and_then(Value::as_str);
        let is_tagged = |variant: &Variant| variant.tags.iter().any(|known| Some(known.as_str()) == tag);
        if let Some((index, variant)) = union.variants.iter().enumerate().find(|(_, variant)| is_tagged(variant)) {
            return value(variant).map(|expr| Some((index, expr)));
        }
        let size = |json: &Value| json.as_object().map(Map::len);
        let mut expr = union.variants.iter().enumerate().filter_map(|(index, variant)| Some((index, value(variant)?)));
        Some(expr.find(|(_, expr)| expr.is_sure && size(&expr.written) == size(json)))
    }
}

fn boxed(code: String, edge: Edge) -> String {
    match edge {
        Edge::Plain => code,
        Edge::Boxed => call("Box::new", &[code]),
        Edge::Erased => call("From::from", &[code]),
    }
}
