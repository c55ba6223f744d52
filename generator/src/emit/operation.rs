//! The modules of operations: a function that makes a request, with the types and the table that belong to it.

mod docs;
mod split;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{Lines, deprecated, prose};
use super::source_file::SourceFile;
use super::text::join;
use super::{answers, body, features, params, table};
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

/// A module of operations: one file, or several in a folder. Paths are relative to the folder of the API.
pub fn files(cx: &Cx, module: &Name, ids: &[OperationId]) -> Vec<(String, String)> {
    let module = module.text();
    let Some(parts) = split::files(cx, ids) else {
        return vec![(format!("{module}.rs"), file(module_docs(cx, ids), &items(cx, ids)))];
    };
    let texts: Vec<(&Name, String)> = parts.iter().map(|(name, ids)| (name, items(cx, ids))).collect();
    let mut index = SourceFile::new(&module_docs(cx, ids));
    let used = |word: &&str| texts.iter().any(|(_, text)| names(text, &format!("{word}::")));
    let used: Vec<&str> = ["models", "schemes", "servers"].into_iter().filter(used).collect();
    match used.as_slice() {
        [] => {}
        [one] => index.text(&format!("use super::{one};\n")),
        several => index.text(&format!("use super::{{{}}};\n", several.join(", "))),
    }
    index.text(&join(texts.iter().map(|(name, _)| format!("mod {name};\n")), ""));
    index.text(&join(texts.iter().map(|(name, _)| format!("pub use {name}::*;\n")), ""));
    let about = |name: &Name| vec![format!("{} of the module.", prose::code(name.text()))];
    let mut files = vec![(format!("{module}/mod.rs"), index.finish())];
    files.extend(texts.iter().map(|(name, text)| (format!("{module}/{}.rs", name.text()), file(about(name), text))));
    files
}

/// Operations below their docs and what they import.
fn file(docs: Vec<String>, items: &str) -> String {
    let mut file = SourceFile::new(&docs);
    let models = names(items, "models::");
    file.text(if models { "use super::models;\nuse crate::runtime as rt;\n" } else { "use crate::runtime as rt;\n" });
    file.text(items);
    file.finish()
}

fn items(cx: &Cx, ids: &[OperationId]) -> String {
    let mut items = SourceFile::empty();
    let mut shared = params::Shared::default();
    for id in ids {
        emit(cx, &mut items, *id, &mut shared);
    }
    items.finish()
}

/// Whether code has this text. Prose may have it too.
fn names(text: &str, path: &str) -> bool {
    text.lines().any(|line| !line.trim_start().starts_with("///") && line.contains(path))
}

fn module_docs(cx: &Cx, ids: &[OperationId]) -> Vec<String> {
    let operations = ids.iter().map(|id| &cx.api().operations[*id]);
    let tag = operations.flat_map(|operation| operation.tags.first()).next();
    let described = cx.api().tags.iter().find(|known| Some(&known.name) == tag);
    let mut lines = described.map(|tag| Lines::of(&tag.docs)).unwrap_or_default();
    let subject = match tag {
        Some(tag) => format!("Operations of {}.", prose::code(tag)),
        None => "Operations.".to_owned(),
    };
    lines.paragraph([subject]);
    let module = ids.first().map(|id| &cx.model.names.operation(*id).module);
    if let Some(feature) = module.and_then(|module| features::of_module(&cx.model, module)) {
        lines.paragraph([format!("Only with the feature {}.", prose::code(feature))]);
    }
    lines.into_lines()
}

/// An operation with all that belongs to it.
fn emit<'a>(cx: &Cx<'a>, file: &mut SourceFile, id: OperationId, shared: &mut params::Shared<'a>) {
    let names = cx.model.names.operation(id);
    let answers = answers::of(cx, id);
    let params = params::of(cx, id);
    let body = body::of(cx, id);
    file.documented(&docs::of(cx, id, &params), function(cx, id, &answers, &params, body.as_ref()));
    file.text(&table::of(cx, id, &answers));
    params::emit(cx, file, id, &params, shared);
    if let Some(body) = &body {
        body.emit(cx, id, file);
    }
    answers.emit(file, &names.function);
}

fn function(
    cx: &Cx,
    id: OperationId,
    answers: &answers::Answers,
    params: &params::Params,
    body: Option<&body::BodyArgument>,
) -> TokenStream {
    let names = cx.model.names.operation(id);
    let mut arguments = Vec::new();
    let mut bindings = TokenStream::new();
    let table = names.table.ident();
    let mut request = quote!(rt::Request::new(&#table));
    for named in &params.path {
        let (name, ty) = (named.name.ident(), named.argument(cx).ty());
        arguments.push(quote!(#name: #ty));
        bindings.extend(named.binding(cx));
        request.extend(quote!(.arg(&#name)));
    }
    if !params.others.is_empty() {
        let (name, ty) = (names.params_arg.ident(), names.params_type.ident());
        arguments.push(quote!(#name: #ty));
        request.extend(quote!(.args(&#name)));
    }
    if let Some(body) = body {
        arguments.push(body.argument());
        bindings.extend(body.binding());
        request = body.apply(cx, id, request);
    }
    let deprecated = deprecated(cx.api().operations[id].deprecated);
    let (name, output, error) = (names.function.ident(), answers.success.ty(), answers.error.ty());
    quote! {
        #deprecated
        pub fn #name(#(#arguments),*) -> rt::Request<#output, #error> {
            #bindings
            #request
        }
    }
}

/// The number of modules of operations.
pub fn count(model: &super::Model) -> usize {
    let modules = model.api.operations.ids().map(|id| &model.names.operation(id).module);
    modules.collect::<std::collections::BTreeSet<_>>().len()
}
