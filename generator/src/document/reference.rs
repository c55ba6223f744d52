//! What may stand among the components: read where it stands, or referred to.

use openapiv3::ReferenceOr;

use super::context::Context;
use crate::diag::Code;
use crate::link::node::Node;
use crate::vocabulary::Section;

/// Reads a thing that may be a component, or a reference to one.
pub fn shared<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    section: Section,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<ReferenceOr<T>> {
    match standing(cx, node, section) {
        Some(reference) => Some(ReferenceOr::Reference { reference }),
        None => content(cx, node, section, read),
    }
}

/// Reads a component's own content.
pub fn content<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    section: Section,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<ReferenceOr<T>> {
    let Some(reference) = node.reference() else { return read(cx, node).map(ReferenceOr::Item) };
    for (key, sibling) in node.members() {
        if key != "$ref" && !key.starts_with("x-") {
            cx.report(Code::Ignored, sibling.location(), format!("`{key}` beside a `$ref` counts for nothing"));
        }
    }
    let reference = cx.links().referred(node.file, reference, section)?.reference();
    Some(ReferenceOr::Reference { reference })
}

/// The reference to the component that this node is, if it is one.
pub fn standing(cx: &Context<'_>, node: &Node<'_>, section: Section) -> Option<String> {
    let number = node.components?.component(section)?;
    cx.links().component(number).map(|component| component.reference())
}
