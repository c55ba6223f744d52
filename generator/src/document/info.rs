//! What is said about the API as a whole: info, servers, tags, external documentation.

use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable, Tag};

use super::reader::Reader;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::Kind;
use crate::source::Raw;

impl Reader<'_> {
    /// The info object of a root.
    pub fn info(&mut self, root: &Node<'_>) -> Info {
        let Some(node) = root.get("info").filter(|node| !node.raw.is_null()) else {
            self.mend(root.location(), "the document has no `info`; it is called \"API\"");
            return Info { title: "API".to_owned(), version: "0".to_owned(), ..Info::default() };
        };
        self.through(&node, |reader, node| reader.info_content(node)).unwrap_or_default()
    }

    fn info_content(&mut self, node: &Node<'_>) -> Info {
        if !self.check(node, Kind::Info) {
            return Info::default();
        }
        let mut extensions = self.extensions(node);
        self.keep(node, "summary", &mut extensions);
        Info {
            title: self.text_or(node, "title", "API"),
            description: self.text(node, "description"),
            terms_of_service: self.text(node, "termsOfService"),
            contact: self.one(node, "contact", |reader, node| {
                reader.check(node, Kind::Contact).then(|| Contact {
                    name: reader.text(node, "name"),
                    url: reader.text(node, "url"),
                    email: reader.text(node, "email"),
                    extensions: reader.extensions(node),
                })
            }),
            license: self.one(node, "license", |reader, node| {
                reader.check(node, Kind::License).then(|| License {
                    name: reader.text(node, "name").unwrap_or_default(),
                    url: reader.text(node, "url"),
                    extensions: reader.extensions(node),
                })
            }),
            version: self.text_or(node, "version", "0"),
            extensions,
        }
    }

    fn text_or(&mut self, node: &Node<'_>, key: &str, other: &str) -> String {
        if node.raw.get(key).is_none() {
            self.mend(node.location(), format!("there is no `{key}`; read as \"{other}\""));
        }
        self.text(node, key).unwrap_or_else(|| other.to_owned())
    }

    /// The servers of a root, path item or operation.
    pub fn servers(&mut self, node: &Node<'_>) -> Vec<Server> {
        self.list(node, "servers", |reader, node| reader.through(node, Self::server).flatten())
    }

    fn server(&mut self, node: &Node<'_>) -> Option<Server> {
        if !self.check(node, Kind::Server) {
            return None;
        }
        let mut extensions = self.extensions(node);
        self.check_server_name(node, &mut extensions);
        if let Some(name) = self.text(node, "name") {
            extensions.entry("x-name".to_owned()).or_insert(Raw::String(name));
        }
        let variables = self.map(node, "variables", Self::server_variable);
        Some(Server {
            url: self.needed(node, "url", "the server")?,
            description: self.text(node, "description"),
            variables: (!variables.is_empty()).then_some(variables),
            extensions,
        })
    }

    fn server_variable(&mut self, node: &Node<'_>) -> Option<ServerVariable> {
        if !self.check(node, Kind::ServerVariable) {
            return None;
        }
        let enumeration = self.texts(node, "enum");
        let default = match (self.text(node, "default"), enumeration.first()) {
            (Some(default), _) => default,
            (None, Some(first)) => {
                self.mend(
                    node.location(),
                    format!("the variable has no `default`; read as its first value, \"{first}\""),
                );
                first.clone()
            }
            (None, None) => {
                self.mend(node.location(), "the variable has no `default`; read as empty text");
                String::new()
            }
        };
        let description = self.text(node, "description");
        Some(ServerVariable { enumeration, default, description, extensions: self.extensions(node) })
    }

    /// The tags of a root.
    pub fn tags(&mut self, root: &Node<'_>) -> Vec<Tag> {
        self.list(root, "tags", |reader, node| {
            if let Raw::String(name) = node.raw {
                reader.mend(node.location(), "the tag is text; read as its name");
                return Some(Tag { name: name.clone(), ..Tag::default() });
            }
            reader.through(node, Self::tag).flatten()
        })
    }

    fn tag(&mut self, node: &Node<'_>) -> Option<Tag> {
        if !self.check(node, Kind::Tag) {
            return None;
        }
        let mut extensions = self.extensions(node);
        for key in ["kind", "parent", "summary"] {
            self.keep(node, key, &mut extensions);
        }
        Some(Tag {
            name: self.needed(node, "name", "the tag")?,
            description: self.text(node, "description"),
            external_docs: self.external_docs(node),
            extensions,
        })
    }

    /// The external documentation that an object names.
    pub fn external_docs(&mut self, node: &Node<'_>) -> Option<ExternalDocumentation> {
        self.one(node, "externalDocs", |reader, node| {
            if let Raw::String(url) = node.raw {
                reader.mend(node.location(), "`externalDocs` is text; read as its `url`");
                return Some(ExternalDocumentation { url: url.clone(), ..ExternalDocumentation::default() });
            }
            if !reader.check(node, Kind::ExternalDocs) {
                return None;
            }
            let Some(url) = reader.text(node, "url") else {
                reader.diags.push(Code::Mended, node.location(), "`externalDocs` has no `url`; left out");
                return None;
            };
            let description = reader.text(node, "description");
            Some(ExternalDocumentation { description, url, extensions: reader.extensions(node) })
        })
    }
}
