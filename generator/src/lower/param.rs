//! Which parameters does an operation have, and which headers does a response have?

use openapiv3::{Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr};
use serde_json::Value;

use super::context::{Lowering, TypeOrigin};
use super::media::{explodes, media_kind, query_style};
use super::operation::resolve;
use crate::ir::{
    Docs, Header, Item, MediaKind, NameOrigin, OperationId, Param, ParamLocation, Scalar, Step, Style, TypeExpr,
};
use crate::location::Location;
use crate::pointer;

impl<'a> Lowering<'a> {
    pub(super) fn params(
        &mut self,
        id: OperationId,
        params: &'a [ReferenceOr<Parameter>],
        pointer: &str,
    ) -> Vec<Param> {
        let mut lowered = Vec::new();
        for (index, param) in params.iter().enumerate() {
            match param {
                ReferenceOr::Item(param) => {
                    let path = vec![Step::Param(param.parameter_data_ref().name.clone())];
                    let origin = NameOrigin::InOperation { operation: id, path };
                    lowered.push(self.param(origin, param, &format!("{pointer}/parameters/{index}")));
                }
                ReferenceOr::Reference { reference } => lowered.extend(self.param_part(reference)),
            }
        }
        lowered
    }

    /// A component parameter.
    fn param_part(&mut self, reference: &str) -> Option<Param> {
        let name = reference.strip_prefix("#/components/parameters/")?;
        let (param, name) = resolve(&self.bundle.openapi.components.as_ref()?.parameters, name)?;
        if let Some(known) = self.parts.params.get(name) {
            return Some(known.clone());
        }
        let origin = NameOrigin::InPart { key: name.to_owned(), path: vec![Step::Param("param".to_owned())] };
        let lowered = self.param(origin, param, &pointer::from_keys(&["components", "parameters", name]));
        self.parts.params.insert(name, lowered.clone());
        Some(lowered)
    }

    fn param(&mut self, origin: NameOrigin, param: &'a Parameter, pointer: &str) -> Param {
        let (sent_in, style, allow_reserved) = match param {
            Parameter::Query { style, allow_reserved, parameter_data: _, allow_empty_value: _ } => {
                (ParamLocation::Query, query_style(style), *allow_reserved)
            }
            Parameter::Path { style, parameter_data: _ } => (ParamLocation::Path, path_style(style), false),
            Parameter::Header { .. } => (ParamLocation::Header, Style::Simple, false),
            Parameter::Cookie { .. } => (ParamLocation::Cookie, Style::Form, false),
        };
        let data = param.parameter_data_ref();
        let extras = self.bundle.extras.parameters.get(&data.extensions);
        let location = self.location(pointer);
        let (value, content) = self.param_value(&data.format, &location, origin);
        Param {
            name: data.name.clone(),
            sent_in,
            docs: Docs { description: data.description.clone(), ..Docs::default() },
            deprecated: data.deprecated.unwrap_or(false),
            required: data.required || sent_in == ParamLocation::Path,
            explode: data.explode.unwrap_or_else(|| explodes(style)),
            style,
            allow_reserved,
            content,
            repeated_segment: extras.is_some_and(|extras| extras.is_repeated_segment),
            quoted_key: extras.and_then(|extras| extras.quoted_key.clone()),
            default: self.param_default(&data.format),
            example: example(data),
            constant: None,
            value,
            location,
        }
    }

    fn param_value(
        &mut self,
        format: &'a ParameterSchemaOrContent,
        location: &Location,
        name: NameOrigin,
    ) -> (Item, Option<MediaKind>) {
        let text = || Item::plain(TypeExpr::Scalar(Scalar::String));
        match format {
            ParameterSchemaOrContent::Schema(schema) => {
                (self.item(schema, &TypeOrigin { location: location.join("schema"), name }), None)
            }
            ParameterSchemaOrContent::Content(content) => match content.first() {
                None => (text(), None),
                Some((mime, media)) => {
                    let location = location.at(&["content", mime, "schema"]);
                    let item = media.schema.as_ref().map(|schema| self.item(schema, &TypeOrigin { location, name }));
                    let kind = match media_kind(mime) {
                        // The value of a parameter is one text.
                        MediaKind::Xml => MediaKind::Text,
                        kind @ (MediaKind::Json
                        | MediaKind::Form
                        | MediaKind::Multipart
                        | MediaKind::Text
                        | MediaKind::Bytes
                        | MediaKind::EventStream
                        | MediaKind::JsonLines) => kind,
                    };
                    (item.unwrap_or_else(text), Some(kind))
                }
            },
        }
    }

    fn param_default(&self, format: &'a ParameterSchemaOrContent) -> Option<Value> {
        match format {
            ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) => schema.schema_data.default.clone(),
            ParameterSchemaOrContent::Schema(ReferenceOr::Reference { reference }) => {
                self.component_schema(reference).and_then(|schema| schema.schema_data.default.clone())
            }
            ParameterSchemaOrContent::Content(_) => None,
        }
    }

    /// A response header.
    pub(super) fn header(
        &mut self,
        name: &str,
        header: &'a ReferenceOr<openapiv3::Header>,
        pointer: &str,
        origin: NameOrigin,
    ) -> Option<Header> {
        match header {
            ReferenceOr::Item(header) => Some(self.header_content(name, header, pointer, origin)),
            ReferenceOr::Reference { reference } => {
                let key = reference.strip_prefix("#/components/headers/")?;
                let (header, key) = resolve(&self.bundle.openapi.components.as_ref()?.headers, key)?;
                if let Some(known) = self.parts.headers.get(key) {
                    return Some(Header { name: name.to_owned(), ..known.clone() });
                }
                let path = vec![Step::Param("header".to_owned())];
                let origin = NameOrigin::InPart { key: key.to_owned(), path };
                let pointer = pointer::from_keys(&["components", "headers", key]);
                let lowered = self.header_content(name, header, &pointer, origin);
                self.parts.headers.insert(key, lowered.clone());
                Some(lowered)
            }
        }
    }

    fn header_content(
        &mut self,
        name: &str,
        header: &'a openapiv3::Header,
        pointer: &str,
        origin: NameOrigin,
    ) -> Header {
        let location = self.location(pointer);
        let (value, _) = self.param_value(&header.format, &location, origin);
        Header {
            name: name.to_owned(),
            docs: Docs { description: header.description.clone(), ..Docs::default() },
            required: header.required,
            value,
            location,
        }
    }
}

fn example(data: &ParameterData) -> Option<Value> {
    let named = || {
        data.examples.values().find_map(|example| match example {
            ReferenceOr::Item(example) => example.value.clone(),
            ReferenceOr::Reference { .. } => None,
        })
    };
    let of_schema = || match &data.format {
        ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) => schema.schema_data.example.clone(),
        ParameterSchemaOrContent::Schema(ReferenceOr::Reference { .. }) | ParameterSchemaOrContent::Content(_) => None,
    };
    data.example.clone().or_else(named).or_else(of_schema)
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Simple => Style::Simple,
        PathStyle::Label => Style::Label,
        PathStyle::Matrix => Style::Matrix,
    }
}
