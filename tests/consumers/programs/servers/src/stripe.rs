//! What does Stripe answer to a program that takes money from a card, and what should the program have asked?

use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(|_, asked| answer(asked))?;
    let variables = [("STRIPE_API_KEY", "sk_test_1"), ("STRIPE_API_BASE", server.origin.as_str())];
    let ran = program.run(&variables, &["order-17", "1099", "pm_card_visa"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "pi_3MrPBM2eZvKYlo2C1TEMacFD: 1099 eur taken\n");

    let declined = program.run(&variables, &["order-18", "2000", "pm_card_chargeDeclined"])?;
    assert!(!declined.succeeded, "{declined:?}");
    assert_eq!(declined.stderr, "the card was declined (insufficient_funds): Your card has insufficient funds.\n");

    let asked = server.asked();
    let lines: Vec<&str> = asked.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "POST /v1/payment_intents",
            // Stripe was busy, and the key makes it safe to ask again.
            "POST /v1/payment_intents",
            "POST /v1/payment_intents/pi_3MrPBM2eZvKYlo2C1TEMacFD/capture",
            "POST /v1/payment_intents"
        ]
    );
    let keys: Vec<&str> = asked.iter().map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys, ["order-17-hold", "order-17-hold", "order-17-take", "order-18-hold"]);
    for request in &asked {
        assert_eq!(request.header("authorization"), "Bearer sk_test_1");
        assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    }
    let hold = [
        "amount=1099",
        "capture_method=manual",
        "confirm=true",
        "currency=eur",
        "metadata[order]=order-17",
        "payment_method=pm_card_visa",
    ];
    assert_eq!(asked[0].form(), hold);
    assert_eq!(asked[1].form(), hold);
    assert_eq!(asked[2].form(), ["amount_to_capture=1099"]);
    Ok(())
}

fn answer(asked: &Asked) -> Answer {
    static BUSY: std::sync::Once = std::sync::Once::new();
    let mut first = false;
    BUSY.call_once(|| first = true);
    let answer = match asked.line.as_str() {
        _ if first => Answer::json(500, &json!({"error": {"type": "api_error", "message": "Try again."}})),
        line if line.ends_with("/capture") => Answer::json(200, &intent("succeeded", 0, 1099)),
        _ if asked.body.contains("chargeDeclined") => Answer::json(402, &declined()),
        _ => Answer::json(200, &intent("requires_capture", 1099, 0)),
    };
    answer.header("request-id", "req_2bG5Ev4jbBQXyL")
}

fn intent(status: &str, capturable: u32, received: u32) -> Value {
    json!({
        "id": "pi_3MrPBM2eZvKYlo2C1TEMacFD", "object": "payment_intent", "amount": 1099, "amount_capturable": capturable,
        "amount_details": {"tip": {}}, "amount_received": received, "application": null, "application_fee_amount": null,
        "automatic_payment_methods": null, "canceled_at": null, "cancellation_reason": null, "capture_method": "manual",
        "client_secret": "pi_3MrPBM2eZvKYlo2C1TEMacFD_secret_9J35eTzWlxVmfbbQhmkNbewuL", "confirmation_method": "automatic",
        "created": 1_680_802_258, "currency": "eur", "customer": null, "description": null, "invoice": null,
        "last_payment_error": null, "latest_charge": "ch_3MrPBM2eZvKYlo2C1ONXoRhD", "livemode": false,
        "metadata": {"order": "order-17"}, "next_action": null, "on_behalf_of": null,
        "payment_method": "pm_1MrPBL2eZvKYlo2CaNa6L8EF",
        "payment_method_options": {"card": {"installments": null, "mandate_options": null, "network": null}},
        "payment_method_types": ["card"], "processing": null, "receipt_email": null, "review": null,
        "setup_future_usage": null, "shipping": null, "source": null, "statement_descriptor": null,
        "statement_descriptor_suffix": null, "status": status, "transfer_data": null, "transfer_group": null
    })
}

fn declined() -> Value {
    let mut refused = intent("requires_payment_method", 0, 0);
    refused["id"] = json!("pi_3MrPQG2eZvKYlo2C0TNRPEcB");
    json!({"error": {
        "charge": "ch_3MrPQG2eZvKYlo2C0jeqxYlR", "code": "card_declined", "decline_code": "insufficient_funds",
        "doc_url": "https://stripe.com/docs/error-codes/card-declined", "message": "Your card has insufficient funds.",
        "payment_intent": refused,
        "request_log_url": "https://dashboard.stripe.com/test/logs/req_2bG5Ev4jbBQXyL", "type": "card_error"
    }})
}
