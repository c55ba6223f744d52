//! How a program calls each operation of the emitted crate, for tools that drive operations by data.

use super::body::{self, BodyArgument};
use super::cx::Cx;
use super::params::{self, Named};
use super::responses::{self, Outcomes};
use super::rust_type::{ImportStyle, RustType};
use crate::ir::{MediaKind, Method, OperationId, ParamLocation, SecurityKind, Style, TypeExpr};

/// An operation, and how it is called. Types and functions are written as a user of the crate writes them.
#[derive(Debug, Clone)]
pub struct CallMapping {
    pub method: Method,
    /// The path template, as the document writes it.
    pub path: String,
    /// The URL templates of its servers, the default one first.
    pub servers: Vec<String>,
    /// The function that takes all arguments: the path, the body, the other parameters.
    pub function: String,
    /// The arguments for the parameters of the path, in the order of the function.
    pub path_params: Vec<ParamMapping>,
    /// The struct of the other parameters, if there are any.
    pub params_type: Option<String>,
    pub other_params: Vec<ParamMapping>,
    pub body: Option<BodyMapping>,
    pub success: OutcomeMapping,
    pub error: OutcomeMapping,
    /// The security schemes that it may need: the name, and how the credential is sent.
    pub schemes: Vec<(String, SecurityKind)>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct ParamMapping {
    /// The wire name.
    pub name: String,
    pub sent_in: ParamLocation,
    pub required: bool,
    pub style: Style,
    pub explode: bool,
    pub shape: ParamShape,
    pub is_json: bool,
    pub ty: String,
    /// The label that the argument stands in.
    pub label: Option<String>,
    /// Whether it has one value, which is no argument.
    pub is_constant: bool,
}

/// What the value of a parameter is, which decides how its text is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamShape {
    Single,
    List,
    Object,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct BodyMapping {
    pub required: bool,
    pub contents: Vec<ContentMapping>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct ContentMapping {
    /// The media type, and others of the same kind and schema.
    pub media_types: Vec<String>,
    pub kind: MediaKind,
    pub ty: String,
    /// The variant of the enum of bodies, if there are several media types.
    pub variant: Option<String>,
}

/// What the responses of one side become.
#[derive(Debug, Clone)]
pub enum OutcomeMapping {
    /// Nothing.
    Empty,
    /// One type. A response without a body is `None`, if `is_optional`.
    One { kind: MediaKind, is_optional: bool },
    /// An enum, with a variant for each response.
    Several { variants: Vec<(String, Option<MediaKind>)> },
}

/// All operations of an API.
pub fn call_map(cx: &Cx) -> Vec<CallMapping> {
    cx.api().operations.ids().map(|id| call(cx, id)).collect()
}

fn call(cx: &Cx, id: OperationId) -> CallMapping {
    let (operation, names) = (&cx.api().operations[id], cx.model.names.operation(id));
    let module = format!("{}::{}", cx.crate_path(), names.module);
    let all = params::operation_params(cx, id);
    let responses = responses::responses(cx, id);
    let schemes = cx.api().security_schemes.iter();
    let needs = |name: &str| operation.security.iter().any(|it| it.schemes.iter().any(|need| need.scheme == name));
    CallMapping {
        method: operation.method,
        path: operation.path.clone(),
        servers: operation.servers.iter().map(|server| cx.api().servers[*server].url.clone()).collect(),
        function: format!("{module}::{}", names.with_function),
        path_params: all.path.iter().map(|named| param(cx, named)).collect(),
        params_type: (operation.needs_others() || operation.offers_others())
            .then(|| format!("{module}::{}", names.params_type)),
        other_params: all.others.iter().map(|named| param(cx, named)).collect(),
        body: body::body_argument(cx, id).map(|argument| body_mapping(cx, id, &argument, &module)),
        success: outcome(&responses.success, &module),
        error: outcome(&responses.error, &module),
        schemes: schemes
            .filter(|scheme| needs(&scheme.name))
            .map(|scheme| (scheme.name.clone(), scheme.kind.clone()))
            .collect(),
    }
}

fn param(cx: &Cx, named: &Named) -> ParamMapping {
    let param = named.param;
    let shape = match cx.resolve(&param.value.ty) {
        TypeExpr::List(_) => ParamShape::List,
        TypeExpr::Map(_) => ParamShape::Object,
        TypeExpr::Named(id) if matches!(cx.def(*id).kind, crate::ir::Kind::Object(_)) => ParamShape::Object,
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => ParamShape::Single,
    };
    ParamMapping {
        name: param.name.clone(),
        sent_in: param.sent_in,
        required: param.required,
        style: param.style,
        explode: param.explode,
        shape,
        is_json: param.content == Some(MediaKind::Json),
        ty: written(cx, &named.ty(cx)),
        label: named.label.map(|label| format!("{}::ids::{label}", cx.crate_path())),
        is_constant: param.constant.is_some(),
    }
}

fn body_mapping(cx: &Cx, id: OperationId, argument: &BodyArgument<'_>, module: &str) -> BodyMapping {
    let names = cx.model.names.operation(id);
    let contents = argument.contents().enumerate().map(|(index, (media, ty))| {
        let variant = names.body_variants.get(index).filter(|_| argument.is_enum());
        ContentMapping {
            media_types: media.mimes().cloned().collect(),
            kind: media.kind,
            ty: written(cx, ty),
            variant: variant.map(|variant| format!("{module}::{}::{variant}", names.body_type)),
        }
    });
    BodyMapping { required: argument.is_required(), contents: contents.collect() }
}

fn outcome(outcomes: &Outcomes, module: &str) -> OutcomeMapping {
    let kinds = outcomes.kinds();
    match (outcomes.enum_type(), kinds.iter().find_map(|(_, kind)| *kind)) {
        (Some(name), _) => OutcomeMapping::Several {
            variants: kinds.into_iter().map(|(variant, kind)| (format!("{module}::{name}::{variant}"), kind)).collect(),
        },
        (None, Some(kind)) => OutcomeMapping::One { kind, is_optional: matches!(outcomes.ty(), RustType::Option(_)) },
        (None, None) => OutcomeMapping::Empty,
    }
}

fn written(cx: &Cx, ty: &RustType) -> String {
    let (root, api) = (cx.crate_name(), cx.crate_path());
    ty.display(ImportStyle::Nothing { root: &root, api: &api }).to_string()
}
