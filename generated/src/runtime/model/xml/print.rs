//! The text of a tree of elements.
//!
//! Prefixes are declared by the root element, so that each is declared once. A default namespace is declared where it
//! begins, and holds for the elements in it.

use super::tree::{Content, Element, Name};
use std::collections::BTreeMap;

/// Writes a tree as text. An error is the message.
pub(super) fn print(root: &Element<'_>) -> Result<String, String> {
    let mut declared = Vec::new();
    collect(root, &mut declared);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let scope = Scope { prefixes: declared.iter().copied().collect(), default: "" };
    element(&mut out, root, &scope, &declared)?;
    Ok(out)
}

/// What is declared around an element.
#[derive(Clone)]
struct Scope<'a> {
    prefixes: BTreeMap<&'a str, &'a str>,
    default: &'a str,
}

/// The prefixes of a tree, each with the namespace that it has first.
fn collect<'a>(element: &'a Element<'_>, found: &mut Vec<(&'a str, &'a str)>) {
    for name in std::iter::once(&element.name).chain(element.attributes.iter().map(|(name, _)| name)) {
        let (prefix, namespace) = (name.prefix, name.namespace.as_ref());
        let is_declared = namespace.is_empty() || found.iter().any(|(known, _)| *known == prefix);
        if !matches!(prefix, "" | "xml") && !is_declared {
            found.push((prefix, namespace));
        }
    }
    element.children().for_each(|child| collect(child, found));
}

fn element<'a>(
    out: &mut String,
    element: &'a Element<'_>,
    around: &Scope<'a>,
    declared: &[(&'a str, &'a str)],
) -> Result<(), String> {
    let mut scope = around.clone();
    let mut declarations = declared.to_vec();
    for (index, name) in
        std::iter::once(&element.name).chain(element.attributes.iter().map(|(name, _)| name)).enumerate()
    {
        let (prefix, namespace) = (name.prefix, name.namespace.as_ref());
        if namespace.is_empty() || prefix == "xml" {
            continue;
        }
        if !prefix.is_empty() && scope.prefixes.insert(prefix, namespace) != Some(namespace) {
            declarations.push((prefix, namespace));
        }
        if prefix.is_empty() && index == 0 && scope.default != namespace {
            scope.default = namespace;
            declarations.push(("", namespace));
        }
    }
    out.push('<');
    name(out, &element.name)?;
    for (prefix, namespace) in declarations {
        out.push_str(" xmlns");
        if !prefix.is_empty() {
            out.push(':');
            out.push_str(prefix);
        }
        value(out, namespace)?;
    }
    for (attribute, text) in &element.attributes {
        out.push(' ');
        name(out, attribute)?;
        value(out, text)?;
    }
    if element.content.is_empty() {
        out.push_str("/>");
        return Ok(());
    }
    out.push('>');
    for part in &element.content {
        match part {
            Content::Element(child) => self::element(out, child, &scope, &[])?,
            Content::Text(text) => escaped(out, text, Place::Text)?,
            Content::Cdata(text) => cdata(out, text)?,
        }
    }
    out.push_str("</");
    name(out, &element.name)?;
    out.push('>');
    Ok(())
}

fn name(out: &mut String, name: &Name<'_>) -> Result<(), String> {
    if !is_name(&name.local) || !(name.prefix.is_empty() || is_name(name.prefix)) {
        return Err(format!("`{}` cannot be the name of an XML element", name.local));
    }
    if !name.prefix.is_empty() {
        out.push_str(name.prefix);
        out.push(':');
    }
    out.push_str(&name.local);
    Ok(())
}

/// Whether a text is a name of XML without a prefix.
fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|next| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | '\u{b7}'))
}

/// `="value"`
fn value(out: &mut String, text: &str) -> Result<(), String> {
    out.push_str("=\"");
    escaped(out, text, Place::Attribute)?;
    out.push('"');
    Ok(())
}

/// Where a text stands. A parser makes a space of each line break in an attribute, unless it is escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Attribute,
}

fn escaped(out: &mut String, text: &str, place: Place) -> Result<(), String> {
    for character in text.chars() {
        match (character, place) {
            ('&', _) => out.push_str("&amp;"),
            ('<', _) => out.push_str("&lt;"),
            ('>', _) => out.push_str("&gt;"),
            ('\r', _) => out.push_str("&#13;"),
            ('"', Place::Attribute) => out.push_str("&quot;"),
            ('\n', Place::Attribute) => out.push_str("&#10;"),
            ('\t', Place::Attribute) => out.push_str("&#9;"),
            (character, Place::Text | Place::Attribute) => out.push(allowed(character)?),
        }
    }
    Ok(())
}

/// A CDATA section. Where the text has the end of one, another begins.
fn cdata(out: &mut String, text: &str) -> Result<(), String> {
    out.push_str("<![CDATA[");
    for character in text.replace("]]>", "]]]]><![CDATA[>").chars() {
        out.push(allowed(character)?);
    }
    out.push_str("]]>");
    Ok(())
}

/// Refuses a character that no XML can have.
fn allowed(character: char) -> Result<char, String> {
    match character {
        '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => Ok(character),
        _ => Err(format!("XML cannot hold the character U+{:04X}", u32::from(character))),
    }
}
