//! Path items: an operation for each method, and what all of them share.

use openapiv3::{Operation, PathItem, SecurityRequirement, Server};

use super::operation::{Shared, template_names};
use super::reader::Reader;
use crate::diag::{Code, FileId, Place};
use crate::link::node::Node;
use crate::link::vocabulary::Kind;

/// What a root says about each of its operations.
pub struct Root {
    pub file: FileId,
    pub servers: Vec<Server>,
    pub security: Option<Vec<SecurityRequirement>>,
}

/// A method that a path item can have, and where its operation stands in it.
type Slot = (&'static str, fn(&mut PathItem) -> &mut Option<Operation>);

/// Every method.
pub const METHODS: [Slot; 8] = [
    ("get", |item| &mut item.get),
    ("put", |item| &mut item.put),
    ("post", |item| &mut item.post),
    ("delete", |item| &mut item.delete),
    ("options", |item| &mut item.options),
    ("head", |item| &mut item.head),
    ("patch", |item| &mut item.patch),
    ("trace", |item| &mut item.trace),
];

/// A path item, and where each of its operations stood.
#[derive(Default)]
pub struct Found {
    pub item: PathItem,
    pub places: Vec<(&'static str, Place)>,
    /// Where operations' parts stood that their place does not lead to: pointer from the path item.
    pub moved: Vec<(String, Place)>,
}

impl Reader<'_> {
    /// The path item of a path. One behind a `$ref` is put in its place.
    pub fn path_item(&mut self, path: &str, node: &Node<'_>, root: &Root) -> Found {
        let mut found = Found::default();
        if node.raw.is_null() {
            self.mend(node.place(), "the path is null; read as one without operations");
            return found;
        }
        if node.reference().is_some() {
            let behind = self.through(node, |reader, target| reader.path_item(path, target, root));
            found = behind.unwrap_or_default();
        }
        if self.check(node, Kind::PathItem) {
            self.path_item_content(path, node, root, &mut found);
        }
        found
    }

    fn path_item_content(&mut self, path: &str, node: &Node<'_>, root: &Root, found: &mut Found) {
        let names = template_names(path);
        let parameters = self.listed(node, &names, path);
        let servers = self.servers(node);
        let servers_place = node.place_of("servers");
        let shared = Shared {
            path,
            names: &names,
            parameters: &parameters,
            servers: &servers,
            servers_place: &servers_place,
            root,
        };
        for (key, slot) in METHODS {
            let Some(operation) = node.get(key).filter(|operation| !operation.raw.is_null()) else { continue };
            let read = self.through(&operation, |reader, node| reader.operation(node, &shared)).flatten();
            if let Some((operation, place, moved)) = read {
                *slot(&mut found.item) = Some(operation);
                found.places.retain(|(method, _)| *method != key);
                found.places.push((key, place));
                found.moved.extend(moved.into_iter().map(|(part, place)| (format!("/{key}{part}"), place)));
            }
        }
        for key in ["query", "additionalOperations"] {
            if let Some(operation) = node.get(key) {
                let message = format!("`{key}`: only the eight methods of OpenAPI 3.1 are supported; left out");
                self.diags.push(Code::LeftOut, operation.place(), message);
            }
        }
        found.item.summary = self.text(node, "summary").or(found.item.summary.take());
        found.item.description = self.text(node, "description").or(found.item.description.take());
        found.item.extensions.extend(self.extensions(node));
    }
}
