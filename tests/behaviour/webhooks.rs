//! Webhooks: which event one is, as the documents say it, and its body by the type of the event.

use cases::{HeaderMap, newer_callbacks, newer_webhooks, vendors_webhooks};

/// Headers with a topic.
fn topic(topic: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("x-topic", topic.parse().expect("a value"));
    headers
}

#[test]
fn a_member_with_one_value_tells_events_apart() {
    use newer_webhooks::webhooks::WebhookEvent;
    let read = |body: &str| WebhookEvent::read(&HeaderMap::new(), body.as_bytes());
    let created = read(r#"{"type": "order.created", "order": {"id": "7", "at": "2026-11-26T13:00:00Z"}}"#).expect("an event");
    assert_eq!(created.name(), "order.created");
    let WebhookEvent::OrderCreated(created) = created else { panic!("{created:?}") };
    assert_eq!(created.order.id, "7");
    #[allow(deprecated)]
    let WebhookEvent::OrderGone(gone) = read(r#"{"type": "order.deleted", "order": {"id": "8"}}"#).expect("an event")
    else {
        panic!("another event")
    };
    let gone: newer_webhooks::models::OrderGoneEvent = *gone;
    assert_eq!(gone.order.id, "8");
    assert!(matches!(read(r#"{"type": "ping", "zen": "Keep it."}"#), Ok(WebhookEvent::Shared(_))));
}

#[test]
fn an_event_of_which_the_document_says_nothing_is_kept() {
    use newer_webhooks::webhooks::WebhookEvent;
    let event = WebhookEvent::read(&HeaderMap::new(), br#"{"type": "order.paid", "amount": 3}"#).expect("JSON");
    assert_eq!(event.name(), "order.paid");
    let WebhookEvent::Unknown(event) = event else { panic!("{event:?}") };
    assert_eq!(event.body["amount"], 3);
}

#[test]
fn a_body_that_does_not_fit_says_of_which_event_it_is() {
    use newer_webhooks::webhooks::WebhookEvent;
    let error = WebhookEvent::read(&HeaderMap::new(), br#"{"type": "order.created"}"#).expect_err("no order");
    assert_eq!(error.event(), "order.created");
    assert!(error.to_string().contains("`order`"), "{error}");
    assert!(WebhookEvent::read(&HeaderMap::new(), b"type=ping").is_err());
}

#[test]
fn a_webhook_with_an_address_of_its_own_is_read_by_its_name() {
    use newer_webhooks::webhooks::WebhookEvent;
    let event = WebhookEvent::read_named("ping", br#"{"type": "ping"}"#).expect("an event");
    assert!(matches!(event, WebhookEvent::Shared(_)));
    assert!(matches!(WebhookEvent::read_named("other", b"[]"), Ok(WebhookEvent::Unknown(_))));
}

#[test]
fn a_header_with_one_value_tells_events_apart_and_the_body_is_what_is_received() {
    use vendors_webhooks::webhooks::WebhookEvent;
    let event = WebhookEvent::read(&topic("orders.changed"), br#"{"id": "7", "total": 3}"#).expect("an event");
    let WebhookEvent::OrdersChanged(order) = event else { panic!("{event:?}") };
    assert_eq!((order.id.as_str(), order.total), ("7", 3), "a member that only a server sends");
    let event = WebhookEvent::read(&topic("unknown thing"), b"[1]").expect("an event");
    assert!(matches!(event, WebhookEvent::UnknownEvent(json) if json[0] == 1));
}

#[test]
fn a_callback_is_read_by_a_function_of_its_operation() {
    use newer_callbacks::callbacks::{create_stream, list, pets_list};
    use newer_callbacks::models::{EndReason, OnDataEvent};
    let data: OnDataEvent =
        create_stream::on_data(br#"{"at": "2026-11-26T13:00:00Z", "payload": {"id": "7"}}"#).expect("data");
    assert_eq!((data.at.as_str(), data.payload.id.as_str()), ("2026-11-26T13:00:00Z", "7"));
    for end in [create_stream::on_end, list::on_end, pets_list::on_end] {
        assert_eq!(end(br#"{"reason": "done"}"#).expect("an end").reason, EndReason::Done);
    }
    let error = create_stream::on_data(b"{}").expect_err("no payload");
    assert_eq!(error.event(), "onData");
    #[allow(deprecated)]
    let gone = create_stream::on_data_delete(b"[3]").expect("JSON");
    assert_eq!(gone[0], 3);
}
