//! The tree of elements that XML is read into and written from.

use super::super::xml_node::Xml;
use std::borrow::Cow;

/// The namespace of `xsi:nil`, by which an element says that it is null.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The name of an element or attribute.
#[derive(Debug, Clone)]
pub(super) struct Name<'a> {
    pub(super) local: Cow<'a, str>,
    /// The prefix that is written. What is read has none, because a server may choose any.
    pub(super) prefix: &'a str,
    pub(super) namespace: Cow<'a, str>,
}

impl<'a> Name<'a> {
    /// A name without a namespace.
    pub(super) fn plain(local: impl Into<Cow<'a, str>>) -> Self {
        Self { local: local.into(), prefix: "", namespace: Cow::Borrowed("") }
    }

    /// The name that a table gives.
    pub(super) fn of(xml: Xml) -> Self {
        Self { local: xml.name.into(), prefix: xml.prefix, namespace: xml.namespace.into() }
    }

    /// Whether a table means this name. Where one of both has no namespace, the local name decides, because servers
    /// often declare none.
    pub(super) fn is(&self, xml: Xml) -> bool {
        self.local == xml.name
            && (xml.namespace.is_empty() || self.namespace.is_empty() || self.namespace == xml.namespace)
    }
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    pub(super) name: Name<'a>,
    pub(super) attributes: Vec<(Name<'a>, Cow<'a, str>)>,
    pub(super) content: Vec<Content<'a>>,
}

/// A part of the content of an element.
#[derive(Debug, Clone)]
pub(super) enum Content<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
    Cdata(Cow<'a, str>),
}

impl<'a> Element<'a> {
    pub(super) fn new(name: Name<'a>) -> Self {
        Self { name, attributes: Vec::new(), content: Vec::new() }
    }

    /// The elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element<'a>> {
        self.content.iter().filter_map(|part| match part {
            Content::Element(element) => Some(element),
            Content::Text(_) | Content::Cdata(_) => None,
        })
    }

    pub(super) fn has_children(&self) -> bool {
        self.children().next().is_some()
    }

    /// Its text. White space around the elements in it is layout, and no part of the text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        let mut texts = self.content.iter().filter_map(|part| match part {
            Content::Text(text) | Content::Cdata(text) => Some(text.as_ref()),
            Content::Element(_) => None,
        });
        let first = texts.next().unwrap_or_default();
        let text = match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => Cow::Owned([first, second].into_iter().chain(texts).collect::<String>()),
        };
        if self.has_children() { Cow::Owned(text.trim().to_owned()) } else { text }
    }

    /// Adds text to the text before it.
    pub(super) fn push_text(&mut self, text: Cow<'a, str>) {
        match self.content.last_mut() {
            Some(Content::Text(before)) => before.to_mut().push_str(&text),
            Some(Content::Element(_) | Content::Cdata(_)) | None => self.content.push(Content::Text(text)),
        }
    }

    /// The element that a table means. If several have its name, one of its namespace, or else of that of the element
    /// around it, is taken first.
    pub(super) fn child(&self, xml: Xml) -> Option<&Element<'a>> {
        let namespace = if xml.namespace.is_empty() { self.name.namespace.as_ref() } else { xml.namespace };
        let found = || self.children().filter(|child| child.name.is(xml));
        found().find(|child| child.name.namespace == namespace).or(found().next())
    }

    /// The value of the attribute that a table means.
    pub(super) fn attribute(&self, xml: Xml) -> Option<&str> {
        let found = || self.attributes.iter().filter(|(name, _)| name.is(xml));
        found().find(|(name, _)| name.namespace == xml.namespace).or(found().next()).map(|(_, value)| value.as_ref())
    }

    /// Makes the element say that it is null.
    pub(super) fn set_nil(&mut self) {
        let name = Name { local: "nil".into(), prefix: "xsi", namespace: INSTANCE.into() };
        self.attributes.push((name, "true".into()));
    }

    /// Whether the element says that it is null.
    pub(super) fn is_nil(&self) -> bool {
        self.attributes.iter().any(|(name, value)| {
            name.local == "nil" && name.namespace == INSTANCE && matches!(value.trim(), "true" | "1")
        })
    }

    /// Whether nothing is in it, not even an attribute.
    pub(super) fn is_blank(&self) -> bool {
        self.attributes.is_empty() && !self.has_children() && self.text().trim().is_empty()
    }

    /// The elements in it by their local names, in the order in which each name comes first.
    pub(super) fn groups(&self) -> Vec<(&str, Vec<&Element<'a>>)> {
        let mut places: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        let mut groups: Vec<(&str, Vec<&Element<'a>>)> = Vec::new();
        for child in self.children() {
            let name = child.name.local.as_ref();
            let place = *places.entry(name).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, group)) => group.push(child),
                None => groups.push((name, vec![child])),
            }
        }
        groups
    }
}
