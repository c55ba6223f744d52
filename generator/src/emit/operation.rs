//! The modules of operations. Each operation is a function that makes a request, with its table and its types.

mod docs;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::{Cx, Model};
use super::docs::{Lines, deprecated, prose};
use super::source_file::{Module, SourceFile, import};
use super::text::join;
use super::{body, features, operation_spec, params, response_headers, responses};
use crate::ir::OperationId;
use crate::names::Name;

/// The operations of each module, by its name, in document order.
pub fn modules(cx: &Cx) -> BTreeMap<Name, Vec<OperationId>> {
    let mut modules: BTreeMap<Name, Vec<OperationId>> = BTreeMap::new();
    for id in cx.api().operations.ids() {
        modules.entry(cx.model.names.operation(id).module.clone()).or_default().push(id);
    }
    modules
}

/// The files of a module of operations: one, or several in a folder. Paths are relative to the folder of the API.
pub fn files(cx: &Cx, module: &Name, ids: &[OperationId]) -> Vec<(String, String)> {
    let module = module.text();
    let Some(parts) = split::files(cx, ids) else {
        let mut file = filled(cx, SourceFile::new(&module_docs(cx, ids)), ids);
        response_headers::emit(cx, &mut file, ids);
        return vec![(format!("{module}.rs"), file.finish())];
    };
    // Parts import modules from `super`, which is the index. Where a function of the index has the name of one of them, they do
    // not, since its name means both.
    let function = |id: &OperationId| cx.model.names.operation(*id).function.text();
    let is_ambiguous = ids.iter().any(|id| Module::ALL.iter().any(|module| module.to_string() == function(id)));
    let start = if is_ambiguous { SourceFile::below_the_parent } else { SourceFile::new };
    let part = |name: &Name, ids: &[OperationId]| {
        filled(cx, start(&[format!("{} of the module.", prose::code(name.text()))]), ids)
    };
    let mut parts: Vec<(&Name, SourceFile)> = parts.iter().map(|(name, ids)| (name, part(name, ids))).collect();
    if let Some((_, first)) = parts.first_mut() {
        response_headers::emit(cx, first, ids);
    }
    let mut index = SourceFile::new(&module_docs(cx, ids));
    if !is_ambiguous {
        let named: BTreeSet<Module> = parts.iter().flat_map(|(_, part)| part.modules()).collect();
        index.text(&import("use super", &Vec::from_iter(named)));
    }
    index.text(&join(parts.iter().map(|(name, _)| format!("mod {name};\n")), ""));
    index.text(&join(parts.iter().map(|(name, _)| format!("pub use {name}::*;\n")), ""));
    let mut files = vec![(format!("{module}/mod.rs"), index.finish())];
    files.extend(parts.into_iter().map(|(name, part)| (format!("{module}/{}.rs", name.text()), part.finish())));
    files
}

/// A file, filled with these operations.
fn filled(cx: &Cx, mut file: SourceFile, ids: &[OperationId]) -> SourceFile {
    let mut shared = Shared::default();
    for id in ids {
        emit(cx, &mut file, *id, &mut shared);
    }
    file
}

fn module_docs(cx: &Cx, ids: &[OperationId]) -> Vec<String> {
    let operations = ids.iter().map(|id| &cx.api().operations[*id]);
    let tag = operations.flat_map(|operation| operation.tags.first()).next();
    let described = cx.api().tags.iter().find(|known| Some(&known.name) == tag);
    let mut lines = described.map(|tag| Lines::from_docs(&tag.docs)).unwrap_or_default();
    let subject = match tag {
        Some(tag) => format!("Operations of {}.", prose::code(tag)),
        None => "Operations.".to_owned(),
    };
    lines.paragraph([subject]);
    let module = ids.first().map(|id| &cx.model.names.operation(*id).module);
    if let Some(feature) = module.and_then(|module| features::module_feature(&cx.model, module)) {
        lines.paragraph([format!("Only with the feature {}.", prose::code(feature))]);
    }
    lines.into_lines()
}

/// What several operations of one file have, which is written once.
#[derive(Default)]
struct Shared<'a> {
    params: params::Shared<'a>,
    lists: operation_spec::Shared<'a>,
}

/// Emits an operation with its table and its types.
fn emit<'a>(cx: &Cx<'a>, file: &mut SourceFile, id: OperationId, shared: &mut Shared<'a>) {
    let names = cx.model.names.operation(id);
    let responses = responses::responses(cx, id);
    let params = params::operation_params(cx, id);
    let body = body::body_argument(cx, id);
    let function = functions(cx, file, id, &responses, &params, body.as_ref());
    file.documented(&docs::operation_docs(cx, id, &params), function.plain);
    if let Some(with) = function.with {
        file.documented(&docs::with_docs(names), with);
    }
    operation_spec::emit(cx, file, id, &responses, &mut shared.lists);
    params::emit(cx, file, id, &params, &mut shared.params);
    if let Some(body) = &body {
        body.emit(cx, id, file);
    }
    responses.emit(file, &names.function);
}

/// The functions of an operation.
struct Functions {
    plain: TokenStream,
    /// The one that takes the parameters outside the path too, if the other one does not.
    with: Option<TokenStream>,
}

/// The arguments are those of the path, the body, and the parameters outside the path: what may be omitted comes last.
fn functions(
    cx: &Cx,
    file: &mut SourceFile,
    id: OperationId,
    responses: &responses::Responses,
    params: &params::Params,
    body: Option<&body::BodyArgument>,
) -> Functions {
    let names = cx.model.names.operation(id);
    let mut arguments = Vec::new();
    let mut given = Vec::new();
    let mut bindings = TokenStream::new();
    let table = names.table.ident();
    let mut request = quote!(rt::Request::new(&#table));
    for named in &params.path {
        let name = named.name.ident();
        if let Some(declaration) = named.declaration(cx, file) {
            arguments.push(declaration);
            given.push(name.clone());
        }
        bindings.extend(named.binding(cx, file));
        request.extend(quote!(.arg(&#name)));
    }
    let (params_name, params_type) = (names.params_arg.ident(), names.params_type.ident());
    let operation = &cx.api().operations[id];
    let has_constants = params.others.iter().any(|named| named.param.constant.is_some());
    // Values are set once, so that those of which there is only one are set where the others are.
    let is_called = has_constants && operation.offers_others();
    if operation.needs_others() || is_called {
        request.extend(quote!(.args(&#params_name)));
    } else if has_constants {
        request.extend(quote!(.args(&#params_type::new())));
    }
    if let Some(body) = body {
        arguments.push(body.argument(file));
        given.push(body.name().ident());
        bindings.extend(body.binding(file));
        request = body.apply(cx, id, request);
    }
    let deprecated = deprecated(operation.deprecated);
    let (output, error) = (file.type_tokens(&responses.success.ty()), file.type_tokens(&responses.error.ty()));
    let name = names.function.ident();
    let with = operation.offers_others().then(|| {
        let with = names.with_function.ident();
        let in_scope: Vec<Ident> = given.iter().cloned().chain([params_name.clone()]).collect();
        let called = function_path(&name, &in_scope);
        let body =
            if is_called { quote!(#bindings #request) } else { quote!(#called(#(#given),*).args(&#params_name)) };
        quote! {
            #deprecated
            pub fn #with(#(#arguments,)* #params_name: #params_type) -> rt::Request<#output, #error> {
                #body
            }
        }
    });
    if is_called {
        let with = function_path(&names.with_function.ident(), &given);
        bindings = TokenStream::new();
        request = quote!(#with(#(#given,)* #params_type::new()));
    }
    if operation.needs_others() {
        arguments.push(quote!(#params_name: #params_type));
    }
    let plain = quote! {
        #deprecated
        pub fn #name(#(#arguments),*) -> rt::Request<#output, #error> {
            #bindings
            #request
        }
    };
    Functions { plain, with }
}

/// How a function of the module is called where these arguments are in scope: one of its name would be called in its place.
fn function_path(function: &Ident, arguments: &[Ident]) -> TokenStream {
    if arguments.contains(function) { quote!(self::#function) } else { quote!(#function) }
}

/// The number of modules of operations.
pub fn count(model: &Model) -> usize {
    let modules = model.api.operations.ids().map(|id| &model.names.operation(id).module);
    modules.collect::<BTreeSet<_>>().len()
}
