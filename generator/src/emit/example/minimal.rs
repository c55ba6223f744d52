//! The minimal value of a type, for operations without a documented example.

use serde_json::{Map, Value, json};

use crate::analyse::{Context, Form};
use crate::emit::cx::Cx;
use crate::ir::{Access, Check, EnumRepr, Item, Kind, Object, Presence, Scalar, TypeExpr};

/// The depth after which a type is taken to require itself.
const DEEPEST: usize = 6;

/// The minimal value of a type. None: the type requires itself.
pub fn minimal_value(cx: &Cx, item: &Item, context: Context) -> Option<Value> {
    item_value(cx, item, context, 0)
}

fn item_value(cx: &Cx, item: &Item, context: Context, depth: usize) -> Option<Value> {
    if item.nullable {
        return Some(Value::Null);
    }
    let listed = cx.api().checks(item).find_map(|check| match check {
        Check::Numbers(numbers) => numbers.first().cloned().map(Value::Number),
        Check::Boolean(only) => Some(Value::Bool(*only)),
        _ => None,
    });
    if listed.is_some() {
        return listed;
    }
    type_value(cx, &item.ty, context, depth)
}

fn type_value(cx: &Cx, ty: &TypeExpr, context: Context, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    match cx.resolve(ty) {
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Object(object) => object_value(cx, object, cx.model.facts.form_in(*id, context), depth),
            Kind::Enum(choice) => {
                let value = choice.values.iter().find(|value| value.access != Access::ReadOnly)?;
                match choice.repr {
                    EnumRepr::String => Some(Value::from(value.text.clone())),
                    EnumRepr::Integer => value.text.parse::<i64>().ok().map(Value::from),
                }
            }
            Kind::Union(union) => {
                let variant = union.variants.first()?;
                let mut value = type_value(cx, &variant.value.ty, context, depth + 1)?;
                if let (Value::Object(members), Some(member), Some(tag)) =
                    (&mut value, union.written_discriminator(), variant.tags.first())
                {
                    members.insert(member.to_owned(), Value::from(tag.clone()));
                }
                Some(value)
            }
            Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
        },
        TypeExpr::Scalar(scalar) => Some(scalar_value(*scalar)),
        TypeExpr::List(_) => Some(json!([])),
        TypeExpr::Map(_) | TypeExpr::Json => Some(json!({})),
        TypeExpr::CommaSeparated(_) => Some(json!("")),
    }
}

fn object_value(cx: &Cx, object: &Object, form: Form, depth: usize) -> Option<Value> {
    let mut members = Map::new();
    let required = |presence| match (form, presence) {
        (Form::MergePatch, _) => false,
        (_, Presence::Required) => true,
        (Form::Read | Form::Patch | Form::Input | Form::Full, Presence::Optional) => false,
    };
    for field in object.fields.iter().filter(|field| form.has(field.access) && required(field.presence)) {
        let value = match &field.example {
            Some(example) => example.clone(),
            None => item_value(cx, &field.value, form.context().behind(field.replace), depth + 1)?,
        };
        members.insert(field.name.clone(), value);
    }
    Some(Value::Object(members))
}

fn scalar_value(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => json!(true),
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::U64 => {
            json!(1)
        }
        Scalar::F64 => json!(1.5),
        Scalar::String | Scalar::Bytes | Scalar::Secret => json!("text"),
        Scalar::DateTime => json!("2026-01-31T12:30:00Z"),
        Scalar::Date => json!("2026-01-31"),
        Scalar::Time => json!("12:30:00"),
        Scalar::Duration => json!("PT1H30M"),
        Scalar::HttpDate => json!("Sat, 31 Jan 2026 12:30:00 GMT"),
        Scalar::UnixTime => json!(1_769_862_600),
        Scalar::Seconds => json!(90),
        Scalar::Milliseconds => json!(1500),
        Scalar::Uuid => json!("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        Scalar::Decimal => json!(1.5),
        Scalar::DecimalString => json!("1.5"),
        Scalar::Base64 | Scalar::Base64Url => json!("aGVsbG8"),
    }
}
