//! Of which type is a value that a schema describes, in the words of the facts?

use serde_json::Value;

use super::node::Node;
use crate::facts::Type;

/// What a schema says of null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Null is a value.
    Nullable,
    /// It is not.
    NotNullable,
}

/// Formats that change what a value is. Others, such as `email`, only say more of a text.
const TELLING: &[&str] = &[
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "byte",
    "base64url",
    "binary",
    "int32",
    "int64",
    "float",
    "double",
];

/// Spellings of one format.
const ALIKE: &[&[&str]] = &[&["byte", "base64url", "binary"]];

impl Node<'_> {
    /// Whether the values are of this type.
    pub fn fits(&self, wanted: &Type) -> bool {
        match wanted {
            Type::Plain(text) => {
                let (base, format) = text.split_once(':').map_or((text.as_str(), None), |(b, f)| (b, Some(f)));
                let (bases, stands) = self.plain();
                // A number of the format of an integer is one.
                let whole = base == "integer" && matches!(stands, Some("int32" | "int64" | "int16" | "uint8"));
                let fits = |it: &String| it == base || (whole && it == "number");
                bases.iter().any(fits) && same_format(format, stands)
            }
            Type::Resource(name) | Type::Unknown(name) => {
                // A page may leave the namespace out, or a part of it.
                let short = name.rsplit('.').next().unwrap_or(name);
                self.names().iter().any(|it| it.eq_ignore_ascii_case(short) || it.eq_ignore_ascii_case(name))
            }
            Type::List(of) => self.items().is_some_and(|items| items.fits(of)),
            Type::Union(types) => {
                let variants = self.variants();
                if variants.is_empty() {
                    let (bases, _) = self.plain();
                    let plain = |it: &Type| matches!(it, Type::Plain(text) if bases.iter().any(|base| base == text));
                    return bases.len() == types.len() && types.iter().all(plain);
                }
                variants.len() == types.len() && types.iter().all(|it| variants.iter().any(|node| node.fits(it)))
            }
        }
    }

    /// The types of JSON that are allowed, without null.
    pub fn bases(&self) -> Vec<String> {
        self.plain().0
    }

    /// The types of JSON that are allowed without null, and the format.
    fn plain(&self) -> (Vec<String>, Option<&str>) {
        let mut bases = Vec::new();
        let mut format = None;
        for part in self.resolved() {
            if bases.is_empty() {
                bases = types(part.value());
            }
            format = format.or_else(|| part.value().get("format").and_then(Value::as_str));
        }
        (bases, format)
    }

    /// All that a value must meet; a union of one type and null is that type.
    fn resolved(&self) -> Vec<Self> {
        let mut parts = self.all();
        let single = |node: &Self| match node.variants().as_slice() {
            [one] => Some(one.all()),
            _ => None,
        };
        let more: Vec<Self> = parts.iter().filter_map(single).flatten().collect();
        parts.extend(more);
        parts
    }

    /// The names of the components that the values are of, the nearest first.
    pub fn names(&self) -> Vec<String> {
        let named = |node: &Self| {
            let (above, name) = node.pointer().rsplit_once('/')?;
            let is_component = matches!(above, "/components/schemas" | "/definitions");
            is_component.then(|| generator::internals::pointer::unescape(name))
        };
        let parts = self.resolved();
        let names = parts.iter().filter_map(named).flat_map(|name| {
            // `microsoft.graph.user` is `user` of a namespace.
            let short = name.rsplit('.').next().filter(|short| *short != name).map(str::to_owned);
            std::iter::once(name).chain(short)
        });
        names.collect()
    }

    /// The schema of the items of a list.
    pub fn items(&self) -> Option<Self> {
        self.resolved().into_iter().find_map(|node| node.get("items"))
    }

    /// The variants of a union, without null.
    pub fn variants(&self) -> Vec<Self> {
        let lists = ["oneOf", "anyOf"].iter().filter_map(|keyword| self.get(keyword));
        let all = lists.flat_map(|list| list.members()).map(|(_, variant)| variant);
        all.filter(|variant| !is_null(variant.value())).collect()
    }

    /// What is said of null.
    pub fn bound(&self) -> Bound {
        let says = |node: &Self| {
            let value = node.value();
            let listed =
                value.get("type").and_then(Value::as_array).is_some_and(|list| list.iter().any(|it| it == "null"));
            let lists = ["oneOf", "anyOf"].iter().filter_map(|keyword| value.get(keyword)?.as_array());
            value.get("nullable") == Some(&Value::Bool(true)) || listed || lists.flatten().any(is_null)
        };
        if self.all().iter().any(says) { Bound::Nullable } else { Bound::NotNullable }
    }

    /// The type, for people: `list of physicalAddress`, `string, format date-time`.
    pub fn kind(&self) -> String {
        if let Some(items) = self.items() {
            return format!("list of {}", items.kind());
        }
        if let Some(name) = self.names().into_iter().next() {
            return format!("`{name}`");
        }
        let variants = self.variants();
        if variants.len() > 1 {
            return variants.iter().map(Self::kind).collect::<Vec<_>>().join(" or ");
        }
        let (bases, format) = self.plain();
        let base = if bases.is_empty() { "any value".to_owned() } else { bases.join(" or ") };
        format.map_or(base.clone(), |format| format!("{base}, format {format}"))
    }

    /// The type, in the words of the facts.
    pub fn shape(&self) -> Type {
        if let Some(items) = self.items() {
            return Type::List(Box::new(items.shape()));
        }
        if let Some(name) = self.names().into_iter().next() {
            return Type::Resource(name);
        }
        let variants = self.variants();
        if variants.len() > 1 {
            return Type::Union(variants.iter().map(Self::shape).collect());
        }
        let (bases, format) = self.plain();
        let base = bases.into_iter().next().unwrap_or_default();
        Type::Plain(format.map_or(base.clone(), |format| format!("{base}:{format}")))
    }

    /// The values of an enumeration.
    pub fn enumeration(&self) -> Option<Vec<String>> {
        let listed = self.resolved().into_iter().find_map(|node| node.get("enum")?.value().as_array());
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        listed.map(|values| values.iter().filter(|value| !value.is_null()).map(text).collect())
    }
}

/// The types that `type` names, without null. A list of properties is an object.
fn types(schema: &Value) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(list)) => {
            list.iter().filter_map(Value::as_str).filter(|it| *it != "null").map(str::to_owned).collect()
        }
        _ if schema.get("properties").is_some() => vec!["object".to_owned()],
        _ => Vec::new(),
    }
}

fn is_null(schema: &Value) -> bool {
    let Some(members) = schema.as_object() else { return false };
    let only_nullable = members.get("nullable") == Some(&Value::Bool(true))
        && members.keys().all(|key| matches!(key.as_str(), "nullable" | "type"));
    members.get("type") == Some(&Value::String("null".to_owned())) || only_nullable
}

fn same_format(said: Option<&str>, stands: Option<&str>) -> bool {
    let alike = |a: &str, b: &str| a == b || ALIKE.iter().any(|set| set.contains(&a) && set.contains(&b));
    match (said, stands) {
        (Some(said), Some(stands)) => alike(said, stands),
        (Some(_), None) => false,
        // An integer may say its size where the page says none.
        (None, Some(stands)) => !TELLING.contains(&stands) || matches!(stands, "int32" | "int64" | "float" | "double"),
        (None, None) => true,
    }
}
