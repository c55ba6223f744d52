//! Reads objects that may be components: each is its own content, or a reference to a component.

use openapiv3::ReferenceOr;

use super::context::Context;
use crate::diag::Code;
use crate::link::node::Node;
use crate::vocabulary::Section;

/// Reads an object. One that is a component becomes a reference to it.
pub fn item_or_reference<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    section: Section,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<ReferenceOr<T>> {
    match component_reference(cx, node, section) {
        Some(reference) => Some(ReferenceOr::Reference { reference }),
        None => component_content(cx, node, section, read),
    }
}

/// Reads the content of a component.
pub fn component_content<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    section: Section,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<ReferenceOr<T>> {
    let Some(reference) = node.reference() else { return read(cx, node).map(ReferenceOr::Item) };
    for (key, sibling) in node.members() {
        if key != "$ref" && !key.starts_with("x-") {
            cx.report(
                Code::Ignored,
                sibling.location(),
                format!("`{key}` is ignored, because a `$ref` stands beside it"),
            )
            .help("write it where the `$ref` leads, or remove it");
        }
    }
    let reference = cx.links().referenced_component(node.file, reference, section)?.reference();
    Some(ReferenceOr::Reference { reference })
}

/// The reference to the component that this node is, if it is one.
pub fn component_reference(cx: &Context<'_>, node: &Node<'_>, section: Section) -> Option<String> {
    let number = node.components?.component(section)?;
    cx.links().component(number).map(|component| component.reference())
}
