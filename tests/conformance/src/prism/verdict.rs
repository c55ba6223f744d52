//! What came of a call: what Prism says of the request, and what became of its answer.

use generator::internals::vocabulary::essence;
use serde_json::Value;

use super::server::{Exchange, Violation};
use crate::verdict::{AnswerLine, Seen, Written, difference};

/// What came of a call.
#[derive(Debug)]
pub enum Verdict {
    /// The answer is JSON or text, and what was read is written back equal.
    Equal,
    /// The answer is read, and there is nothing to compare: no body, bytes, or a stream.
    Read,
    /// There is no request: a value cannot be had or does not fit.
    NotMade(String),
    /// Prism refuses the request.
    Refused(String),
    /// Prism answers something else than a response of the document.
    NotServed,
    /// The answer breaks the document, as Prism itself says, and is read otherwise or not at all.
    AnswerAtFault,
    /// The answer does not decode.
    NotRead(String),
    /// What was read is written otherwise.
    Changed(String),
}

/// Judges a call by what the client says and what Prism saw.
pub fn judge(answer: &AnswerLine, exchange: Option<&Exchange>) -> Verdict {
    let Some(exchange) = exchange else {
        return Verdict::NotMade(match answer {
            AnswerLine::Err(reason) => reason.clone(),
            AnswerLine::Ok(_) => "no request reached Prism".to_owned(),
        });
    };
    if let Some(refusal) = refusal(exchange) {
        return refusal;
    }
    let is_at_fault = exchange.violations.iter().any(|it| it.location.first().is_some_and(|place| place == "response"));
    let verdict = match answer {
        AnswerLine::Err(reason) => Verdict::NotRead(reason.clone()),
        AnswerLine::Ok(seen) => read(seen, exchange),
    };
    match verdict {
        Verdict::NotRead(_) | Verdict::Changed(_) if is_at_fault => Verdict::AnswerAtFault,
        verdict => verdict,
    }
}

/// What Prism says in place of an answer of the document.
fn refusal(exchange: &Exchange) -> Option<Verdict> {
    let said: Option<Value> = serde_json::from_str(&exchange.body).ok();
    let is_of_prism =
        said.as_ref().and_then(|said| said.get("type")?.as_str()).is_some_and(|it| it.contains("stoplight.io/prism"));
    // Prism writes XML without regard to `xml` of the schemas.
    if exchange.status == 0 || essence(&exchange.media_type).ends_with("xml") {
        return Some(Verdict::NotServed);
    }
    if !is_of_prism {
        return None;
    }
    let violations = said.as_ref().and_then(|said| said.get("validation")).cloned();
    let violations: Vec<Violation> = violations.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default();
    Some(match (exchange.status, violations.first()) {
        (422, Some(first)) => Verdict::Refused(format!("{} ({})", first.message, exchange.target)),
        _ => Verdict::NotServed,
    })
}

fn read(seen: &Seen, exchange: &Exchange) -> Verdict {
    if seen.status != exchange.status {
        return Verdict::NotRead(format!("the status is {}, and not {}", seen.status, exchange.status));
    }
    match &seen.body {
        Written::Json(written) => {
            let text = || Value::String(exchange.body.clone());
            let read = serde_json::from_str(&exchange.body).unwrap_or_else(|_| text());
            // Text may look like JSON.
            match difference(&read, written).filter(|_| *written != text()) {
                None => Verdict::Equal,
                Some(place) => Verdict::Changed(place),
            }
        }
        Written::Nothing if seen.status < 300 && !exchange.body.is_empty() => {
            Verdict::NotRead("the document has no body there".to_owned())
        }
        // Errors without a body of the document keep their bytes, and Prism writes other forms in its own way.
        Written::Nothing | Written::Base64(_) | Written::Xml(_) | Written::Items(_) => Verdict::Read,
    }
}
