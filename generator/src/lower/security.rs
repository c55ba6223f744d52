//! Which security schemes does an API have, and which of them does an operation need?

use openapiv3::{APIKeyLocation, OAuth2Flows, ReferenceOr, SecurityScheme as Scheme};

use super::context::Lowering;
use crate::diag::Code;
use crate::document::extras::DeviceFlow;
use crate::ir::{Docs, ParamLocation, Requirement, SchemeUse, SecurityKind, SecurityScheme, TokenEndpoint};
use crate::pointer;

impl<'a> Lowering<'a> {
    pub(super) fn security_schemes(&mut self) {
        let Some(components) = &self.bundle.openapi.components else { return };
        for (name, scheme) in &components.security_schemes {
            let ReferenceOr::Item(scheme) = scheme else { continue };
            let (kind, description) = match scheme {
                Scheme::APIKey { location, name, description, extensions: _ } => {
                    let location = match location {
                        APIKeyLocation::Query => ParamLocation::Query,
                        APIKeyLocation::Header => ParamLocation::Header,
                        APIKeyLocation::Cookie => ParamLocation::Cookie,
                    };
                    (SecurityKind::ApiKey { sent_in: location, name: name.clone() }, description)
                }
                Scheme::HTTP { scheme, description, bearer_format: _, extensions: _ } => {
                    (self.http(name, scheme), description)
                }
                Scheme::OAuth2 { description, flows: _, extensions: _ } => (SecurityKind::Bearer, description),
                Scheme::OpenIDConnect { description, open_id_connect_url: _, extensions: _ } => {
                    (SecurityKind::Bearer, description)
                }
            };
            let token_endpoint = match scheme {
                Scheme::OAuth2 { flows, .. } => {
                    let extras = self.bundle.extras.flows.get(&flows.extensions);
                    let device = extras.and_then(|extras| extras.device.as_ref());
                    self.tell_other_token_urls(name, flows, device);
                    token_endpoint(flows, device)
                }
                Scheme::APIKey { .. } | Scheme::HTTP { .. } | Scheme::OpenIDConnect { .. } => None,
            };
            self.api.security_schemes.push(SecurityScheme {
                location: self.bundle.origins.location(&pointer::from_keys(&["components", "securitySchemes", name])),
                name: name.clone(),
                docs: Docs { description: description.clone(), ..Docs::default() },
                kind,
                token_endpoint,
            });
        }
    }

    fn http(&mut self, name: &str, scheme: &str) -> SecurityKind {
        let why = match scheme.to_ascii_lowercase().as_str() {
            "bearer" => return SecurityKind::Bearer,
            "basic" => return SecurityKind::Basic,
            "mutual" => return SecurityKind::MutualTls,
            "digest" => "answers a challenge of the server, which the client does not support",
            _ => "is not an HTTP scheme that the client knows",
        };
        let location = self.location(&pointer::from_keys(&["components", "securitySchemes", name, "scheme"]));
        let message =
            format!("`{scheme}` {why}; the client sends the given credentials unchanged, after the name of the scheme");
        self.diags
            .push(Code::Approximated, location, message)
            .help("give the complete credentials of each request, made as the scheme defines");
        SecurityKind::Http { scheme: scheme.to_owned() }
    }

    /// Tells that the flows of a scheme have several token URLs, since the emitted crate has one.
    fn tell_other_token_urls(&mut self, name: &str, flows: &OAuth2Flows, device: Option<&DeviceFlow>) {
        let mut usable = urls(flows, device).map(|(url, _)| url).filter(is_usable);
        let Some(first) = usable.next() else { return };
        let Some(other) = usable.find(|url| *url != first) else { return };
        let location = self.location(&pointer::from_keys(&["components", "securitySchemes", name, "flows"]));
        let message =
            format!("the flows have several token URLs; tokens are requested from `{first}`, and not from `{other}`");
        self.diags
            .push(Code::Approximated, location, message)
            .help("give a provider of the other flow its own, by `token_url`, or make a scheme of each flow");
    }

    /// The security requirements of an operation. They are alternatives, in document order.
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

/// The token URL and the refresh URL of each flow.
fn urls<'f>(
    flows: &'f OAuth2Flows,
    device: Option<&'f DeviceFlow>,
) -> impl Iterator<Item = (&'f String, &'f Option<String>)> {
    let of_client = flows.client_credentials.as_ref().map(|flow| (&flow.token_url, &flow.refresh_url));
    let of_code = flows.authorization_code.as_ref().map(|flow| (&flow.token_url, &flow.refresh_url));
    let of_password = flows.password.as_ref().map(|flow| (&flow.token_url, &flow.refresh_url));
    let of_device = device.map(|flow| (&flow.token_url, &flow.refresh_url));
    [of_client, of_code, of_device, of_password].into_iter().flatten()
}

/// Whether a client can use a URL: it is absolute, and of the web.
fn is_usable(url: &&String) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The token endpoint of the flows.
fn token_endpoint(flows: &OAuth2Flows, device: Option<&DeviceFlow>) -> Option<TokenEndpoint> {
    let token_url = urls(flows, device).map(|(url, _)| url).find(is_usable)?.clone();
    let refresh_url = urls(flows, device).filter_map(|(_, url)| url.as_ref()).find(is_usable).cloned();
    let device_authorization_url = device.map(|flow| &flow.device_authorization_url).filter(is_usable).cloned();
    Some(TokenEndpoint { token_url, refresh_url, device_authorization_url })
}
