//! Servers.

use super::Lowering;
use crate::ir::{Docs, Server, ServerId, ServerVariable};

impl<'a> Lowering<'a> {
    pub(super) fn servers_of(&mut self, servers: &[openapiv3::Server], pointer: &str) -> Vec<ServerId> {
        let mut ids = Vec::new();
        for (index, server) in servers.iter().enumerate() {
            let extras = self.bundle.extras.servers.get(&server.extensions);
            let lowered = Server {
                place: self.place(&format!("{pointer}/servers/{index}")),
                name: extras.and_then(|extras| extras.name.clone()),
                url: server.url.clone(),
                docs: Docs { description: server.description.clone(), ..Docs::default() },
                variables: server.variables.iter().flatten().map(variable).collect(),
            };
            let id = self.server_id(lowered);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

fn variable((name, variable): (&String, &openapiv3::ServerVariable)) -> ServerVariable {
    ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        docs: Docs { description: variable.description.clone(), ..Docs::default() },
    }
}
