//! The table of a body of XML: its root element, and the functions that read and write it.

use super::read::ReadError;
use super::value::{Slot, Value, View};
use super::xml_node::Xml;

/// A body of XML: its root element, and the functions that read and write it.
#[derive(Debug, Clone, Copy)]
pub struct XmlBody {
    root: Xml,
    read: fn(&[u8], Xml, Slot<'_>) -> Result<(), ReadError>,
    write: fn(View<'_>, Xml) -> Result<Vec<u8>, String>,
}

impl XmlBody {
    /// Makes the table of a body with this root element.
    pub(crate) const fn new(
        root: Xml,
        read: fn(&[u8], Xml, Slot<'_>) -> Result<(), ReadError>,
        write: fn(View<'_>, Xml) -> Result<Vec<u8>, String>,
    ) -> Self {
        Self { root, read, write }
    }

    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not well-formed, or if it does not match the type.
    pub fn read<T: Value>(&self, body: &[u8]) -> Result<T, ReadError> {
        let mut value = T::placeholder();
        (self.read)(body, self.root, value.slot())?;
        Ok(value)
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
