//! The parser of XML, on `quick-xml`.
//!
//! A document type definition is refused, so that there are no entities but the five of XML, and nothing is fetched or
//! repeated. Depth and attributes are bounded, because both would cost more than the size of the text.

use super::tree::{Content, Element, Name};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use std::borrow::Cow;

/// The deepest nesting of elements, as for JSON.
const MAX_DEPTH: usize = 128;
/// The most attributes of an element: each is compared with those before it.
const MAX_ATTRIBUTES: usize = 256;

/// Parses a text. An error is the message.
pub(super) fn parse(text: &str) -> Result<Element<'_>, String> {
    let mut reader = NsReader::from_str(text);
    let mut tree = Tree { open: Vec::new(), root: None };
    loop {
        let event = reader.read_event().map_err(|error| format!("the XML is not well-formed: {error}"))?;
        match event {
            Event::Start(start) => tree.open(element(&reader, &start)?)?,
            Event::Empty(start) => {
                tree.open(element(&reader, &start)?)?;
                tree.close()?;
            }
            Event::End(_) => tree.close()?,
            Event::Text(text) => tree.text(text.xml10_content())?,
            Event::CData(text) => tree.cdata(text.xml10_content())?,
            Event::GeneralRef(entity) => {
                let character = match entity.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(character) => character.to_string().into(),
                    None => Cow::Borrowed(predefined(&entity)?),
                };
                tree.text(character)?;
            }
            Event::DocType(_) => return Err("the XML has a document type definition, which is refused".to_owned()),
            Event::Decl(declaration) => declared(&declaration, text)?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return tree.finish(),
        }
    }
}

/// The elements that are open, and the one that all are in.
struct Tree<'a> {
    open: Vec<Element<'a>>,
    root: Option<Element<'a>>,
}

impl<'a> Tree<'a> {
    fn open(&mut self, element: Element<'a>) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("the XML is nested deeper than {MAX_DEPTH} elements"));
        }
        if self.root.is_some() {
            return Err("the XML has more than one root element".to_owned());
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(element) = self.open.pop() else {
            return Err("the XML closes an element that is not open".to_owned());
        };
        match self.open.last_mut() {
            Some(parent) => parent.content.push(Content::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: Cow<'a, str>) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.push_text(text),
            None if text.trim().is_empty() => {}
            None => return Err("the XML has text outside the root element".to_owned()),
        }
        Ok(())
    }

    fn cdata(&mut self, text: Cow<'a, str>) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.content.push(Content::Cdata(text)),
            None => return Err("the XML has text outside the root element".to_owned()),
        }
        Ok(())
    }

    fn finish(self) -> Result<Element<'a>, String> {
        match (self.open.last(), self.root) {
            (Some(_), _) => Err("the XML ends before its root element does".to_owned()),
            (None, Some(root)) => Ok(root),
            (None, None) => Err("the XML has no root element".to_owned()),
        }
    }
}

/// An element without its content.
fn element<'a>(reader: &NsReader<&'a [u8]>, start: &BytesStart<'a>) -> Result<Element<'a>, String> {
    let resolver = reader.resolver();
    let (namespace, local) = resolver.resolve_element(start.name());
    let mut element = Element::new(name(namespace, local.as_ref()));
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("the XML is not well-formed: {error}"))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        if element.attributes.len() >= MAX_ATTRIBUTES {
            return Err(format!("an element of the XML has more than {MAX_ATTRIBUTES} attributes"));
        }
        let (namespace, local) = resolver.resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        element.attributes.push((name(namespace, local.as_ref()), value.into_owned().into()));
    }
    Ok(element)
}

/// A name. A prefix that is not declared names no namespace.
fn name<'a>(namespace: ResolveResult<'_>, local: &str) -> Name<'a> {
    let namespace = match namespace {
        ResolveResult::Bound(Namespace(namespace)) => Cow::Owned(namespace.to_owned()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Cow::Borrowed(""),
    };
    Name { local: local.to_owned().into(), prefix: "", namespace }
}

/// The entities that XML has without a document type definition.
fn predefined(entity: &str) -> Result<&'static str, String> {
    match entity {
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "amp" => Ok("&"),
        "apos" => Ok("'"),
        "quot" => Ok("\""),
        _ => Err("the XML refers to an entity that is not one of the five of XML".to_owned()),
    }
}

/// Refuses an encoding by which the text would be another. The text is UTF-8.
fn declared(declaration: &BytesDecl<'_>, text: &str) -> Result<(), String> {
    let Some(Ok(encoding)) = declaration.encoding() else { return Ok(()) };
    let is_utf8 = encoding.eq_ignore_ascii_case("utf-8") || encoding.eq_ignore_ascii_case("utf8");
    if is_utf8 || text.is_ascii() { Ok(()) } else { Err("the XML is not encoded as UTF-8".to_owned()) }
}
