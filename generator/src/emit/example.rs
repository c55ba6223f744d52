//! An example of each operation, which is compiled and run as a doctest. It makes the documented request with typed
//! calls, and asserts what is sent.

mod code;
mod collection;
mod minimal;
mod path;
pub mod readme_example;
mod scalar;
mod value;

use serde_json::Value;

use self::code::{call, chain};
use self::value::{Accepts, Expr, Values};
use super::cx::Cx;
use super::docs::prose;
use super::member::Argument;
use super::operation_spec::method;
use super::params::{self, Named, Params};
use super::text::string;
use crate::analyse::Context;
use crate::analyse::reach::sent_in;
use crate::ir::{Item, Kind, Media, MediaKind, OperationId, TypeExpr};

/// A request made with typed calls.
pub struct Example {
    /// The name of the example in the document.
    name: String,
    /// `use msgraph::v1_0::{contact, models};`. None: all items are named by their whole path.
    pub import: Option<String>,
    /// `contact::update_mine(…)`
    pub call: String,
    path: Option<String>,
    body: Body,
}

/// The most documented examples of an operation that are emitted.
const MOST_EXAMPLES: usize = 8;

/// The examples of an operation: one for each documented request, or one with minimal values. Empty: some required
/// value cannot be made.
pub fn examples(cx: &Cx, id: OperationId) -> Vec<Example> {
    let documented = media(cx, id).map_or(&[][..], |(_, media)| media.examples.as_slice());
    let mut examples: Vec<Example> =
        documented.iter().take(MOST_EXAMPLES).filter_map(|(name, json)| example(cx, id, Some((name, json)))).collect();
    if examples.is_empty() {
        examples.extend(example(cx, id, None));
    }
    examples
}

fn example(cx: &Cx, id: OperationId, documented: Option<(&str, &Value)>) -> Option<Example> {
    let names = cx.model.names.operation(id);
    let params = params::operation_params(cx, id);
    let values = Values::new(cx);
    let mut arguments = Vec::new();
    let mut sent = Vec::new();
    for named in &params.path {
        if let Some(constant) = &named.param.constant {
            sent.push((named.param, Value::String(constant.text.clone())));
            continue;
        }
        let expr = argument(cx, &values, named)?;
        arguments.push(match named.label {
            Some(label) => call(&format!("ids::{label}"), &[expr.code]),
            None => expr.code,
        });
        sent.push((named.param, expr.written));
    }
    let body = body(cx, &values, id, documented.map(|(_, json)| json))?;
    arguments.extend(body.argument.clone());
    let others = others(cx, &values, id, &params)?;
    let function = if others.is_some() { &names.with_function } else { &names.function };
    arguments.extend(others);
    let call = call(&format!("{}::{function}", module(cx, id)), &arguments);
    let path = path::expected(&cx.api().operations[id].path, &sent);
    let name = documented.map(|(name, _)| name.to_owned()).unwrap_or_default();
    let import = import(cx, id, &call, params.path.iter().any(|named| named.label.is_some()));
    Some(Example { name, import, call, path, body })
}

/// The doctests of an operation, fences included.
pub fn doctests(cx: &Cx, id: OperationId) -> Vec<String> {
    let examples = examples(cx, id);
    let several = examples.len() > 1;
    let mut lines = Vec::new();
    for example in examples {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if several && !example.name.is_empty() {
            lines.extend([format!("{}:", prose::code(&example.name)), String::new()]);
        }
        lines.extend(doctest(cx, id, example));
    }
    lines
}

/// The most lines of a sample. A longer one would hide what the operation is.
const LONGEST_SAMPLE: usize = 24;

/// A short call of an operation, fences included. It is text, since rustdoc must run nothing that a document made. Empty: it cannot be made, or is too long.
pub fn sample(cx: &Cx, id: OperationId) -> Vec<String> {
    let Some(Example { import, call, .. }) = example(cx, id, None) else { return Vec::new() };
    let send = format!("let answer = client.send({call}).await?;");
    if send.lines().count() > LONGEST_SAMPLE {
        return Vec::new();
    }
    let import = import.into_iter().flat_map(|import| [import, String::new()]);
    let lines = import.chain(send.lines().map(str::to_owned));
    ["```text".to_owned()].into_iter().chain(lines).chain(["```".to_owned()]).collect()
}

fn doctest(cx: &Cx, id: OperationId, example: Example) -> Vec<String> {
    let mut lines = vec!["```".to_owned()];
    lines.extend(example.import.into_iter().flat_map(|import| [import, String::new()]));
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.extend(format!("let request = {};", example.call).lines().map(str::to_owned));
    lines.push(String::new());
    if example.body.is_documented {
        lines.push("request.check()?;".to_owned());
    }
    lines.push(format!("assert_eq!(request.method(), {});", string(method(cx.api().operations[id].method))));
    if let Some(path) = example.path {
        lines.push(format!("assert_eq!(request.path(), {});", string(&path)));
    }
    if let Some(written) = example.body.written {
        lines.push("let body = request.body_bytes().ok_or(\"no body\")?;".to_owned());
        lines.push("let body: serde_json::Value = serde_json::from_slice(body)?;".to_owned());
        lines.extend(format!("assert_eq!(body, {});", code::json(&written)).lines().map(str::to_owned));
    }
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// How an example names the module of an operation. A module with the name of the crate is named by its whole path,
/// since an import would shadow the crate.
fn module(cx: &Cx, id: OperationId) -> String {
    let module = &cx.model.names.operation(id).module;
    if module.text() == cx.crate_name() { format!("{}::{module}", cx.crate_path()) } else { module.to_string() }
}

/// The import from the module of the API.
fn import(cx: &Cx, id: OperationId, code: &str, has_labels: bool) -> Option<String> {
    let module = Some(module(cx, id)).filter(|module| !module.contains("::"));
    let labels = has_labels.then(|| "ids".to_owned());
    let models = code.contains("models::").then(|| "models".to_owned());
    let root = cx.crate_path();
    match module.into_iter().chain(labels).chain(models).collect::<Vec<String>>().as_slice() {
        [] => None,
        [name] => Some(format!("use {root}::{name};")),
        names => Some(format!("use {root}::{{{}}};", names.join(", "))),
    }
}

/// The argument for a required parameter.
fn argument(cx: &Cx, values: &Values, named: &Named) -> Option<Expr> {
    let item = present(named);
    let json = values.documented_or_minimal(named.param.example.as_ref(), &item, Context::Input)?;
    match named.argument(cx) {
        Argument::List(_) | Argument::Map(_) => values.collection(&item, Context::Input, &json),
        Argument::Plain(_) => values.item(&item, Context::Input, &json, Accepts::Exact),
        Argument::Boxed(_) | Argument::Into(_) | Argument::Nullable(_) => {
            values.item(&item, Context::Input, &json, Accepts::Into)
        }
    }
}

/// The argument of the setter for an optional parameter, if the document has an example that fits.
fn setting(values: &Values, named: &Named) -> Option<Expr> {
    let item = present(named);
    let json = values.documented_or_minimal(Some(named.param.example.as_ref()?), &item, Context::Input)?;
    values.collection(&item, Context::Input, &json).or_else(|| values.item(&item, Context::Input, &json, Accepts::Into))
}

/// The value of a parameter, which cannot be null outside of JSON.
fn present(named: &Named) -> Item {
    Item { nullable: false, ..named.param.value.clone() }
}

/// `contact::ListParams::new(5).select(["id"])`: the required parameters, and those with an example. `Some(None)`: there
/// are none of these.
fn others(cx: &Cx, values: &Values, id: OperationId, params: &Params) -> Option<Option<String>> {
    let names = cx.model.names.operation(id);
    let mut required = Vec::new();
    let mut setters = Vec::new();
    for named in &params.others {
        if named.param.constant.is_some() {
            continue;
        }
        if named.param.required {
            required.push(argument(cx, values, named)?.code);
        } else if let Some(expr) = setting(values, named) {
            setters.push(call(&format!(".{}", named.name), &[expr.code]));
        }
    }
    if required.is_empty() && setters.is_empty() {
        return Some(None);
    }
    let new = call(&format!("{}::{}::new", module(cx, id), names.params_type), &required);
    Some(Some(chain(new, &setters)))
}

/// The body of an example.
#[derive(Default)]
struct Body {
    argument: Option<String>,
    /// The JSON that is sent. None: it is not JSON, or not certain.
    written: Option<Value>,
    is_documented: bool,
}

/// The media type of examples, with its position: JSON, if it is one of several.
fn media<'a>(cx: &Cx<'a>, id: OperationId) -> Option<(usize, &'a Media)> {
    let content = &cx.api().operations[id].body.as_ref()?.content;
    let position = content.iter().position(|media| media.kind == MediaKind::Json).unwrap_or_default();
    Some((position, content.get(position)?))
}

/// The body of an example; empty for an operation without a body. None: a body is required, but cannot be made.
fn body(cx: &Cx, values: &Values, id: OperationId, documented: Option<&Value>) -> Option<Body> {
    let operation = &cx.api().operations[id];
    let (Some(body), Some((position, media))) = (&operation.body, media(cx, id)) else {
        return Some(Body::default());
    };
    if !body.required && documented.is_none() && has_no_members(cx, media) {
        return Some(Body { argument: Some("None".to_owned()), ..Body::default() });
    }
    let names = cx.model.names.operation(id);
    let expr = content(values, media, sent_in(operation.method, media), documented);
    match expr {
        Some(expr) => {
            let argument = match names.body_variants.get(position).filter(|_| body.content.len() > 1) {
                Some(variant) => {
                    let variant = format!("{}::{}::{variant}", module(cx, id), names.body_type);
                    call(&variant, std::slice::from_ref(&expr.code))
                }
                None => expr.code,
            };
            let written = Some(expr.written).filter(|_| expr.is_sure && media.kind == MediaKind::Json);
            let is_documented = documented.is_some() && expr.is_sure && !asks_for_headers(media);
            Some(Body { argument: Some(argument), written: written.filter(|_| is_documented), is_documented })
        }
        None if !body.required => Some(Body { argument: Some("None".to_owned()), ..Body::default() }),
        None => None,
    }
}

/// Whether the value is an object of which the document names no member, so that an example has nothing to say of it.
fn has_no_members(cx: &Cx, media: &Media) -> bool {
    match media.value.as_ref().map(|item| cx.resolve(&item.ty)) {
        Some(TypeExpr::Named(id)) => matches!(&cx.def(*id).kind, Kind::Object(object) if object.fields.is_empty()),
        Some(
            TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json,
        )
        | None => false,
    }
}

/// Whether a part has a header that the caller must set. An example has no value for it.
fn asks_for_headers(media: &Media) -> bool {
    let mut headers = media.encoding.iter().flat_map(|(_, part)| &part.headers);
    headers.any(|header| header.required && header.constant.is_none())
}

fn content(values: &Values, media: &Media, context: Context, documented: Option<&Value>) -> Option<Expr> {
    match media.kind {
        MediaKind::Json | MediaKind::Xml | MediaKind::Form | MediaKind::Multipart => match &media.value {
            Some(item) => {
                let json = values.documented_or_minimal(documented, item, context)?;
                values.item(item, context, &json, Accepts::Exact)
            }
            None => documented.map(|json| values.any(json)).filter(|_| media.kind == MediaKind::Json),
        },
        MediaKind::Bytes => Some(Expr::new(format!("{}::RequestBody::from(\"bytes\")", values.root()), Value::Null)),
        // A document may give a schema for these, but does not say how a value becomes text.
        MediaKind::Text | MediaKind::EventStream | MediaKind::JsonLines => None,
    }
}
