//! One parameter.

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
    Schema, SchemaData, SchemaKind, StringType, Type,
};

use super::media::query_style;
use super::reader::Reader;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::Kind;
use crate::source::Raw;

/// What tells a parameter apart in an operation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    pub name: String,
    /// `query`, `header`, `path` or `cookie`.
    pub location: String,
}

impl Reader<'_> {
    /// The name and location of a parameter that may be a reference; none when it has none.
    pub fn identity(&self, node: &Node<'_>) -> Option<Identity> {
        let mut raw = node.raw;
        let mut file = node.file;
        // A longer chain is a loop, and was told when the references were followed.
        for _ in 0..64 {
            let Some(reference) = raw.get("$ref").and_then(Raw::as_str) else { break };
            let address = self.links.target(file, reference)?;
            raw = self.sources.get(address.file)?.raw.pointer(&address.pointer)?;
            file = address.file;
        }
        let name = match raw.get("name")? {
            Raw::String(name) => name.clone(),
            other => other.to_string(),
        };
        Some(Identity { name, location: raw.get("in")?.as_str()?.to_owned() })
    }

    /// A parameter.
    pub fn parameter(&mut self, node: &Node<'_>) -> Option<Parameter> {
        let direct = self.has_direct_schema(node);
        if !direct && !self.check(node, Kind::Parameter) {
            return None;
        }
        let name = self.needed(node, "name", "the parameter")?;
        let location = self.needed(node, "in", "the parameter")?;
        self.check_parameter_extensions(node, &location);
        let parameter_data = self.parameter_data(node, name, direct);
        match location.as_str() {
            "query" => Some(Parameter::Query {
                allow_reserved: self.flag(node, "allowReserved").unwrap_or_default(),
                style: self.style(node, query_style, QueryStyle::Form),
                allow_empty_value: self.flag(node, "allowEmptyValue"),
                parameter_data,
            }),
            "header" => Some(Parameter::Header {
                style: self.style(node, |text| (text == "simple").then_some(HeaderStyle::Simple), HeaderStyle::Simple),
                parameter_data,
            }),
            "path" => Some(self.path_parameter(node, parameter_data)),
            "cookie" => Some(Parameter::Cookie {
                style: self.style(node, |text| (text == "form").then_some(CookieStyle::Form), CookieStyle::Form),
                parameter_data,
            }),
            other => {
                let message = format!("a parameter cannot be in `{other}`");
                let help = match other {
                    "body" | "formData" => "since OpenAPI 3.0 a body is the operation's `requestBody`",
                    _ => "it is in `query`, `header`, `path` or `cookie`",
                };
                self.diags.push(Code::WrongType, node.location_of("in"), message).help(help);
                None
            }
        }
    }

    fn path_parameter(&mut self, node: &Node<'_>, mut parameter_data: ParameterData) -> Parameter {
        if !parameter_data.required {
            let message =
                format!("the path parameter `{}` is not `required: true`; read as required", parameter_data.name);
            self.mend(node.location(), message);
            parameter_data.required = true;
        }
        let known = |text: &str| match text {
            "simple" => Some(PathStyle::Simple),
            "label" => Some(PathStyle::Label),
            "matrix" => Some(PathStyle::Matrix),
            _ => None,
        };
        Parameter::Path { style: self.style(node, known, PathStyle::Simple), parameter_data }
    }

    fn parameter_data(&mut self, node: &Node<'_>, name: String, direct: bool) -> ParameterData {
        let format = self.schema_or_content(node, direct);
        let (example, examples) = self.examples(node);
        ParameterData {
            name,
            description: self.text(node, "description"),
            required: self.flag(node, "required").unwrap_or_default(),
            deprecated: self.flag(node, "deprecated"),
            format,
            example,
            examples,
            explode: self.flag(node, "explode"),
            extensions: self.extensions(node),
        }
    }

    fn style<T>(&mut self, node: &Node<'_>, known: impl Fn(&str) -> Option<T>, usual: T) -> T {
        let Some(text) = self.text(node, "style") else { return usual };
        known(&text).unwrap_or_else(|| {
            self.mend(
                node.location_of("style"),
                format!("`{text}` is no style of such a parameter; the usual one is used"),
            );
            usual
        })
    }

    /// Whether a parameter or header is written as in Swagger 2, its schema not under `schema`.
    pub fn has_direct_schema(&self, node: &Node<'_>) -> bool {
        let has = |key: &str| node.raw.get(key).is_some();
        has("type") && !has("schema") && !has("content")
    }

    /// The schema of a parameter or header, or its content.
    pub fn schema_or_content(&mut self, node: &Node<'_>, direct: bool) -> ParameterSchemaOrContent {
        if direct {
            self.mend(node.location_of("type"), "`type` stands beside `schema`, as in Swagger 2; read as the schema");
            return ParameterSchemaOrContent::Schema(self.text_schema(|reader| reader.direct_schema(node)));
        }
        if let Some(schema) = node.get("schema") {
            if node.raw.get("content").is_some_and(|content| !super::value::is_blank(content)) {
                self.diags.push(
                    Code::Ignored,
                    node.location_of("content"),
                    "`content` beside `schema` counts for nothing",
                );
            }
            return ParameterSchemaOrContent::Schema(self.text_schema(|reader| reader.schema(&schema)));
        }
        let content = self.media_types(node);
        if content.is_empty() {
            self.mend(node.location(), "there is neither `schema` nor `content`; read as text");
            let schema_kind = SchemaKind::Type(Type::String(StringType::default()));
            let schema = Schema { schema_data: SchemaData::default(), schema_kind };
            return ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema));
        }
        ParameterSchemaOrContent::Content(content)
    }

    fn text_schema(&mut self, read: impl FnOnce(&mut Self) -> ReferenceOr<Schema>) -> ReferenceOr<Schema> {
        let before = std::mem::replace(&mut self.as_text, true);
        let schema = read(self);
        self.as_text = before;
        schema
    }

    fn direct_schema(&mut self, node: &Node<'_>) -> ReferenceOr<Schema> {
        const NOT_THE_SCHEMAS: [&str; 9] = [
            "name",
            "in",
            "required",
            "style",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "examples",
            "collectionFormat",
        ];
        let members = node.raw.as_object().into_iter().flatten();
        let schema: Raw = members
            .filter(|(key, _)| !NOT_THE_SCHEMAS.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let pointer = node.pointer();
        self.schema(&Node::start(&schema, node.file, &pointer, None))
    }
}
