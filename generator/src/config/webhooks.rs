//! How the table `[webhooks]` of `codegen.toml` is read: what tells events apart, and how they are signed.

use serde::Deserialize;

use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};

/// How webhooks are told apart and signed, where the document does not say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Webhooks {
    /// The header that names the event, such as `X-GitHub-Event`. Its text and the key of the webhook in the document may
    /// differ in case and in what stands between words.
    pub header: Option<String>,
    /// The member of the body that names the event; beside a header, the member that says what has happened, so that both
    /// together name it.
    pub member: Option<String>,
    /// How webhooks are signed, for a constant `SIGNATURE` of the emitted module. A scheme can be made by a program as well.
    pub signature: Option<SignatureScheme>,
    /// The line and column of the table in `codegen.toml`, both from 1. None: a program made it.
    #[serde(skip)]
    pub place: Option<(usize, usize)>,
}

/// A scheme by which a shared secret signs webhooks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SignatureScheme {
    /// The header with the signature.
    pub header: String,
    /// The hash function of the HMAC.
    #[serde(default)]
    pub algorithm: SignatureHash,
    /// How the bytes of a signature are written.
    #[serde(default)]
    pub encoding: SignatureEncoding,
    /// The character between the items of the header, if it has several. Those with the prefix are signatures.
    pub separator: Option<char>,
    /// What a signature begins with, such as `sha256=`.
    pub prefix: Option<String>,
    /// What the item of the header begins with that is the time of sending, in seconds since 1970.
    pub timestamp_prefix: Option<String>,
    /// The header that is the time of sending, in seconds since 1970, in place of an item.
    pub timestamp_header: Option<String>,
    /// What is signed: a text with `{body}`, `{timestamp}` and names of headers in braces. Without it, the body alone.
    pub signed: Option<String>,
    /// How many seconds the time of sending may be from now. Without it, 300.
    pub tolerance: Option<u64>,
}

/// The hash function of an HMAC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureHash {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureEncoding {
    /// Two hexadecimal digits for each byte.
    #[default]
    Hex,
    /// Base64 with padding.
    Base64,
}

impl Webhooks {
    /// Reports that the table tells webhooks apart, for documents that have none. How they are signed may be said all the
    /// same: callbacks are signed too, and a document may leave its webhooks out.
    pub(crate) fn report_unused(&self, file: FileId, diags: &mut Diags) {
        let key = match (&self.header, &self.member) {
            (Some(_), _) => "header",
            (None, Some(_)) => "member",
            (None, None) => return,
        };
        let location = Location::of_option(file, self.place);
        let message = format!("`{key}` tells webhooks apart, but the documents have no webhooks");
        diags.push(Code::Config, location, message);
    }

    /// What is wrong with the table. None: nothing.
    pub(crate) fn fault(&self) -> Option<String> {
        let scheme = self.signature.as_ref()?;
        match scheme {
            SignatureScheme { timestamp_prefix: Some(_), separator: None, .. } => {
                Some("a header with an item for the time has a `separator` too".to_owned())
            }
            SignatureScheme { signed: Some(signed), .. } if !signed.contains("{body}") => {
                Some("`signed` has no `{body}`: a signature that is not of the body says nothing of it".to_owned())
            }
            SignatureScheme { signed: Some(signed), timestamp_prefix: None, timestamp_header: None, .. }
                if signed.contains("{timestamp}") =>
            {
                Some("`signed` has a `{timestamp}`, but nothing says where it stands".to_owned())
            }
            SignatureScheme { .. } => None,
        }
    }
}
