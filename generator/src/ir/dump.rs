//! An API as short text, for snapshots: one line for each type, member, operation, and part of an operation.

use std::fmt::Write;

use super::{
    Access, Additional, Api, Check, EnumRepr, Field, Item, Kind, Media, NameOrigin, Object, Operation, Param, Presence,
    Replace, Step, TypeExpr, TypeId, Xml,
};

/// Writes everything in the IR, in its order.
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    for (_, def) in api.types.iter() {
        let deprecated = if def.deprecated { " deprecated" } else { "" };
        line(
            &mut out,
            0,
            &format!("type {}{deprecated} = {}{}", origin(&def.name), kind(api, &def.kind), xml(def.xml.as_deref())),
        );
        match &def.kind {
            Kind::Object(object) => fields(api, object, &mut out),
            Kind::Enum(choice) => {
                for value in &choice.values {
                    let name = value.name.as_deref().map(|name| format!(" as {name}")).unwrap_or_default();
                    line(&mut out, 1, &format!("{:?}{name}{}", value.text, access(value.access)));
                }
            }
            Kind::Union(union) => {
                for variant in &union.variants {
                    let tags =
                        if variant.tags.is_empty() { String::new() } else { format!(" when {:?}", variant.tags) };
                    line(&mut out, 1, &format!("{}{tags}", item(api, &variant.value)));
                }
            }
            Kind::Alias(_) | Kind::Invalid | Kind::Removed => {}
        }
    }
    for (_, operation) in api.operations.iter() {
        self::operation(api, operation, &mut out);
    }
    for webhook in &api.webhooks {
        let headers = webhook.headers.iter().map(|(name, value)| format!(" with {name}: {value}")).collect::<String>();
        line(&mut out, 0, &format!("webhook {} = {}{headers}", webhook.key, item(api, &webhook.body)));
    }
    for callback in &api.callbacks {
        let operation = &api.operations[callback.operation];
        let from = format!("{} {}", operation.method.key(), operation.path);
        let (key, to) = (&callback.sent.key, format!("{} {}", callback.method, callback.url));
        line(&mut out, 0, &format!("callback {key} of {from} to {to} = {}", item(api, &callback.sent.body)));
    }
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{:indent$}{text}", "", indent = depth * 2);
}

fn origin(name: &NameOrigin) -> String {
    let steps = |path: &[Step]| path.iter().map(step).collect::<Vec<_>>().join(".");
    match name {
        NameOrigin::Component(key) => key.clone(),
        NameOrigin::Inside { parent, path } => format!("{parent:?}.{}", steps(path)),
        NameOrigin::InOperation { operation, path } => format!("op{operation:?}.{}", steps(path)),
        NameOrigin::InPart { key, path } => format!("{key}.{}", steps(path)),
    }
}

fn step(step: &Step) -> String {
    match step {
        Step::Property(name) | Step::Param(name) => name.clone(),
        Step::Items => "[]".to_owned(),
        Step::Values => "{}".to_owned(),
        Step::Variant { title, index } => title.clone().unwrap_or_else(|| format!("|{index}")),
        Step::Body(_) => "body".to_owned(),
        Step::Response(status, _) => format!("response({status})"),
        Step::Header(status, name) => format!("header({status}, {name})"),
        Step::Base => "base".to_owned(),
    }
}

fn kind(api: &Api, kind: &Kind) -> String {
    match kind {
        Kind::Object(object) => match &object.additional {
            Additional::Ignored => "object".to_owned(),
            Additional::Closed => "object closed".to_owned(),
            Additional::Kept(value) => format!("object keeping {}", item(api, value)),
        },
        Kind::Enum(choice) => match choice.repr {
            EnumRepr::String => "enum of strings".to_owned(),
            EnumRepr::Integer => "enum of integers".to_owned(),
        },
        Kind::Union(union) => match &union.discriminator {
            Some(discriminator) => format!("union by {discriminator}"),
            None => "union".to_owned(),
        },
        Kind::Alias(value) => item(api, value),
        Kind::Invalid => "invalid".to_owned(),
        Kind::Removed => "removed".to_owned(),
    }
}

fn fields(api: &Api, object: &Object, out: &mut String) {
    for field in &object.fields {
        line(out, 1, &self::field(api, field));
    }
}

fn field(api: &Api, field: &Field) -> String {
    let presence = match field.presence {
        Presence::Required => "required ",
        Presence::Optional => "",
    };
    let replace = match field.replace {
        Replace::Whole => " replaced whole",
        Replace::Unspecified => "",
    };
    let default = field.default.as_ref().map(|value| format!(" default {value}")).unwrap_or_default();
    let deprecated = if field.deprecated { " deprecated" } else { "" };
    let value = item(api, &field.value);
    format!("{presence}{}: {value}{}{replace}{default}{deprecated}", field.name, access(field.access))
}

fn access(access: Access) -> &'static str {
    match access {
        Access::ReadWrite => "",
        Access::ReadOnly => " read-only",
        Access::WriteOnly => " write-only",
    }
}

fn item(api: &Api, item: &Item) -> String {
    let null = if item.nullable { "?" } else { "" };
    let checks: Vec<String> = item.checks.iter().map(check).collect();
    let checks = if checks.is_empty() { String::new() } else { format!(" [{}]", checks.join(", ")) };
    format!("{}{null}{checks}{}", expr(api, &item.ty), xml(item.xml.as_deref()))
}

fn xml(xml: Option<&Xml>) -> String {
    let Some(Xml { node, name, namespace }) = xml else { return String::new() };
    let node = node.map(|node| format!("{node:?}").to_lowercase());
    let namespace = namespace.as_ref().map(|(prefix, namespace)| format!("{prefix:?} in {namespace:?}"));
    let said: Vec<String> = node.into_iter().chain(name.clone()).chain(namespace).collect();
    format!(" <{}>", said.join(" "))
}

fn check(check: &Check) -> String {
    format!("{check:?}").replace("Number(", "(")
}

fn expr(api: &Api, ty: &TypeExpr) -> String {
    match ty {
        TypeExpr::Named(id) => named(api, *id),
        TypeExpr::Scalar(scalar) => format!("{scalar:?}").to_lowercase(),
        TypeExpr::List(inner) => format!("[{}]", item(api, inner)),
        TypeExpr::Map(inner) => format!("{{{}}}", item(api, inner)),
        TypeExpr::CommaSeparated(inner) => format!("comma separated {}", item(api, inner)),
        TypeExpr::Json => "json".to_owned(),
    }
}

fn named(api: &Api, id: TypeId) -> String {
    origin(&api.types[id].name)
}

fn operation(api: &Api, operation: &Operation, out: &mut String) {
    let id = operation.id.as_deref().unwrap_or("(no id)");
    let idempotent = if operation.idempotent { " idempotent" } else { "" };
    line(out, 0, &format!("operation {id}: {:?} {}{idempotent}", operation.method, operation.path));
    for param in &operation.params {
        line(out, 1, &self::param(api, param));
    }
    if let Some(body) = &operation.body {
        let need = if body.required { "required" } else { "optional" };
        line(out, 1, &format!("body {need}: {}", content(api, &body.content)));
    }
    for response in &operation.responses {
        line(out, 1, &format!("response {:?}: {}", response.status, content(api, &response.content)));
        for header in &response.headers {
            line(out, 2, &format!("header {}: {}", header.name, item(api, &header.value)));
        }
    }
    for requirement in &operation.security {
        let schemes: Vec<String> =
            requirement.schemes.iter().map(|need| format!("{}({})", need.scheme, need.scopes.join(" "))).collect();
        line(
            out,
            1,
            &format!("needs {}", if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }),
        );
    }
    for &server in &operation.servers {
        let server = &api.servers[server];
        line(out, 1, &format!("at {} {}", server.name.as_deref().unwrap_or("-"), server.url));
    }
    if let Some(replaced) = operation.replaced_server {
        line(out, 1, &format!("in place of {}", api.servers[replaced].url));
    }
}

fn param(api: &Api, param: &Param) -> String {
    let need = if param.required { "required " } else { "" };
    let explode = if param.explode { " explode" } else { "" };
    let reserved = if param.allow_reserved { " allowReserved" } else { "" };
    let content = param.content.map(|kind| format!(" as {kind:?}")).unwrap_or_default();
    let repeated = if param.repeated_segment { " repeated" } else { "" };
    let quoted = param.quoted_key.as_ref().map(|chars| format!(" quoted {chars:?}")).unwrap_or_default();
    let value = item(api, &param.value);
    let (location, style) = (format!("{:?}", param.sent_in).to_lowercase(), param.style);
    format!("{location} {need}{}: {value} {style:?}{explode}{reserved}{content}{repeated}{quoted}", param.name)
}

fn content(api: &Api, content: &[Media]) -> String {
    let media = content.iter().map(|media| {
        let value = media.value.as_ref().map_or_else(|| "-".to_owned(), |value| item(api, value));
        format!("{} ({:?}) {value}", media.mime, media.kind)
    });
    let media: Vec<String> = media.collect();
    if media.is_empty() { "nothing".to_owned() } else { media.join(" | ") }
}
