//! Which keywords does a schema have? `openapiv3` has two representations of them, and this is one for both.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr, Schema,
    SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde_json::{Number, Value};

use crate::ir::Check;

/// The keywords of a schema that shape a type. One that the schema does not have is empty.
#[derive(Default)]
pub(super) struct SchemaView<'a> {
    pub typ: Option<&'a str>,
    pub format: Option<String>,
    pub values: Vec<Value>,
    pub properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub required: &'a [String],
    pub additional: Option<&'a AdditionalProperties>,
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub all_of: &'a [ReferenceOr<Schema>],
    pub one_of: &'a [ReferenceOr<Schema>],
    pub any_of: &'a [ReferenceOr<Schema>],
    pub not: Option<&'a ReferenceOr<Schema>>,
    pub checks: Vec<Check>,
}

impl<'a> SchemaView<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => Self::string(string),
            SchemaKind::Type(Type::Number(number)) => Self::number(number),
            SchemaKind::Type(Type::Integer(integer)) => Self::integer(integer),
            SchemaKind::Type(Type::Boolean(boolean)) => Self::boolean(boolean),
            SchemaKind::Type(Type::Object(object)) => Self::object(object),
            SchemaKind::Type(Type::Array(array)) => Self::array(array),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { not } => Self { not: Some(&**not), ..Self::default() },
            SchemaKind::Any(any) => Self::any(any),
        }
    }

    fn string(string: &'a StringType) -> Self {
        let StringType { format, pattern, enumeration, min_length, max_length } = string;
        let checks = [
            min_length.map(|n| Check::MinLength(n as u64)),
            max_length.map(|n| Check::MaxLength(n as u64)),
            pattern.clone().map(Check::Pattern),
        ];
        Self {
            typ: Some("string"),
            format: format_text(format),
            values: enumeration.iter().map(|value| value.clone().map_or(Value::Null, Value::String)).collect(),
            checks: checks.into_iter().flatten().collect(),
            ..Self::default()
        }
    }

    fn number(number: &'a NumberType) -> Self {
        let NumberType { format, multiple_of, exclusive_minimum, exclusive_maximum, minimum, maximum, enumeration } =
            number;
        let limits = Limits {
            multiple_of: multiple_of.and_then(exact),
            minimum: minimum.and_then(exact),
            maximum: maximum.and_then(exact),
            exclusive_minimum: *exclusive_minimum,
            exclusive_maximum: *exclusive_maximum,
        };
        Self {
            typ: Some("number"),
            format: format_text(format),
            values: enumeration.iter().map(|value| value.and_then(exact).map_or(Value::Null, Value::Number)).collect(),
            checks: limits.checks(),
            ..Self::default()
        }
    }

    fn integer(integer: &'a IntegerType) -> Self {
        let IntegerType { format, multiple_of, exclusive_minimum, exclusive_maximum, minimum, maximum, enumeration } =
            integer;
        let limits = Limits {
            multiple_of: multiple_of.map(Number::from),
            minimum: minimum.map(Number::from),
            maximum: maximum.map(Number::from),
            exclusive_minimum: *exclusive_minimum,
            exclusive_maximum: *exclusive_maximum,
        };
        Self {
            typ: Some("integer"),
            format: format_text(format),
            values: enumeration.iter().map(|value| value.map_or(Value::Null, Value::from)).collect(),
            checks: limits.checks(),
            ..Self::default()
        }
    }

    fn boolean(boolean: &'a BooleanType) -> Self {
        let BooleanType { enumeration } = boolean;
        let values = enumeration.iter().map(|value| value.map_or(Value::Null, Value::Bool)).collect();
        Self { typ: Some("boolean"), values, ..Self::default() }
    }

    fn object(object: &'a ObjectType) -> Self {
        let ObjectType { properties, required, additional_properties, min_properties, max_properties } = object;
        let checks = [
            min_properties.map(|n| Check::MinProperties(n as u64)),
            max_properties.map(|n| Check::MaxProperties(n as u64)),
        ];
        Self {
            typ: Some("object"),
            properties: Some(properties),
            required,
            additional: additional_properties.as_ref(),
            checks: checks.into_iter().flatten().collect(),
            ..Self::default()
        }
    }

    fn array(array: &'a ArrayType) -> Self {
        let ArrayType { items, min_items, max_items, unique_items } = array;
        Self {
            typ: Some("array"),
            items: items.as_ref(),
            checks: item_checks(*min_items, *max_items, *unique_items),
            ..Self::default()
        }
    }

    fn any(any: &'a AnySchema) -> Self {
        let AnySchema {
            typ,
            pattern,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            properties,
            required,
            additional_properties,
            min_properties,
            max_properties,
            items,
            min_items,
            max_items,
            unique_items,
            enumeration,
            format,
            min_length,
            max_length,
            one_of,
            all_of,
            any_of,
            not,
        } = any;
        let limits = Limits {
            multiple_of: multiple_of.and_then(exact),
            minimum: minimum.and_then(exact),
            maximum: maximum.and_then(exact),
            exclusive_minimum: exclusive_minimum.unwrap_or(false),
            exclusive_maximum: exclusive_maximum.unwrap_or(false),
        };
        let text = [
            min_length.map(|n| Check::MinLength(n as u64)),
            max_length.map(|n| Check::MaxLength(n as u64)),
            pattern.clone().map(Check::Pattern),
            min_properties.map(|n| Check::MinProperties(n as u64)),
            max_properties.map(|n| Check::MaxProperties(n as u64)),
        ];
        let mut checks: Vec<Check> = text.into_iter().flatten().collect();
        checks.extend(limits.checks());
        checks.extend(item_checks(*min_items, *max_items, unique_items.unwrap_or(false)));
        Self {
            typ: typ.as_deref(),
            format: format.clone(),
            values: enumeration.clone(),
            properties: (!properties.is_empty()).then_some(properties),
            required,
            additional: additional_properties.as_ref(),
            items: items.as_ref(),
            all_of,
            one_of,
            any_of,
            not: not.as_deref(),
            checks,
        }
    }

    /// Whether the schema lists members by name.
    pub fn has_properties(&self) -> bool {
        self.properties.is_some_and(|properties| !properties.is_empty())
    }

    /// Whether nothing shapes the value, so that every JSON value fits.
    pub fn is_free(&self) -> bool {
        self.typ.is_none()
            && self.values.is_empty()
            && !self.has_properties()
            && self.additional.is_none()
            && self.items.is_none()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
    }
}

/// The limits of a number.
struct Limits {
    multiple_of: Option<Number>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    exclusive_minimum: bool,
    exclusive_maximum: bool,
}

impl Limits {
    fn checks(self) -> Vec<Check> {
        let minimum = self
            .minimum
            .map(|limit| if self.exclusive_minimum { Check::ExclusiveMinimum(limit) } else { Check::Minimum(limit) });
        let maximum = self
            .maximum
            .map(|limit| if self.exclusive_maximum { Check::ExclusiveMaximum(limit) } else { Check::Maximum(limit) });
        [minimum, maximum, self.multiple_of.map(Check::MultipleOf)].into_iter().flatten().collect()
    }
}

fn item_checks(min: Option<usize>, max: Option<usize>, unique: bool) -> Vec<Check> {
    let checks = [
        min.map(|n| Check::MinItems(n as u64)),
        max.map(|n| Check::MaxItems(n as u64)),
        unique.then_some(Check::UniqueItems),
    ];
    checks.into_iter().flatten().collect()
}

/// A float as a JSON number. One without a fraction is an integer.
#[allow(clippy::cast_possible_truncation)]
fn exact(value: f64) -> Option<Number> {
    if value.fract() == 0.0 && value.abs() < 9e15 { Some(Number::from(value as i64)) } else { Number::from_f64(value) }
}

/// A format as it is written in the document.
fn format_text<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => {
            serde_json::to_value(item).ok().and_then(|value| value.as_str().map(str::to_owned))
        }
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
