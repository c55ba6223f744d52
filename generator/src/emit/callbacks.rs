//! `callbacks.rs`: what operations make the API send, a module for each operation and a function for each callback.

use super::cx::Cx;
use super::docs::{Lines, prose};
use super::source_file::SourceFile;
use super::text::string;
use super::typing::item_type;
use crate::analyse::Context;
use crate::ir::Callback;
use crate::names::CallbackNames;

/// The module of an API that has callbacks.
pub fn file(cx: &Cx) -> String {
    let mut file = SourceFile::new(&about());
    let callbacks: Vec<(&Callback, &CallbackNames)> =
        cx.api().callbacks.iter().zip(cx.model.names.callbacks()).collect();
    for of_operation in callbacks.chunk_by(|(one, _), (other, _)| one.operation == other.operation) {
        let Some((first, names)) = of_operation.first() else { continue };
        let operation = &cx.api().operations[first.operation];
        let route = prose::code(&format!("{} {}", operation.method.key().to_ascii_uppercase(), operation.path));
        let mut text = format!("/// Callbacks of {route}.\npub mod {} {{\n    use super::*;\n", names.module);
        for (callback, names) in of_operation {
            text.push_str(&function(cx, callback, names, &mut file));
        }
        text.push_str("}\n");
        file.table(&text);
    }
    file.finish()
}

/// The docs of the module.
fn about() -> Vec<String> {
    [
        "Callbacks: what the API sends to a URL that a request has given it.",
        "",
        "The program that has the URL knows by its own routes which callback it receives: each has a function that reads it.",
    ]
    .map(str::to_owned)
    .into()
}

fn function(cx: &Cx, callback: &Callback, names: &CallbackNames, file: &mut SourceFile) -> String {
    let sent = &callback.sent;
    let mut docs = Lines::from_docs(&sent.docs);
    if sent.docs.summary.is_none() && sent.docs.description.is_none() {
        docs.paragraph([format!("Reads the callback {}.", prose::code(&sent.key))]);
    }
    let to = prose::code(&format!("{} {}", callback.method.to_ascii_uppercase(), callback.url));
    docs.paragraph([format!("It comes as {to}.")]);
    docs.paragraph(["# Errors".to_owned()]);
    docs.paragraph(["Returns an error if the body is not JSON, or does not match the type.".to_owned()]);
    docs.paragraph([format!("Source: `{}`.", cx.source(&sent.location))]);
    let ty = file.ty(&item_type(cx, &sent.body, Context::Read));
    let mut text = String::from("\n");
    for line in docs.comment().lines() {
        text.push_str(&format!("    {line}\n"));
    }
    if sent.deprecated {
        text.push_str("    #[deprecated]\n");
    }
    text.push_str(&format!(
        "    pub fn {}(body: &[u8]) -> Result<{ty}, rt::WebhookError> {{\n        rt::read_event({}, body)\n    }}\n",
        names.function,
        string(&sent.key)
    ));
    text
}
