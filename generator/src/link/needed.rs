//! Which components do the selected operations need, where only some are selected? The others are not looked at.

use std::collections::BTreeSet;

use super::collect::{Extending, Linker};
use super::node::Node;
use crate::pointer;
use crate::selection::{Candidate, Parent};
use crate::source::Raw;
use crate::vocabulary::{Kind, Section, Shape};

impl Linker<'_> {
    /// Whether what is inside a value is visited where it stands. Operations that are not selected are not, and components only
    /// where something refers to them.
    pub(super) fn is_entered(&self, node: &Node<'_>, kind: Kind) -> bool {
        if self.selection.is_everything() {
            return true;
        }
        kind != Kind::Components && (kind != Kind::Operation || self.is_selected(node))
    }

    /// Whether an operation becomes code. One that stands elsewhere than in a path or a webhook may be that of several.
    fn is_selected(&self, node: &Node<'_>) -> bool {
        let pointer = node.pointer();
        let keys: Vec<String> = pointer::keys(&pointer).collect();
        let [place, item, method] = keys.as_slice() else { return true };
        let parent = match place.as_str() {
            "paths" => Parent::Path(item.clone()),
            "webhooks" | "x-webhooks" => Parent::Webhook(item.clone()),
            _ => return true,
        };
        self.selection.has(&Candidate::new(method, parent, node.raw))
    }

    /// Keeps that a target is needed, if it is a component. Its content may stand elsewhere: where two documents describe one
    /// alike, that of the first is read.
    pub(super) fn need(&mut self, target: usize, shape: Shape) {
        if let Shape::One(kind) = shape
            && let Some(section) = Section::for_kind(kind)
            && let Some(number) = self.links.component_numbers.get(&(target, section)).copied()
            && self.links.needed.insert(number)
            && let Some(address) = self.links.components.get(number).map(|component| component.address.clone())
        {
            let content = self.number(&address);
            self.refer_to(content, shape);
        }
    }

    /// Visits the schemas that extend a schema with a discriminator, because a value of it may be one of these.
    pub(super) fn need_extending(&mut self, target: usize, raw: &Raw) {
        if self.selection.is_everything() || raw.get("discriminator").is_none() {
            return;
        }
        let extending = match self.extending.take() {
            Some(known) => known,
            None => self.find_extending(),
        };
        let shape = Shape::One(Kind::Schema);
        let mut known = BTreeSet::from([target]);
        let mut work = vec![target];
        while let Some(base) = work.pop() {
            for heir in extending.get(&base).into_iter().flatten().filter(|heir| known.insert(**heir)) {
                self.refer_to(*heir, shape);
                work.push(*heir);
            }
        }
        self.extending = Some(extending);
    }

    /// Visits a target that something means without a reference.
    pub(super) fn refer_to(&mut self, target: usize, shape: Shape) {
        if self.seen.insert((target, shape)) {
            self.need(target, shape);
            self.queue.push_back((target, shape));
        }
    }

    fn find_extending(&mut self) -> Extending {
        let mut extending = Extending::new();
        let listed = self.links.components.iter().filter(|component| component.section == Section::Schemas);
        for address in listed.map(|component| component.address.clone()).collect::<Vec<_>>() {
            let Some(raw) = self.resolver.raw(&address) else { continue };
            let heir = self.number(&address);
            let mut parts: Vec<&Raw> = all_of(raw).collect();
            while let Some(part) = parts.pop() {
                parts.extend(all_of(part));
                let Some(reference) = part.get("$ref").and_then(Raw::as_str) else { continue };
                let Ok((base, found)) = self.resolver.locate(address.file, reference) else { continue };
                let (base, _) = self.deref_to_component(Section::Schemas, base, found);
                extending.entry(self.number(&base)).or_default().push(heir);
            }
        }
        extending
    }
}

fn all_of(schema: &Raw) -> impl Iterator<Item = &Raw> {
    schema.get("allOf").and_then(Raw::as_array).into_iter().flatten()
}
