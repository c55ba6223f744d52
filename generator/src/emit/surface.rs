//! What users of the emitted code see, as values that can be compared: by the same look-ups as the emitters.

mod items;
mod operations;
mod types;

pub use items::{Argument, Callable, Choice, Constant, Def, Field, Passed, Record, RootEnum, Shape, Surface, Variant};

pub use super::member::WrapperReason;
pub use super::model::payload::PointerReason;

use super::cx::{Cx, Model};
use super::rust_type::RustType;
use super::typing::item_type;
use crate::analyse::Context;
use crate::config::Config;
use crate::location::Location;
use crate::names::Name;
use crate::source::SourceSet;

/// What users see of an API.
pub fn surface(config: &Config, model: Model<'_>, sources: &SourceSet) -> Surface {
    let cx = Cx::new(config, model, sources);
    let api = cx.api();
    Surface {
        module: model.module.cloned(),
        operations: api.operations.ids().map(|id| operations::callable(&cx, id)).collect(),
        types: api.types.ids().flat_map(|id| types::defs(&cx, id)).collect(),
        constants: constants(&cx),
        labels: model.names.labels().iter().map(|(name, _)| name.clone()).collect(),
        enums: vec![servers(&cx), schemes(&cx), webhooks(&cx)],
    }
}

/// Headers of one name and type have one constant in a module.
fn constants(cx: &Cx) -> Vec<Constant> {
    let mut found: Vec<Constant> = cx.api().operations.ids().flat_map(|id| operations::headers(cx, id)).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|later, first| later.path == first.path);
    let schemes = cx.api().security_schemes.iter().enumerate().filter(|(_, scheme)| scheme.token_endpoint.is_some());
    found.extend(schemes.filter_map(|(position, scheme)| {
        let name = &cx.model.names.scheme(position)?.constant;
        let path = format!("schemes::oauth::{name}");
        Some(Constant { path, ty: RustType::Unit, location: scheme.location.clone() })
    }));
    found
}

fn root_enum(path: &'static str, variants: impl Iterator<Item = Variant>) -> RootEnum {
    RootEnum { path, choice: Choice { variants: variants.collect(), from: Vec::new() } }
}

fn plain(name: &Name, wire: &str, location: &Location) -> Variant {
    Variant { name: name.clone(), wire: wire.to_owned(), payload: None, pointer: None, location: location.clone() }
}

fn servers(cx: &Cx) -> RootEnum {
    let servers = cx.api().servers.iter().map(|(id, server)| {
        let names = cx.model.names.server(id);
        plain(&names.variant, &server.url, &server.location)
    });
    root_enum("Server", servers)
}

fn schemes(cx: &Cx) -> RootEnum {
    let schemes = cx.api().security_schemes.iter().enumerate();
    let named = schemes.filter_map(|(position, scheme)| {
        Some(plain(&cx.model.names.scheme(position)?.variant, &scheme.name, &scheme.location))
    });
    root_enum("Scheme", named)
}

fn webhooks(cx: &Cx) -> RootEnum {
    let webhooks = cx.api().webhooks.iter().zip(cx.model.names.webhooks());
    let events = webhooks.map(|(webhook, name)| Variant {
        payload: Some(item_type(cx, &webhook.body, Context::Read)),
        ..plain(name, &webhook.key, &webhook.location)
    });
    root_enum("webhooks::WebhookEvent", events)
}
