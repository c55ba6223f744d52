//! Security schemes, and what operations need of them.

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme as Scheme};

use super::Lowering;
use super::operation::escape;
use crate::ir::{Docs, Location, Requirement, SchemeUse, SecurityKind, SecurityScheme};

impl<'a> Lowering<'a> {
    pub(super) fn security_schemes(&mut self) {
        let Some(components) = &self.bundle.openapi.components else { return };
        for (name, scheme) in &components.security_schemes {
            let ReferenceOr::Item(scheme) = scheme else { continue };
            let (kind, description) = match scheme {
                Scheme::APIKey { location, name, description, extensions: _ } => {
                    let location = match location {
                        APIKeyLocation::Query => Location::Query,
                        APIKeyLocation::Header => Location::Header,
                        APIKeyLocation::Cookie => Location::Cookie,
                    };
                    (SecurityKind::ApiKey { location, name: name.clone() }, description)
                }
                Scheme::HTTP { scheme, description, bearer_format: _, extensions: _ } => (http(scheme), description),
                Scheme::OAuth2 { description, flows: _, extensions: _ } => (SecurityKind::Bearer, description),
                Scheme::OpenIDConnect { description, open_id_connect_url: _, extensions: _ } => {
                    (SecurityKind::Bearer, description)
                }
            };
            self.api.security_schemes.push(SecurityScheme {
                place: self.bundle.origins.place(&format!("/components/securitySchemes/{}", escape(name))),
                name: name.clone(),
                docs: Docs { description: description.clone(), ..Docs::default() },
                kind,
            });
        }
    }

    /// What an operation needs: its alternatives in document order.
    pub(super) fn requirements(&mut self, operation: &openapiv3::Operation) -> Vec<Requirement> {
        let alternatives = operation.security.iter().flatten();
        alternatives
            .map(|alternative| Requirement {
                schemes: alternative
                    .iter()
                    .map(|(scheme, scopes)| SchemeUse { scheme: scheme.clone(), scopes: scopes.clone() })
                    .collect(),
            })
            .collect()
    }
}

fn http(scheme: &str) -> SecurityKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SecurityKind::Bearer,
        "basic" => SecurityKind::Basic,
        "mutual" => SecurityKind::MutualTls,
        _ => SecurityKind::Http { scheme: scheme.to_owned() },
    }
}
