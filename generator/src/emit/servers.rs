//! The servers and security schemes of an API, as statics that its operations name.

use std::collections::BTreeSet;

use super::cx::Cx;
use super::docs::{Lines, prose};
use super::source_file::SourceFile;
use super::text::{join, slice, string, strings};
use crate::config::{Config, Runtime};
use crate::ir::{ParamLocation, SecurityKind, SecurityScheme, Server, ServerVariable, TokenEndpoint};
use crate::names::Name;

/// `servers.rs`.
pub fn servers(cx: &Cx) -> String {
    let mut file = SourceFile::about("The servers of the API.");
    let known: BTreeSet<&str> = cx.api().servers.iter().flat_map(|(_, server)| variable_names(server)).collect();
    let lacks_some = |server: &Server| variable_names(server).count() < known.len();
    if cx.api().servers.iter().any(|(_, server)| lacks_some(server)) {
        let names = known.iter().map(|name| string(name)).collect::<Vec<_>>();
        file.text(&format!("/// The variables of all servers.\nconst VARIABLES: &[&str] = {};", slice(&names)));
    }
    for (id, server) in cx.api().servers.iter() {
        let names = cx.model.names.server(id);
        file.table(&format!(
            "{}pub static {}: rt::Server = rt::Server::new({}, {}){}{};",
            server_docs(server).comment(),
            names.constant,
            string(&names.wire),
            string(&server.url),
            variables(&server.variables),
            if lacks_some(server) { ".all_variables(VARIABLES)" } else { "" }
        ));
    }
    file.finish()
}

fn variable_names(server: &Server) -> impl Iterator<Item = &str> {
    server.variables.iter().map(|variable| variable.name.as_str())
}

fn server_docs(server: &Server) -> Lines {
    let mut lines = Lines::from_docs(&server.docs);
    lines.paragraph([format!("{}.", prose::code(&server.url))]);
    lines.paragraph(server.variables.iter().map(variable_docs).collect::<Vec<_>>());
    lines
}

/// An item of a list of variables.
pub fn variable_docs(variable: &ServerVariable) -> String {
    let name = prose::code(&variable.name);
    let what = prose::line(variable.docs.description.as_deref().unwrap_or("a variable of the URL"));
    let values = match variable.values.as_slice() {
        [] => String::new(),
        values => format!("; one of {}", join(values.iter().map(|value| prose::code(value)), ", ")),
    };
    format!("- {name}: {}{values}; default {}.", what.trim_end_matches('.'), prose::code(&variable.default))
}

fn variables(variables: &[ServerVariable]) -> String {
    if variables.is_empty() {
        return String::new();
    }
    let entries = variables.iter().map(|variable| {
        let (name, default) = (string(&variable.name), string(&variable.default));
        format!("rt::ServerVariable::new({name}, {default}, {})", strings(&variable.values))
    });
    format!("\n    .variables({})", slice(&entries.collect::<Vec<_>>()))
}

/// `schemes.rs`.
pub fn schemes(cx: &Cx) -> String {
    let mut file = SourceFile::about("The security schemes of the API.");
    for (position, scheme) in cx.api().security_schemes.iter().enumerate() {
        if let Some(names) = cx.model.names.scheme(position) {
            file.table(&scheme_static(scheme, &names.constant, owner(cx.config)));
        }
    }
    let endpoints = cx.api().security_schemes.iter().enumerate().filter_map(|(position, scheme)| {
        Some(endpoint_static(scheme.token_endpoint.as_ref()?, &scheme.name, &cx.model.names.scheme(position)?.constant))
    });
    let endpoints: Vec<String> = endpoints.collect();
    if !endpoints.is_empty() {
        let inside = endpoints.join("\n");
        file.text(&format!(
            "/// The token endpoints of the security schemes of type `oauth2`.\npub mod oauth {{\n    use crate::runtime as rt;\n\n{inside}}}"
        ));
    }
    file.finish()
}

/// `pub static APPLICATION: rt::OAuth2 = rt::OAuth2::new("…", "…");`, inside a module.
fn endpoint_static(endpoint: &TokenEndpoint, scheme: &str, constant: &Name) -> String {
    let TokenEndpoint { token_url, refresh_url, device_authorization_url } = endpoint;
    let refresh = refresh_url.as_ref().filter(|url| *url != token_url);
    let refresh = refresh.map_or_else(String::new, |url| format!(".with_refresh_url({})", string(url)));
    let device = device_authorization_url.as_ref();
    let device = device.map_or_else(String::new, |url| format!(".with_device_authorization_url({})", string(url)));
    format!(
        "    /// The tokens of {} come from {}.\n    pub static {constant}: rt::OAuth2 =\n        rt::OAuth2::new({}){refresh}{device};\n",
        prose::code(scheme),
        prose::code(token_url),
        string(token_url),
    )
}

/// The crate that has the schemes, where several crates share a runtime: each has schemes of its own, and many documents call
/// theirs alike.
pub fn owner(config: &Config) -> Option<&str> {
    match config.runtime {
        Runtime::Own => None,
        Runtime::Shared => Some(&config.package.name),
    }
}

fn scheme_static(scheme: &SecurityScheme, constant: &Name, owner: Option<&str>) -> String {
    let name = string(&scheme.name);
    let value = match &scheme.kind {
        SecurityKind::Bearer => format!("bearer({name})"),
        SecurityKind::Basic => format!("basic({name})"),
        SecurityKind::ApiKey { sent_in: ParamLocation::Query, name: key } => {
            format!("api_key_query({name}, {})", string(key))
        }
        SecurityKind::ApiKey { sent_in: ParamLocation::Cookie, name: key } => {
            format!("api_key_cookie({name}, {})", string(key))
        }
        SecurityKind::ApiKey { sent_in: ParamLocation::Header | ParamLocation::Path, name: key } => {
            format!("api_key_header({name}, {})", string(key))
        }
        SecurityKind::Http { scheme } => format!("http({name}, {})", string(scheme)),
        SecurityKind::MutualTls => format!("mutual_tls({name})"),
    };
    let docs = Lines::from_docs(&scheme.docs).or(&scheme.name).comment();
    let owner = owner.map_or_else(String::new, |owner| format!(".of_crate({})", string(owner)));
    format!("{docs}pub static {constant}: rt::Scheme = rt::Scheme::{value}{owner};")
}

/// What a scheme sends, in prose.
pub fn what_is_sent(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::Bearer => "a bearer token".to_owned(),
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::ApiKey { sent_in: ParamLocation::Query, name } => {
            format!("a key in the query parameter {}", prose::code(name))
        }
        SecurityKind::ApiKey { sent_in: ParamLocation::Cookie, name } => {
            format!("a key in the cookie {}", prose::code(name))
        }
        SecurityKind::ApiKey { sent_in: ParamLocation::Header | ParamLocation::Path, name } => {
            format!("a key in the header {}", prose::code(name))
        }
        SecurityKind::Http { scheme } => format!("credentials of the HTTP scheme {}", prose::code(scheme)),
        SecurityKind::MutualTls => "a client certificate, which the transport sends".to_owned(),
    }
}
