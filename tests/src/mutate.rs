//! Documents with any node deleted, replaced, duplicated or deepened: what the mutation test and the fuzz target feed
//! the compiler.

use generator::internals::pointer;
use generator::internals::vocabulary::{Kind, members};
use serde_json::{Value, json};

/// splitmix64: the same seed gives the same numbers.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).expect("small")
    }
}

/// Every node of a document, as JSON pointers.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut work = vec![(String::new(), value)];
    while let Some((pointer, value)) = work.pop() {
        match value {
            Value::Object(members) => {
                work.extend(members.iter().map(|(key, value)| (pointer::join(&pointer, key), value)));
            }
            Value::Array(items) => {
                work.extend(items.iter().enumerate().map(|(index, value)| (format!("{pointer}/{index}"), value)));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        found.push(pointer);
    }
    found.sort();
    found
}

/// A value that stands where another is expected.
fn stranger(random: &mut Random) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("#/components/schemas/Nowhere"),
        json!([]),
        json!({}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/components/schemas/Nowhere"}),
        json!([[[{"allOf": [{"oneOf": []}]}]]]),
        json!("\u{202e}\u{0}é"),
    ];
    all[random.below(all.len())].clone()
}

/// A keyword of some kind of object, or a key that is none.
fn keyword(random: &mut Random) -> String {
    let kind = Kind::ALL[random.below(Kind::ALL.len())];
    match members(kind) {
        [] => ["\u{1F600}", "x-replace", "$ref", ""][random.below(4)].to_owned(),
        known => known[random.below(known.len())].0.to_owned(),
    }
}

/// Changes one node.
pub fn mutate(document: &mut Value, random: &mut Random) {
    let all = pointers(document);
    let pointer = &all[random.below(all.len())];
    let other = document.pointer(&all[random.below(all.len())]).cloned().unwrap_or_default();
    let Some(node) = document.pointer_mut(pointer) else { return };
    match random.below(6) {
        0 => *node = stranger(random),
        1 => *node = other,
        2 => match node {
            Value::Object(members) => {
                let key = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
                members.remove(&key);
            }
            Value::Array(items) if !items.is_empty() => {
                let index = random.below(items.len());
                items.remove(index);
            }
            _ => *node = Value::Null,
        },
        3 => match node {
            Value::Object(members) => {
                members.insert(keyword(random), other);
            }
            Value::Array(items) => items.extend(items.clone()),
            _ => *node = json!([node.clone()]),
        },
        4 => {
            for _ in 0..60 {
                *node = json!({ "allOf": [node.take()] });
            }
        }
        _ => *node = json!({ "$ref": format!("#{pointer}") }),
    }
}
