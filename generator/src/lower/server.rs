//! Which servers does an operation have, and to which of them is it not safe to send credentials?

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::context::Lowering;
use crate::diag::Code;
use crate::ir::{Docs, Operation, SecurityKind, SecurityScheme, Server, ServerId, ServerVariable};
use crate::location::Location;

impl<'a> Lowering<'a> {
    pub(super) fn servers_of(&mut self, servers: &[openapiv3::Server], pointer: &str) -> Vec<ServerId> {
        let mut ids = Vec::new();
        for (index, server) in servers.iter().enumerate() {
            if let Some(encrypted) = self.encrypted_twin(server, servers) {
                self.leave_out_plain_twin(server, encrypted, &format!("{pointer}/servers/{index}/url"));
                continue;
            }
            let key = self.server_key(server);
            let id = match self.servers.get(&key) {
                Some(known) => *known,
                None => {
                    let lowered = self.server(server, self.location(&format!("{pointer}/servers/{index}")));
                    let id = self.api.servers.push(lowered);
                    self.servers.insert(key, id);
                    id
                }
            };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The same server with `https` in place of `http`, if it is listed too. The two have one name, and callers who choose none
    /// get the encrypted one.
    fn encrypted_twin<'s>(
        &self,
        server: &openapiv3::Server,
        servers: &'s [openapiv3::Server],
    ) -> Option<&'s openapiv3::Server> {
        let place = server.url.strip_prefix("http://")?.trim_end_matches('/');
        servers.iter().find(|other| {
            other.url.strip_prefix("https://").is_some_and(|rest| rest.trim_end_matches('/') == place)
                && other.description == server.description
                && other.variables == server.variables
                && self.server_name(other) == self.server_name(server)
        })
    }

    fn leave_out_plain_twin(&mut self, plain: &openapiv3::Server, encrypted: &openapiv3::Server, pointer: &str) {
        let key = self.server_key(plain);
        if self.plain_twins.insert(key, self.server_key(encrypted)).is_none() {
            let message =
                format!("`{}` is left out, because `{}` is the same server, encrypted", plain.url, encrypted.url);
            self.diags
                .push(Code::Ignored, self.location(pointer), message)
                .help("remove it, or give it a `description` of its own if callers choose between the two");
        }
    }

    /// Finds the servers in whose place operations have their own. One that no operation has cannot be chosen.
    pub(super) fn resolve_replaced_servers(&mut self) {
        for (id, server) in std::mem::take(&mut self.replaced_servers) {
            let key = self.server_key(server);
            let key = self.plain_twins.get(&key).unwrap_or(&key);
            self.api.operations[id].replaced_server = self.servers.get(key).copied();
        }
    }

    fn server(&self, server: &openapiv3::Server, location: Location) -> Server {
        Server {
            location,
            name: self.server_name(server).cloned(),
            url: server.url.clone(),
            docs: Docs { description: server.description.clone(), ..Docs::default() },
            variables: server.variables.iter().flatten().map(variable).collect(),
        }
    }

    fn server_name(&self, server: &openapiv3::Server) -> Option<&'a String> {
        self.bundle.extras.servers.get(&server.extensions)?.name.as_ref()
    }

    /// What equal servers have in common.
    fn server_key(&self, server: &openapiv3::Server) -> String {
        let variables: Vec<ServerVariable> = server.variables.iter().flatten().map(variable).collect();
        format!("{:?}|{}|{variables:?}", self.server_name(server), server.url)
    }

    /// Reports each server to which the client does not send the credentials of its operations.
    pub(super) fn report_plain_http(&mut self) {
        let api = &self.api;
        let exposed: BTreeSet<ServerId> = api
            .operations
            .iter()
            .filter(|(_, operation)| carries_credentials(operation, &api.security_schemes))
            .flat_map(|(_, operation)| operation.servers.iter().copied())
            .collect();
        for id in exposed {
            let server = &self.api.servers[id];
            if !is_plain_http(&expanded(server)) {
                continue;
            }
            let message = format!("`{}` is plain `http`; the client sends no credentials to it", server.url);
            self.diags.push(Code::PlainHttp, server.location.join("url"), message).help(
                "write `https` if the server supports it; a program that must send them calls \
                 `allow_plain_http_credentials()` on the builder of its client",
            );
        }
    }
}

/// Whether a request of this operation carries credentials that somebody who reads it could use.
fn carries_credentials(operation: &Operation, schemes: &[SecurityScheme]) -> bool {
    let mut wanted = operation.security.iter().flat_map(|requirement| &requirement.schemes);
    wanted.any(|wanted| {
        schemes.iter().filter(|scheme| scheme.name == wanted.scheme).any(|scheme| match scheme.kind {
            SecurityKind::Bearer | SecurityKind::Basic | SecurityKind::ApiKey { .. } | SecurityKind::Http { .. } => {
                true
            }
            SecurityKind::MutualTls => false,
        })
    })
}

/// The URL with the defaults of its variables.
fn expanded(server: &Server) -> String {
    server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.name), &variable.default))
}

/// Whether a request to the URL leaves this machine unencrypted.
fn is_plain_http(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    scheme.trim().eq_ignore_ascii_case("http") && !is_loopback(&host.to_ascii_lowercase())
}

fn is_loopback(host: &str) -> bool {
    let by_name = host == "localhost" || host.ends_with(".localhost");
    by_name || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn variable((name, variable): (&String, &openapiv3::ServerVariable)) -> ServerVariable {
    ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        docs: Docs { description: variable.description.clone(), ..Docs::default() },
    }
}
