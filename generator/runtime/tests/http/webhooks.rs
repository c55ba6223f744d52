//! Webhooks: signatures as data, by the schemes of several senders, and which event one is.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::runtime::{
    HeaderMap, Json, SignatureError, WebhookEncoding, WebhookEvents, WebhookHash, WebhookSignature, unknown_event,
};

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value"))).collect()
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

const GITHUB: WebhookSignature = WebhookSignature::new("X-Hub-Signature-256").prefix("sha256=");

const STRIPE: WebhookSignature = WebhookSignature::new("Stripe-Signature")
    .separator(',')
    .prefix("v1=")
    .timestamp_prefix("t=")
    .signed("{timestamp}.{body}");

const SLACK: WebhookSignature = WebhookSignature::new("X-Slack-Signature")
    .prefix("v0=")
    .timestamp_header("X-Slack-Request-Timestamp")
    .signed("v0:{timestamp}:{body}");

/// The specification "Standard Webhooks".
const STANDARD: WebhookSignature = WebhookSignature::new("webhook-signature")
    .encoding(WebhookEncoding::Base64)
    .separator(' ')
    .prefix("v1,")
    .timestamp_header("webhook-timestamp")
    .signed("{webhook-id}.{timestamp}.{body}");

#[test]
fn a_signature_of_github_fits_its_published_example() {
    // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation".
    let secret = b"It's a Secret to Everybody";
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let headers = headers(&[("x-hub-signature-256", signature)]);
    assert_eq!(GITHUB.verify(secret, &headers, b"Hello, World!"), Ok(()));
    assert_eq!(GITHUB.verify(secret, &headers, b"Hello, World?"), Err(SignatureError::Mismatch));
    assert_eq!(GITHUB.verify(b"another", &headers, b"Hello, World!"), Err(SignatureError::Mismatch));
}

#[test]
fn a_signature_of_slack_fits_its_published_example() {
    // docs.slack.dev, "Verifying requests from Slack".
    let secret = b"8f742231b10e8888abcd99yyyzzz85a5";
    let body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    let sent = headers(&[("x-slack-signature", signature), ("x-slack-request-timestamp", "1531420618")]);
    assert_eq!(SLACK.verify_at(secret, &sent, body, at(1_531_420_620)), Ok(()));
    let late = SLACK.verify_at(secret, &sent, body, at(1_531_420_618 + 301));
    assert_eq!(late, Err(SignatureError::NotRecent(Duration::from_secs(301))));
    let replayed = headers(&[("x-slack-signature", signature), ("x-slack-request-timestamp", "1531420900")]);
    assert_eq!(SLACK.verify_at(secret, &replayed, body, at(1_531_420_900)), Err(SignatureError::Mismatch));
}

#[test]
fn one_of_several_signatures_of_stripe_is_enough() {
    // printf '1492774577.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
    let fits = include_str!("stripe_signature.txt").trim();
    let (secret, body, now) = (b"whsec_test", br#"{"id":"evt_1"}"#, at(1_492_774_577 + 300));
    let other = "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd";
    for (value, expected) in [
        (format!("t=1492774577,v1={fits},v0={other}"), Ok(())),
        (format!("t=1492774577,v1={other},v1={fits}"), Ok(())),
        (format!("t=1492774577,v1={}", fits.to_uppercase()), Ok(())),
        (format!("t=1492774578,v1={fits}"), Err(SignatureError::Mismatch)),
        (format!("t=1492774577,v0={fits}"), Err(SignatureError::Malformed("Stripe-Signature"))),
        (format!("v1={fits}"), Err(SignatureError::Malformed("Stripe-Signature"))),
        ("t=1492774577,v1=zz".to_owned(), Err(SignatureError::Malformed("Stripe-Signature"))),
        ("t=1492774577,v1=abc".to_owned(), Err(SignatureError::Malformed("Stripe-Signature"))),
        (String::new(), Err(SignatureError::Malformed("Stripe-Signature"))),
    ] {
        let headers = headers(&[("stripe-signature", &value)]);
        assert_eq!(STRIPE.verify_at(secret, &headers, body, now), expected, "{value}");
    }
    let missing = STRIPE.verify_at(secret, &HeaderMap::new(), body, now);
    assert_eq!(missing, Err(SignatureError::Missing("Stripe-Signature".to_owned())));
}

#[test]
fn one_of_several_headers_is_enough() {
    let fits = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let (secret, body) = (b"It's a Secret to Everybody", b"Hello, World!");
    let other = "sha256=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd";
    for (first, second, expected) in
        [(fits, other, Ok(())), (other, fits, Ok(())), (other, other, Err(SignatureError::Mismatch))]
    {
        let mut both = headers(&[("x-hub-signature-256", first)]);
        both.append("x-hub-signature-256", second.parse().expect("a value"));
        assert_eq!(GITHUB.verify(secret, &both, body), expected, "{first} {second}");
    }
}

#[test]
fn no_signature_fits_an_empty_secret() {
    // printf 'Hello, World!' | openssl dgst -sha256 -hmac ''
    let digits = include_str!("empty_secret.txt").trim();
    let sent = headers(&[("x-hub-signature-256", &format!("sha256={digits}"))]);
    assert_eq!(GITHUB.verify(b"", &sent, b"Hello, World!"), Err(SignatureError::Mismatch));
}

#[test]
fn a_header_may_be_part_of_what_is_signed() {
    // The example of the specification's libraries: the secret is MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw in base64.
    let secret =
        [49, 242, 144, 246, 191, 6, 41, 138, 171, 79, 8, 212, 60, 63, 8, 44, 246, 72, 163, 98, 218, 45, 164, 176];
    let sent = |id: &str| {
        headers(&[
            ("webhook-id", id),
            ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ])
    };
    let body = br#"{"test": 2432232314}"#;
    let verify = |id: &str| STANDARD.verify_at(&secret, &sent(id), body, at(1_614_265_330));
    assert_eq!(verify("msg_p5jXN8AQM9LWM0D4loKWxJek"), Ok(()));
    assert_eq!(verify("msg_other"), Err(SignatureError::Mismatch));
}

#[test]
fn the_hash_function_is_data() {
    // RFC 4231, test case 2.
    let long = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
    let middle = "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649";
    for (hash, digits) in [(WebhookHash::Sha512, long), (WebhookHash::Sha384, middle)] {
        let scheme = WebhookSignature::new("sign").hash(hash);
        let sent = headers(&[("sign", digits)]);
        assert_eq!(scheme.verify(b"Jefe", &sent, b"what do ya want for nothing?"), Ok(()));
        assert_eq!(scheme.verify(b"Jefe", &sent, b""), Err(SignatureError::Mismatch));
    }
}

#[test]
fn an_error_says_what_to_look_at() {
    assert!(SignatureError::Missing("sign".to_owned()).to_string().contains("no header `sign`"));
    assert!(SignatureError::Malformed("sign").to_string().contains("`sign`"));
    assert!(SignatureError::Mismatch.to_string().contains("check the secret"));
    assert!(SignatureError::NotRecent(Duration::from_secs(400)).to_string().contains("400 s"));
}

#[test]
fn an_event_is_found_by_header_member_or_both() {
    let names = &["check-run-created", "push", "batch.completed", "batch-completed"];
    let both = WebhookEvents { header: Some("x-event"), member: Some("action"), names };
    let sent = |event: &str| headers(&[("x-event", event)]);
    assert_eq!(both.find(&sent("check_run"), br#"{"action":"created"}"#), Ok(Ok(0)));
    assert_eq!(both.find(&sent("push"), br#"{"ref":"main"}"#), Ok(Ok(1)));
    // Of `push` only the header is said by the document.
    assert_eq!(both.find(&sent("push"), br#"{"action":"forced"}"#), Ok(Ok(1)));
    assert_eq!(both.find(&sent("star"), br#"{"action":"created"}"#), Ok(Err("star created".to_owned())));
    assert_eq!(both.find(&HeaderMap::new(), b"{}"), Ok(Err(String::new())));
    let error = both.find(&sent("push"), b"ref=main").expect_err("no JSON");
    assert!(error.event() == "push" && error.to_string().contains("`push`"), "{error}");

    let member = WebhookEvents { header: None, member: Some("type"), names };
    assert_eq!(member.find(&HeaderMap::new(), br#"{"type":"batch.completed"}"#), Ok(Ok(2)));
    let header = WebhookEvents { header: Some("x-event"), member: None, names };
    // The body is not looked at.
    assert_eq!(header.find(&sent("batch_completed"), b""), Ok(Ok(2)));
    assert_eq!(header.find(&sent("batch-completed"), b""), Ok(Ok(3)), "what is written so comes first");
}

#[test]
fn an_unknown_event_is_kept_as_json() {
    let event = unknown_event("star".to_owned(), br#"{"action":"created","count":3}"#).expect("JSON");
    assert_eq!((event.name.as_str(), event.body["count"].as_u64()), ("star", Some(3)));
    assert_eq!(event.body.get("action").and_then(Json::as_str), Some("created"));
    assert!(unknown_event(String::new(), b"<xml/>").is_err());
}
