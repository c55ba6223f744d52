// @generated
//! The table of a body of XML: its root element, and the functions that read and write it.

use super::misfit::Misfits;
use super::read::{Lenient, ReadError};
use super::value::{Slot, Value, View};
use super::xml_node::Xml;

/// A function that reads a body. A lenient reader adds what it went past to the misfits; without them, the reader is strict.
type ReadBody = fn(&[u8], Xml, Slot<'_>, Option<&mut Misfits>) -> Result<(), ReadError>;

/// A body of XML: its root element, and the functions that read and write it.
#[derive(Debug, Clone, Copy)]
pub struct XmlBody {
    root: Xml,
    read: ReadBody,
    write: fn(View<'_>, Xml) -> Result<Vec<u8>, String>,
}

impl XmlBody {
    /// Makes the table of a body with this root element.
    pub(crate) const fn new(root: Xml, read: ReadBody, write: fn(View<'_>, Xml) -> Result<Vec<u8>, String>) -> Self {
        Self { root, read, write }
    }

    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not well-formed, or if it does not match the type.
    pub fn read<T: Value>(&self, body: &[u8]) -> Result<T, ReadError> {
        let mut value = T::placeholder();
        (self.read)(body, self.root, value.slot(), None)?;
        Ok(value)
    }

    /// Reads a body, and goes past parts that do not match its type: they are left out where the type allows it.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not well-formed, or if no part around one that does not match may be left out.
    pub(crate) fn read_leniently<T: Value>(&self, body: &[u8]) -> Result<Lenient<T>, ReadError> {
        let mut value = T::placeholder();
        let mut misfits = Misfits::default();
        (self.read)(body, self.root, value.slot(), Some(&mut misfits))?;
        Ok(Lenient { value, misfits })
    }

    /// Writes a body.
    ///
    /// # Errors
    ///
    /// Returns the message if XML cannot hold the value.
    pub fn write(&self, view: View<'_>) -> Result<Vec<u8>, String> {
        (self.write)(view, self.root)
    }
}

/// The functions are those of the root for every body.
impl PartialEq for XmlBody {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Eq for XmlBody {}
