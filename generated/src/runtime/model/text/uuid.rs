// @generated
//! The text type of a UUID: `123e4567-e89b-12d3-a456-426614174000`.

use super::text_type;

/// A UUID, as the text that the server sent. Comparisons distinguish case and braces.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(String);

text_type!(Uuid, "a UUID such as 123e4567-e89b-12d3-a456-426614174000", |text: &str| parse(text).is_some());

fn parse(text: &str) -> Option<u128> {
    let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let groups: Vec<&str> = bare.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let hex = groups.concat();
    if lengths != [8, 4, 4, 4, 12] || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(&hex, 16).ok()
}

impl Uuid {
    /// Makes a UUID of 16 bytes in network order.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let hex = format!("{:032x}", u128::from_be_bytes(bytes));
        let mut text = String::with_capacity(36);
        for (index, digit) in hex.chars().enumerate() {
            if matches!(index, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(digit);
        }
        Uuid(text)
    }

    /// The 16 bytes in network order, if the text is a UUID.
    pub fn to_bytes(&self) -> Option<[u8; 16]> {
        parse(&self.0).map(u128::to_be_bytes)
    }
}
