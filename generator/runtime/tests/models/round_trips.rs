//! Values that are read are written unchanged, for many generated values.
use crate::runtime as rt;
use crate::sample::*;
use crate::written;
use serde_json::{Map, Value, json};

/// A small generator of pseudo-random numbers, which are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn text(&mut self) -> String {
        let length = self.below(4);
        (0..length).map(|_| ["a", "/", "~", "\"", "ä", "\n", "parent"][self.below(7) as usize]).collect()
    }

    fn json(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(1000) as f64 / 8.0),
            3 => json!(self.text()),
            4 => (0..self.below(3)).map(|_| self.json(depth - 1)).collect(),
            _ => Value::Object((0..self.below(3)).map(|_| (self.text(), self.json(depth - 1))).collect()),
        }
    }

    fn contact(&mut self, depth: u64) -> Value {
        let mut members = Map::new();
        members.insert("id".into(), json!(self.text()));
        while self.below(6) > 0 {
            let (name, value) = match self.below(16) {
                0 => ("displayName", json!(self.text())),
                1 => ("categories", json!([self.text(), null])),
                2 => ("businessPhones", (0..self.below(3)).map(|_| json!(self.text())).collect()),
                3 if depth > 0 => ("parent", self.contact(depth - 1)),
                4 => ("relationship", json!(self.text())),
                5 => ("birthday", json!(self.text())),
                6 => ("homeAddress", json!({"city": self.text()})),
                7 => ("height", json!(self.below(1000) as f64 / 8.0)),
                8 => ("rank", json!(self.below(1000))),
                9 => ("level", json!(self.below(4))),
                10 => ("size", json!(u64::MAX - self.below(4))),
                11 => ("isNew", json!(self.below(2) == 0)),
                12 => ("attributes", json!({ self.text(): self.text(), self.text(): null })),
                13 => ("anything", json!([self.json(2)])),
                14 if depth > 0 => ("next", self.contact(depth - 1)),
                _ => ("@odata.something", json!([self.json(2)])),
            };
            members.insert(name.into(), value);
        }
        Value::Object(members)
    }
}

#[test]
fn what_was_read_is_written_again() {
    for seed in 0..500 {
        let sent = Dice(seed).contact(3);
        let contact: Contact = rt::read_json(sent.to_string().as_bytes()).expect("reads");
        assert_eq!(written(&contact), sent);
        assert_eq!(rt::read_json_value::<Contact>(&sent), Ok(contact.clone()));
        assert_eq!(serde_json::from_str::<Contact>(&sent.to_string()).expect("reads"), contact);
        assert_eq!(rt::write_json_value(&contact), Ok(sent));
    }
}

#[test]
fn any_json_is_some_variant_of_an_open_union() {
    for seed in 0..500 {
        let sent = Dice(seed).json(3);
        let amount: Amount = rt::read_json_value(&sent).expect("reads");
        let again: Amount = rt::read_json_value(&written(&amount)).expect("reads");
        assert_eq!(written(&again), written(&amount));
    }
}

#[test]
fn broken_json_is_an_error_and_no_panic() {
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let mut bytes = dice.contact(2).to_string().into_bytes();
        let place = dice.below(bytes.len() as u64) as usize;
        bytes[place] = dice.below(256) as u8;
        bytes.truncate(bytes.len() - dice.below(3) as usize);
        let _ = rt::read_json::<Contact>(&bytes);
        let _ = rt::read_json::<Amount>(&bytes);
    }
}
