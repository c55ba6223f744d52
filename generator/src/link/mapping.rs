//! What the values of a discriminator's `mapping` lead to.

use super::collect::Linker;
use super::links::last_segment;
use super::node::Node;
use super::resolve::ResolveError;
use crate::diag::Code;
use crate::location::Location;
use crate::pointer;
use crate::vocabulary::{Kind, Section, Shape};

impl Linker<'_> {
    /// The values of a discriminator's mapping are names of schemas, or references.
    pub(super) fn visit_mapping(&mut self, node: &Node<'_>) {
        let shape = Shape::One(Kind::Schema);
        for (key, child) in node.members() {
            let Some(value) = child.raw.as_str() else { continue };
            let by_name = format!("#{}", pointer::of(&["components", "schemas", value]));
            if self.resolver.locate(node.file, &by_name).is_ok() {
                self.refer_at(node.file, &by_name, shape, || node.location_of(key));
            } else if self.links.named(Section::Schemas, value).is_some() {
                // Named by the root that refers to this file.
            } else {
                match self.resolver.locate(node.file, value) {
                    Ok(_) | Err(ResolveError::Loop) => {
                        self.refer_at(node.file, value, shape, || node.location_of(key));
                    }
                    Err(error) => self.forgotten(value, &error, node.location_of(key)),
                }
            }
        }
    }

    /// Reads what a value of a mapping still says when its schema is gone: tools that join files into one, or that take
    /// schemas out, leave it behind.
    fn forgotten(&mut self, value: &str, error: &ResolveError, location: Location) {
        let is_named = last_segment(value).is_some_and(|name| self.links.named(Section::Schemas, name).is_some());
        if is_named {
            let message = format!("`{value}` points at nothing; read as the schema of its last segment");
            self.diags.push(Code::Mended, location, message);
            return;
        }
        let message = format!("`{value}` points at no schema; the variant is told by its members");
        let near = match error {
            ResolveError::Node { parent, key } => self.guess(parent, key),
            ResolveError::Url | ResolveError::File | ResolveError::Loop => None,
        };
        let diagnostic = self.diags.push(Code::Mended, location, message);
        if let Some(near) = near {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
    }
}
