// @generated
//! The text types of bytes in base64.

use super::super::patch::Patch;
use super::{InvalidText, text_type};
use ::base64::Engine;
use ::base64::alphabet::STANDARD;
use ::base64::engine::DecodePaddingMode;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD as PADDED, URL_SAFE_NO_PAD};

/// Bytes in base64, as the text that the server sent. Bytes are encoded with the standard alphabet, with padding.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64(String);

/// Bytes in base64url, as the text that the server sent. Bytes are encoded with the URL-safe alphabet, without padding.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64Url(String);

text_type!(Base64, "base64 such as aGVsbG8=", |text: &str| decode(text).is_some());
text_type!(Base64Url, "base64url such as aGVsbG8", |text: &str| decode(text).is_some());

/// Decodes text of either alphabet, with or without padding and line ends.
fn decode(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let standard: String = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    LENIENT.decode(standard).ok()
}

macro_rules! bytes_type {
    ($ty:ident, $engine:ident) => {
        impl $ty {
            /// Decodes the bytes, from either alphabet, with or without padding.
            ///
            /// # Errors
            ///
            /// Returns an error if the text is not base64.
            pub fn decode(&self) -> Result<Vec<u8>, InvalidText> {
                decode(&self.0).ok_or(InvalidText { expected: "base64" })
            }
        }
        impl From<&[u8]> for $ty {
            fn from(bytes: &[u8]) -> Self {
                $ty($engine.encode(bytes))
            }
        }
        impl From<Vec<u8>> for $ty {
            fn from(bytes: Vec<u8>) -> Self {
                $ty($engine.encode(bytes))
            }
        }
        impl<const N: usize> From<&[u8; N]> for $ty {
            fn from(bytes: &[u8; N]) -> Self {
                $ty($engine.encode(bytes))
            }
        }
        impl From<&[u8]> for Patch<$ty> {
            fn from(bytes: &[u8]) -> Self {
                Patch::Value(bytes.into())
            }
        }
        impl From<Vec<u8>> for Patch<$ty> {
            fn from(bytes: Vec<u8>) -> Self {
                Patch::Value(bytes.into())
            }
        }
    };
}
bytes_type!(Base64, PADDED);
bytes_type!(Base64Url, URL_SAFE_NO_PAD);
