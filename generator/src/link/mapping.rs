//! Which schemas do the values of a discriminator's `mapping` select?

use super::collect::Linker;
use super::links::last_segment;
use super::node::Node;
use super::resolve::ResolveError;
use crate::diag::Code;
use crate::location::Location;
use crate::pointer;
use crate::vocabulary::{Kind, Section, Shape};

impl Linker<'_> {
    /// Visits the `mapping` of a discriminator. Its values are names of schemas, or references.
    pub(super) fn visit_mapping(&mut self, node: &Node<'_>) {
        let shape = Shape::One(Kind::Schema);
        for (key, child) in node.members() {
            let Some(value) = child.raw.as_str() else { continue };
            let by_name = format!("#{}", pointer::from_keys(&["components", "schemas", value]));
            if self.resolver.locate(node.file, &by_name).is_ok() {
                self.refer_at(node.file, &by_name, shape, || node.location_of(key));
            } else if let Some(component) = self.links.component_named(Section::Schemas, value) {
                // The root that refers to this file has a component of this name.
                let target = self.links.numbers.get(&component.address).copied();
                target.into_iter().for_each(|target| self.refer_to(target, shape));
            } else {
                match self.resolver.locate(node.file, value) {
                    Ok(_) | Err(ResolveError::Loop) => {
                        self.refer_at(node.file, value, shape, || node.location_of(key));
                    }
                    Err(error) => self.report_leftover(value, &error, node.location_of(key)),
                }
            }
        }
    }

    /// Reports a value of a mapping whose schema does not exist. Tools that join files or remove schemas leave such values
    /// behind.
    fn report_leftover(&mut self, value: &str, error: &ResolveError, location: Location) {
        let is_named =
            last_segment(value).is_some_and(|name| self.links.component_named(Section::Schemas, name).is_some());
        if is_named {
            let message = format!("`{value}` points at nothing; it is read as the schema that its last segment names");
            self.diags.push(Code::Repaired, location, message);
            return;
        }
        let message = format!("`{value}` does not point at a schema; the members of the variant identify it");
        let near = match error {
            ResolveError::Node { parent, key } => self.guess(parent, key),
            ResolveError::Url | ResolveError::File | ResolveError::Loop => None,
        };
        let diagnostic = self.diags.push(Code::Repaired, location, message);
        if let Some(near) = near {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
    }
}
