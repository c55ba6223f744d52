//! Bodies of XML: they are read from a tree of elements and written as one, by the tables of the models.

#[cfg(feature = "xml")]
mod choice;
#[cfg(feature = "xml")]
mod fault;
#[cfg(feature = "xml")]
mod json;
#[cfg(feature = "xml")]
mod parse;
#[cfg(feature = "xml")]
mod print;
#[cfg(feature = "xml")]
mod read;
#[cfg(feature = "xml")]
mod tree;
#[cfg(feature = "xml")]
mod write;

use super::misfit::Misfits;
use super::read::ReadError;
use super::value::{Slot, View};
use super::xml_body::XmlBody;
use super::xml_node::Xml;

/// The table of a body of XML with this root element.
pub const fn xml_body(root: Xml) -> XmlBody {
    XmlBody::new(root, read_body, write_body)
}

#[cfg(feature = "xml")]
fn read_body(body: &[u8], root: Xml, slot: Slot<'_>, misfits: Option<&mut Misfits>) -> Result<(), ReadError> {
    use fault::Passed;

    let whole = |message: String| ReadError { path: String::new(), message };
    let text = std::str::from_utf8(body).map_err(|_| whole("the XML is not UTF-8".to_owned()))?;
    let element = parse::parse(text).map_err(whole)?;
    let mut passed = if misfits.is_some() { Passed::lenient() } else { Passed::strict() };
    match (read::read_root(slot, element, root, &mut passed), misfits) {
        (Ok(()), Some(misfits)) => misfits.extend(passed.finish()),
        (Ok(()), None) => {}
        (Err(fault), Some(_)) => return Err(ReadError::stuck(&fault)),
        (Err(fault), None) => return Err(ReadError { path: fault.path(), message: fault.message() }),
    }
    Ok(())
}

#[cfg(feature = "xml")]
fn write_body(view: View<'_>, root: Xml) -> Result<Vec<u8>, String> {
    print::print(&write::write_root(view, root)?).map(String::into_bytes)
}

/// Why nothing is read or written without the feature.
#[cfg(not(feature = "xml"))]
const OFF: &str = "XML is read and written only if the feature `xml` of this crate is on";

#[cfg(not(feature = "xml"))]
fn read_body(_: &[u8], _: Xml, _: Slot<'_>, _: Option<&mut Misfits>) -> Result<(), ReadError> {
    Err(ReadError { path: String::new(), message: OFF.to_owned() })
}

#[cfg(not(feature = "xml"))]
fn write_body(_: View<'_>, _: Xml) -> Result<Vec<u8>, String> {
    Err(OFF.to_owned())
}
