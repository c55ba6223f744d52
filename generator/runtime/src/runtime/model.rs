//! Values, and how they are read and written. Uses none of the other modules.

pub(crate) mod bytes;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod comma_separated;
pub(crate) mod containers;
pub(crate) mod convert;
pub(crate) mod debug;
pub(crate) mod enums;
pub(crate) mod equal;
pub(crate) mod erased_box;
pub(crate) mod kind;
pub(crate) mod labels;
pub(crate) mod learned;
pub(crate) mod member;
pub(crate) mod members;
pub(crate) mod misfit;
pub(crate) mod nullable;
pub(crate) mod patch;
pub(crate) mod platform;
pub(crate) mod printable;
pub(crate) mod quantity;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod request_body;
pub(crate) mod scalars;
pub(crate) mod setter_impls;
pub(crate) mod setters;
pub(crate) mod shape;
pub(crate) mod text;
pub(crate) mod union;
pub(crate) mod value;
pub(crate) mod write;
pub(crate) mod xml; // only with XML
pub(crate) mod xml_body;
pub(crate) mod xml_node;
