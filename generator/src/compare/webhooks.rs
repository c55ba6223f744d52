//! Which webhooks does an API send, with which bodies?

use super::change::{Change, Direction, Spot, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use super::values;
use super::walk::Walk;

/// Compares the webhooks of an API.
pub fn webhooks(walk: &mut Walk) {
    let (old, new) = (&walk.old.api.webhooks, &walk.new.api.webhooks);
    for webhook in old {
        let subject = Subject::Webhook(webhook.key.clone());
        let Some(other) = new.iter().find(|other| other.key == webhook.key) else {
            let what = "the webhook is gone".to_owned();
            let change = Change::new(ChangeKind::WebhookRemoved, Area::Webhook, subject, what);
            let change = change.places(Some(&webhook.location), None);
            walk.changes.push(change.wire(Verdict::Breaking, "a program that waits for it does not get it"));
            continue;
        };
        let spot = Spot {
            area: Area::Webhook,
            subject,
            named: "the webhook".to_owned(),
            old: webhook.location.clone(),
            new: other.location.clone(),
            null_is_absence: false,
        };
        walk.docs(&spot, &webhook.docs, &other.docs);
        walk.deprecation(&spot, webhook.deprecated, other.deprecated);
        if webhook.headers != other.headers {
            let what = "the webhook has other fixed headers".to_owned();
            let verdict = (Verdict::Breaking, "a program that tells it by them does not know it");
            walk.tell_of_value(ChangeKind::FixedValueChanged, &spot, Direction::Received, what, verdict);
        }
        let spot = Spot { named: "the body".to_owned(), ..spot };
        values::value(walk, &spot, Direction::Received, &webhook.body, &other.body);
    }
    for webhook in new.iter().filter(|webhook| !old.iter().any(|other| other.key == webhook.key)) {
        let what = "the webhook is new".to_owned();
        let subject = Subject::Webhook(webhook.key.clone());
        let change = Change::new(ChangeKind::WebhookAdded, Area::Webhook, subject, what);
        walk.changes.push(change.places(None, Some(&webhook.location)).wire(Verdict::Compatible, ""));
    }
}
