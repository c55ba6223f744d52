//! Does a webhook come from who it claims to come from? The scheme of its signature is data: where the signature stands,
//! how it is written, and what is signed.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384, Sha512};

use crate::runtime::model::platform;

/// The hash function of an HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookHash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookEncoding {
    /// Two digits for each byte, of either case.
    Hex,
    /// Base64 with padding.
    Base64,
}

/// How webhooks of an API are signed: with a secret that sender and receiver share.
///
/// A header holds one signature, or several items between separators, of which those with the prefix are signatures; it may
/// stand several times. One that fits is enough, so that a sender can change its secret. None fits a secret that is empty. `{body}` stands for the bytes of the body as they came,
/// `{timestamp}` for the text of the timestamp, and another name in braces for the header of this name.
///
/// ```text
/// WebhookSignature::new("X-Hub-Signature-256").prefix("sha256=")
/// WebhookSignature::new("Stripe-Signature").separator(',').prefix("v1=").timestamp_prefix("t=").signed("{timestamp}.{body}")
/// WebhookSignature::new("X-Slack-Signature").prefix("v0=").timestamp_header("X-Slack-Request-Timestamp").signed("v0:{timestamp}:{body}")
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct WebhookSignature {
    header: &'static str,
    hash: WebhookHash,
    encoding: WebhookEncoding,
    separator: Option<char>,
    prefix: &'static str,
    timestamp: Timestamp,
    signed: &'static str,
    tolerance: Duration,
}

/// Where the time of sending stands, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Timestamp {
    /// Nowhere: the time is not checked.
    None,
    /// In the item of the signature's header that begins so.
    Item(&'static str),
    /// In a header of its own.
    Header(&'static str),
}

impl WebhookSignature {
    /// The signature in this header: HMAC with SHA-256 of the body alone, in hexadecimal digits.
    pub const fn new(header: &'static str) -> Self {
        Self {
            header,
            hash: WebhookHash::Sha256,
            encoding: WebhookEncoding::Hex,
            separator: None,
            prefix: "",
            timestamp: Timestamp::None,
            signed: "{body}",
            tolerance: Duration::from_secs(300),
        }
    }

    /// Another hash function.
    pub const fn hash(mut self, hash: WebhookHash) -> Self {
        self.hash = hash;
        self
    }

    /// Another way to write the bytes.
    pub const fn encoding(mut self, encoding: WebhookEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// What stands between the items of the header, if it has several.
    pub const fn separator(mut self, separator: char) -> Self {
        self.separator = Some(separator);
        self
    }

    /// What a signature begins with. An item that begins otherwise is none.
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// What the item of the header begins with that is the time of sending.
    pub const fn timestamp_prefix(mut self, prefix: &'static str) -> Self {
        self.timestamp = Timestamp::Item(prefix);
        self
    }

    /// The header that is the time of sending.
    pub const fn timestamp_header(mut self, header: &'static str) -> Self {
        self.timestamp = Timestamp::Header(header);
        self
    }

    /// What is signed: a text with `{body}`, `{timestamp}`, and names of headers in braces.
    pub const fn signed(mut self, signed: &'static str) -> Self {
        self.signed = signed;
        self
    }

    /// How far the time of sending may be from now, in either direction. It is 300 seconds unless another one is set.
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks the signature of a webhook that comes now. The body is the bytes as they came, before anything reads them.
    ///
    /// # Errors
    ///
    /// Returns an error if the headers have no signature, if none was made with the secret over this body, or if it was made
    /// too long ago.
    pub fn verify(&self, secret: &[u8], headers: &HeaderMap, body: &[u8]) -> Result<(), SignatureError> {
        self.verify_at(secret, headers, body, platform::now())
    }

    /// Checks the signature of a webhook that came at a time.
    ///
    /// # Errors
    ///
    /// As [`Self::verify`].
    pub fn verify_at(
        &self,
        secret: &[u8],
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), SignatureError> {
        text(headers, self.header)?;
        // A sender with several signatures may write a line for each.
        let lines = headers.get_all(self.header).iter().filter_map(|value| value.to_str().ok());
        let items: Vec<&str> = match self.separator {
            Some(separator) => lines.flat_map(|line| line.split(separator)).map(str::trim).collect(),
            None => lines.collect(),
        };
        let timestamp = match self.timestamp {
            Timestamp::None => None,
            Timestamp::Header(header) => Some(text(headers, header)?),
            Timestamp::Item(prefix) => {
                let found = items.iter().find_map(|item| item.strip_prefix(prefix));
                Some(found.ok_or(SignatureError::Malformed(self.header))?)
            }
        };
        let message = self.message(headers, timestamp.unwrap_or_default(), body)?;
        let signatures = items.iter().filter_map(|item| item.strip_prefix(self.prefix)).filter_map(|it| self.bytes(it));
        let mut are_there = false;
        for signature in signatures {
            are_there = true;
            // Anybody can sign with a secret that is empty, since a setting is missing.
            if !secret.is_empty() && self.fits(secret, &message, &signature) {
                // The time is looked at last, since only a signature makes it trustworthy.
                return timestamp.map_or(Ok(()), |timestamp| self.is_recent(timestamp, now));
            }
        }
        Err(if are_there { SignatureError::Mismatch } else { SignatureError::Malformed(self.header) })
    }

    /// What was signed.
    fn message(&self, headers: &HeaderMap, timestamp: &str, body: &[u8]) -> Result<Vec<u8>, SignatureError> {
        let mut message = Vec::with_capacity(self.signed.len() + body.len());
        let mut rest = self.signed;
        while let Some((before, after)) = rest.split_once('{') {
            message.extend_from_slice(before.as_bytes());
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "body" => message.extend_from_slice(body),
                "timestamp" => message.extend_from_slice(timestamp.as_bytes()),
                header => message.extend_from_slice(text(headers, header)?.as_bytes()),
            }
            rest = after;
        }
        message.extend_from_slice(rest.as_bytes());
        Ok(message)
    }

    /// Whether the secret makes this signature of the message. The time that it takes does not depend on where they differ.
    fn fits(&self, secret: &[u8], message: &[u8], signature: &[u8]) -> bool {
        match self.hash {
            WebhookHash::Sha256 => is_mac::<Hmac<Sha256>>(secret, message, signature),
            WebhookHash::Sha384 => is_mac::<Hmac<Sha384>>(secret, message, signature),
            WebhookHash::Sha512 => is_mac::<Hmac<Sha512>>(secret, message, signature),
        }
    }

    fn bytes(&self, text: &str) -> Option<Vec<u8>> {
        match self.encoding {
            WebhookEncoding::Hex => from_hex(text),
            WebhookEncoding::Base64 => STANDARD.decode(text).ok(),
        }
    }

    fn is_recent(&self, timestamp: &str, now: SystemTime) -> Result<(), SignatureError> {
        let malformed = SignatureError::Malformed(match self.timestamp {
            Timestamp::Header(header) => header,
            Timestamp::None | Timestamp::Item(_) => self.header,
        });
        let seconds = timestamp.parse().ok().map(Duration::from_secs);
        let sent = seconds.and_then(|seconds| UNIX_EPOCH.checked_add(seconds)).ok_or(malformed)?;
        let apart = now.duration_since(sent).or_else(|_| sent.duration_since(now)).unwrap_or(Duration::MAX);
        if apart <= self.tolerance { Ok(()) } else { Err(SignatureError::NotRecent(apart)) }
    }
}

fn is_mac<M: Mac + KeyInit>(secret: &[u8], message: &[u8], signature: &[u8]) -> bool {
    // HMAC takes a key of any length.
    <M as KeyInit>::new_from_slice(secret).is_ok_and(|mac| mac.chain_update(message).verify_slice(signature).is_ok())
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, SignatureError> {
    let value = headers.get(name).ok_or_else(|| SignatureError::Missing(name.to_owned()))?;
    value.to_str().map_err(|_| SignatureError::Missing(name.to_owned()))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let bytes = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some(high * 16 + low),
        _ => None,
    });
    bytes.collect()
}

/// Why a webhook is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// This header is missing, or is not text.
    Missing(String),
    /// This header has no signature or no time where the scheme has it.
    Malformed(&'static str),
    /// No signature was made with the secret over this body.
    Mismatch,
    /// It was sent this long ago, or claims to come from this far in the future.
    NotRecent(Duration),
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(header) => write!(f, "the webhook has no header `{header}`, which its signature needs"),
            Self::Malformed(header) => write!(f, "the header `{header}` of the webhook holds no signature of this scheme"),
            Self::Mismatch => f.write_str(
                "the signature of the webhook was not made with this secret over this body: check the secret, and that the \
                 body is the bytes as they came",
            ),
            Self::NotRecent(apart) => {
                write!(f, "the webhook was signed {} s from now, which is out of tolerance", apart.as_secs())
            }
        }
    }
}

impl Error for SignatureError {}
