//! The constants by which users read headers of responses with the types of the document.

use std::collections::BTreeMap;

use super::cx::Cx;
use super::docs::prose;
use super::rust_type::Generic;
use super::source_file::SourceFile;
use super::text::string;
use super::typing::value_type;
use crate::analyse::Context;
use crate::ir::{Header, OperationId};
use crate::names::Name;

/// Emits a constant for each header of the responses of these operations.
pub fn emit(cx: &Cx, file: &mut SourceFile, ids: &[OperationId]) {
    let mut headers: BTreeMap<&Name, &Header> = BTreeMap::new();
    for id in ids {
        for (name, header) in of_operation(cx, *id) {
            headers.entry(name).or_insert(header);
        }
    }
    for (name, header) in headers {
        let ty = file.ty(&value_type(cx, &header.value.ty, Context::Read).inside(Generic::ResponseHeader));
        let doc = prose::code(&header.name);
        let wire = string(&header.name);
        file.table(&format!(
            "/// The header {doc} of responses.\npub const {name}: {ty} = rt::ResponseHeader::new({wire});\n"
        ));
    }
}

/// The headers of the responses of an operation, with their constants.
pub fn of_operation<'a>(cx: &Cx<'a>, id: OperationId) -> impl Iterator<Item = (&'a Name, &'a Header)> {
    let api = cx.api();
    let headers = api.operations[id].responses.iter().flat_map(|response| &response.headers);
    cx.model.names.operation(id).headers.iter().zip(headers)
}
