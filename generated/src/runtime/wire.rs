//! The writers of the parts of a request. Uses `spec` and `model`.

pub(crate) mod body;
pub(crate) mod form_value;
pub(crate) mod multipart;
pub(crate) mod part_head;
pub(crate) mod path_template;
pub(crate) mod percent;
pub(crate) mod style;
